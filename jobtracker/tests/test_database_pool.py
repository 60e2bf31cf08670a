"""The threads of a web process share database connections; who waits for one is answered in time."""

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, close_old_connections, connection

from jobtracker import databases
from jobtracker.database_pool import DatabasePools
from jobtracker.databases import without_pool
from jobtracker.metrics import POOL_IN_USE, POOL_WAIT_SECONDS
from jobtracker.testing.tcp_proxy import TcpProxy, proxy_of
from jobtracker.tests.conftest import postgres_address

pytestmark = pytest.mark.django_db(transaction=True)

SIZE = 2


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabasePools]:
    """This process shares two connections."""
    connection.close()
    pools = DatabasePools(SIZE)
    monkeypatch.setattr(databases, "_process_shares", pools)
    yield pools
    connection.close()
    for pool in pools._pools.values():
        pool.close()


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[TcpProxy]:
    """Stands before the PostgreSQL of this test's connections."""
    with proxy_of(postgres_address(os.environ["DATABASE_URL"])) as proxy:
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(proxy.port))
        yield proxy


def _backend() -> int:
    """The number of the server's process that answers this thread."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _request() -> int:
    """What a request does: ask, and end."""
    try:
        return _backend()
    finally:
        close_old_connections()


def test_many_threads_share_few_connections(pools: DatabasePools) -> None:
    with ThreadPoolExecutor(8) as threads:
        backends = list(threads.map(lambda _: _request(), range(200)))
    assert len(set(backends)) <= SIZE


def test_within_a_request_a_thread_keeps_its_connection_and_gives_it_back_at_the_end(pools: DatabasePools) -> None:
    in_use = POOL_IN_USE._value.get()
    first = _backend()
    assert _backend() == first
    assert POOL_IN_USE._value.get() == in_use + 1
    close_old_connections()
    assert POOL_IN_USE._value.get() == in_use


def test_who_finds_none_free_waits_for_one(pools: DatabasePools) -> None:
    taken, release = threading.Barrier(SIZE + 1, timeout=5), threading.Event()

    def hold() -> None:
        _backend()
        taken.wait()
        release.wait(5)
        close_old_connections()

    with ThreadPoolExecutor(SIZE) as threads:
        holding = [threads.submit(hold) for _ in range(SIZE)]
        taken.wait()
        threading.Timer(0.5, release.set).start()
        started = time.monotonic()
        _request()
        assert 0.3 < time.monotonic() - started < 2
        for held in holding:
            held.result()
    assert POOL_WAIT_SECONDS._sum.get() > 0.3


def test_who_finds_none_free_for_three_seconds_is_told(pools: DatabasePools) -> None:
    taken, release = threading.Barrier(SIZE + 1, timeout=5), threading.Event()

    def hold() -> None:
        _backend()
        taken.wait()
        release.wait(10)
        close_old_connections()

    with ThreadPoolExecutor(SIZE) as threads:
        holding = [threads.submit(hold) for _ in range(SIZE)]
        taken.wait()
        started = time.monotonic()
        with pytest.raises(OperationalError):
            _request()
        assert databases.CONNECT_SECONDS - 0.5 < time.monotonic() - started < databases.CONNECT_SECONDS + 1
        # Probes have connections of their own.
        with without_pool():
            assert _request()
            connection.close()
        release.set()
        for held in holding:
            held.result()
    assert _request()


def test_a_server_that_takes_no_connections_is_told_of_at_once_and_its_return_is_seen_at_once(
    proxy: TcpProxy, pools: DatabasePools
) -> None:
    first = _request()
    proxy.refuse()
    started = time.monotonic()
    with ThreadPoolExecutor(6) as threads:
        asked = [threads.submit(_request) for _ in range(6)]
        assert all(isinstance(answer.exception(), OperationalError) for answer in asked)
    assert time.monotonic() - started < 2
    time.sleep(2)
    proxy.resume()
    started = time.monotonic()
    assert _request() != first
    assert time.monotonic() - started < 1


def test_a_connection_that_died_while_nobody_used_it_is_no_request_s_failure(pools: DatabasePools) -> None:
    first = _request()
    with without_pool():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [first])
        connection.close()
    assert _request() != first


def test_a_server_that_was_started_anew_keeps_nobody_waiting(pools: DatabasePools) -> None:
    taken = threading.Barrier(SIZE, timeout=5)

    def hold() -> int:
        backend = _backend()
        taken.wait()
        close_old_connections()
        return backend

    with ThreadPoolExecutor(SIZE) as threads:
        kept = list(threads.map(lambda _: hold(), range(SIZE)))
    with without_pool():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [kept])
        connection.close()
    started = time.monotonic()
    assert _request() not in kept
    assert time.monotonic() - started < 0.5
