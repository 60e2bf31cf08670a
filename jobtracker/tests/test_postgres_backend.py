"""A database that does not answer is given up in time, and the next connection is a new one."""

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import DataError, OperationalError, close_old_connections, connection, transaction

from jobtracker import databases
from jobtracker.databases import answer_limit, answers_within, limit_answers
from jobtracker.testing.tcp_proxy import TcpProxy, proxy_of
from jobtracker.tests.conftest import postgres_address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_limit_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a command: another test may have imported the web process's application, which sets one."""
    monkeypatch.setattr(databases, "_process_limit", None)


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[TcpProxy]:
    """Stands before the PostgreSQL of this test's connection."""
    with proxy_of(postgres_address(os.environ["DATABASE_URL"])) as proxy:
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(proxy.port))
        yield proxy
        connection.close()


def _select(statement: str = "SELECT 1") -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def test_a_query_over_the_limit_is_cancelled_in_the_server() -> None:
    with pytest.raises(OperationalError, match="no answer within"), answers_within(0.3):
        _select("SELECT pg_sleep(30)")
    connection.close()
    assert _select("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30%'") == (0,)


def test_without_a_limit_a_query_may_take_its_time() -> None:
    assert answer_limit() is None
    assert _select("SELECT pg_sleep(0.3), 1") == ("", 1)


def test_the_limit_is_for_each_answer_and_not_for_all_of_them() -> None:
    with answers_within(0.4):
        for _ in range(4):
            _select("SELECT pg_sleep(0.15)")


def test_the_shorter_of_two_limits_holds() -> None:
    limit_answers(5)
    assert answer_limit() == 5
    with answers_within(2):
        assert answer_limit() == 2
    with answers_within(9):
        assert answer_limit() == 5
    # A limit of the process is that of all its threads.
    with ThreadPoolExecutor(1) as pool, answers_within(1):
        assert pool.submit(answer_limit).result() == 5


def test_a_server_that_hangs_is_given_up_and_the_transaction_rolled_back(proxy: TcpProxy) -> None:
    def write_half() -> None:
        with transaction.atomic():
            _select("INSERT INTO django_session VALUES ('half-written', '', now()) RETURNING 1")
            proxy.hang()
            _select()

    started = time.monotonic()
    with pytest.raises(OperationalError, match="no answer within"), answers_within(0.5):
        write_half()
    # To give up, to ask for the query to be cancelled, and not to connect anew for the rollback.
    assert time.monotonic() - started < 2
    proxy.resume()
    assert _select("SELECT count(*) FROM django_session WHERE session_key = 'half-written'") == (0,)


def test_a_connection_that_went_silent_is_replaced_within_seconds(proxy: TcpProxy) -> None:
    _select()
    proxy.hang()
    # As at the start of a request.
    close_old_connections()
    returning = threading.Timer(0.5, proxy.resume)
    returning.start()
    started = time.monotonic()
    assert _select() == (1,)
    assert time.monotonic() - started < databases.CONNECT_SECONDS + 2
    returning.join()


def test_a_connection_to_a_server_that_hangs_is_tried_for_three_seconds(proxy: TcpProxy) -> None:
    proxy.hang()
    started = time.monotonic()
    with pytest.raises(OperationalError):
        _select()
    assert time.monotonic() - started < databases.CONNECT_SECONDS + 1.5


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-23 12:00:00.000001+02", datetime(2026, 11, 23, 10, 0, 0, 1, tzinfo=UTC)),
        ("0001-01-01 00:00:00+00", datetime.min.replace(tzinfo=UTC)),
        ("9999-12-31 23:59:59.999999+00", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_to_the_microsecond_in_utc(written: str, read: datetime) -> None:
    assert _select(f"SELECT '{written}'::timestamptz, NULL::timestamptz") == (read, None)
    assert _select(f"SELECT array['{written}'::timestamptz]") == ([read],)


@pytest.mark.parametrize("written", ["infinity", "0044-03-15 BC", "20000-01-01"])
def test_an_instant_that_python_cannot_hold_is_an_error_of_the_database(written: str) -> None:
    with pytest.raises(DataError):
        _select(f"SELECT '{written}'::timestamptz")
