"""Runs from their beginning to their end."""

import logging
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, BinaryIO, Final

import psycopg
from celery import current_app
from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from dataio.models import Run
from dataio.runs.kinds import performer_of
from dataio.runs.leases import MAX_ATTEMPTS, PASSING_ERRORS, Cancelled, Lost, Work, take_up
from jobtracker.after_commit import after_commit
from jobtracker.errors import INSUFFICIENT_STORAGE, Conflict, DomainError, outage_of

logger = logging.getLogger(__name__)

MAX_UNFINISHED: Final = 5
FILES_KEPT_FOR: Final = timedelta(days=7)
# What was sent longer ago, and is not at work, the broker has lost; or the workers are busy, and find it done later.
_SENT_AGAIN_AFTER: Final = timedelta(seconds=30)
_ROOT: Final = "runs"


@transaction.atomic
def queue_run(*, actor: User, kind: str, parameters: Mapping[str, Any]) -> Run:
    """Have something long done. Raises Conflict where as much is waiting for this person as may be."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=actor.pk)
    waiting = Run.objects.filter(owner=actor, state__in=[Run.State.QUEUED, Run.State.RUNNING]).count()
    if waiting >= MAX_UNFINISHED:
        message = f"{MAX_UNFINISHED} reports or files of yours are being made. Wait for one, or cancel it."
        raise Conflict("too_many_runs", message)
    run = Run(owner=actor, kind=kind, parameters=dict(parameters))
    run.save(force_insert=True)
    after_commit(_send, run.pk)
    return run


@transaction.atomic
def cancel_run(*, actor: User, run_id: uuid.UUID) -> Run:
    """Have a run stop: at once where nobody works on it, else within seconds. Raises Conflict where it is over."""
    run: Run = get_object_or_404(Run.objects.visible_to(actor).select_for_update(), pk=run_id)
    if run.state == Run.State.QUEUED:
        run.state, run.finished_at = Run.State.CANCELLED, timezone.now()
    elif run.state != Run.State.RUNNING:
        raise Conflict("run_is_over", f"It is {run.get_state_display().lower()} already.")
    run.is_cancelled = True
    run.save(update_fields=["state", "finished_at", "is_cancelled", "updated_at"])
    return run


def cancel_runs_of(owner_id: int) -> None:
    """Have all that a person has waiting or at work stop, as `cancel_run` does."""
    own = Run.objects.filter(owner_id=owner_id)
    own.filter(state=Run.State.QUEUED).update(
        state=Run.State.CANCELLED, is_cancelled=True, finished_at=Now(), updated_at=Now()
    )
    # Not `updated_at`, by which the sweeper sees that a worker is dead.
    own.filter(state=Run.State.RUNNING).update(is_cancelled=True)


@transaction.atomic
def delete_run(*, actor: User, run_id: uuid.UUID) -> None:
    """Forget a run, and throw its file away after the commit. Raises Conflict while somebody works on it."""
    run: Run = get_object_or_404(Run.objects.visible_to(actor).select_for_update(), pk=run_id)
    if run.state == Run.State.RUNNING:
        raise Conflict("run_is_at_work", "It is being worked on. Cancel it first.")
    run.delete()
    if run.file_key:
        # Should it fail, the sweeper finds it.
        after_commit(storages["documents"].delete, run.file_key)


def perform(run_id: uuid.UUID) -> None:
    """Do a run, unless it is done or being done."""
    run = take_up(run_id)
    if run is None:
        return
    work = Work(run)
    # It is ended outside of the block: no statement of that is cancelled.
    try:
        with work:
            performer_of(run.kind)(work)
    except Cancelled:
        _end(work, Run.State.CANCELLED)
    except Lost:
        logger.warning("another worker has taken over a run of kind %s", run.kind)
    except DomainError as problem:
        _end(work, Run.State.FAILED, problem={"code": problem.code, "message": problem.message})
    except Exception as error:
        # COPY's come as the driver raises them.
        is_disk_full = outage_of(error) is INSUFFICIENT_STORAGE or isinstance(error, psycopg.errors.DiskFull)
        if isinstance(error, PASSING_ERRORS) and not is_disk_full:
            # Perhaps for a moment: the lease lapses, and the run is taken up once more.
            raise
        logger.exception("a run of kind %s failed", run.kind)
        message = "Something went wrong on our side. Try again; if it stays so, tell who runs this installation."
        said = {"code": "internal_error", "message": message}
        if is_disk_full:
            said = {"code": INSUFFICIENT_STORAGE.code, "message": INSUFFICIENT_STORAGE.message}
        _end(work, Run.State.FAILED, problem=said)


def finish_with_file(work: Work, content: BinaryIO, *, name: str, media_type: str, result: Mapping[str, Any]) -> None:
    """End a run as done, with the file that it made, for a week. Raises Lost; then the file is gone again."""
    key = f"{_ROOT}/{work.run.owner_id}/{uuid.uuid4().hex}"
    size = content.seek(0, 2)
    content.seek(0)
    storage = storages["documents"]
    storage.save(key, File(content))
    try:
        work.end(
            Run.State.DONE,
            percent=100,
            result=dict(result),
            file_key=key,
            file_name=name,
            media_type=media_type,
            file_size=size,
            expires_at=Now() + FILES_KEPT_FOR,
        )
    except BaseException:
        storage.delete(key)
        raise


def sweep_runs() -> int:
    """Send again what was lost, give up what fails again and again, throw away what has expired; how many."""
    lapsed = Q(state=Run.State.RUNNING, leased_until__lt=Now())
    over = {"lease": None, "leased_until": None, "finished_at": Now(), "updated_at": Now()}
    given_up = Run.objects.filter(lapsed, is_cancelled=True).update(state=Run.State.CANCELLED, **over)
    message = (
        f"It was begun {MAX_ATTEMPTS} times, and each time the worker died or lost the database. "
        "It may be too large for this machine."
    )
    given_up += Run.objects.filter(lapsed, attempts__gte=MAX_ATTEMPTS).update(
        state=Run.State.FAILED, problem={"code": "worker_died", "message": message}, **over
    )
    # The last sign of a worker, or when it was sent.
    is_old = Q(updated_at__lt=Now() - _SENT_AGAIN_AFTER)
    waiting = list(Run.objects.filter(lapsed | Q(state=Run.State.QUEUED), is_old).values_list("pk", flat=True))
    Run.objects.filter(pk__in=waiting).update(updated_at=Now())
    for run_id in waiting:
        _send(run_id)
    expired = Run.objects.exclude(file_key="").filter(expires_at__lt=Now())
    return given_up + len(waiting) + sum(_expire(run) for run in expired.only("pk", "file_key"))


def _expire(run: Run) -> int:
    # The row first: whoever reads it from now on is told so, and a file without a row is no harm.
    changed: int = Run.objects.filter(pk=run.pk, file_key=run.file_key).update(
        state=Run.State.EXPIRED, file_key="", updated_at=Now()
    )
    storages["documents"].delete(run.file_key)
    return changed


def _end(work: Work, state: Run.State, **values: Any) -> None:
    with suppress(Lost):
        work.end(state, **values)


def _send(run_id: uuid.UUID) -> None:
    """Tell the workers; what the broker loses, the sweeper sends again."""
    current_app.send_task("dataio.tasks.perform_run", [str(run_id)])
