"""Bulk writes of postings, and their undoing: one statement for each table, however many rows.

All of them lock postings in the order of their ids, and applications after postings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

from accounts.models import User
from jobs.models import Job
from jobs.ports import applications
from jobs.services import REFERENCE_TAKEN, take_jobs_out_of_trash
from jobtracker.bulk import (
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
from jobtracker.errors import COLLISION_MESSAGE, Conflict
from jobtracker.models import BulkOperation
from jobtracker.ownership import OwnedQuerySet
from jobtracker.row_sets import Row, delete_for_good, insert_rows, update_rows
from jobtracker.trash import Deletion

RESOURCE = "jobs"
Kind = BulkOperation.Kind
REFERENCE = ("source", "external_reference")
# What `Job.clean` reads.
CHECKED = ("locations", "skills", "tags", "salary_min", "salary_max", "salary_currency", "salary_period")
DUPLICATE_REFERENCE = (
    "external_reference",
    "duplicate_reference",
    "You already have a posting with this reference from this source.",
)
# How often references may be given away between looking and writing.
ATTEMPTS = 3

_TAKEN = """
SELECT job.id, job.source, job.external_reference FROM unnest(%s::text[], %s::text[]) AS wanted (source, reference)
JOIN jobs_job AS job ON job.owner_id = %s AND job.source = wanted.source
    AND job.external_reference = wanted.reference AND job.external_reference <> '' AND job.trashed_at IS NULL
"""


@transaction.atomic
def bulk_create_jobs(*, actor: User, rows: Sequence[NewRow], batch: Batch) -> None:
    """Keep new postings. One whose reference is taken is a bad row, also where that happens at the same time."""
    candidates: list[tuple[int, Job]] = []
    for row in rows:
        job = Job(owner=actor, **row.values)
        with batch.failing(row.index):
            job.clean()
        candidates.append((row.index, job))
    for _ in range(ATTEMPTS):
        _refuse_taken_references(actor, candidates, batch)
        batch.check()
        jobs = [job for index, job in candidates if batch.is_good(index)]
        at = instant_after([])
        try:
            with transaction.atomic():
                # In an order of their own: two requests that wait for each other's references wait in the same one.
                in_order: list[Job] = sorted(jobs, key=_reference_of)
                insert_rows(in_order, at)
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation):
                raise
            # Somebody was faster, and has committed: now that is seen.
            continue
        batch.created = [job.pk for job in jobs]
        _record(actor, batch, Kind.CREATE, [{"id": job.pk} for job in jobs], at)
        return
    raise Conflict("conflict", COLLISION_MESSAGE)


@transaction.atomic
def bulk_update_jobs(
    *, actor: User, selection: Selection, changes_of: ChangesOf, names: Iterable[str], batch: Batch
) -> None:
    """Change postings; `names` are the fields that any of the changes has."""
    columns = columns_of(names)
    rows = Job.objects.visible_to(actor).only("updated_at", *CHECKED, *REFERENCE, *columns)
    found = lock_selected(rows, selection, batch)
    changed: list[tuple[int, Changed]] = []
    for index, job in found:
        if not batch.is_good(index):
            continue
        changes = with_tags(changes_of(index), job.tags)
        former = {name: getattr(job, name) for name in changes}
        for name, value in changes.items():
            setattr(job, name, value)
        with batch.failing(index, job.pk):
            job.clean()
        check_tags(job.tags, index, job.pk, batch)
        changed.append((index, Changed(job, former)))
    if columns & set(REFERENCE):
        _refuse_taken_references(actor, [(index, one.row) for index, one in changed if one.differs], batch)
    batch.check()
    good = [one for index, one in changed if batch.is_good(index)]
    differing = [one for one in good if one.differs]
    batch.unchanged = [one.row.pk for one in good if not one.differs]
    batch.updated = [one.row.pk for one in differing]
    at = instant_after(one.row for one in differing)
    with _refusing_a_taken_reference():
        former_values = write_changes(Job, differing, at)
    _record(actor, batch, Kind.UPDATE, former_values, at)


@transaction.atomic
def bulk_delete_jobs(*, actor: User, selection: Selection, batch: Batch) -> None:
    """Put postings into the trash, with the applications to them, as one deletion."""
    found = lock_selected(Job.objects.visible_to(actor).only("updated_at"), selection, batch)
    batch.check()
    batch.deleted = [job.pk for _, job in found]
    at = instant_after(job for _, job in found)
    _put_into_trash(batch.deleted, Deletion(batch.id, at))
    _record(actor, batch, Kind.DELETE, [{"id": pk} for pk in batch.deleted], at)


@transaction.atomic
def bulk_restore_jobs(*, actor: User, selection: ByIds, batch: Batch) -> None:
    """Bring postings back from the trash, each with the applications that went there along with it."""
    found = lock_selected(Job.objects.in_trash_of(actor).only("updated_at", *REFERENCE), selection, batch)
    _refuse_taken_references(actor, found, batch)
    batch.check()
    jobs = [job for index, job in found if batch.is_good(index)]
    batch.restored = [job.pk for job in jobs]
    at = instant_after(jobs)
    take_jobs_out_of_trash(batch.restored, at)
    _record(actor, batch, Kind.RESTORE, [{"id": pk} for pk in batch.restored], at)


@transaction.atomic
def bulk_purge_jobs(*, actor: User, selection: ByIds, batch: Batch) -> None:
    """Delete postings that are in the trash for good, with all that hangs on them."""
    found = lock_selected(Job.objects.in_trash_of(actor).only("pk"), selection, batch)
    batch.check()
    batch.purged = [job.pk for _, job in found]
    delete_for_good(Job, batch.purged)


def undo_jobs(*, actor: User, operation: BulkOperation) -> None:
    """Put the postings of a bulk operation back as they were. Raises ChangedSince."""
    owned: OwnedQuerySet = Job.objects.filter(owner=actor)
    unchanged = Unchanged(operation, owned.only("updated_at", *REFERENCE))
    if operation.kind == Kind.UPDATE:
        _undo_update(actor, operation, unchanged)
    elif operation.kind == Kind.DELETE:
        for pk in _taken_again(actor, unchanged.rows.values()):
            unchanged.refuse(pk, "duplicate_reference", REFERENCE_TAKEN)
        unchanged.check()
        take_jobs_out_of_trash(unchanged.ids, instant_after(unchanged.rows.values()))
    else:
        for pk in applications().changed_with_jobs(unchanged.ids, operation.changed_at):
            unchanged.refuse(pk, "changed_since", "An application to it was made or changed since.")
        unchanged.check()
        _put_into_trash(unchanged.ids, Deletion(operation.id, instant_after(unchanged.rows.values())))


def _undo_update(actor: User, operation: BulkOperation, unchanged: Unchanged) -> None:
    names = [name for name in operation.rows[0] if name != "id"]
    if set(names) & set(REFERENCE):
        for former in operation.rows:
            job = unchanged.rows.get(former["id"])
            if job is not None:
                for name in set(names) & set(REFERENCE):
                    setattr(job, name, former[name])
        for pk in _taken_again(actor, unchanged.rows.values()):
            unchanged.refuse(pk, "duplicate_reference", "Another posting has its former reference by now.")
    unchanged.check()
    with _refusing_a_taken_reference():
        update_rows(Job, names, operation.rows, updated_at=instant_after(unchanged.rows.values()))


def _put_into_trash(job_ids: Sequence[int], deletion: Deletion) -> None:
    Job.objects.filter(pk__in=job_ids).put_into_trash(deletion)
    applications().trash_with_jobs(job_ids, deletion)


def _refuse_taken_references(actor: User, candidates: Sequence[tuple[int, Job]], batch: Batch) -> None:
    """Note each posting among the good ones whose reference another one has, or an earlier one of the request."""
    good = {index: job for index, job in candidates if batch.is_good(index)}
    for index in _colliding(actor, good):
        batch.fail(index, good[index].pk, *DUPLICATE_REFERENCE)


def _taken_again(actor: User, jobs: Iterable[Job]) -> list[int]:
    """The ids of those postings whose reference cannot be theirs again."""
    return _colliding(actor, {job.pk: job for job in jobs})


def _colliding(actor: User, jobs: Mapping[int, Job]) -> list[int]:
    """The keys of the postings whose reference another one of the person's has, or one before it; one query."""
    referring = {key: _reference_of(job) for key, job in jobs.items() if job.external_reference}
    if not referring:
        return []
    sources, references = zip(*referring.values(), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [list(sources), list(references), actor.pk])
        taken = {(source, reference): pk for pk, source, reference in cursor.fetchall()}
    seen: set[tuple[str, str]] = set()
    colliding = []
    for key, reference in referring.items():
        # Whoever has it now keeps it: a request does not pass references round.
        has_it = reference in taken and taken[reference] == jobs[key].pk
        if not has_it and (reference in taken or reference in seen):
            colliding.append(key)
        seen.add(reference)
    return colliding


def _reference_of(job: Job) -> tuple[str, str]:
    return job.source, job.external_reference


@contextmanager
def _refusing_a_taken_reference() -> Iterator[None]:
    """Turns the database's refusal of a reference, which was free a moment ago, into a Conflict."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        raise Conflict("duplicate_reference", REFERENCE_TAKEN) from None


def _record(actor: User, batch: Batch, kind: str, rows: Sequence[Row], at: datetime) -> None:
    batch.record(actor=actor, resource=RESOURCE, kind=kind, rows=rows, at=at)
