"""Who may open the WebSocket, and what it says first."""

import json
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client

from accounts.models import User
from jobtracker.routing import websocket_application

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


@async_to_sync
async def conversation(cookie: str, *said: dict[str, Any], origin: str | None = OWN_PAGE) -> list[dict[str, Any]]:
    """All that the server answers to a browser which opens the socket, says something, and waits a moment."""
    headers = [(b"host", b"localhost:8000"), (b"cookie", cookie.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    scope = {
        "type": "websocket",
        "path": "/ws/events/",
        "query_string": b"",
        "headers": headers,
        "subprotocols": [],
    }
    browser = Communicator(websocket_application, scope)
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
    "origin", ["http://elsewhere.example", "https://localhost.elsewhere.example", "null", "file://", None]
)
def test_a_page_of_another_site_cannot_open_it(origin: str | None, user: User) -> None:
    [refused] = conversation(cookie_of(user), origin=origin)
    assert refused["type"] == "websocket.close"
