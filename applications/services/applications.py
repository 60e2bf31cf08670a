"""Writes of this app: one function is one transaction, and what changes a history holds its application's row lock."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from psycopg.errors import UniqueViolation

from accounts.models import User
from applications.board import board_of
from applications.history import (
    add_change,
    check_instant,
    first_applied_on,
    new_change,
    project,
    rewrite,
    settle,
)
from applications.models import (
    CLOSED_VALUES,
    Application,
    ChangeKind,
    ChangeOrigin,
    Stage,
    StageChange,
    Status,
    StatusChange,
)
from applications.services.stages import hold_stages
from jobs.models import Job
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.preconditions import require_match
from jobtracker.row_sets import insert_rows
from jobtracker.trash import Deletion


@dataclass(frozen=True)
class Step:
    """A status, and the instant at which the application reached it."""

    status: str
    occurred_at: datetime
    note: str = ""


@dataclass(frozen=True)
class NewApplication:
    """An application to record: its posting and its history so far, whose first step is its beginning."""

    job: Job
    steps: Sequence[Step]
    applied_on: date | None = None
    notes: str = ""
    priority: int = Application.Priority.NORMAL
    tags: Sequence[str] = ()


# An application that is not stored yet, and its history.
Planned = tuple[Application, list[StatusChange]]


@transaction.atomic
def start_application(
    *,
    actor: User,
    job: Job,
    status: str = Status.INTERESTED,
    occurred_at: datetime | None = None,
    applied_on: date | None = None,
    notes: str = "",
    priority: int = Application.Priority.NORMAL,
    tags: Sequence[str] = (),
) -> Application:
    """Begin an application to a posting of the actor's own. Raises Conflict where an open one exists."""
    step = Step(status, occurred_at or timezone.now())
    new = NewApplication(job=job, steps=[step], applied_on=applied_on, notes=notes, priority=priority, tags=tags)
    return record_applications(actor=actor, new=[new], origin=ChangeOrigin.USER)[0]


@transaction.atomic
def record_applications(*, actor: User, new: Sequence[NewApplication], origin: str) -> list[Application]:
    """Record applications with their histories, with one INSERT for each of the two tables.

    Raises ValidationError or InvalidInput for a value that cannot be, Conflict for an illegal history or for a second
    open application to a posting. Then nothing is written.
    """
    planned = [plan_application(actor=actor, new=item, origin=origin) for item in new]
    job_ids = {application.job_id for application, _ in planned}
    if len(hold_jobs(actor, job_ids)) < len(job_ids):
        raise InvalidInput("job", "does_not_exist", "There is no such object.")
    store_applications(actor, planned, timezone.now())
    return [application for application, _ in planned]


def plan_application(*, actor: User, new: NewApplication, origin: str) -> Planned:
    """The application with its history, valid and not stored yet.

    Raises ValidationError or InvalidInput for a value that cannot be, Conflict for an illegal history.
    """
    application = Application(
        owner=actor,
        job=new.job,
        notes=new.notes,
        priority=new.priority,
        applied_on=new.applied_on,
        tags=list(new.tags),
    )
    application.validate()
    history = _new_history(new.steps, actor=actor, origin=origin)
    settle(history, application)
    project(application, history)
    if application.applied_on is None:
        application.applied_on = first_applied_on(history, ZoneInfo(actor.time_zone))
    return application, history


def hold_jobs(actor: User, job_ids: Collection[int]) -> set[int]:
    """Keep the actor's postings out of the trash until the end of the transaction; those of the ids that are there."""
    held = Job.objects.visible_to(actor).filter(pk__in=job_ids).select_for_update(no_key=True).order_by("pk")
    return set(held.values_list("pk", flat=True))


def store_applications(actor: User, planned: Sequence[Planned], at: datetime) -> None:
    """Store planned applications to postings that are held, with one INSERT for each of the two tables.

    Raises Conflict for a second open application to a posting.
    """
    applications = [application for application, _ in planned]
    with refusing_a_second_open_one(actor, applications):
        insert_rows(applications, at)
    for application, history in planned:
        for change in history:
            change.application = application
    insert_rows([change for _, history in planned for change in history], at)
    for application, history in planned:
        project(application, history)


@transaction.atomic
def move_application(
    *,
    actor: User,
    application_id: int,
    status: str = "",
    stage: int | None = None,
    from_status: str = "",
    occurred_at: datetime | None = None,
    note: str = "",
    if_match: str | None = None,
) -> Application:
    """Move an application to another status; a past `occurred_at` puts the move where it belongs in the history.

    With the id of a `stage` to that one, and so to its status; else to the first stage of `status`. `from_status` is
    what the caller believes the status to be, empty where they do not say. Raises Conflict where it is not, where the
    application is closed, or where the move leads nowhere; InvalidInput for a stage that does not fit.
    """
    goal = _held_stage(actor, stage, status) if stage is not None else None
    application = _locked(actor, application_id, if_match)
    if from_status and from_status != application.status:
        message = f"The application is at {application.get_status_display()} by now; somebody moved it in the meantime."
        raise Conflict("status_conflict", message, current=application)
    if goal is None:
        return _add_change(application, actor, ChangeKind.MOVED, status, occurred_at, note)
    former = board_of(actor).stage_of(application)
    if goal.status != application.status:
        _add_change(application, actor, ChangeKind.MOVED, goal.status, occurred_at, note, stage=goal)
    elif former.pk == goal.pk:
        raise Conflict("stage_unchanged", f'The application lies in "{goal.name}" already.', current=application)
    elif occurred_at is not None or note:
        name = "note" if occurred_at is None else "occurred_at"
        raise InvalidInput(name, "same_status", "This goes with a move to another status.")
    else:
        application.stage = goal
        application.save(update_fields=["stage", "updated_at"])
    # A move that belongs further back in the history leaves the application where it is.
    if application.stage_id == goal.pk:
        StageChange.objects.create(
            owner=actor,
            application=application,
            from_name=former.name,
            to_name=goal.name,
            status=goal.status,
            occurred_at=timezone.now() if former.status == goal.status else application.status_since,
        )
    return application


@transaction.atomic
def reopen_application(
    *,
    actor: User,
    application_id: int,
    status: str,
    occurred_at: datetime | None = None,
    note: str = "",
    if_match: str | None = None,
) -> Application:
    """Take a closed application up again, at an open `status`.

    Raises Conflict where it is open, or where another open application to the same posting exists.
    """
    application = _locked(actor, application_id, if_match)
    return _add_change(application, actor, ChangeKind.REOPENED, status, occurred_at, note)


@transaction.atomic
def correct_change(*, actor: User, application_id: int, change_id: int, corrections: Mapping[str, Any]) -> StatusChange:
    """Correct the status, the instant or the note of one entry of the history.

    Raises Conflict where the history would not be legal any more, InvalidInput for an instant that cannot be.
    """
    application = _locked(actor, application_id)
    history = list(application.history.all())
    change = _entry(history, change_id)
    before = first_applied_on(history, ZoneInfo(actor.time_zone))
    for name, value in corrections.items():
        setattr(change, name, value)
    if "occurred_at" in corrections:
        check_instant(change.occurred_at)
    _rewrite(application, history, corrected=change, applied_on_before=before, actor=actor)
    return change


@transaction.atomic
def undo_change(*, actor: User, application_id: int, change_id: int) -> Application:
    """Take one move back, as if it had not been made.

    Raises Conflict for the entry with which the application began, and where the rest is no legal history.
    """
    application = _locked(actor, application_id)
    history = list(application.history.all())
    change = _entry(history, change_id)
    if change.kind == ChangeKind.CREATED:
        message = "An application keeps its first entry. Delete the application instead."
        raise Conflict("first_entry", message, current=application)
    before = first_applied_on(history, ZoneInfo(actor.time_zone))
    change.delete()
    rest = [entry for entry in history if entry is not change]
    _rewrite(application, rest, corrected=None, applied_on_before=before, actor=actor)
    return application


@transaction.atomic
def update_application(
    *, actor: User, application_id: int, changes: Mapping[str, Any], if_match: str | None = None
) -> Application:
    """Change what is not a matter of the history: notes, priority, applied date, tags."""
    application = _locked(actor, application_id, if_match)
    for name, value in changes.items():
        setattr(application, name, value)
    application.validate()
    application.save(update_fields=[*changes, "updated_at"])
    return application


@transaction.atomic
def delete_application(*, actor: User, application_id: int, if_match: str | None = None) -> None:
    """Put an application into the trash, with its history."""
    application = _locked(actor, application_id, if_match)
    Application.objects.filter(pk=application.pk).put_into_trash(Deletion())


@transaction.atomic
def restore_application(*, actor: User, application_id: int) -> Application:
    """Bring an application back from the trash.

    Raises Conflict where its posting is in the trash, or has another open application by now.
    """
    trashed = Application.objects.in_trash_of(actor)
    found = get_object_or_404(trashed.only("job_id"), pk=application_id)
    # First the posting, as whoever deletes one does.
    job: Job = Job.objects.select_for_update().get(pk=found.job_id)
    get_object_or_404(trashed.select_for_update().only("pk"), pk=application_id)
    application: Application = trashed.with_last_change().select_related("job").get(pk=application_id)
    if job.trashed_at is not None:
        raise Conflict("posting_in_trash", "Its posting is in the trash: restore that, and the application with it.")
    application.trashed_at = application.trashed_with = None
    with refusing_a_second_open_one(actor, [application]):
        application.save(update_fields=["trashed_at", "trashed_with", "updated_at"])
    return application


@transaction.atomic
def hand_over_applications(*, from_job: int, to_job: int) -> None:
    """Have all applications to one posting, with their histories, be to another one; the caller has locked both.

    Raises Conflict where both have an open one.
    """
    # With the postings' locks nobody begins or restores one in the meantime, and with theirs nobody reopens one.
    locked = Application.objects.filter(job__in=[from_job, to_job]).order_by("pk").select_for_update()
    still_open = {
        application.job_id: application
        for application in locked.only("job_id", "status", "trashed_at")
        if application.is_open and application.trashed_at is None
    }
    if len(still_open) == 2:
        staying, going = (
            f"{still_open[job].pk} ({still_open[job].get_status_display()})" for job in (to_job, from_job)
        )
        message = (
            f"Both postings have an open application: this one {staying}, the other {going}. "
            "Close or delete one of these two, then merge."
        )
        raise Conflict("two_open_applications", message)
    Application.objects.filter(job=from_job).update(job=to_job, updated_at=timezone.now())


@transaction.atomic
def purge_application(*, actor: User, application_id: int) -> None:
    """Delete an application that is in the trash for good, with its history."""
    get_object_or_404(Application.objects.in_trash_of(actor).select_for_update(), pk=application_id).delete()


@transaction.atomic
def purge_overdue_applications() -> int:
    """Delete the applications that have been in everybody's trash for thirty days; how many."""
    overdue = Application.objects.overdue()
    count: int = overdue.count()
    overdue.delete()
    return count


def _locked(actor: User, application_id: int, if_match: str | None = None) -> Application:
    """The actor's application, locked until the end of the transaction.

    Raises Http404 for anybody else's, and Stale where `if_match` names a former state.
    """
    visible = Application.objects.visible_to(actor)
    get_object_or_404(visible.select_for_update().only("pk"), pk=application_id)
    # A second statement: one that waits for the lock sees other tables as they were before, and so a stale last change.
    application: Application = visible.with_last_change().select_related("job").get(pk=application_id)
    require_match(application, if_match)
    return application


def _held_stage(actor: User, stage_id: int, status: str) -> Stage:
    """The actor's stage, which stays as it is until the end of the transaction; it stands for `status`, if given."""
    stage = hold_stages(actor, [stage_id]).get(stage_id)
    if stage is None:
        raise InvalidInput("stage", "does_not_exist", "There is no such object.")
    if status and status != stage.status:
        message = f'The stage "{stage.name}" stands for another status: {stage.get_status_display()}.'
        raise InvalidInput("stage", "other_status", message)
    return stage


def _entry(history: Sequence[StatusChange], change_id: int) -> StatusChange:
    entry = next((change for change in history if change.pk == change_id), None)
    if entry is None:
        raise Http404
    return entry


def _new_history(steps: Sequence[Step], *, actor: User, origin: str) -> list[StatusChange]:
    """The entries of a new application: the first begins it, and what follows a closed status reopens it."""
    history: list[StatusChange] = []
    previous = ""
    for step in steps:
        check_instant(step.occurred_at)
        kind = ChangeKind.CREATED if not previous else ChangeKind.MOVED
        if previous in CLOSED_VALUES:
            kind = ChangeKind.REOPENED
        change = StatusChange(
            owner=actor,
            kind=kind,
            from_status=previous,
            to_status=step.status,
            occurred_at=step.occurred_at,
            actor=actor,
            origin=origin,
            note=step.note,
        )
        change.clean_fields(exclude=["owner", "application", "actor"])
        history.append(change)
        previous = step.status
    return history


def _add_change(
    application: Application,
    actor: User,
    kind: str,
    status: str,
    occurred_at: datetime | None,
    note: str,
    *,
    stage: Stage | None = None,
) -> Application:
    change = new_change(application, actor=actor, kind=kind, status=status, occurred_at=occurred_at, note=note)
    history = list(application.history.all())
    altered = add_change(application, history, change, ZoneInfo(actor.time_zone))
    if stage is not None and application.status == stage.status:
        application.stage = stage
    _store(application, [*history, change], actor=actor, saved=change, altered=altered)
    return application


def _rewrite(
    application: Application,
    history: Sequence[StatusChange],
    *,
    corrected: StatusChange | None,
    applied_on_before: date | None,
    actor: User,
) -> None:
    """Store the changed history and what it comes to."""
    if corrected is not None:
        corrected.clean_fields(exclude=["owner", "application", "actor"])
    zone = ZoneInfo(actor.time_zone)
    altered = rewrite(application, history, applied_on_before=applied_on_before, zone=zone)
    others = [change for change in altered if change is not corrected]
    _store(application, history, actor=actor, saved=corrected, altered=others)


def _store(
    application: Application,
    history: Sequence[StatusChange],
    *,
    actor: User,
    saved: StatusChange | None,
    altered: Sequence[StatusChange],
) -> None:
    if saved is not None:
        saved.save()
    StatusChange.objects.bulk_update(altered, ["from_status"])
    # A new entry has its id by now.
    project(application, history)
    with refusing_a_second_open_one(actor, [application]):
        application.save(update_fields=["status", "status_since", "applied_on", "stage", "updated_at"])


@contextmanager
def refusing_a_second_open_one(actor: User, applications: Sequence[Application]) -> Iterator[None]:
    """Turns the database's refusal of a second open application into a Conflict that shows the first, if it is there.

    The first one can be gone by now, or be one of `applications` itself; the conflict then shows none.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        job_ids = [application.job_id for application in applications if application.is_open]
        others = Application.objects.visible_to(actor).open().with_last_change().select_related("job")
        existing = others.filter(job__in=job_ids).first()
        where = f" ({existing.get_status_display()})" if existing else ""
        message = f"You already have an open application to this posting{where}."
        raise Conflict("open_application_exists", message, current=existing) from None
