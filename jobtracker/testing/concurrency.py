"""Runs calls at the same time, each in a thread with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")
TIMEOUT_SECONDS = 30


def at_once(*calls: Callable[[], Result]) -> list[Result]:
    """What the calls return, in their order, started together once all threads are there.

    For tests with `django_db(transaction=True)`: other connections see committed rows alone.
    """
    start = Barrier(len(calls), timeout=TIMEOUT_SECONDS)

    def run(call: Callable[[], Result]) -> Result:
        try:
            # Connecting takes longer than many a race: it is done before the start.
            connections["default"].ensure_connection()
            start.wait()
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(run, call) for call in calls]
        return [future.result(timeout=TIMEOUT_SECONDS) for future in futures]
