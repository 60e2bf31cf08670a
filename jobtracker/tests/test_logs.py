"""What is logged of requests and errors, and what never is."""

import http.client
import io
import json
import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import pytest
import structlog
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path
from pytest_django import Settings
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

import jobs.views
import jobtracker.urls
from accounts.models import User
from jobs.factories import JobFactory
from jobtracker import query_log
from jobtracker.logs import exception_message, line_formatter, masked, rendered_exception
from jobtracker.request_context import Work, begin, end
from jobtracker.testing.answers import error_of
from jobtracker.testing.web_process import CHECKOUT
from jobtracker.tests.conftest import PASSWORD, Installation, installation_on

JOBS = "/api/v1/jobs/"
REQUEST_ID = "the-very-request"
CANARY = "c4n4ry-Zq7"


class Log:
    """What was logged in a test, as it would stand in the log."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """All of it."""
        return self.stream.getvalue()

    def records(self) -> list[dict[str, Any]]:
        """The lines of a JSON log; each must be one object."""
        return [json.loads(line) for line in self.text.splitlines()]

    def requests(self) -> list[dict[str, Any]]:
        """Those that tell of a request."""
        return [record for record in self.records() if record["event"] == "request"]

    def tracebacks(self) -> list[dict[str, Any]]:
        """Those that have a traceback."""
        return [record for record in self.records() if "exception" in record]


@contextmanager
def _logging_as(*, json_lines: bool) -> Iterator[Log]:
    log = Log()
    handler = logging.StreamHandler(log.stream)
    handler.setFormatter(line_formatter(json_lines=json_lines))
    logging.getLogger().addHandler(handler)
    yield log
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def json_log() -> Iterator[Log]:
    """The log as production writes it."""
    with _logging_as(json_lines=True) as log:
        yield log


@pytest.fixture
def text_log() -> Iterator[Log]:
    """The log as it is read on a terminal."""
    with _logging_as(json_lines=False) as log:
        yield log


# --- Addresses that fail, each in its own way -------------------------------------------------------------------


def fails(request: HttpRequest) -> NoReturn:
    """A view outside the API that crashes."""
    raise ZeroDivisionError("a plain view")


def asks_for_nonsense(request: HttpRequest) -> HttpResponse:
    """A view outside the API whose statement the database refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    return HttpResponse()


def loses_its_database(request: HttpRequest) -> HttpResponse:
    """A view outside the API whose connection ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return HttpResponse()


def works(request: HttpRequest) -> HttpResponse:
    """A view that does nothing."""
    return HttpResponse()


class FailsInTheApi(APIView):
    """A view of the API that crashes."""

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> Response:
        """Crash."""
        try:
            int("seven")
        except ValueError as error:
            raise ZeroDivisionError("a view of the API") from error
        return Response()


class AsksForNonsenseInTheApi(APIView):
    """A view of the API whose statement the database refuses."""

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> Response:
        """Ask."""
        asks_for_nonsense(request._request)
        return Response()


class LosesItsDatabaseInTheApi(APIView):
    """A view of the API whose connection ends."""

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> Response:
        """Lose it."""
        loses_its_database(request._request)
        return Response()


class FailingMiddleware:
    """Middleware that crashes on the way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the view answer, and crash."""
        self.get_response(request)
        raise ZeroDivisionError("middleware")


urlpatterns = [
    path("works", works),
    path("fails/<int:number>", lambda request, number: fails(request)),
    path("nonsense", asks_for_nonsense),
    path("database", loses_its_database),
    path("api/v1/fails/", FailsInTheApi.as_view()),
    path("api/v1/nonsense/", AsksForNonsenseInTheApi.as_view()),
    path("api/v1/database/", LosesItsDatabaseInTheApi.as_view()),
]
handler400 = jobtracker.urls.handler400
handler403 = jobtracker.urls.handler403
handler404 = jobtracker.urls.handler404
handler500 = jobtracker.urls.handler500


@pytest.fixture
def failing_addresses(settings: Settings) -> None:
    """Have this module's addresses in place of the application's."""
    settings.ROOT_URLCONF = __name__


# --- Requests ---------------------------------------------------------------------------------------------------


def test_a_request_is_one_line_with_all_that_is_to_be_known_of_it(json_log: Log, api: APIClient, user: User) -> None:
    job = JobFactory.create(owner=user)
    response = api.get(f"{JOBS}{job.pk}/", headers={"X-Request-ID": REQUEST_ID})
    [line] = json_log.records()
    assert response.status_code == 200
    assert line.pop("timestamp").endswith("Z")
    assert line.pop("duration_ms") > 0
    assert line.pop("database_ms") > 0
    assert line.pop("query_count") >= 1
    assert line == {
        "level": "info",
        "logger": "jobtracker.request",
        "event": "request",
        "request_id": REQUEST_ID,
        "user_id": user.pk,
        "method": "GET",
        "route": "/api/v1/jobs/<pk>/",
        "status": 200,
    }


def test_the_queries_of_a_request_are_its_own_and_all_of_them(json_log: Log, api: APIClient) -> None:
    for _ in range(2):
        with CaptureQueriesContext(connection) as counted:
            api.get(JOBS)
        assert json_log.requests()[-1]["query_count"] == len(counted) > 0


@pytest.mark.parametrize(
    ("method", "address", "headers", "status", "route"),
    [
        pytest.param("GET", JOBS, {}, 401, "/api/v1/jobs/", id="API"),
        pytest.param(
            "GET", "/_allauth/browser/v1/auth/session", {}, 401, "/_allauth/browser/v1/auth/session", id="allauth"
        ),
        pytest.param("GET", "/admin/", {}, 302, "/admin/", id="admin"),
        pytest.param("GET", "/jobs/17", {}, 503, "/<var>", id="SPA"),
        pytest.param("GET", "/api/v1/secret-name/", {}, 404, "unknown", id="no route"),
        pytest.param("GET", "/static/secret-name.js", {}, 404, "unknown", id="no static file"),
        pytest.param("POST", JOBS, {"Transfer-Encoding": "chunked"}, 411, "/api/v1/jobs/", id="no length"),
        pytest.param("POST", JOBS, {"Content-Length": "99999999999"}, 413, "/api/v1/jobs/", id="too large"),
        pytest.param("GET", f"{JOBS}17/", {"Host": "evil.example"}, 400, "/api/v1/jobs/<pk>/", id="host"),
        pytest.param("POST", "/admin/login/", {}, 403, "/admin/login/", id="CSRF"),
    ],
)
@pytest.mark.django_db
def test_whoever_answers_a_request_it_is_one_line(
    method: str, address: str, headers: dict[str, str], status: int, route: str, json_log: Log, settings: Settings
) -> None:
    settings.SPA_INDEX = Path("/nowhere")
    client = Client(enforce_csrf_checks=True)
    response = client.generic(method, f"{address}?q={CANARY}", headers=headers)
    assert response.status_code == status
    [line] = json_log.requests()
    assert (line["method"], line["route"], line["status"]) == (method, route, status)
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert line["level"] == ("warning" if status >= 500 else "info")
    assert json_log.tracebacks() == []
    assert CANARY not in json_log.text
    assert "secret-name" not in json_log.text


@pytest.mark.parametrize("address", ["/health/live", "/metrics"])
@pytest.mark.django_db(transaction=True)
def test_what_programs_ask_all_the_time_is_told_to_debuggers_only(address: str, json_log: Log, client: Client) -> None:
    client.get(address)
    assert json_log.requests() == []
    own = logging.getLogger("jobtracker")
    level = own.level
    own.setLevel(logging.DEBUG)
    try:
        client.get(address)
    finally:
        own.setLevel(level)
    [line] = json_log.requests()
    assert (line["level"], line["route"]) == ("debug", address)


def test_a_method_that_nobody_knows_has_one_name(json_log: Log, api: APIClient) -> None:
    api.generic("BREW", JOBS)
    assert json_log.requests()[0]["method"] == "other"


def test_saying_who_it_was_costs_no_query(
    json_log: Log, user: User, settings: Settings, failing_addresses: None
) -> None:
    client = Client()
    client.force_login(user)
    client.get("/works")
    [line] = json_log.requests()
    # Nobody asked, and so nobody knows.
    assert (line["user_id"], line["query_count"]) == (None, 0)


def test_one_who_signs_in_is_named_in_that_very_line(json_log: Log, user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
    Client().post(
        "/_allauth/browser/v1/auth/login", {"email": user.email, "password": PASSWORD}, content_type="application/json"
    )
    assert json_log.requests()[-1]["user_id"] == user.pk


# --- Errors -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/v1/fails/", "ZeroDivisionError: a view of the API"),
        ("/fails/17", "ZeroDivisionError: a plain view"),
        ("/api/v1/nonsense/", 'relation "no_such_table" does not exist'),
        ("/nonsense", 'relation "no_such_table" does not exist'),
    ],
)
@pytest.mark.django_db
def test_the_id_of_a_crash_finds_exactly_one_traceback(
    address: str, said: str, json_log: Log, failing_addresses: None
) -> None:
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == 500
    request_id = error_of(response)["request_id"]
    Client(raise_request_exception=False).get("/works")
    found = [record for record in json_log.records() if record["request_id"] == request_id]
    [crash] = [record for record in found if "exception" in record]
    assert (crash["level"], crash["logger"], crash["event"]) == ("error", "jobtracker.errors", "unexpected error")
    assert said in crash["exception"].splitlines()[-1]
    assert crash["route"] == "/" + address.lstrip("/").replace("17", "<int:number>")
    assert [record["event"] for record in found] == ["unexpected error", "request"]
    assert (found[1]["level"], found[1]["status"]) == ("warning", 500)


def test_a_crash_in_middleware_is_found_by_its_id_too(
    json_log: Log, settings: Settings, failing_addresses: None
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.FailingMiddleware"]
    response = Client(raise_request_exception=False).get("/works")
    assert response.status_code == 500
    [crash] = json_log.tracebacks()
    assert crash["request_id"] == error_of(response)["request_id"]
    assert crash["exception"].endswith("ZeroDivisionError: middleware")


@pytest.mark.parametrize("address", ["/api/v1/database/", "/database"])
@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_gone_is_one_traceback_under_its_own_name(
    address: str, json_log: Log, failing_addresses: None
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == 503
    [crash] = json_log.tracebacks()
    assert (crash["event"], crash["request_id"]) == ("unavailable", error_of(response)["request_id"])
    close_old_connections()


def test_a_traceback_tells_how_one_error_led_to_another(json_log: Log, failing_addresses: None, db: None) -> None:
    Client(raise_request_exception=False).get("/api/v1/fails/")
    lines = json_log.tracebacks()[0]["exception"].splitlines()
    first = lines.index("ValueError: invalid literal for int() with base 10: 'seven'")
    assert lines[first + 1 : first + 3] == ["which caused:", "Traceback (most recent call last):"]
    assert lines[-1] == "ZeroDivisionError: a view of the API"
    assert any("test_logs.py" in line and "in get" in line for line in lines)


def test_a_group_of_errors_shows_each_of_them() -> None:
    try:
        raise ExceptionGroup("two", [ValueError("one"), KeyError("other")])
    except ExceptionGroup as group:
        lines = rendered_exception((type(group), group, group.__traceback__)).splitlines()
    assert "    ValueError: one" in lines
    assert "    KeyError: 'other'" in lines


def test_an_endless_recursion_and_an_endless_message_make_no_endless_line() -> None:
    def recurse(text: str) -> None:
        try:
            recurse(text)
        except RecursionError:
            raise ValueError(text * 1_000_000) from None

    try:
        recurse("x")
    except ValueError as error:
        text = rendered_exception((type(error), error, error.__traceback__))
    assert len(text) < 100_000
    assert "(1000000 characters)" in text


# --- Nothing can forge a line -----------------------------------------------------------------------------------

# What ends, hides or turns round a line for some reader, each followed by what pretends to be a line of its own.
BREAKS = [
    "\n",
    "\r",
    "\r\n",
    "\x1b[2K\r",
    "\x00",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    "\u2029",
    "\u202e",
    "\x7f",
]
FORGERY = '2026-01-01T00:00:00Z [error] forged {"event": "forged"}'


def _is_plain(text: str) -> bool:
    return all(character.isprintable() for line in text.split("\n") for character in line)


def _tell(broken: str) -> None:
    """Log something wherever a record has room for it."""
    plain = logging.getLogger("jobtracker.tests")
    plain.warning("message %s", broken)
    structlog.stdlib.get_logger("jobtracker.tests").warning(broken, value=broken, nested={"key": [broken]})
    try:
        raise ValueError(broken)
    except ValueError:
        plain.exception("failed")


@pytest.mark.parametrize("separator", BREAKS, ids=ascii)
def test_no_text_breaks_a_json_line(separator: str, json_log: Log) -> None:
    _tell(f"begin{separator}{FORGERY}")
    assert json_log.text.isascii()
    assert json_log.text.count("\n") == 3
    assert all(character.isprintable() or character in "\n\x7f" for character in json_log.text)
    assert {record["logger"] for record in json_log.records()} == {"jobtracker.tests"}
    last = json_log.records()[-1]["exception"].splitlines()
    assert len(last) == 4
    assert last[-1].startswith("ValueError: begin")


@pytest.mark.parametrize("separator", BREAKS, ids=ascii)
def test_no_text_breaks_a_line_to_read(separator: str, text_log: Log) -> None:
    _tell(f"begin{separator}{FORGERY}")
    assert _is_plain(text_log.text)
    lines = text_log.text.removesuffix("\n").split("\n")
    # Three records, the last of them with a traceback of four lines, which are indented.
    assert [line.startswith("    ") for line in lines] == [False] * 3 + [True] * 4
    assert all(re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z \[(warning|error)", line) for line in lines[:3])
    assert all(not line.startswith("2026-01-01") for line in lines)


@pytest.mark.parametrize("json_lines", [True, False])
def test_what_no_encoding_can_write_is_spelled_out(json_lines: bool) -> None:
    # Not logged: pytest's own log could not pass it on between processes.
    formatter = line_formatter(json_lines=json_lines)
    record = logging.LogRecord("jobtracker.tests", logging.ERROR, "", 0, "a lone \ud800", (), None)
    line = formatter.format(record)
    assert r"a lone \ud800" in (json.loads(line)["event"] if json_lines else line)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        (f"{JOBS}%0a{FORGERY}", {}),
        (f"{JOBS}%e2%80%a8forged?%0aforged", {}),
        (JOBS, {"X-Request-ID": f"12345678\n{FORGERY}"}),
        (JOBS, {"User-Agent": f"\r\n{FORGERY}"}),
        (JOBS, {"Host": f"x\n{FORGERY}"}),
    ],
)
def test_what_a_request_brings_along_is_not_even_repeated(
    address: str, headers: dict[str, str], json_log: Log, client: Client
) -> None:
    client.get(address, headers=headers)
    assert "forged" not in json_log.text
    assert len(json_log.requests()) == 1


def test_a_postings_title_in_an_error_cannot_forge_a_line(
    text_log: Log, api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*, actor: User, values: dict[str, Any]) -> NoReturn:
        raise ValueError(f"cannot keep {values['title']}")

    monkeypatch.setattr(jobs.views, "create_job", crash)
    api.post(JOBS, {"title": f"Engineer\u2028{FORGERY}", "company": "Acme"})
    assert rf"    ValueError: cannot keep Engineer\u2028{FORGERY}" in text_log.text.split("\n")
    assert [line for line in text_log.text.splitlines() if line.startswith("2026-01-01")] == []


# --- Nothing secret ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no user ada@example.org here", "no user [e-mail] here"),
        ("Ada.Lovelace+jobs@mail.example.co.uk", "[e-mail]"),
        (f"token jt_{CANARY}_x- is", "token jt_[masked] is"),
        (f"Authorization: Basic {CANARY}", "Authorization: [masked]"),
        (f"sent Bearer {CANARY}, twice", "sent Bearer [masked], twice"),
        (f"Cookie: a={CANARY}; sessionid={CANARY}", "Cookie: [masked]"),
        (f"{{'password': '{CANARY} x', 'n': 1}}", "{'password': [masked], 'n': 1}"),
        (f'{{"new_password": "{CANARY}"}}', '{"new_password": [masked]}'),
        (f"password={CANARY}&n=1", "password=[masked]&n=1"),
        (f"redis://:{CANARY}@redis:6379/0 is down", "redis://[masked]@redis:6379/0 is down"),
        (f"postgresql://app:{CANARY}@db/jobs", "postgresql://[masked]@db/jobs"),
        ("worker celery@host is ready: 3 sessions", "worker celery@host is ready: 3 sessions"),
    ],
)
def test_what_looks_secret_is_masked_wherever_it_stands(text: str, shown: str, json_log: Log) -> None:
    assert masked(text) == shown
    logging.getLogger("somebody.else").error("%s", text)
    assert json_log.records()[0]["event"] == shown
    assert exception_message(ValueError(text)) == shown


def test_values_with_a_telling_name_are_masked_whatever_they_are(json_log: Log) -> None:
    logger = structlog.stdlib.get_logger("jobtracker.tests")
    logger.warning("secrets", password=CANARY, api_token=[CANARY], Cookie={"a": CANARY}, nested={"SECRET": CANARY}, n=1)
    [record] = json_log.records()
    assert CANARY not in json_log.text
    assert (record["password"], record["nested"], record["n"]) == ("[masked]", {"SECRET": "[masked]"}, 1)


class Talkative:
    """An object whose text has a secret."""

    def __repr__(self) -> str:
        return f"password={CANARY}"


def test_an_object_is_masked_like_its_text(json_log: Log, text_log: Log) -> None:
    structlog.stdlib.get_logger("jobtracker.tests").warning(
        "object", it=Talkative(), them=[Talkative()], far=float("nan")
    )
    assert CANARY not in json_log.text + text_log.text
    assert json_log.records()[0]["far"] == "nan"


@pytest.mark.django_db
def test_a_row_that_the_database_quotes_is_not_repeated(json_log: Log, user: User) -> None:
    statements = [
        # Quotes the key, and the row.
        ("INSERT INTO accounts_user SELECT * FROM accounts_user WHERE email = %s", [user.email]),
        # Quote the value, in the message itself and in the lines below.
        ("SELECT %s::int", [f'{CANARY}"\n{CANARY}']),
        ("SELECT %s::timestamptz", [CANARY]),
        ("SELECT %s::jsonb", [f'{{"{CANARY}": {CANARY}}}']),
        ("SELECT %s FRMO x", [CANARY]),
    ]
    for statement, parameters in statements:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, parameters)
        except DatabaseError:
            logging.getLogger("jobtracker.tests").exception("refused")
    assert len(json_log.tracebacks()) == len(statements)
    assert CANARY not in json_log.text
    assert user.email not in json_log.text
    # What helps is there: the constraint, and the kind of problem.
    assert 'violates unique constraint "accounts_user_pkey"' in json_log.records()[0]["exception"]
    assert 'invalid input syntax for type integer: "..."' in json_log.records()[1]["exception"]


def test_a_body_that_crashes_the_view_stays_out_of_log_and_answer(
    json_log: Log, text_log: Log, api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*, actor: User, values: dict[str, Any]) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs.views, "create_job", crash)
    response = api.post(
        f"{JOBS}?q={CANARY}",
        {"title": CANARY, "company": CANARY, "description": CANARY},
        headers={"Authorization": f"Basic {CANARY}", "User-Agent": CANARY, "Referer": f"http://x/{CANARY}"},
    )
    assert response.status_code == 500
    assert len(json_log.tracebacks()) == 1
    assert CANARY not in json_log.text + text_log.text + response.content.decode()


@pytest.fixture(scope="module", params=["json", "text"])
def installation(
    database_copy: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """A web process as it is run, which logs all that it can be told to."""
    data_dir = tmp_path_factory.mktemp("logs")
    environment = {"JOBTRACKER_LOG_FORMAT": request.param, "JOBTRACKER_LOG_LEVEL": "debug"}
    with installation_on(database_copy, data_dir, **environment) as running:
        yield running


def test_a_canary_that_is_sent_wherever_there_is_room_is_in_no_line_and_no_refusal(installation: Installation) -> None:
    person, stranger = installation.person, installation.stranger()
    email, password = f"{CANARY}{uuid4().hex}@example.org".lower(), f"{CANARY} password"
    stranger.sign_up(email, password)
    refusals = [installation.stranger().sign_in(email, f"wrong {CANARY}").body]
    newcomer = installation.stranger()
    assert newcomer.sign_in(email, password).status == 200
    text_fields = ["title", "company", "location", "description", "source", "external_reference", "notes"]
    made = person.post(JOBS, {**dict.fromkeys(text_fields, CANARY), "url": f"https://example.org/{CANARY}"})
    assert made.status in (201, 400), made
    connection = http.client.HTTPConnection("127.0.0.1", installation.web.port, timeout=30)
    for method, address, body, headers in [
        ("POST", JOBS, f'{{"title": "{CANARY}', {"Content-Type": "application/json"}),
        ("POST", JOBS, "{}", {"Content-Type": f"text/{CANARY}"}),
        ("GET", f"{JOBS}?{CANARY}={CANARY}", None, {}),
        ("GET", f"{JOBS}{CANARY}/", None, {"Cookie": f"sessionid={CANARY}; {CANARY}=1"}),
        ("GET", JOBS, None, {"Authorization": f"Bearer jt_{CANARY}"}),
        ("GET", JOBS, None, {"Authorization": f"Basic {CANARY}"}),
        ("GET", f"/reset-password/{CANARY}", None, {"User-Agent": CANARY, "Referer": f"http://x/?{CANARY}"}),
        ("GET", f"/static/{CANARY}", None, {}),
        ("GET", f"/calendar/{CANARY}.ics", None, {}),
        ("GET", "/", None, {"Host": f"{CANARY}.example"}),
        ("POST", "/admin/login/", f"username={CANARY}", {"Content-Type": "application/x-www-form-urlencoded"}),
    ]:
        connection.request(method, address, body, {"Host": "localhost", **headers})
        response = connection.getresponse()
        content = response.read()
        if response.status >= 400:
            refusals.append(content)
    connection.close()
    # The end of the log: nothing of what came before is on its way any more.
    end = installation.stranger().request("GET", "/api/v1/nowhere/").headers["X-Request-ID"]
    assert end in installation.web.log
    assert CANARY.lower() not in installation.web.log.lower()
    assert len(refusals) > 8
    assert all(CANARY.lower() not in refusal.decode().lower() for refusal in refusals)


def test_every_line_of_a_web_process_is_of_the_form_that_was_asked_for(installation: Installation) -> None:
    with socket.create_connection(("127.0.0.1", installation.web.port), timeout=10) as raw:
        raw.sendall(b"\x00 nonsense\r\n\r\n")
        raw.recv(1000)
    lines = installation.web.log.splitlines()
    assert any("Invalid HTTP request received" in line for line in lines)  # uvicorn's own words
    assert any("/api/v1/" in line for line in lines)
    if lines[0].startswith("{"):
        records = [json.loads(line) for line in lines]
        assert all({"timestamp", "level", "logger", "event"} <= set(record) for record in records)
    else:
        assert all(re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z \[(debug|info|warning|error) *\] ", line) for line in lines)


# --- Slow queries -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_slow_query_is_logged_without_its_parameters(json_log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_log, "SLOW_SECONDS", 0.05)
    token = begin(Work(REQUEST_ID))
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", [CANARY])
            cursor.execute("SELECT pg_sleep(0.06), %s", [CANARY])
    finally:
        end(token)
    [line] = json_log.records()
    assert line.pop("duration_ms") >= 60
    del line["timestamp"]
    assert line == {
        "level": "warning",
        "logger": "jobtracker.database",
        "event": "slow query",
        "request_id": REQUEST_ID,
        "sql": "SELECT pg_sleep(0.06), %s",
    }


def test_a_query_is_slow_after_a_second() -> None:
    assert query_log.SLOW_SECONDS == 1.0


@pytest.mark.django_db
def test_a_query_that_fails_counts_as_one() -> None:
    work = Work(REQUEST_ID)
    token = begin(work)
    try:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nonsense")
    finally:
        end(token)
    assert work.query_count == 4  # with the savepoint, the way back to it, and its end
    assert work.query_seconds > 0


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_made_anew_is_watched_once() -> None:
    for _ in range(2):
        connection.close()
        work = Work(REQUEST_ID)
        token = begin(work)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        finally:
            end(token)
        assert work.query_count == 1


# --- Every process ----------------------------------------------------------------------------------------------


def _command(code: str, **environment: str) -> str:
    """What a process that has set Django up and runs this code writes to stderr."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django, logging; django.setup(); {code}"],
        cwd=CHECKOUT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "jobtracker.settings", **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == ""
    return done.stderr


def test_the_level_is_the_operators_but_libraries_stay_silent_below_info() -> None:
    say = "; ".join(
        f"logging.getLogger({name!r}).{level}('{level}')"
        for name in ("jobtracker.x", "applications.x", "kombu", "django.db.backends")
        for level in ("debug", "info", "warning")
    )
    told = {
        level: [(entry["logger"], entry["event"]) for entry in map(json.loads, _command(say, **env).splitlines())]
        for level in ("debug", "warning")
        if (env := {"JOBTRACKER_LOG_LEVEL": level, "JOBTRACKER_LOG_FORMAT": "json"})
    }
    own = [(name, level) for name in ("jobtracker.x", "applications.x") for level in ("debug", "info", "warning")]
    others = [(name, level) for name in ("kombu", "django.db.backends") for level in ("info", "warning")]
    assert told["debug"] == own + others
    assert told["warning"] == [
        (name, "warning") for name in ("jobtracker.x", "applications.x", "kombu", "django.db.backends")
    ]


def test_a_pipe_gets_no_colours_and_a_warning_of_python_is_a_line() -> None:
    text = _command("import warnings; warnings.warn('of age'); logging.error('x')", JOBTRACKER_LOG_FORMAT="text")
    assert "\x1b" not in text
    assert [line.split("[", 1)[1].split("]")[0].strip() for line in text.splitlines()] == ["warning", "error"]
    assert "of age" in text
