"""Makes writers meet: all of them wait in the database for one lock, and only then go on."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection, connections, transaction

Result = TypeVar("Result")
TIMEOUT_SECONDS = 30


def release_together(lock: Callable[[], object], *calls: Callable[[], Result]) -> list[Result]:
    """What `calls` return, each from a thread and connection of its own, after all of them ran into what `lock` locked.

    A writer that reads before it locks has read by then what the others are about to change, so that a lost update
    shows each time and not by luck. For tests with `django_db(transaction=True)`.
    """

    def run(call: Callable[[], Result]) -> Result:
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        with transaction.atomic():
            lock()
            futures = [pool.submit(run, call) for call in calls]
            _wait_for_waiters(len(calls))
        return [future.result(timeout=TIMEOUT_SECONDS) for future in futures]


def _wait_for_waiters(count: int) -> None:
    """Returns once `count` connections to this database wait for a lock."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    waiting = 0
    while waiting < count:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{waiting} of {count} writers wait for the lock.")
        time.sleep(0.005)
        with connection.cursor() as cursor:
            # Within a transaction the view would show what it showed the first time.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            (waiting,) = cursor.fetchone()
