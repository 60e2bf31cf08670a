"""allauth's API keeps to the rules of ours, whatever it is sent."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.account_api import BROWSER, SERVED
from accounts.factories import UserFactory
from accounts.tests.browser import SESSION, SIGN_IN, SIGN_UP, TOTP, Browser
from jobtracker.testing.answers import ENVELOPE_MEMBERS
from jobtracker.testing.database import every_row

ADA = "ada@example.org"
UNSAFE = ("post", "put", "patch", "delete")


def _addresses(resolver: URLResolver, prefix: str) -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern).replace("^", "").replace("$", "")
        found += [path] if isinstance(pattern, URLPattern) else _addresses(pattern, path)
    return found


def account_addresses() -> list[str]:
    """Every address below `/_allauth/browser/`, with something in place of its parameters."""
    [resolver] = [p for p in get_resolver().url_patterns if isinstance(p, URLResolver) and "_allauth" in str(p.pattern)]
    paths = [path for path in _addresses(resolver, "/_allauth/") if "/browser/" in path]
    return [path.replace("<str:key>", "a-key").replace("<slug:provider>", "x") for path in paths]


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b'{"email": "\xff"}',
    "nested deeply": b"[" * 100_000,
    "a list": b"[]",
    "null": b"null",
    "numbers": json.dumps({"email": 1, "password": 2, "code": 3, "key": 4, "sessions": 5}).encode(),
    "huge numbers": b'{"email": 1e400, "password": 1e400, "code": 1e400, "key": -1e400, "sessions": [1e400]}',
    "lists": json.dumps({"email": [], "password": [{}], "code": [[]], "key": {}, "sessions": [["x"], {}]}).encode(),
    "NUL": json.dumps(dict.fromkeys(["email", "password", "code", "key", "new_password"], "a\0b")).encode(),
    "half a character": b'{"email": "\\ud800@example.org", "password": "\\ud800", "code": "\\ud800", "key": "\\ud800"}',
    "long": json.dumps(dict.fromkeys(["email", "password", "code", "key", "new_password"], "x" * 100_000)).encode(),
    "odd keys": b'{"key": "-1", "password": "correct horse battery staple"}',
    "odd numbers": b'{"key": -1, "password": -1, "email": -1, "code": -1}',
    "ids beyond": json.dumps({"sessions": [2**64, -1, "9" * 5000]}).encode(),
}


def test_there_are_addresses_to_try() -> None:
    assert {SIGN_IN, SIGN_UP, SESSION, TOTP} <= set(account_addresses())


@pytest.mark.parametrize("signed_in", [False, True], ids=["stranger", "signed in"])
@pytest.mark.parametrize("name", BODIES)
def test_nothing_that_is_sent_to_it_breaks_it(name: str, signed_in: bool, db: None) -> None:
    user = UserFactory.create(email=ADA)
    for address in account_addresses():
        for method in UNSAFE:
            browser = Browser()
            if signed_in:
                browser.client.force_login(user)
            token = browser.client.cookies[settings.CSRF_COOKIE_NAME].value
            answer = browser.client.generic(
                method.upper(), address, BODIES[name], content_type="application/json", headers={"X-CSRFToken": token}
            )
            assert answer.status_code < 500, (method, address, answer.content)
            if answer.status_code >= 400:
                assert set(answer.json()["error"]) == ENVELOPE_MEMBERS, (method, address)


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"]
)
def test_it_takes_json_alone(content_type: str, browser: Browser) -> None:
    token = browser.client.cookies[settings.CSRF_COOKIE_NAME].value
    answer = browser.client.generic(
        "POST", SIGN_IN, b"email=x", content_type=content_type, headers={"X-CSRFToken": token}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_media_type")


def test_every_unsafe_method_of_it_needs_the_csrf_token(db: None) -> None:
    user = UserFactory.create(email=ADA)
    before = every_row()
    served = [(BROWSER + place, method) for place, methods in SERVED.items() for method in methods - {"GET"}]
    for address, method in served:
        browser = Browser()
        browser.client.force_login(user)
        body = b'{"key": "1-x"}' if address.endswith("password/reset") else b"{}"
        answer = browser.client.generic(method, address, body, content_type="application/json")
        assert answer.status_code == 403, (method, address)
        assert answer.json()["error"]["code"] == "csrf_failed"
    assert {**every_row(), "accounts.User": None} == {**before, "accounts.User": None}  # force_login notes the time


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "code"),
    [
        ("get", SESSION, None, 401, "not_authenticated"),
        ("post", SIGN_IN, {"email": ADA}, 400, "validation_error"),
        ("put", SIGN_IN, {}, 405, "method_not_allowed"),
        ("get", TOTP, None, 401, "not_authenticated"),
        ("get", "/_allauth/browser/v1/nowhere", None, 404, "not_found"),
    ],
)
def test_a_refusal_has_the_envelope(
    method: str, address: str, body: Any, status: int, code: str, browser: Browser
) -> None:
    answer = browser.send(method, address, body)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["request_id"] == answer.headers["X-Request-ID"]
    assert set(error) == ENVELOPE_MEMBERS


def test_a_refused_field_has_allauths_words_and_the_envelopes(browser: Browser) -> None:
    body = browser.send("post", SIGN_IN, {"email": ADA}).json()
    assert body["errors"] == [{"message": "This field is required.", "code": "required", "param": "password"}]
    assert body["error"]["fields"] == {"password": [{"code": "required", "message": "This field is required."}]}
