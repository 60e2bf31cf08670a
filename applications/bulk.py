"""Bulk writes of applications, and their undoing: one statement for each table, however many rows.

All of them lock applications in the order of their ids, after the postings where they need those.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from applications.history import add_change, check_instant, new_change, project, settle
from applications.models import Application, ApplicationQuerySet, ChangeKind, ChangeOrigin, Stage, StatusChange
from applications.services.applications import (
    NewApplication,
    Planned,
    Step,
    hold_jobs,
    plan_application,
    refusing_a_second_open_one,
    store_applications,
)
from applications.services.stages import hold_stages
from jobs.models import Job
from jobtracker.bulk import (
    DOES_NOT_EXIST,
    Batch,
    ByIds,
    Changed,
    ChangesOf,
    NewRow,
    Selection,
    instant_after,
    lock_selected,
    write_changes,
)
from jobtracker.bulk_operations import Unchanged
from jobtracker.bulk_tags import check_tags, columns_of, with_tags
from jobtracker.models import BulkOperation
from jobtracker.row_sets import Row, delete_for_good, insert_rows, plain_values, update_rows
from jobtracker.trash import Deletion

RESOURCE = "applications"
Kind = BulkOperation.Kind
PROJECTED = ("status", "status_since", "applied_on", "stage_id")
OPEN_EXISTS = (
    "job",
    "open_application_exists",
    "There is an open application to this posting already.",
)
IN_TRASH = ("posting_in_trash", "Its posting is in the trash: restore that, and the application with it.")


@dataclass(frozen=True)
class Move:
    """Where applications are to be moved, and when that happened; now where it is None."""

    status: str
    occurred_at: datetime | None = None
    note: str = ""


@transaction.atomic
def bulk_start_applications(*, actor: User, rows: Sequence[NewRow], batch: Batch) -> None:
    """Begin applications, one for each row; its posting is given by its id."""
    held = hold_jobs(actor, {row.values["job"] for row in rows})
    open_ones = _jobs_with_an_open_one(actor, held)
    at = instant_after([])
    planned: list[tuple[int, Planned]] = []
    for row in rows:
        job_id = row.values["job"]
        if job_id not in held:
            batch.fail(row.index, None, "job", *DOES_NOT_EXIST[1:])
            continue
        with batch.failing(row.index):
            one = plan_application(actor=actor, new=_new_application(row.values, at), origin=ChangeOrigin.USER)
            if one[0].is_open and job_id in open_ones:
                batch.fail(row.index, None, *OPEN_EXISTS)
            if one[0].is_open:
                open_ones.add(job_id)
            planned.append((row.index, one))
    batch.check()
    good = [one for index, one in planned if batch.is_good(index)]
    store_applications(actor, good, at)
    batch.created = [application.pk for application, _ in good]
    _record(actor, batch, Kind.CREATE, [{"id": pk} for pk in batch.created], at)


@transaction.atomic
def bulk_update_applications(
    *, actor: User, selection: Selection, changes_of: ChangesOf, names: Iterable[str], batch: Batch
) -> None:
    """Change what is not a matter of the history: notes, priority, applied date, tags."""
    columns = columns_of(names)
    rows = Application.objects.visible_to(actor).only("updated_at", "applied_on", "tags", *columns)
    changed: list[tuple[int, Changed]] = []
    for index, application in lock_selected(rows, selection, batch):
        if not batch.is_good(index):
            continue
        changes = with_tags(changes_of(index), application.tags)
        former = {name: getattr(application, name) for name in changes}
        for name, value in changes.items():
            setattr(application, name, value)
        if "applied_on" in changes or "tags" in changes:
            with batch.failing(index, application.pk):
                application.clean()
        check_tags(application.tags, index, application.pk, batch)
        changed.append((index, Changed(application, former)))
    batch.check()
    good = [one for index, one in changed if batch.is_good(index)]
    differing = [one for one in good if one.differs]
    batch.unchanged = [one.row.pk for one in good if not one.differs]
    batch.updated = [one.row.pk for one in differing]
    at = instant_after(one.row for one in differing)
    _record(actor, batch, Kind.UPDATE, write_changes(Application, differing, at), at)


@transaction.atomic
def bulk_move_applications(*, actor: User, selection: Selection, move: Move, batch: Batch) -> None:
    """Move applications to another status, with an entry in the history of each, as single moves would.

    Those that are at this status already stay as they are. Raises InvalidInput for an instant that cannot be.
    """
    if move.occurred_at is not None:
        check_instant(move.occurred_at)
    zone = ZoneInfo(actor.time_zone)
    rows = Application.objects.visible_to(actor).only("owner_id", "updated_at", *PROJECTED)
    found = lock_selected(rows, selection, batch)
    batch.unchanged = [application.pk for _, application in found if application.status == move.status]
    moving = [(index, application) for index, application in found if application.status != move.status]
    # Read after the locks were got: what another transaction added to a history is seen.
    histories = _histories(application for _, application in moving)
    moved: list[tuple[int, Row, StatusChange, list[StatusChange]]] = []
    for index, application in moving:
        former = plain_values(application, PROJECTED)
        with batch.failing(index, application.pk):
            change = new_change(
                application,
                actor=actor,
                kind=ChangeKind.MOVED,
                status=move.status,
                occurred_at=move.occurred_at,
                note=move.note,
            )
            altered = add_change(application, histories[application.pk], change, zone)
            moved.append((index, former, change, altered))
    batch.check()
    changes = [change for _, _, change, _ in moved]
    batch.updated = [change.application_id for change in changes]
    at = instant_after(change.application for change in changes)
    insert_rows(changes, at)
    _connect([entry for _, _, _, altered in moved for entry in altered])
    _write_projections([change.application for change in changes], at)
    # What was projected before is told by the rest of the history, but for a date that the person typed, and the stage.
    former_values = [
        {"id": former["id"], "change": change.pk, "applied_on": former["applied_on"], "stage": former["stage_id"]}
        for _, former, change, _ in moved
    ]
    _record(actor, batch, Kind.MOVE, former_values, at)


@transaction.atomic
def bulk_delete_applications(*, actor: User, selection: Selection, batch: Batch) -> None:
    """Put applications into the trash, with their histories, as one deletion."""
    found = lock_selected(Application.objects.visible_to(actor).only("updated_at"), selection, batch)
    batch.check()
    batch.deleted = [application.pk for _, application in found]
    at = instant_after(application for _, application in found)
    Application.objects.filter(pk__in=batch.deleted).put_into_trash(Deletion(batch.id, at))
    _record(actor, batch, Kind.DELETE, [{"id": pk} for pk in batch.deleted], at)


@transaction.atomic
def bulk_restore_applications(*, actor: User, selection: ByIds, batch: Batch) -> None:
    """Bring applications back from the trash."""
    trashed = Application.objects.in_trash_of(actor)
    held = _hold_jobs_of(actor, trashed.filter(pk__in=list(selection.places)))
    found = lock_selected(trashed.only("updated_at", "status", "job_id"), selection, batch)
    for application, problem in _kept_from_coming_back(actor, [one for _, one in found], held):
        batch.fail(selection.places[application.pk], application.pk, "id", *problem)
    batch.check()
    coming = [application for index, application in found if batch.is_good(index)]
    batch.restored = [application.pk for application in coming]
    at = instant_after(coming)
    _take_out_of_trash(actor, coming, at)
    _record(actor, batch, Kind.RESTORE, [{"id": pk} for pk in batch.restored], at)


@transaction.atomic
def bulk_purge_applications(*, actor: User, selection: ByIds, batch: Batch) -> None:
    """Delete applications that are in the trash for good, with their histories."""
    found = lock_selected(Application.objects.in_trash_of(actor).only("pk"), selection, batch)
    batch.check()
    batch.purged = [application.pk for _, application in found]
    delete_for_good(Application, batch.purged)


def undo_applications(*, actor: User, operation: BulkOperation) -> None:
    """Put the applications of a bulk operation back as they were. Raises ChangedSince."""
    owned: ApplicationQuerySet = Application.objects.filter(owner=actor)
    rows = owned.only("owner_id", "job_id", "updated_at", *PROJECTED)
    if operation.kind == Kind.DELETE:
        held = _hold_jobs_of(actor, owned.filter(pk__in=[row["id"] for row in operation.rows]))
        unchanged = Unchanged(operation, rows)
        for application, problem in _kept_from_coming_back(actor, unchanged.rows.values(), held):
            unchanged.refuse(application.pk, *problem)
        unchanged.check()
        coming = list(unchanged.rows.values())
        _take_out_of_trash(actor, coming, instant_after(coming))
        return
    if operation.kind == Kind.MOVE:
        # Operations from before there were stages name none.
        stages = hold_stages(actor, {row["stage"] for row in operation.rows if row.get("stage") is not None})
        _undo_moves(actor, operation, Unchanged(operation, rows), stages)
        return
    unchanged = Unchanged(operation, rows)
    at = instant_after(unchanged.rows.values())
    unchanged.check()
    if operation.kind == Kind.UPDATE:
        names = [name for name in operation.rows[0] if name != "id"]
        update_rows(Application, names, operation.rows, updated_at=at)
    else:
        owned.filter(pk__in=unchanged.ids).put_into_trash(Deletion(operation.id, at))


def _undo_moves(actor: User, operation: BulkOperation, unchanged: Unchanged, stages: Mapping[int, Stage]) -> None:
    """Take the entries of the moves away again, as if these had not been made.

    `stages` are those of the former ones that are still on the board.
    """
    at = instant_after(unchanged.rows.values())
    former: Mapping[int, Row] = {row["id"]: row for row in operation.rows}
    applications = list(unchanged.rows.values())
    was_open = {application.pk: application.is_open for application in applications}
    histories = _histories(applications)
    taken_away = [row["change"] for row in operation.rows]
    altered: list[StatusChange] = []
    for application in applications:
        rest = [entry for entry in histories[application.pk] if entry.pk != former[application.pk]["change"]]
        altered += settle(rest, application)
        project(application, rest)
        stage = stages.get(former[application.pk].get("stage") or 0)
        if stage is not None and stage.status == application.status:
            application.stage_id = stage.pk
        typed = former[application.pk]["applied_on"]
        application.applied_on = date.fromisoformat(typed) if typed else None
    opening = [application for application in applications if application.is_open and not was_open[application.pk]]
    open_ones = _jobs_with_an_open_one(actor, {application.job_id for application in opening})
    for application in opening:
        if application.job_id in open_ones:
            unchanged.refuse(application.pk, *OPEN_EXISTS[1:])
    unchanged.check()
    StatusChange.objects.filter(pk__in=taken_away).delete()
    _connect(altered)
    with refusing_a_second_open_one(actor, applications):
        _write_projections(applications, at)


def _new_application(values: Mapping[str, Any], at: datetime) -> NewApplication:
    step = Step(values["status"], values.get("occurred_at", at))
    given = {name: values[name] for name in ("applied_on", "notes", "priority", "tags") if name in values}
    return NewApplication(job=Job(pk=values["job"]), steps=[step], **given)


def _jobs_with_an_open_one(actor: User, job_ids: Collection[int]) -> set[int]:
    """Those of the postings that have an open application."""
    open_ones = Application.objects.visible_to(actor).open().filter(job__in=job_ids)
    return set(open_ones.values_list("job_id", flat=True))


def _hold_jobs_of(actor: User, applications: ApplicationQuerySet) -> set[int]:
    """Lock the postings of these applications, as whoever deletes one does first; those that are not in the trash."""
    return hold_jobs(actor, set(applications.values_list("job_id", flat=True)))


def _kept_from_coming_back(
    actor: User, applications: Collection[Application], held: Collection[int]
) -> list[tuple[Application, tuple[str, str]]]:
    """Which of the applications, all in the trash, cannot come back, and why: a code and a message."""
    taken = _jobs_with_an_open_one(actor, held)
    problems = []
    for application in applications:
        if application.job_id not in held:
            problems.append((application, IN_TRASH))
        elif application.is_open and application.job_id in taken:
            problems.append((application, OPEN_EXISTS[1:]))
        elif application.is_open:
            # Of two in one request the second one finds the first in its place.
            taken.add(application.job_id)
    return problems


def _take_out_of_trash(actor: User, applications: Sequence[Application], at: datetime) -> None:
    with refusing_a_second_open_one(actor, applications):
        Application.objects.filter(pk__in=[application.pk for application in applications]).take_out_of_trash(at)


def _histories(applications: Iterable[Application]) -> Mapping[int, list[StatusChange]]:
    """The history of each application, in one query; without its notes, which no rule reads."""
    histories: defaultdict[int, list[StatusChange]] = defaultdict(list)
    ids = [application.pk for application in applications]
    for change in StatusChange.objects.filter(application__in=ids).defer("note"):
        histories[change.application_id].append(change)
    return histories


def _connect(altered: Sequence[StatusChange]) -> None:
    """Store from where these entries lead, after an entry before them came or went."""
    update_rows(StatusChange, ["from_status"], [plain_values(change, ["from_status"]) for change in altered])


def _write_projections(applications: Sequence[Application], at: datetime) -> None:
    rows = [plain_values(application, PROJECTED) for application in applications]
    update_rows(Application, PROJECTED, rows, updated_at=at)


def _record(actor: User, batch: Batch, kind: str, rows: Sequence[Row], at: datetime) -> None:
    batch.record(actor=actor, resource=RESOURCE, kind=kind, rows=rows, at=at)
