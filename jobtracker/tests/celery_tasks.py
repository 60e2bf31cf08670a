"""Tasks that a worker of the tests does (`celery worker --include`)."""

import time

import structlog
from celery import Task, shared_task
from django.db import connection

logger = structlog.stdlib.get_logger("jobtracker.tests")


class ExpectedProblem(Exception):
    """What a task names as one of its outcomes."""


@shared_task
def ask_the_database() -> None:
    """Make one query, and say so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    logger.info("asked")


@shared_task
def enqueue_another(queue: str) -> None:
    """Have another task done."""
    ask_the_database.apply_async(queue=queue)


@shared_task
def crash(secret: str) -> None:
    """Fail, with an argument that is nobody's business."""
    raise ValueError(f"no way\n2026-01-01 forged\npassword={secret}")


@shared_task(throws=(ExpectedProblem,))
def fail_as_expected() -> None:
    """Fail in a way that is no surprise."""
    raise ExpectedProblem


@shared_task(bind=True, max_retries=1)
def try_twice(self: "Task[[], None]") -> None:
    """Succeed at the second attempt."""
    if self.request.retries == 0:
        raise self.retry(countdown=0)


@shared_task
def return_a_secret(secret: str) -> str:
    """Return what was given."""
    return secret


@shared_task(time_limit=1)
def take_too_long() -> None:
    """Go on for longer than it may."""
    time.sleep(30)
