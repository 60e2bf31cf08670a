"""One line and one count for every background task; each knows the request that it goes back to."""

import logging
import time
from dataclasses import dataclass, field
from typing import Any

import structlog
from celery import Task
from celery.signals import before_task_publish, task_failure, task_postrun, task_prerun

from jobtracker import metrics
from jobtracker.request_context import Work, begin, current_request_id, end, request_id_from

logger = structlog.stdlib.get_logger("jobtracker.task")

# Celery names none for a task whose process is told to end: it ran out of time, or the worker stops at once.
_OUTCOMES = {
    "SUCCESS": "succeeded",
    "FAILURE": "failed",
    "RETRY": "retried",
    "REJECTED": "rejected",
    "IGNORED": "ignored",
}


@dataclass(frozen=True)
class _Run:
    """A task that is being done in this process."""

    work: Work
    token: Any
    published_at: float | None
    started: float = field(default_factory=time.perf_counter)


# By task id. One within another (called in place by a test, say) has an id of its own.
_runs: dict[str, _Run] = {}


def connect_signals() -> None:
    """Have Celery tell of tasks; called once, when the kit's app is ready."""
    for signal, receiver in (
        (before_task_publish, _publish),
        (task_prerun, _start),
        (task_failure, _fail),
        (task_postrun, _finish),
    ):
        signal.connect(receiver, dispatch_uid="jobtracker.task_log")


def _publish(headers: dict[str, Any], **_: Any) -> None:
    """Send along the request that asks for the task, and when it did. Celery hands a task's headers on to a retry."""
    headers["request_id"] = request_id_from(current_request_id())
    headers["published_at"] = time.time()


def _start(task_id: str, task: Task[Any, Any], **_: Any) -> None:
    given = task.request.get("request_id") or current_request_id()
    published_at = task.request.get("published_at")
    fields = {"task": task.name, "task_id": task_id}
    work = Work(request_id_from(given), lambda: fields)
    _runs[task_id] = _Run(work, begin(work), published_at if isinstance(published_at, float) else None)


def _fail(task_id: str, sender: Task[Any, Any], exception: BaseException, **_: Any) -> None:
    """Log the one traceback of a task. A failure that it has named (`throws`) is an outcome like any other.

    The worker's main process also tells of tasks that ran out of time elsewhere; Celery's own lines say that.
    """
    if task_id in _runs and not (sender.throws and isinstance(exception, sender.throws)):
        logger.error("task failed", exc_info=(type(exception), exception, exception.__traceback__))


def _finish(task_id: str, task: Task[Any, Any], state: str | None, **_: Any) -> None:
    run = _runs.pop(task_id, None)
    if run is None:
        return
    seconds = time.perf_counter() - run.started
    outcome = _OUTCOMES.get(state or "", "interrupted")
    metrics.JOBS.labels(task.name, outcome).inc()
    metrics.JOB_SECONDS.labels(task.name).observe(seconds)
    waited = {} if run.published_at is None else {"waited_ms": round((time.time() - run.published_at - seconds) * 1000)}
    logger.log(
        logging.WARNING if outcome in ("failed", "rejected", "interrupted") else logging.INFO,
        "task",
        outcome=outcome,
        duration_ms=round(seconds * 1000, 1),
        query_count=run.work.query_count,
        database_ms=round(run.work.query_seconds * 1000, 1),
        **waited,
    )
    end(run.token)
