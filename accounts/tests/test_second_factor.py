"""Signing in with a second factor, and what is kept of it."""

import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from pytest_django import Settings

from accounts.factories import PASSWORD, UserFactory
from accounts.tests.browser import REAUTHENTICATE, RECOVERY_CODES, SECOND_FACTOR, TOTP, Browser
from accounts.tests.second_factor import activate, code_of

ADA = "ada@example.org"
API_PAGE = "/api/v1/jobs/"


@pytest.fixture
def secret(browser: Browser) -> str:
    """The secret of Ada's app; she is signed in with `browser`."""
    UserFactory.create(email=ADA)
    browser.sign_in(ADA)
    return activate(browser)


def recovery_codes(browser: Browser) -> list[str]:
    """The codes, as their owner sees them."""
    codes: list[str] = browser.client.get(RECOVERY_CODES).json()["data"]["unused_codes"]
    return codes


def test_the_example_of_the_standard() -> None:
    """RFC 6238, appendix B, in six digits of its eight."""
    assert code_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59) == "287082"
    assert code_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1111111109) == "081804"


def test_a_password_alone_opens_nothing_any_more(secret: str) -> None:
    another = Browser()
    answer = another.sign_in(ADA)
    assert answer.status_code == 401
    error = answer.json()["error"]
    assert (error["code"], answer.json()["meta"]["is_authenticated"]) == ("second_factor_required", False)
    assert another.address_of_profile() is None
    assert another.client.get(API_PAGE).status_code == 401
    assert another.client.get("/admin/").status_code == 302
    with time_machine.travel(time.time() + 60):  # a code is good once
        assert another.send("post", SECOND_FACTOR, {"code": code_of(secret)}).status_code == 200
    assert another.address_of_profile() == ADA


def test_a_code_is_good_once(secret: str) -> None:
    with time_machine.travel(time.time() + 60, tick=False):
        first, second = Browser(), Browser()
        for browser in (first, second):
            browser.sign_in(ADA)
        code = code_of(secret)
        assert first.send("post", SECOND_FACTOR, {"code": code}).status_code == 200
        assert second.send("post", SECOND_FACTOR, {"code": code}).status_code == 400
        assert second.address_of_profile() is None


@pytest.mark.parametrize(("seconds", "status"), [(-30, 200), (0, 200), (30, 200), (-90, 400), (90, 400)])
def test_a_clock_may_be_half_a_minute_off(seconds: int, status: int, secret: str) -> None:
    now = time.time() + 600
    with time_machine.travel(now, tick=False):
        another = Browser()
        another.sign_in(ADA)
        assert another.send("post", SECOND_FACTOR, {"code": code_of(secret, now + seconds)}).status_code == status


def test_a_recovery_code_is_as_good_and_good_once(secret: str, browser: Browser) -> None:
    codes = recovery_codes(browser)
    assert len(set(codes)) == 10
    for status in (200, 400):
        another = Browser()
        another.sign_in(ADA)
        assert another.send("post", SECOND_FACTOR, {"code": codes[0]}).status_code == status
    assert recovery_codes(browser) == codes[1:]


def test_new_recovery_codes_replace_the_old(secret: str, browser: Browser) -> None:
    old = recovery_codes(browser)
    assert browser.send("post", RECOVERY_CODES).status_code == 200
    assert not set(old) & set(recovery_codes(browser))
    another = Browser()
    another.sign_in(ADA)
    assert another.send("post", SECOND_FACTOR, {"code": old[0]}).status_code == 400


def test_it_is_switched_off_again(secret: str, browser: Browser) -> None:
    assert browser.send("delete", TOTP).status_code == 200
    assert Browser().sign_in(ADA).status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [("delete", TOTP, None), ("post", RECOVERY_CODES, None), ("get", RECOVERY_CODES, None)],
)
def test_an_old_sign_in_must_be_confirmed_first(
    method: str, address: str, body: dict[str, Any] | None, secret: str, browser: Browser
) -> None:
    with time_machine.travel(time.time() + 400):
        answer = browser.send(method, address, body)
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "reauthentication_required"
        assert browser.address_of_profile() == ADA
        assert browser.send("post", REAUTHENTICATE, {"password": PASSWORD}).status_code == 200
        assert browser.send(method, address, body).status_code != 401


def test_the_secrets_are_encrypted_in_the_database(secret: str, browser: Browser) -> None:
    stored = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in recovery_codes(browser))


def test_they_survive_a_new_key_that_knows_the_old(secret: str, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    with time_machine.travel(time.time() + 60):
        another = Browser()
        another.sign_in(ADA)
        assert another.send("post", SECOND_FACTOR, {"code": code_of(secret)}).status_code == 200


def test_the_page_of_the_app_shows_a_picture_to_scan(browser: Browser) -> None:
    UserFactory.create(email=ADA)
    browser.sign_in(ADA)
    browser.send("post", REAUTHENTICATE, {"password": PASSWORD})
    answer = browser.client.get(TOTP)
    meta = answer.json()["meta"]
    assert meta["totp_url"].startswith("otpauth://totp/")
    assert "issuer=Jobtracker" in meta["totp_url"]
    assert answer.json()["error"]["code"] == "not_found"


def test_a_wrong_code_is_refused_at_its_field(browser: Browser) -> None:
    UserFactory.create(email=ADA)
    browser.sign_in(ADA)
    browser.send("post", REAUTHENTICATE, {"password": PASSWORD})
    browser.client.get(TOTP)
    refused = browser.send("post", TOTP, {"code": "000000"})
    assert [problem["code"] for problem in refused.json()["error"]["fields"]["code"]] == ["incorrect_code"]


def test_without_the_former_key_it_is_refused_in_words_and_not_a_crash(secret: str, settings: Settings) -> None:
    settings.SECRET_KEY = "another key " * 5
    another = Browser()
    another.sign_in(ADA)
    refused = another.send("post", SECOND_FACTOR, {"code": code_of(secret)})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "second_factor_unreadable")
    assert another.address_of_profile() is None
