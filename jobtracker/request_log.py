"""One line and one count for every request, and one traceback for every crash."""

import logging
import time
from collections.abc import Callable
from functools import partial

import structlog
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from jobtracker import metrics
from jobtracker.errors import log_crash
from jobtracker.request_context import Work, current_work
from jobtracker.routes import method_of, route_of, user_id_of

logger = structlog.stdlib.get_logger("jobtracker.request")

# Asked every few seconds by programs: worth a line only to those who look for one.
_QUIET_ROUTES = frozenset({"/health/live", "/health/ready", "/metrics"})


class RequestLogMiddleware:
    """Logs and counts every request, whoever answers it; stands within the request's context and around all else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        got_request_exception.connect(log_crash, dispatch_uid="jobtracker.request_log")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer `request`."""
        # Without the context's middleware in front the line lacks its id, and the request is answered all the same.
        work = current_work() or Work("")
        work.describe = partial(_describe, request)
        started = time.perf_counter()
        with metrics.REQUESTS_IN_PROGRESS.track_inprogress():
            response = self.get_response(request)
        seconds = time.perf_counter() - started
        method, route, status = method_of(request), route_of(request), response.status_code
        metrics.REQUESTS.labels(method, route, str(status)).inc()
        metrics.REQUEST_SECONDS.labels(method, route).observe(seconds)
        logger.log(
            _level(route, status),
            "request",
            status=status,
            duration_ms=round(seconds * 1000, 1),
            query_count=work.query_count,
            database_ms=round(work.query_seconds * 1000, 1),
        )
        return response


def _level(route: str, status: int) -> int:
    if route in _QUIET_ROUTES:
        return logging.DEBUG
    return logging.WARNING if status >= 500 else logging.INFO


def _describe(request: HttpRequest) -> dict[str, object]:
    """What every line of a request says of it."""
    return {"user_id": user_id_of(request), "method": method_of(request), "route": route_of(request)}
