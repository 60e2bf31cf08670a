"""Whether the process lives, and whether it can do its work."""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache

import redis
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobtracker import heartbeats
from jobtracker.databases import answers_within, without_pool
from jobtracker.errors import error_response
from jobtracker.redis_connection import redis_client

logger = logging.getLogger(__name__)

OK, FAILED, HANGS = "ok", "failed", "hangs"

# How long a probe waits for the checks, so that it is answered within a second.
_WAIT_SECONDS = 0.6
# How long a check that hangs goes on by itself. Longer than the wait: what is slow is told from what is down.
_GIVE_UP_SECONDS = 2.0


class Checks:
    """Runs checks side by side, each in at most one thread, however many probes ask and however long it hangs."""

    def __init__(self, checks: Mapping[str, Callable[[], bool]]) -> None:
        """Describe the checks by name. Each returns whether all is well, or raises."""
        self._checks = checks
        self._pool = ThreadPoolExecutor(len(checks), thread_name_prefix="check")
        self._running: dict[str, Future[str]] = {}
        self._lock = threading.Lock()

    @property
    def names(self) -> frozenset[str]:
        """The names of all checks."""
        return frozenset(self._checks)

    def outcomes(self, names: Iterable[str]) -> dict[str, str]:
        """The outcome of each of these checks by its name, within a second: OK, FAILED or HANGS."""
        futures = {name: self._start(name) for name in self._checks if name in set(names)}
        wait(futures.values(), timeout=_WAIT_SECONDS)
        return {name: future.result() if future.done() else HANGS for name, future in futures.items()}

    def _start(self, name: str) -> Future[str]:
        """Start a check, unless it is still running: then its outcome is this probe's, too."""
        with self._lock:
            running = self._running.get(name)
            if running is None or running.done():
                running = self._running[name] = self._pool.submit(self._run, name)
            return running

    def _run(self, name: str) -> str:
        try:
            return OK if self._checks[name]() else FAILED
        except Exception as error:  # whatever it is, the answer is "not ready", and the log says why
            reason = " ".join(str(error).split())
            logger.warning("readiness check %s failed: %s: %s", name, type(error).__name__, reason)
            return FAILED


def _database_answers() -> bool:
    with answers_within(_GIVE_UP_SECONDS), without_pool():
        try:
            with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                cursor.execute("SELECT 1")
                return bool(cursor.fetchone() == (1,))
        finally:
            # A new connection each time: that the server still takes any is a part of the question.
            connections.close_all()


def _migrations_are_applied() -> bool:
    with answers_within(_GIVE_UP_SECONDS), without_pool():
        try:
            executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
            return not executor.migration_plan(executor.loader.graph.leaf_nodes())
        finally:
            connections.close_all()


@cache
def _broker() -> redis.Redis:
    """A client without the breaker of the others: a probe wants to know how things are now."""
    return redis_client(settings.SERVICES.redis_url, timeout=_GIVE_UP_SECONDS)


def _broker_answers() -> bool:
    return bool(_broker().ping())


def _worker_beats() -> bool:
    return heartbeats.is_beating(heartbeats.WORKER, _broker())


def _long_worker_beats() -> bool:
    return heartbeats.is_beating(heartbeats.LONG_WORKER, _broker())


def _beat_beats() -> bool:
    return heartbeats.is_beating(heartbeats.BEAT, _broker())


CHECKS = Checks(
    {
        "database": _database_answers,
        "broker": _broker_answers,
        "migrations": _migrations_are_applied,
        "worker": _worker_beats,
        "worker-long": _long_worker_beats,
        "beat": _beat_beats,
    }
)


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when every check is well, else 503; each check's outcome by its name.

    `?exclude=worker,worker-long,beat` leaves checks out; 400 for a name that there is not.
    """
    excluded = {name for value in request.GET.getlist("exclude") for name in value.split(",") if name}
    if excluded - CHECKS.names:
        known = ", ".join(sorted(CHECKS.names))
        return error_response(400, "unknown_check", f"There is no such check to exclude. There are: {known}.")
    outcomes = CHECKS.outcomes(CHECKS.names - excluded)
    healthy = all(outcome == OK for outcome in outcomes.values())
    return JsonResponse(
        {"status": "ok" if healthy else "unavailable", "checks": outcomes}, status=200 if healthy else 503
    )
