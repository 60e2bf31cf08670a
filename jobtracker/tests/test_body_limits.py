"""A body that is too large, or of unknown length, is refused before a byte of it is read: by the server as it runs."""

import json
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
import uvicorn
from django.test import Client
from pytest_django import Settings

from jobtracker import databases
from jobtracker.testing.answers import error_of

MIB = 1024 * 1024
JSON = "application/json"
MULTIPART = "multipart/form-data; boundary=x"


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The whole ASGI application behind a real socket; its port."""
    with pytest.MonkeyPatch.context() as after:
        # What a web process is given holds for this one as long as it is one.
        after.setattr(databases, "_process_limit", None)
        after.setattr(databases, "_process_shares", None)
        from jobtracker.asgi import application  # Django must be set up first

    config = uvicorn.Config(application, host="127.0.0.1", port=0, lifespan="off", log_config=None)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not running.started:
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.01)
    yield running.servers[0].sockets[0].getsockname()[1]
    running.should_exit = True
    thread.join(timeout=20)


@pytest.mark.parametrize(
    ("address", "header", "status", "code", "message"),
    [
        (
            "/api/v1/jobs/",
            {"Content-Type": JSON, "Content-Length": "104857600"},
            413,
            "payload_too_large",
            "The request is 100.0 MiB large; the limit is 2 MiB.",
        ),
        (
            "/api/v1/documents/",
            {"Content-Type": MULTIPART, "Content-Length": "104857600"},
            413,
            "payload_too_large",
            "The request is 100.0 MiB large; the limit is 25 MiB.",
        ),
        (
            "/api/v1/imports/",
            {"Content-Type": MULTIPART, "Content-Length": "1073741824"},
            413,
            "payload_too_large",
            "The request is 1024.0 MiB large; the limit is 512 MiB.",
        ),
        (
            "/api/v1/jobs/",
            {"Content-Type": JSON, "Transfer-Encoding": "chunked"},
            411,
            "length_required",
            "Send the request with a Content-Length header.",
        ),
    ],
)
def test_a_request_that_will_be_refused_is_answered_before_its_body_is_sent(
    address: str, header: dict[str, str], status: int, code: str, message: str, server: int
) -> None:
    connection = HTTPConnection("127.0.0.1", server, timeout=10)
    connection.putrequest("POST", address)
    for name, value in header.items():
        connection.putheader(name, value)
    connection.endheaders()  # and not a byte more
    response = connection.getresponse()
    error = json.loads(response.read())["error"]
    connection.close()
    assert (response.status, error["code"], error["message"]) == (status, code, message)


@pytest.mark.parametrize(
    ("content_type", "limit"), [(JSON, 2 * MIB), ("text/plain", 2 * MIB), ("", 2 * MIB), (MULTIPART, 25 * MIB)]
)
def test_the_limit_itself_is_allowed_and_one_byte_more_is_not(content_type: str, limit: int, client: Client) -> None:
    def status(length: int) -> int:
        # No route is here: whatever passes the limits is not found.
        return client.generic("POST", "/api/nowhere", b"x", content_type, CONTENT_LENGTH=str(length)).status_code

    assert status(limit) == 404
    assert status(limit + 1) == 413


def test_a_length_that_is_no_number_is_malformed(client: Client) -> None:
    response = client.generic("POST", "/api/nowhere", b"x", JSON, CONTENT_LENGTH="many")
    assert response.status_code == 400
    assert error_of(response)["code"] == "malformed_request"


def test_the_limits_are_the_operators(client: Client, settings: Settings) -> None:
    settings.MAX_BODY_BYTES = 10
    response = client.generic("POST", "/api/nowhere", b"12345678901", JSON)
    assert error_of(response)["code"] == "payload_too_large"
