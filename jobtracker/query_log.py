"""Counts and times the database's work for each request and task, and logs what takes long."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from jobtracker.request_context import current_work

logger = structlog.stdlib.get_logger("jobtracker.database")

SLOW_SECONDS = 1.0
_LONGEST_STATEMENT = 4000


def watch_connections() -> None:
    """Have every connection of this process watched; called once, when the kit's app is ready."""
    connection_created.connect(_watch_connection, dispatch_uid="jobtracker.query_log")


def _watch_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    # A connection that is made anew keeps its wrappers. In front: `execute_wrapper()` takes the last one away again.
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watch)


def _watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - started
        work = current_work()
        if work is not None:
            work.query_count += 1
            work.query_seconds += seconds
        if seconds >= SLOW_SECONDS:
            # The statement as it was written: its parameters stand in `params`, and those of a composed one within.
            statement = sql[:_LONGEST_STATEMENT] if isinstance(sql, str) else "(composed)"
            logger.warning("slow query", duration_ms=round(seconds * 1000), sql=statement)
