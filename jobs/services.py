"""Writes of this app: one function is one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from jobs.models import Job
from jobs.ports import applications
from jobtracker.errors import Conflict
from jobtracker.preconditions import require_match
from jobtracker.trash import Deletion

REFERENCE_TAKEN = "Another posting has this one's reference by now. Delete that one first, or change its reference."

# Rows of one INSERT: PostgreSQL's protocol allows 65,535 parameters a statement, of which a posting takes 27.
INSERT_BATCH = 1_000


@transaction.atomic
def create_job(*, actor: User, values: Mapping[str, Any]) -> Job:
    """Keep a new posting. Raises ValidationError by field; IntegrityError where its reference is taken."""
    job = Job(owner=actor, **values)
    job.validate()
    job.save(force_insert=True)
    return job


@transaction.atomic
def create_jobs(*, actor: User, jobs: Sequence[Job]) -> list[Job]:
    """Keep many new postings, validated by the caller, with a statement for a thousand of them."""
    for job in jobs:
        job.owner = actor
    return Job.objects.bulk_create(jobs, batch_size=INSERT_BATCH)


@transaction.atomic
def update_job(*, actor: User, job_id: int, changes: Mapping[str, Any], if_match: str | None = None) -> Job:
    """Change the given fields and no others, so that changes of different fields at the same time both survive.

    Raises Stale where `if_match` names a former state, ValidationError by field.
    """
    job: Job = get_object_or_404(Job.objects.visible_to(actor).select_for_update(), pk=job_id)
    require_match(job, if_match)
    for name, value in changes.items():
        setattr(job, name, value)
    job.validate()
    job.save(update_fields=[*changes, "updated_at"])
    job.refresh_from_db(fields=["salary_min_yearly", "salary_max_yearly"])
    return job


@transaction.atomic
def delete_job(*, actor: User, job_id: int, if_match: str | None = None) -> None:
    """Put a posting into the trash with the applications to it. Raises Stale where `if_match` names a former state."""
    job: Job = get_object_or_404(Job.objects.visible_to(actor).select_for_update(), pk=job_id)
    require_match(job, if_match)
    deletion = Deletion()
    Job.objects.filter(pk=job.pk).put_into_trash(deletion)
    applications().trash_with_jobs([job.pk], deletion)


@transaction.atomic
def restore_job(*, actor: User, job_id: int) -> Job:
    """Bring a posting back from the trash, with the applications that went there along with it.

    Raises Conflict where its reference was given to another posting in the meantime.
    """
    job: Job = get_object_or_404(Job.objects.in_trash_of(actor).select_for_update(), pk=job_id)
    take_jobs_out_of_trash([job.pk], timezone.now())
    job.refresh_from_db()
    return job


def take_jobs_out_of_trash(job_ids: Sequence[int], at: datetime) -> None:
    """Bring postings back, which the caller has locked, with the applications that went there along with them.

    Raises Conflict where the reference of one was given to another posting in the meantime.
    """
    applications().restore_with_jobs(job_ids, at)
    try:
        with transaction.atomic():
            Job.objects.filter(pk__in=job_ids).take_out_of_trash(at)
    except IntegrityError:
        raise Conflict("duplicate_reference", REFERENCE_TAKEN) from None


@transaction.atomic
def purge_job(*, actor: User, job_id: int) -> None:
    """Delete a posting that is in the trash for good, with all that hangs on it."""
    get_object_or_404(Job.objects.in_trash_of(actor).select_for_update(), pk=job_id).delete()


@transaction.atomic
def purge_overdue_jobs() -> int:
    """Delete the postings that have been in everybody's trash for thirty days; how many."""
    overdue = Job.objects.overdue()
    count: int = overdue.count()
    overdue.delete()
    return count
