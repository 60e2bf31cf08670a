"""What Prometheus reads, and that nobody else does."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import redis
from celery import current_app
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from kombu import Queue
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings
from rest_framework.test import APIClient
from websockets.sync.client import connect
from websockets.typing import Origin

from jobtracker.embedded.locations import Locations, ServiceUrls
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.roles import Roles
from jobtracker.testing.answers import error_of
from jobtracker.testing.web_process import Browser, WebProcess, web_process
from jobtracker.tests import celery_tasks
from jobtracker.tests.conftest import PASSWORD, Installation, installation_on

TOKEN = "a-token-for-prometheus"
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def parsed(text: str) -> Samples:
    """All numbers of a page by name and labels. Fails for one that comes twice, and for text of another format."""
    samples: Samples = {}
    for family in text_string_to_metric_families(text):
        assert family.documentation
        assert family.type != "unknown"
        for sample in family.samples:
            key = (sample.name, frozenset(sample.labels.items()))
            assert key not in samples
            samples[key] = sample.value
    return samples


def scraped(client: Client | Browser) -> Samples:
    """The numbers that the page has now."""
    if isinstance(client, Browser):
        answer = client.get("/metrics")
        assert answer.status == 200, answer
        return parsed(answer.body.decode())
    response = client.get("/metrics", headers={"Host": "localhost"})
    assert response.status_code == 200
    return parsed(response.content.decode())


def value(samples: Samples, name: str, **labels: str) -> float | None:
    """One number; None for one that is not there."""
    return samples.get((name, frozenset(labels.items())))


# --- Who may read it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "request_with", "is_open"),
    [
        pytest.param("", {}, True, id="from this machine"),
        pytest.param("", {"REMOTE_ADDR": "::1"}, True, id="from this machine by IPv6"),
        pytest.param("", {"REMOTE_ADDR": "::ffff:127.0.0.1"}, True, id="from this machine by a mapped address"),
        pytest.param("", {"HTTP_HOST": "[::1]:8000"}, True, id="under another name of this machine"),
        pytest.param("", {"REMOTE_ADDR": "192.0.2.1"}, False, id="from elsewhere"),
        pytest.param("", {"REMOTE_ADDR": ""}, False, id="from nobody knows where"),
        pytest.param("", {"HTTP_HOST": "jobs.example.org"}, False, id="under a public name"),
        pytest.param("", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False, id="X-Forwarded-For"),
        pytest.param("", {"HTTP_X_FORWARDED_PROTO": "http"}, False, id="X-Forwarded-Proto"),
        pytest.param("", {"HTTP_X_FORWARDED_HOST": "localhost"}, False, id="X-Forwarded-Host"),
        pytest.param("", {"HTTP_FORWARDED": "for=127.0.0.1"}, False, id="Forwarded"),
        pytest.param("", {"HTTP_X_REAL_IP": "127.0.0.1"}, False, id="X-Real-IP"),
        pytest.param("", {"HTTP_AUTHORIZATION": "Bearer "}, True, id="an empty token that is none"),
        pytest.param("", {"REQUEST_METHOD": "POST"}, False, id="not to be written"),
        pytest.param(TOKEN, {}, False, id="from this machine without the token"),
        pytest.param(TOKEN, {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, True, id="the token"),
        pytest.param(TOKEN, {"HTTP_AUTHORIZATION": f"bearer  {TOKEN}"}, True, id="the token, spelled otherwise"),
        pytest.param(
            TOKEN,
            {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}", "REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
            True,
            id="the token from elsewhere",
        ),
        pytest.param(TOKEN, {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}x"}, False, id="another token"),
        pytest.param(TOKEN, {"HTTP_AUTHORIZATION": "Bearer"}, False, id="no token"),
        pytest.param(TOKEN, {"HTTP_AUTHORIZATION": "Bearer \xfc"}, False, id="no ASCII"),
        pytest.param(TOKEN, {"HTTP_AUTHORIZATION": f"Basic {TOKEN}"}, False, id="another scheme"),
        pytest.param(TOKEN, {"QUERY_STRING": f"token={TOKEN}"}, False, id="the token in the address"),
    ],
)
@pytest.mark.django_db
def test_only_who_shows_the_token_or_sits_at_the_machine_finds_the_page(
    token: str, request_with: dict[str, Any], is_open: bool, settings: Settings
) -> None:
    settings.METRICS_TOKEN = token
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(HTTP_HOST="localhost:8000")
    response = client.generic(request_with.pop("REQUEST_METHOD", "GET"), "/metrics", **request_with)
    if is_open:
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("text/plain; version=")
        assert "no-store" in response.headers["Cache-Control"]
    else:
        unknown = error_of(client.get("/api/v1/nowhere/"))
        closed = error_of(response)
        assert (response.status_code, closed["code"], closed["message"]) == (404, unknown["code"], unknown["message"])
        assert "jobtracker_" not in response.content.decode()


def test_a_person_who_is_signed_in_finds_no_more_than_a_stranger(api: APIClient, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert api.get("/metrics").status_code == 404


# --- Requests ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_request_is_counted_and_timed_under_its_route(api: APIClient) -> None:
    labels = {"method": "GET", "route": "/api/v1/jobs/<pk>/"}
    before = scraped(api)
    for number in (1, 2, 3):
        api.get(f"/api/v1/jobs/{number}/")
    after = scraped(api)
    name, seconds = "jobtracker_requests_total", "jobtracker_request_duration_seconds"
    counted = (value(after, name, status="404", **labels) or 0) - (value(before, name, status="404", **labels) or 0)
    timed = (value(after, f"{seconds}_count", **labels) or 0) - (value(before, f"{seconds}_count", **labels) or 0)
    assert (counted, timed) == (3, 3)
    assert value(after, f"{seconds}_bucket", le="+Inf", **labels) == value(after, f"{seconds}_count", **labels)
    # This very one.
    assert value(after, "jobtracker_requests_in_progress") == 1


@pytest.mark.django_db
def test_what_a_caller_makes_up_makes_no_new_series(client: Client) -> None:
    def send() -> None:
        for number in range(5):
            made_up = f"{uuid4().hex}{number}"
            client.get(f"/api/v1/{made_up}/")
            client.get(f"/static/{made_up}.js")
            client.get(f"/{made_up}")
            client.get(f"/api/v1/jobs/{made_up}/")
            client.generic(made_up[:8].upper(), "/api/v1/jobs/")
            client.get("/", headers={"Host": made_up})

    send()
    scraped(client)
    before = {key for key in scraped(client) if "database" not in key[0]}
    send()
    assert {key for key in scraped(client) if "database" not in key[0]} == before


# --- Database and broker ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_databases_connections_are_counted_by_their_state(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        [limit] = cursor.fetchone()
    samples = scraped(client)
    # The one that asks, and the test's own, which is within a transaction.
    assert (value(samples, "jobtracker_database_connections", state="active") or 0) >= 1
    assert (value(samples, "jobtracker_database_connections", state="idle in transaction") or 0) >= 1
    assert value(samples, "jobtracker_database_connections_max") == float(limit)


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A queue that no worker reads, the only one that the application knows."""
    name = f"tests-{uuid4().hex}"
    monkeypatch.setattr(current_app.amqp, "queues", current_app.amqp.Queues([Queue(name)]))
    yield name
    with redis.Redis.from_url(django_settings.SERVICES.redis_url) as client:
        client.delete(*client.scan_iter(f"{name}*"))


@pytest.mark.django_db
def test_the_jobs_that_wait_are_counted_and_the_oldest_is_timed(client: Client, queue: str) -> None:
    samples = scraped(client)
    assert value(samples, "jobtracker_queue_depth", queue=queue) == 0
    assert value(samples, "jobtracker_queue_oldest_seconds", queue=queue) == 0
    started = time.time()
    celery_tasks.ask_the_database.apply_async(queue=queue, priority=6)
    published = time.time()
    time.sleep(0.3)
    for priority in (0, 3, 5, 9):
        celery_tasks.ask_the_database.apply_async(queue=queue, priority=priority)
    asked = time.time()
    samples = scraped(client)
    assert value(samples, "jobtracker_queue_depth", queue=queue) == 5
    age = value(samples, "jobtracker_queue_oldest_seconds", queue=queue)
    assert age is not None
    assert asked - published <= age <= time.time() - started


@pytest.mark.django_db
def test_a_message_that_says_nothing_of_its_age_does_not_fail_the_page(client: Client, queue: str) -> None:
    with redis.Redis.from_url(django_settings.SERVICES.redis_url) as broker:
        for message in ("", "no JSON", "[]", '{"headers": {"published_at": "yesterday"}}'):
            broker.lpush(queue, message)
            assert value(scraped(client), "jobtracker_queue_oldest_seconds", queue=queue) == 0
    assert value(scraped(client), "jobtracker_queue_depth", queue=queue) == 4


@pytest.fixture(scope="module")
def installation(database_copy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A web process whose database and broker can hang."""
    with installation_on(database_copy, tmp_path_factory.mktemp("metrics")) as running:
        yield running


@pytest.mark.parametrize("failure", ["hang", "refuse"])
def test_without_database_and_broker_the_page_comes_in_time_and_without_their_numbers(
    failure: str, installation: Installation
) -> None:
    scraper = installation.stranger()
    assert value(scraped(scraper), "jobtracker_database_connections_max") is not None
    for proxy in (installation.database, installation.redis):
        getattr(proxy, failure)()
    try:
        for _ in range(3):
            started = time.monotonic()
            names = {name for name, _ in scraped(scraper)}
            assert time.monotonic() - started < 2
            assert "jobtracker_requests_total" in names
            assert not any("database_connections" in name or "queue" in name for name in names)
    finally:
        installation.resume()
    deadline = time.monotonic() + 10
    while not {"jobtracker_database_connections_max", "jobtracker_queue_depth"} <= {n for n, _ in scraped(scraper)}:
        assert time.monotonic() < deadline
        time.sleep(0.2)


# --- Several processes ------------------------------------------------------------------------------------------


def test_processes_of_one_installation_answer_for_all_of_them_and_a_killed_one_holds_no_socket_open(
    database_copy: str, tmp_path: Path
) -> None:
    description = {"database_url": database_copy, "redis_url": os.environ["REDIS_URL"], "data_dir": tmp_path}
    with web_process(**description) as first, web_process(**description) as second:
        person = Browser(first.port)
        person.sign_up(f"{uuid4().hex}@example.org", PASSWORD)
        there = Browser(second.port, cookies=person.cookies)
        for browser in (person, there, there):
            assert browser.get("/api/v1/jobs/").status == 200
        listed = {"method": "GET", "route": "/api/v1/jobs/", "status": "200"}
        for browser in (person, there):
            assert value(scraped(browser), "jobtracker_requests_total", **listed) == 3
        with _socket(first, person), _socket(second, person), _socket(second, person):
            assert value(scraped(person), "jobtracker_websockets_open") == 3
            second.process.kill()
            second.process.wait(10)
            assert value(scraped(person), "jobtracker_websockets_open") == 1
        # What it has counted is still true.
        assert value(scraped(person), "jobtracker_requests_total", **listed) == 3
        deadline = time.monotonic() + 5
        while value(scraped(person), "jobtracker_websockets_open") != 0:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_an_installation_begins_to_count_anew_when_it_starts(tmp_path: Path) -> None:
    services = ServiceUrls("", "", database_is_private=True, redis_is_private=True)
    roles = Roles(Options.from_environ({}), services, Locations.of(tmp_path), tmp_path)
    directory = Path(roles.worker().environment["PROMETHEUS_MULTIPROC_DIR"])
    roles.forget_metrics()  # which there are none of, the first time
    directory.mkdir(parents=True)
    (directory / "counter_17.db").touch()
    (tmp_path / "run" / "supervisor.lock").touch()
    roles.forget_metrics()
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["supervisor.lock"]


@contextmanager
def _socket(web: WebProcess, person: Browser) -> Iterator[None]:
    """An open WebSocket of a person who is signed in."""
    with connect(
        f"ws://localhost:{web.port}/ws/events/",
        origin=Origin(f"http://localhost:{web.port}"),
        additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in person.cookies.items())},
    ) as socket:
        assert "ready" in socket.recv(timeout=10)
        yield
