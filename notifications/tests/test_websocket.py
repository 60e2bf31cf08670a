"""Who may open the WebSocket, and what it says first."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError
from django.test import Client

from accounts.callers import Caller, still_good
from accounts.models import ApiToken, User
from accounts.services import change_access, change_password, create_token, delete_account, revoke_token
from jobtracker.routing import websocket_application
from notifications import sockets

# Channels closes each connection that is within a transaction, as a test's otherwise is.
pytestmark = pytest.mark.django_db(transaction=True)

OWN_PAGE = "http://localhost:8000"
ACCEPTED = "websocket.accept"
Communicator: Any = ApplicationCommunicator  # which has no types


def cookie_of(person: User | None) -> str:
    """The Cookie header of a browser that is signed in as this person."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def scope_of(
    cookie: str, origin: str | None, authorization: str, path: str = "/ws/events/", host: str = "localhost:8000"
) -> dict[str, Any]:
    """What a server says of a browser, or a program, that opens the socket."""
    headers = [(b"host", host.encode()), (b"cookie", cookie.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    if authorization:
        headers.append((b"authorization", authorization.encode()))
    return {
        "type": "websocket",
        "path": path,
        "query_string": b"",
        "headers": headers,
        "subprotocols": [],
    }


@async_to_sync
async def conversation(
    cookie: str, *said: dict[str, Any], origin: str | None = OWN_PAGE, authorization: str = "", **place: str
) -> list[dict[str, Any]]:
    """All that the server answers to a browser which opens the socket, says something, and waits a moment."""
    browser = Communicator(websocket_application, scope_of(cookie, origin, authorization, **place))
    await browser.send_input({"type": "websocket.connect"})
    answers = [await browser.receive_output(timeout=5)]
    if answers[0]["type"] == ACCEPTED:
        answers.append(await browser.receive_output(timeout=5))
    for message in said:
        await browser.send_input({"type": "websocket.receive"} | message)
    if not await browser.receive_nothing(timeout=0.1):
        answers.append(await browser.receive_output())
    await browser.send_input({"type": "websocket.disconnect", "code": 1000})
    await browser.wait(timeout=5)
    return answers


def test_a_signed_in_person_is_told_that_the_socket_is_ready(user: User) -> None:
    accepted, first = conversation(cookie_of(user))
    assert accepted["type"] == ACCEPTED
    assert json.loads(first["text"]) == {"type": "ready"}


@pytest.mark.parametrize(
    "said", [{"text": ""}, {"text": "hello"}, {"text": '{"type": "ready"}'}, {"text": "[" * 10_000}, {"bytes": b"\xff"}]
)
def test_what_the_browser_says_is_passed_over(said: dict[str, Any], user: User) -> None:
    assert len(conversation(cookie_of(user), said)) == 2


def close_code(cookie: str) -> int:
    """The code with which the socket is closed once it is open, so that a browser learns it at all."""
    accepted, closed = conversation(cookie)
    assert (accepted["type"], closed["type"]) == (ACCEPTED, "websocket.close")
    return int(closed["code"])


def test_a_stranger_is_told_to_sign_in() -> None:
    assert close_code(cookie_of(None)) == 4401


def test_a_session_that_is_none_is_a_strangers() -> None:
    assert close_code(f"{settings.SESSION_COOKIE_NAME}=forged") == 4401


def test_a_session_that_has_ended_is_a_strangers(user: User) -> None:
    client = Client()
    client.force_login(user)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    client.logout()
    assert close_code(cookie) == 4401


def test_one_who_was_deactivated_is_a_stranger(user: User) -> None:
    cookie = cookie_of(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert close_code(cookie) == 4401


@pytest.mark.parametrize(
    "origin",
    [
        *("http://elsewhere.example", "https://localhost.elsewhere.example", "null", "file://", None, ""),
        # Cookies know no ports and no schemes: another program of the same machine is another site.
        *("http://localhost:6666", "https://localhost:8000", "http://127.0.0.1:8000", "http://localhost"),
        *("http://[::1", "http://localhost:8000.evil.example", "http://evil@localhost:8000"),
    ],
)
def test_a_page_of_another_site_cannot_open_it(origin: str | None, user: User) -> None:
    [refused] = conversation(cookie_of(user), origin=origin)
    assert refused["type"] == "websocket.close"


def test_a_program_opens_it_with_a_token_and_no_origin(user: User) -> None:
    secret = create_token(actor=user, name="Laptop", scope="read").secret
    accepted, first = conversation("", origin=None, authorization=f"Bearer {secret}")
    assert (accepted["type"], json.loads(first["text"])) == (ACCEPTED, {"type": "ready"})


def test_a_token_that_is_no_good_is_a_strangers_even_beside_a_good_session(user: User) -> None:
    accepted, closed = conversation(cookie_of(user), authorization="Bearer jt_forged")
    assert (accepted["type"], closed["code"]) == (ACCEPTED, 4401)


@async_to_sync
async def seconds_until_closed(cookie: str, authorization: str, ending: Callable[[], None]) -> float:
    """How long an open socket stays open after `ending`; at most six seconds are waited."""
    browser = Communicator(websocket_application, scope_of(cookie, OWN_PAGE, authorization))
    await browser.send_input({"type": "websocket.connect"})
    assert (await browser.receive_output(timeout=5))["type"] == ACCEPTED
    assert json.loads((await browser.receive_output(timeout=5))["text"]) == {"type": "ready"}
    started = time.monotonic()
    await sync_to_async(ending)()
    closed = await browser.receive_output(timeout=6)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4401)
    await browser.send_input({"type": "websocket.disconnect", "code": 4401})
    await browser.wait(timeout=5)
    return time.monotonic() - started


def revoke(user: User) -> None:
    """Revoke the person's token."""
    revoke_token(actor=user, token_id=ApiToken.objects.get(owner=user).pk)


def disable(user: User) -> None:
    """Disable the person as the administration does."""
    change_access(user=user, changes={"is_active": False})


def new_password(user: User) -> None:
    """Set another password."""
    change_password(user=user, password="another horse battery staple")


def remove(user: User) -> None:
    """Delete the account."""
    delete_account(user=user)


def expire(user: User) -> None:
    """Let the token's time run out, of which nobody is told."""
    ApiToken.objects.filter(owner=user).update(created_at="2000-01-01T00:00:00Z", expires_at="2000-01-02T00:00:00Z")


def sign_out_silently(user: User) -> None:
    """End every session, without a word to anybody."""
    Session.objects.all().delete()


@pytest.mark.parametrize("ending", [disable, new_password, remove, sign_out_silently])
def test_a_socket_closes_within_five_seconds_of_its_sessions_end(ending: Callable[[User], None], user: User) -> None:
    assert seconds_until_closed(cookie_of(user), "", lambda: ending(user)) < 5


@pytest.mark.parametrize("ending", [revoke, expire, disable, remove])
def test_a_socket_closes_within_five_seconds_of_its_tokens_end(ending: Callable[[User], None], user: User) -> None:
    secret = create_token(actor=user, name="Laptop", scope="full").secret
    assert seconds_until_closed("", f"Bearer {secret}", lambda: ending(user)) < 5


def test_a_socket_stays_open_when_somebody_elses_session_ends(user: User, other_user: User) -> None:
    with pytest.raises(TimeoutError):
        seconds_until_closed(cookie_of(user), "", lambda: disable(other_user))


def test_a_message_closes_it_before_the_watch_looks(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "WATCH_SECONDS", 3600)
    secret = create_token(actor=user, name="Laptop", scope="full").secret
    assert seconds_until_closed("", f"Bearer {secret}", lambda: revoke(user)) < 5


def test_a_socket_that_breaks_does_not_end_the_watch_over_the_others(user: User) -> None:
    class Socket:
        """One whose client left in the very moment."""

        def __init__(self, breaks: bool) -> None:
            self.caller = Caller(user, session_key="gone")
            self.breaks = breaks
            self.ended = False

        async def end(self) -> None:
            """Fail, or note it."""
            if self.breaks:
                raise RuntimeError("Unexpected ASGI message")
            self.ended = True

    broken, other = Socket(True), Socket(False)
    async_to_sync(sockets.end_dead)([broken, other])
    assert other.ended


def test_the_watch_survives_whatever_the_database_says(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [InterfaceError("gone"), OperationalError("hangs"), ZeroDivisionError(), None]
    good = still_good

    def unsteady(callers: Any) -> Any:
        answer = answers.pop(0) if answers else None
        if answer is not None:
            raise answer
        return good(callers)

    monkeypatch.setattr(sockets, "still_good", unsteady)
    monkeypatch.setattr(sockets, "WATCH_SECONDS", 0.1)
    assert seconds_until_closed(cookie_of(user), "", lambda: sign_out_silently(user)) < 5


@pytest.mark.parametrize("path", ["/ws/nothing/", "/", "/reset-password/secret"])
def test_another_address_says_that_nothing_is_there(path: str, user: User) -> None:
    accepted, closed = conversation(cookie_of(user), path=path)
    assert (accepted["type"], closed["type"], closed["code"]) == (ACCEPTED, "websocket.close", 4404)


def test_a_host_that_is_not_ours_is_refused(user: User) -> None:
    [refused] = conversation(cookie_of(user), origin="http://evil.example", host="evil.example")
    assert refused["type"] == "websocket.close"
