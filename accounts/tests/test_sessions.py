"""Where one is signed in, and the end of it."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from accounts.factories import PASSWORD, UserFactory
from accounts.models import User
from accounts.services import change_access
from accounts.tests.browser import CHANGE_PASSWORD, SESSION, SESSIONS, Browser

ADA = "ada@example.org"
NEW_PASSWORD = "another horse battery staple"


@pytest.fixture
def ada(db: None) -> User:
    """A person."""
    return UserFactory.create(email=ADA)


@pytest.fixture
def phone_and_desk(ada: User) -> tuple[Browser, Browser]:
    """Two browsers that Ada is signed in with."""
    phone = Browser(HTTP_USER_AGENT="Phone", REMOTE_ADDR="203.0.113.1")
    desk = Browser(HTTP_USER_AGENT="Desk", REMOTE_ADDR="203.0.113.2")
    for browser in (phone, desk):
        assert browser.sign_in(ADA).status_code == 200
    return phone, desk


def listed(browser: Browser) -> dict[str, dict[str, Any]]:
    """The sessions that a person sees, by the browser's name."""
    return {row["user_agent"]: row for row in browser.client.get(SESSIONS).json()["data"]}


def test_a_person_sees_where_they_are_signed_in(phone_and_desk: tuple[Browser, Browser]) -> None:
    phone, _ = phone_and_desk
    sessions = listed(phone)
    assert {name: (row["ip"], row["is_current"]) for name, row in sessions.items()} == {
        "Phone": ("203.0.113.1", True),
        "Desk": ("203.0.113.2", False),
    }
    assert all(key not in repr(sessions) for key in Session.objects.values_list("pk", flat=True))


def test_a_session_that_is_ended_is_over_at_once(phone_and_desk: tuple[Browser, Browser]) -> None:
    phone, desk = phone_and_desk
    answer = phone.send("delete", SESSIONS, {"sessions": [listed(phone)["Desk"]["id"]]})
    assert answer.status_code == 200
    assert desk.address_of_profile() is None
    assert phone.address_of_profile() == ADA
    assert list(listed(phone)) == ["Phone"]


def test_nobody_ends_somebody_elses_session(phone_and_desk: tuple[Browser, Browser]) -> None:
    phone, _ = phone_and_desk
    UserFactory.create(email="bob@example.org")
    bob = Browser()
    bob.sign_in("bob@example.org")
    ids = [row["id"] for row in listed(phone).values()]
    theirs = bob.send("delete", SESSIONS, {"sessions": ids})
    missing = bob.send("delete", SESSIONS, {"sessions": [2**40, 2**41]})
    assert theirs.status_code == missing.status_code == 400
    assert [e["code"] for e in theirs.json()["errors"]] == [e["code"] for e in missing.json()["errors"]]
    assert phone.address_of_profile() == ADA
    assert list(listed(bob)) == [""]


def test_a_new_password_ends_the_other_sessions(phone_and_desk: tuple[Browser, Browser]) -> None:
    phone, desk = phone_and_desk
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    assert phone.send("post", CHANGE_PASSWORD, body).status_code == 200
    assert phone.address_of_profile() == ADA
    assert desk.address_of_profile() is None
    assert Browser().sign_in(ADA).status_code == 400
    assert Browser().sign_in(ADA, NEW_PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({"current_password": "wrong", "new_password": NEW_PASSWORD}, "current_password"),
        ({"current_password": PASSWORD, "new_password": "short"}, "new_password"),
        ({"current_password": PASSWORD, "new_password": "ada@example.org"}, "new_password"),
        ({"new_password": NEW_PASSWORD}, "current_password"),
    ],
)
def test_a_password_is_not_changed_by_a_bad_request(
    body: dict[str, str], param: str, phone_and_desk: tuple[Browser, Browser]
) -> None:
    phone, desk = phone_and_desk
    answer = phone.send("post", CHANGE_PASSWORD, body)
    assert answer.status_code == 400
    assert param in answer.json()["error"]["fields"]
    assert desk.address_of_profile() == ADA


def test_one_who_is_disabled_is_signed_out_everywhere(ada: User, phone_and_desk: tuple[Browser, Browser]) -> None:
    keys = [browser.client.cookies[settings.SESSION_COOKIE_NAME].value for browser in phone_and_desk]
    change_access(user=ada, changes={"is_active": False})
    for browser in phone_and_desk:
        assert browser.address_of_profile() is None
    assert not UserSession.objects.exists()
    assert not Session.objects.filter(pk__in=keys).exists()
    change_access(user=ada, changes={"is_active": True})
    for browser in phone_and_desk:
        assert browser.address_of_profile() is None


@pytest.mark.parametrize("anonymous_first", [True, False])
def test_signing_in_gives_the_session_a_new_key(anonymous_first: bool, ada: User) -> None:
    browser = Browser()
    if anonymous_first:
        session = browser.client.session
        session["left"] = "by somebody"
        session.save()
        browser.client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    before = browser.client.cookies.get(settings.SESSION_COOKIE_NAME)
    browser.sign_in(ADA)
    after = browser.client.cookies[settings.SESSION_COOKIE_NAME]
    assert before is None or before.value != after.value
    assert after["httponly"]
    assert after["samesite"] == "Lax"
    browser.send("delete", SESSION)
    assert not Session.objects.filter(pk=after.value).exists()
