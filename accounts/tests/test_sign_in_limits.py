"""Guessing passwords and codes gets nobody anywhere, however it is tried."""

from collections.abc import Iterator
from itertools import count

import pytest
import time_machine
from django.core import mail
from django.db import connection

from accounts.factories import PASSWORD, UserFactory
from accounts.models import User
from accounts.tasks import clear_expired_limits
from accounts.tests.browser import CHANGE_PASSWORD, FORGOT_PASSWORD, REAUTHENTICATE, SECOND_FACTOR, SIGN_IN, Browser
from accounts.tests.second_factor import activate
from jobtracker.testing.concurrency import at_once

ADA = "ada@example.org"
WRONG = "wrong horse battery staple"
# Of each account so many guesses are looked at in five minutes (JOBTRACKER_RATE_SIGN_IN_FAILED).
TRIES = 5


class Looks:
    """Counts how often a password was compared with the stored one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.passwords: list[str] = []
        compare = User.check_password

        def check_password(user: User, raw_password: str) -> bool:
            self.passwords.append(raw_password)
            return compare(user, raw_password)

        monkeypatch.setattr(User, "check_password", check_password)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    """How often a password was looked at."""
    return Looks(monkeypatch)


def forged() -> Iterator[dict[str, str]]:
    """Headers that claim another origin each time."""
    for number in count():
        address = f"203.0.{number // 250}.{number % 250}"
        yield {
            "HTTP_X_FORWARDED_FOR": address,
            "HTTP_X_REAL_IP": address,
            "HTTP_FORWARDED": f"for={address}",
            "HTTP_CLIENT_IP": address,
            "HTTP_CF_CONNECTING_IP": address,
            "HTTP_HOST": ["localhost", "127.0.0.1", "[::1]", f"localhost:{number + 1}"][number % 4],
            "HTTP_USER_AGENT": f"Browser {number}",
        }


def test_of_200_wrong_passwords_in_a_row_five_are_looked_at(looks: Looks, db: None) -> None:
    UserFactory.create(email=ADA)
    browser = Browser()
    headers = forged()
    statuses = []
    for number in range(200):
        browser.client.defaults.update(next(headers))
        # The case of the address is none of an account of its own.
        email = ADA.upper() if number % 2 else ADA
        statuses.append(browser.sign_in(email, f"{WRONG} {number}").status_code)
    assert set(statuses) <= {400, 429}
    assert len(looks.passwords) == TRIES
    # Nor does the right one help now: whoever guesses it is not told.
    assert browser.sign_in(ADA).status_code in (400, 429)
    assert browser.address_of_profile() is None


@pytest.mark.django_db(transaction=True)
def test_of_100_wrong_passwords_at_the_same_time_no_more_than_five_are_looked_at(looks: Looks) -> None:
    UserFactory.create(email=ADA)
    headers = forged()
    browsers = [Browser(**next(headers)) for _ in range(100)]

    def guess_ten(tenth: int) -> list[int]:
        mine = browsers[tenth * 10 : tenth * 10 + 10]
        return [browser.sign_in(ADA, f"{WRONG} {id(browser)}").status_code for browser in mine]

    tenths = at_once(*(lambda tenth=tenth: guess_ten(tenth) for tenth in range(10)))
    statuses = [status for statuses in tenths for status in statuses]
    assert len(statuses) == 100
    assert set(statuses) <= {400, 429}
    assert len(looks.passwords) <= TRIES


def test_an_address_of_the_network_guesses_ten_times_a_minute_whatever_the_account(looks: Looks, db: None) -> None:
    headers = forged()
    browser = Browser()
    for number in range(30):
        UserFactory.create(email=f"person{number}@example.com")
        browser.client.defaults.update(next(headers))
        browser.sign_in(f"person{number}@example.com", WRONG)
    assert len(looks.passwords) == 10


def test_the_addresses_of_one_ipv6_network_count_as_one(looks: Looks, db: None) -> None:
    for number in range(30):
        UserFactory.create(email=f"person{number}@example.com")
        Browser(REMOTE_ADDR=f"2001:db8:0:1::{number:x}").sign_in(f"person{number}@example.com", WRONG)
    assert len(looks.passwords) == 10


def test_the_limit_passes_and_somebody_elses_guesses_do_not_lock_other_accounts(db: None) -> None:
    UserFactory.create(email=ADA)
    UserFactory.create(email="bob@example.org")
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        stranger = Browser(REMOTE_ADDR="203.0.113.7")
        for _ in range(6):
            stranger.sign_in(ADA, WRONG)
        assert Browser().sign_in("bob@example.org").status_code == 200
        refused = Browser().sign_in(ADA)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "300")
        assert refused.json()["error"]["code"] == "throttled"
        clock.shift(301)
        assert Browser().sign_in(ADA).status_code == 200


def test_signing_in_rightly_does_not_count_and_does_not_forgive_guesses(looks: Looks, db: None) -> None:
    UserFactory.create(email=ADA)
    for number in range(8):
        Browser(REMOTE_ADDR=f"203.0.113.{number}").sign_in(ADA, PASSWORD if number % 2 else WRONG)
    # Four wrong ones so far, and four right ones: one more guess is looked at.
    Browser(REMOTE_ADDR="203.0.113.50").sign_in(ADA, WRONG)
    before = len(looks.passwords)
    Browser(REMOTE_ADDR="203.0.113.51").sign_in(ADA, WRONG)
    assert len(looks.passwords) == before


def test_codes_of_a_second_factor_are_guessed_no_more_often(db: None) -> None:
    UserFactory.create(email=ADA)
    owner = Browser()
    owner.sign_in(ADA)
    activate(owner)
    guesser = Browser(REMOTE_ADDR="203.0.113.9")
    assert guesser.sign_in(ADA).status_code == 401  # the password is right: a code is asked for
    codes = []
    for number in range(30):
        answer = guesser.send("post", SECOND_FACTOR, {"code": f"{number:06}"})
        codes.append(answer.json()["errors"][0]["code"] if answer.status_code == 400 else answer.status_code)
    assert codes.count("incorrect_code") <= TRIES
    assert set(codes[TRIES:]) <= {"too_many_login_attempts", 401, 429}


def test_the_password_is_guessed_no_more_often_through_a_session(looks: Looks, db: None) -> None:
    UserFactory.create(email=ADA)
    browser = Browser()
    browser.sign_in(ADA)
    before = len(looks.passwords)
    for number in range(20):
        browser.send("post", REAUTHENTICATE, {"password": f"{WRONG} {number}"})
        browser.send("post", "/api/v1/account-deletion/", {"password": f"{WRONG} {number}"})
        body = {"current_password": f"{WRONG} {number}", "new_password": "another horse battery staple"}
        browser.send("post", CHANGE_PASSWORD, body)
    assert len(looks.passwords) - before <= TRIES
    assert User.objects.filter(email=ADA).exists()


def test_mails_are_asked_for_no_more_than_so_often(db: None) -> None:
    UserFactory.create(email=ADA)
    headers = forged()
    browser = Browser()
    for _ in range(30):
        browser.client.defaults.update(next(headers))
        browser.send("post", FORGOT_PASSWORD, {"email": ADA})
    assert len(mail.outbox) == 5


def test_a_refusal_by_the_limit_is_in_words(db: None) -> None:
    UserFactory.create(email=ADA)
    browser = Browser()
    for _ in range(TRIES):
        browser.sign_in(ADA, WRONG)
    error = browser.sign_in(ADA, WRONG).json()["error"]
    assert "Too many" in error["message"]


def test_tries_are_counted_in_the_database(db: None) -> None:
    UserFactory.create(email=ADA)
    Browser().send("post", SIGN_IN, {"email": ADA, "password": WRONG})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jobtracker_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] >= 1
        cursor.execute("SELECT string_agg(cache_key || value, ' ') FROM jobtracker_cache")
        assert ADA not in cursor.fetchone()[0]


def test_counts_whose_time_is_over_are_cleared_away(db: None) -> None:
    UserFactory.create(email=ADA)

    def counts() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM jobtracker_cache")
            return int(cursor.fetchone()[0])

    with time_machine.travel("2020-01-01T12:00:00Z", tick=False):
        Browser().sign_in(ADA, WRONG)
    Browser(REMOTE_ADDR="203.0.113.9").sign_in("bob@example.org", WRONG)
    before = counts()
    clear_expired_limits()
    assert 0 < counts() < before
