"""Signing up, in and out, as a browser does it."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from accounts.factories import PASSWORD, UserFactory
from accounts.models import User
from accounts.tasks import clear_expired_sessions
from accounts.tests.browser import SESSION, SIGN_IN, SIGN_UP, Browser, problems
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row


def without_ids(body: dict[str, Any]) -> dict[str, Any]:
    """A refusal, without what is another for each request."""
    return body | {"error": body["error"] | {"request_id": "", "timestamp": ""}}


def test_who_signs_up_is_signed_in_until_they_sign_out(browser: Browser) -> None:
    assert browser.client.get(SESSION).status_code == 401
    signed_up = browser.send("post", SIGN_UP, {"email": "ada@example.org", "password": PASSWORD})
    assert signed_up.status_code == 200
    assert signed_up.json()["meta"]["is_authenticated"] is True
    assert browser.address_of_profile() == "ada@example.org"
    assert browser.client.get(SESSION).json()["data"]["user"]["email"] == "ada@example.org"

    assert browser.send("delete", SESSION).status_code == 401
    assert browser.address_of_profile() is None
    assert browser.client.get(SESSION).status_code == 401

    assert browser.send("post", SIGN_IN, {"email": "ada@example.org", "password": PASSWORD}).status_code == 200
    assert browser.address_of_profile() == "ada@example.org"


def test_a_new_person_has_a_plain_profile_and_no_rights(browser: Browser) -> None:
    browser.send("post", SIGN_UP, {"email": "ada@example.org", "password": PASSWORD, "is_staff": True})
    user = User.objects.get()
    assert (user.email, user.display_name, user.time_zone, user.currency) == ("ada@example.org", "", "UTC", "USD")
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)
    assert PASSWORD not in user.password
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("signs_up_as", "signs_in_as"),
    [("ada@example.org", "ADA@Example.Org"), ("Ada@Example.ORG", "ada@example.org"), ("ADA@x.org", "aDa@X.org")],
)
def test_the_case_of_an_address_does_not_matter(signs_up_as: str, signs_in_as: str, browser: Browser) -> None:
    browser.send("post", SIGN_UP, {"email": signs_up_as, "password": PASSWORD})
    assert browser.address_of_profile() == signs_up_as.lower()
    another = Browser()
    assert another.send("post", SIGN_IN, {"email": signs_in_as, "password": PASSWORD}).status_code == 200
    assert another.address_of_profile() == signs_up_as.lower()


@pytest.mark.parametrize("taken", ["ada@example.org", "ADA@Example.Org", " ada@example.org "])
def test_an_address_signs_up_once_whatever_its_case(taken: str, browser: Browser) -> None:
    UserFactory.create(email="ada@example.org")
    before = every_row()
    assert problems(browser.send("post", SIGN_UP, {"email": taken, "password": PASSWORD})) == [("email", "email_taken")]
    assert browser.address_of_profile() is None
    assert every_row() == before


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "required"),
        ("short", "password_too_short"),
        ("password123", "password_too_common"),
        ("73190582641", "password_entirely_numeric"),
        ("lovelace-ada", "password_too_similar"),
    ],
)
def test_a_weak_password_is_refused(password: str, code: str, browser: Browser) -> None:
    response = browser.send("post", SIGN_UP, {"email": "ada.lovelace@example.org", "password": password})
    assert ("password", code) in problems(response)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "a b@example.org", "x" * 250 + "@example.org", "ada@exa\0mple.org"]
)
def test_what_is_no_address_is_refused(email: str, browser: Browser) -> None:
    response = browser.send("post", SIGN_UP, {"email": email, "password": PASSWORD})
    assert {param for param, _ in problems(response)} == {"email"}
    assert not User.objects.exists()


def test_sign_up_can_be_closed_and_says_so(browser: Browser, settings: Settings) -> None:
    UserFactory.create(email="ada@example.org")
    settings.SIGNUP_OPEN = False
    assert browser.send("post", SIGN_UP, {"email": "bob@example.org", "password": PASSWORD}).status_code == 403
    assert User.objects.count() == 1
    account = browser.client.get("/_allauth/browser/v1/config").json()["data"]["account"]
    assert account["is_open_for_signup"] is False
    assert browser.send("post", SIGN_IN, {"email": "ada@example.org", "password": PASSWORD}).status_code == 200


def test_sign_up_is_open_unless_closed(browser: Browser) -> None:
    account = browser.client.get("/_allauth/browser/v1/config").json()["data"]["account"]
    assert account["is_open_for_signup"] is True


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(browser: Browser) -> None:
    UserFactory.create(email="ada@example.org")
    wrong = browser.send("post", SIGN_IN, {"email": "ada@example.org", "password": "wrong horse battery"})
    unknown = browser.send("post", SIGN_IN, {"email": "bob@example.org", "password": "wrong horse battery"})
    assert wrong.status_code == unknown.status_code == 400
    assert without_ids(wrong.json()) == without_ids(unknown.json())
    assert browser.address_of_profile() is None


def test_one_who_was_deactivated_cannot_sign_in_and_a_session_of_theirs_ends(browser: Browser) -> None:
    user = UserFactory.create(email="ada@example.org")
    browser.send("post", SIGN_IN, {"email": "ada@example.org", "password": PASSWORD})
    assert browser.address_of_profile() == "ada@example.org"
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert browser.address_of_profile() is None
    another = Browser()
    another.send("post", SIGN_IN, {"email": "ada@example.org", "password": PASSWORD})
    assert another.address_of_profile() is None


@pytest.mark.parametrize(("method", "address"), [("post", SIGN_UP), ("post", SIGN_IN), ("delete", SESSION)])
def test_an_account_is_not_touched_without_the_csrf_token(method: str, address: str, db: None) -> None:
    UserFactory.create(email="ada@example.org")
    client = Client(enforce_csrf_checks=True)
    client.login(email="ada@example.org", password=PASSWORD)
    before = every_row()
    body = {"email": "bob@example.org", "password": PASSWORD}
    response = getattr(client, method)(address, body, content_type="application/json")
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "csrf_failed"
    assert every_row() == before
    assert client.get("/api/v1/profile/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_many_sign_ups_with_one_address_at_the_same_time_one_wins() -> None:
    browsers = [Browser() for _ in range(4)]
    body = {"email": "ada@example.org", "password": PASSWORD}
    answers = at_once(*(lambda browser=browser: browser.send("post", SIGN_UP, body) for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]
    for answer in answers:
        if answer.status_code == 400:
            assert problems(answer) == [("email", "email_taken")]
    assert User.objects.count() == 1


def test_the_database_keeps_addresses_in_lower_case(db: None) -> None:
    with pytest.raises(IntegrityError, match="user_email_is_lower_case"), transaction.atomic():
        User.objects.bulk_create([User(email="Ada@example.org")])


def test_a_person_is_found_and_made_by_an_address_in_any_case(db: None) -> None:
    made = User.objects.create_user(" Ada@Example.ORG ", PASSWORD)
    assert made.email == "ada@example.org"
    assert User.objects.get_by_natural_key("ADA@example.org ") == made


def test_a_person_is_called_by_their_name_or_else_their_address() -> None:
    assert User(email="ada@example.org", display_name="Ada").get_short_name() == "Ada"
    assert User(email="ada@example.org").get_short_name() == "ada@example.org"
    assert str(User(email="ada@example.org", display_name="Ada")) == "ada@example.org"


@pytest.fixture
def createsuperuser(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Runs Django's command for an address, with the password in the environment."""

    def run(email: str) -> None:
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
        call_command("createsuperuser", email=email, interactive=False, verbosity=0)

    return run


def test_createsuperuser_makes_an_administrator(createsuperuser: Callable[[str], None], db: None) -> None:
    createsuperuser("Root@Example.org")
    root = User.objects.get(email="root@example.org")
    assert (root.is_staff, root.is_superuser, root.check_password(PASSWORD)) == (True, True, True)
    browser = Browser()
    assert browser.sign_in("ROOT@example.org").status_code == 200
    assert browser.client.get("/admin/").status_code == 200


def test_createsuperuser_refuses_an_address_that_is_taken(createsuperuser: Callable[[str], None], db: None) -> None:
    UserFactory.create(email="root@example.org")
    with pytest.raises(CommandError):
        createsuperuser("ROOT@example.org")
    assert User.objects.count() == 1


def test_sessions_that_are_over_are_cleared_away(browser: Browser) -> None:
    UserFactory.create(email="ada@example.org")
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False):
        browser.send("post", SIGN_IN, {"email": "ada@example.org", "password": PASSWORD})
    with time_machine.travel("2026-01-10T12:00:00Z", tick=False):
        another = Browser()
        another.send("post", SIGN_IN, {"email": "ada@example.org", "password": PASSWORD})
    with time_machine.travel("2026-01-20T12:00:00Z", tick=False):  # a session lasts two weeks
        clear_expired_sessions()
        assert [row.pk for row in Session.objects.all()] == [another.client.session.session_key]
        assert another.address_of_profile() == "ada@example.org"
