"""Who is calling is decided in one place, and asked everywhere."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from rest_framework.test import APIClient
from rest_framework.views import APIView

from accounts.account_api import BROWSER, SERVED
from accounts.authentication import CallerAuthentication
from accounts.callers import Caller, InvalidToken, identify, still_good
from accounts.factories import UserFactory
from accounts.models import User
from accounts.services import create_token, revoke_token
from accounts.session_store import SessionStore
from accounts.tests.browser import Browser
from jobtracker.testing.database import every_row

# Every address that a stranger may use. What is not here, and is added without a caller, fails the test below.
OPEN = {
    # Says whether the process lives and can work: for probes.
    "health-live",
    "health-ready",
    # Decides by itself: a token of the operator's, or the machine itself (jobtracker/metrics.py).
    "metrics",
    # Read by calendars of other makers, which know a secret (applications/views/calendars.py).
    "calendar-file",
    # The page and the documents that say how to use the rest; they hold nobody's data.
    "spa",
    "schema",
    "swagger-ui",
    "redoc",
    # Lead to the page where one signs in.
    "login",
    "logout",
}
# Where a stranger becomes somebody, or asks who they are; each keeps its own rules (accounts/tests).
OPEN_ACCOUNT_PLACES = {
    "config", "auth/session", "auth/signup", "auth/login", "auth/2fa/authenticate", "auth/email/verify",
    "auth/email/verify/resend", "auth/password/request", "auth/password/reset",
}  # fmt: skip
# What a token must not make or show: secrets that would outlive it.
SESSIONS_ONLY = ("tokens/", "calendar-feeds/")
REFUSALS = {"not_authenticated", "validation_error", "conflict"}
SAMPLE_ARGUMENTS = {"int": "1", "str": "x", "path": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the resolver, with its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, path)
        else:
            yield path, pattern


def address_of(path: str) -> str:
    """An address that the pattern matches."""
    path = re.sub(r"\(\?P<\w+>\[\^/\.\]\+\)", "1", path)
    path = re.sub(r"\(\?P<\w+>[^)]*\)", "1", path)
    path = re.sub(r"<(\w+):\w+>", lambda match: SAMPLE_ARGUMENTS[match[1]], path)
    path = re.sub(r"<\w+>", "x", path)
    return "/" + path.replace("^", "").replace("$", "").replace("\\", "").replace("?", "")


def test_every_address_of_the_resolver_needs_a_caller_unless_it_is_on_the_list(db: None) -> None:
    UserFactory.create()
    before = every_row()
    walked = 0
    for path, pattern in routes():
        if pattern.name in OPEN or path.startswith("_allauth/"):
            continue
        view: Any = pattern.callback
        if hasattr(view, "cls") and issubclass(view.cls, APIView):
            # Nobody's own idea of who is calling: the one class, and a permission that needs somebody.
            assert view.cls.authentication_classes == [CallerAuthentication], path
            assert view.cls.permission_classes, path
        address = address_of(path)
        for method in ("get", "post", "put", "patch", "delete"):
            answer = getattr(Client(raise_request_exception=False), method)(address)
            walked += 1
            if path.startswith("api/"):
                assert answer.status_code == 401, (method, address, answer.status_code)
            elif path.startswith("admin/"):
                assert answer.status_code == 302, (method, address, answer.status_code)
                assert answer.headers["Location"].startswith(("/admin/login/", "/sign-in")), address
            else:
                pytest.fail(f"{address} is neither of the API nor of the administration, and not on the list")
    assert walked > 250
    assert every_row() == before


def test_every_address_of_the_account_needs_a_caller_unless_it_is_on_the_list(db: None) -> None:
    for place, methods in SERVED.items():
        if place not in OPEN_ACCOUNT_PLACES:
            for method in methods:
                answer = Browser().send(method.lower(), BROWSER + place, None if method == "GET" else {})
                assert answer.status_code in (400, 401, 409), (method, place)
                assert answer.json()["error"]["code"] in REFUSALS, (method, place)


def test_whatever_is_on_the_list_exists(db: None) -> None:
    names = {pattern.name for _, pattern in routes()}
    assert names >= OPEN
    assert set(SERVED) >= OPEN_ACCOUNT_PLACES


def test_every_form_of_the_administration_needs_the_csrf_token(db: None) -> None:
    root = User.objects.create_superuser("root@example.org", "x")
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(root)
    before = every_row()
    addresses = [address_of(path) for path, _ in routes() if path.startswith("admin/")]
    assert len(addresses) > 40
    for address in addresses:
        answer = browser.post(address)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf_failed"), address
    assert every_row() == before


def test_session_and_token_give_the_same_answers_everywhere(
    user: User, client_of: Callable[[User], APIClient], token_client_of: Callable[..., APIClient]
) -> None:
    by_session, by_token = client_of(user), token_client_of(user, "full")
    for path, pattern in routes():
        is_ours = (
            path.startswith("api/") and pattern.name not in OPEN and not any(word in path for word in SESSIONS_ONLY)
        )
        if is_ours and "account-deletion" not in path:
            headers = {"X-Request-ID": "the-same-request", "Accept": "application/json"}
            address = address_of(path)
            one, other = (client.get(address, headers=headers) for client in (by_session, by_token))
            assert one.status_code == other.status_code, address
            if one.status_code == 200:
                assert one.getvalue() == other.getvalue(), address


def test_a_session_and_a_token_name_the_same_person_in_the_browsable_api(
    user: User, client_of: Callable[[User], APIClient], token_client_of: Callable[..., APIClient]
) -> None:
    for client in (client_of(user), token_client_of(user, "read")):
        assert user.email in client.get("/api/v1/", headers={"Accept": "text/html"}).content.decode()


def session_of(user: User) -> SessionStore:
    """A session of this person's."""
    client = Client()
    client.force_login(user)
    return SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)


def test_the_caller_is_found_by_the_session_or_by_the_token(user: User, other_user: User) -> None:
    made = create_token(actor=other_user, name="Laptop", scope="read")
    session = session_of(user)
    by_session = identify(session=session, authorization=None)
    assert (by_session.user, by_session.session_key, by_session.token) == (user, session.session_key, None)
    assert by_session.may_write
    by_token = identify(session=session, authorization=f"Bearer {made.secret}")
    assert (by_token.user, by_token.session_key, by_token.token) == (other_user, None, made.token)
    assert not by_token.may_write
    assert isinstance(identify(session=SessionStore(), authorization=None).user, AnonymousUser)
    revoke_token(actor=other_user, token_id=made.token.pk)
    with pytest.raises(InvalidToken):
        identify(session=session, authorization=f"Bearer {made.secret}")


@pytest.mark.parametrize("left", [timedelta(0), timedelta(days=-1)])
def test_a_session_is_good_until_its_time_is_over(left: timedelta, user: User) -> None:
    session = session_of(user)
    Session.objects.filter(pk=session.session_key).update(expire_date=timezone.now() + left)
    assert identify(session=session, authorization=None).user == AnonymousUser()
    assert session.session_key is None


def end_session(caller: Any) -> None:
    """Sign out."""
    SessionStore(caller.session_key).delete()


def disable(caller: Any) -> None:
    """Disable the person, without a service that tells anybody."""
    User.objects.filter(pk=caller.user.pk).update(is_active=False)


def change_password(caller: Any) -> None:
    """Set another password, as the command line does."""
    user = User.objects.get(pk=caller.user.pk)
    user.set_password("another horse battery staple")
    user.save()


def delete(caller: Any) -> None:
    """Delete the person."""
    User.objects.filter(pk=caller.user.pk).delete()


@pytest.mark.parametrize("ending", [end_session, disable, change_password, delete])
def test_a_session_that_ended_is_not_good_any_more(
    ending: Callable[[Caller], None], user: User, other_user: User, django_assert_max_num_queries: Any
) -> None:
    caller = identify(session=session_of(user), authorization=None)
    another = identify(session=session_of(other_user), authorization=None)
    with django_assert_max_num_queries(3):
        assert still_good({caller, another}) == {caller, another}
    ending(caller)
    assert still_good({caller, another}) == {another}


@pytest.mark.parametrize("ending", [disable, delete])
def test_a_token_whose_owner_is_gone_is_not_good_any_more(ending: Callable[[Caller], None], user: User) -> None:
    secret = create_token(actor=user, name="Laptop", scope="read").secret
    caller = identify(session=SessionStore(), authorization=f"Bearer {secret}")
    assert still_good({caller}) == {caller}
    ending(caller)
    assert still_good({caller}) == set()


def test_a_request_asks_for_its_caller_once_and_only_if_somebody_asks(
    user: User, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(user)
    with django_assert_num_queries(0):
        client.get("/")
    with django_assert_num_queries(2 + 2):  # session and person, then what the page itself asks
        client.get("/api/v1/profile/")


def test_the_person_of_a_session_is_read_whole(user: User) -> None:
    User.objects.filter(pk=user.pk).update(minimum_salary="1.50", target_roles=["Baker"], weekly_goal=3)
    client = Client()
    client.force_login(user)
    session = SessionStore(client.session.session_key)

    read, expected = identify(session=session, authorization=None).user, User.objects.get(pk=user.pk)

    assert isinstance(read, User)
    for one in (read, expected):
        assert vars(vars(one).pop("_state")) == {"adding": False, "db": "default"}
    assert vars(read) == vars(expected)
