"""The health pages say whether the process lives, and whether it can work, whatever hangs behind it."""

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from jobtracker import health, heartbeats
from jobtracker.embedded.locations import ServiceUrls
from jobtracker.health import Checks
from jobtracker.testing.answers import error_of
from jobtracker.testing.tcp_proxy import TcpProxy, proxy_of
from jobtracker.tests.conftest import postgres_address, redis_address

ALL_WELL = {"database": "ok", "broker": "ok", "migrations": "ok", "worker": "ok", "worker-long": "ok", "beat": "ok"}
# What is promised of a probe.
SECONDS = 1.0


@pytest.fixture
def beating() -> None:
    """A worker and beat that gave a sign of life just now."""
    heartbeats._last_beats.clear()
    heartbeats.beat(heartbeats.WORKER)
    heartbeats.beat(heartbeats.LONG_WORKER)
    heartbeats.beat(heartbeats.BEAT)


@pytest.fixture
def redis_proxy(settings: Settings) -> Iterator[TcpProxy]:
    """The Redis that the health pages ask."""
    health._broker.cache_clear()
    with proxy_of(redis_address(os.environ["REDIS_URL"])) as proxy:
        settings.SERVICES = ServiceUrls(os.environ["DATABASE_URL"], f"redis://127.0.0.1:{proxy.port}/0", False, False)
        yield proxy
    health._broker.cache_clear()


@pytest.fixture
def database_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[TcpProxy]:
    """The PostgreSQL that the health pages ask."""
    with proxy_of(postgres_address(os.environ["DATABASE_URL"])) as proxy:
        # Of every thread's connection.
        monkeypatch.setitem(connections.settings["default"], "HOST", "127.0.0.1")
        monkeypatch.setitem(connections.settings["default"], "PORT", str(proxy.port))
        yield proxy


def test_a_process_that_answers_lives_whatever_else_is_down(client: Client) -> None:
    # Without the database fixture, this fails if the page so much as touches the database.
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_an_installation_with_all_its_parts_is_ready(client: Client, beating: None) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": ALL_WELL})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["worker", "worker-long", "beat"])
def test_one_whose_worker_or_beat_gives_no_sign_of_life_is_not_ready(role: str, client: Client) -> None:
    heartbeats._last_beats.clear()
    for other in {"worker", "worker-long", "beat"} - {role}:
        heartbeats.beat(other)
    response = client.get("/health/ready")
    checks = ALL_WELL | {role: "failed"}
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": checks})


@pytest.mark.django_db
def test_a_probe_can_leave_checks_out(client: Client) -> None:
    response = client.get("/health/ready?exclude=worker,worker-long,beat")
    assert (response.status_code, response.json()["checks"].keys()) == (200, {"database", "broker", "migrations"})
    response = client.get("/health/ready?exclude=worker,worker-long&exclude=beat&exclude=broker")
    assert (response.status_code, response.json()["checks"].keys()) == (200, {"database", "migrations"})


def test_a_check_that_there_is_not_cannot_be_left_out(client: Client) -> None:
    response = client.get("/health/ready?exclude=worker,luck")
    assert response.status_code == 400
    assert error_of(response)["code"] == "unknown_check"


@pytest.mark.django_db(transaction=True)
def test_one_that_lacks_a_migration_is_not_ready(client: Client, beating: None) -> None:
    recorded = MigrationRecorder.Migration.objects.filter(app="jobs").order_by("-pk")[0]
    recorded.delete()
    try:
        response = client.get("/health/ready")
    finally:
        MigrationRecorder.Migration(app=recorded.app, name=recorded.name, applied=recorded.applied).save()
    checks = ALL_WELL | {"migrations": "failed"}
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": checks})


@pytest.mark.django_db
@pytest.mark.parametrize(("failure", "outcome"), [("refuse", "failed"), ("reset", "failed"), ("hang", "hangs")])
def test_one_without_its_broker_is_not_ready_and_says_so_within_a_second(
    failure: str, outcome: str, client: Client, redis_proxy: TcpProxy
) -> None:
    getattr(redis_proxy, failure)()
    started = time.monotonic()
    response = client.get("/health/ready")
    assert time.monotonic() - started < SECONDS
    checks = ALL_WELL | dict.fromkeys(("broker", "worker", "worker-long", "beat"), outcome)
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": checks})


@pytest.mark.django_db
@pytest.mark.parametrize(("failure", "outcome"), [("refuse", "failed"), ("reset", "failed"), ("hang", "hangs")])
def test_one_without_its_database_is_not_ready_and_says_so_within_a_second(
    failure: str,
    outcome: str,
    client: Client,
    beating: None,
    database_proxy: TcpProxy,
    caplog: pytest.LogCaptureFixture,
) -> None:
    getattr(database_proxy, failure)()
    started = time.monotonic()
    response = client.get("/health/ready")
    assert time.monotonic() - started < SECONDS
    checks = ALL_WELL | dict.fromkeys(("database", "migrations"), outcome)
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": checks})
    if outcome == "failed":
        assert "readiness check database failed: OperationalError" in caplog.text


@pytest.mark.parametrize("page", ["/health/live", "/health/ready"])
def test_a_health_page_is_only_read(page: str, client: Client) -> None:
    assert client.post(page).status_code == 405


def test_a_check_that_hangs_is_not_started_again_while_it_does() -> None:
    release = threading.Event()
    started = []

    def hang() -> bool:
        started.append(threading.current_thread())
        return release.wait(10)

    checks = Checks({"hanging": hang, "quick": lambda: True})
    try:
        with ThreadPoolExecutor(4) as probes:
            outcomes = list(probes.map(lambda _: checks.outcomes(["hanging", "quick"]), range(8)))
        assert outcomes == [{"hanging": "hangs", "quick": "ok"}] * 8
        assert len(started) == 1
    finally:
        release.set()
    # Once it has ended, its outcome is that of a new one.
    deadline = time.monotonic() + 5
    while checks.outcomes(["hanging"]) != {"hanging": "ok"} and time.monotonic() < deadline:
        time.sleep(0.01)
    assert checks.outcomes(["hanging"]) == {"hanging": "ok"}
    assert len(started) > 1
