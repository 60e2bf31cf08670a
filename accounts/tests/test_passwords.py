"""Forgotten passwords, addresses to be verified, and what a stranger learns of either: nothing."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.core import mail
from pytest_django import Settings

from accounts.factories import PASSWORD, UserFactory
from accounts.models import User
from accounts.tests.browser import (
    AUTH,
    FORGOT_PASSWORD,
    RESET_PASSWORD,
    SIGN_UP,
    Browser,
)

ADA, NOBODY = "ada@example.org", "nobody@example.org"
NEW_PASSWORD = "another horse battery staple"
VERIFY = f"{AUTH}/email/verify"


@pytest.fixture
def ada(db: None) -> User:
    """A person."""
    return UserFactory.create(email=ADA)


def without_ids(body: dict[str, Any]) -> dict[str, Any]:
    """An answer, without what is another for each request."""
    if "error" in body:
        return body | {"error": body["error"] | {"request_id": "", "timestamp": ""}}
    return body


def key_in_mail(page: str) -> str:
    """The key in the link to this page, in the last mail."""
    found = re.search(rf"http://localhost/{page}/(\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return unquote(found[1])


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(ada: User) -> None:
    signed_in = Browser()
    signed_in.sign_in(ADA)
    browser = Browser(HTTP_HOST="localhost")
    assert browser.send("post", FORGOT_PASSWORD, {"email": ADA.upper()}).status_code == 200
    assert mail.outbox[-1].to == [ADA]
    key = key_in_mail("reset-password")
    assert browser.client.get(RESET_PASSWORD, headers={"X-Password-Reset-Key": key}).status_code == 200
    weak = browser.send("post", RESET_PASSWORD, {"key": key, "password": "short"})
    assert list(weak.json()["error"]["fields"]) == ["password"]
    assert browser.send("post", RESET_PASSWORD, {"key": key, "password": NEW_PASSWORD}).status_code in (200, 401)
    assert signed_in.address_of_profile() is None  # whoever knew the old password is out
    assert Browser().sign_in(ADA).status_code == 400
    assert Browser().sign_in(ADA, NEW_PASSWORD).status_code == 200
    again = Browser().send("post", RESET_PASSWORD, {"key": key, "password": PASSWORD})
    assert list(again.json()["error"]["fields"]) == ["key"]


def test_the_link_is_good_for_three_days(ada: User) -> None:
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False):
        Browser(HTTP_HOST="localhost").send("post", FORGOT_PASSWORD, {"email": ADA})
        key = key_in_mail("reset-password")
    with time_machine.travel("2026-11-23T13:00:00Z", tick=False):
        assert Browser().send("post", RESET_PASSWORD, {"key": key, "password": NEW_PASSWORD}).status_code == 400


def test_a_host_that_is_not_ours_gets_into_no_mail(ada: User) -> None:
    browser = Browser()
    browser.client.defaults["HTTP_HOST"] = "evil.example"
    assert browser.send("post", FORGOT_PASSWORD, {"email": ADA}).status_code == 400
    browser.client.defaults["HTTP_HOST"] = "localhost"
    browser.client.defaults["HTTP_X_FORWARDED_HOST"] = "evil.example"
    browser.send("post", FORGOT_PASSWORD, {"email": ADA})
    assert "evil" not in str(mail.outbox[-1].body)


def test_whether_an_address_is_known_is_not_told_when_a_password_is_forgotten(ada: User) -> None:
    known, unknown = (Browser().send("post", FORGOT_PASSWORD, {"email": address}) for address in (ADA, NOBODY))
    assert known.status_code == unknown.status_code == 200
    assert without_ids(known.json()) == without_ids(unknown.json())
    # And takes as long: a mail goes out either way.
    assert [message.to for message in mail.outbox] == [[ADA], [NOBODY]]


def test_nor_when_signing_in_however_one_looks(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def note(user: User, raw_password: str | None) -> None:
        hashed.append(str(raw_password))

    monkeypatch.setattr(User, "set_password", note)
    known, unknown = (Browser().sign_in(address, "wrong horse battery") for address in (ADA, NOBODY))
    assert without_ids(known.json()) == without_ids(unknown.json())
    assert hashed == ["wrong horse battery"]  # for the unknown address a password is hashed for nothing
    User.objects.filter(pk=ada.pk).update(is_active=False)
    disabled = Browser().sign_in(ADA, "wrong horse battery")
    assert without_ids(disabled.json()) == without_ids(unknown.json())


def test_nor_by_signing_up_where_addresses_are_verified(ada: User, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    body = {"password": NEW_PASSWORD}
    taken, free = (Browser().send("post", SIGN_UP, body | {"email": address}) for address in (ADA, NOBODY))
    assert taken.status_code == free.status_code == 401
    assert taken.json()["error"]["code"] == free.json()["error"]["code"] == "email_unverified"
    assert taken.json()["data"] == free.json()["data"]
    assert [message.to for message in mail.outbox] == [[ADA], [NOBODY]]
    assert User.objects.filter(email=ADA).count() == 1


def test_where_addresses_are_verified_one_signs_in_after_the_link_in_the_mail(db: None, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    browser = Browser(HTTP_HOST="localhost")
    assert browser.send("post", SIGN_UP, {"email": ADA, "password": PASSWORD}).status_code == 401
    assert browser.address_of_profile() is None
    assert Browser().sign_in(ADA).status_code == 401
    key = key_in_mail("verify-email")
    assert browser.client.get(VERIFY, headers={"X-Email-Verification-Key": key}).status_code == 200
    browser.send("post", VERIFY, {"key": key})
    assert Browser().sign_in(ADA).status_code == 200


def test_a_private_installation_asks_for_no_mail(db: None) -> None:
    browser = Browser()
    assert browser.send("post", SIGN_UP, {"email": ADA, "password": PASSWORD}).status_code == 200
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_said_and_tells_nothing_of_the_address(ada: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    known, unknown = (Browser().send("post", FORGOT_PASSWORD, {"email": address}) for address in (ADA, NOBODY))
    assert known.status_code == unknown.status_code == 503
    assert known.json()["error"]["code"] == "mail_unavailable"
    assert without_ids(known.json()) == without_ids(unknown.json())
