"""Two postings into one: the one stays, with all that hung on the other; the other goes to the trash."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.http import Http404

from accounts.models import User
from jobs.models import COMPUTED_COLUMNS, Job
from jobs.ports import applications, imports
from jobtracker.errors import InvalidInput
from jobtracker.preconditions import require_match
from jobtracker.trash import Deletion

# What means nothing without the rest of it is taken together.
PAY = ("salary_min", "salary_max", "salary_currency", "salary_period")
REFERENCE = ("source", "external_reference")
TOGETHER = {name: whole for whole in (PAY, REFERENCE) for name in whole}
FIELDS = (
    "title", "company", "locations", "remote_option", "job_type", "experience_level", *PAY, "skills", "tags",
    "description", "requirements", "url", "availability", *REFERENCE, "posted_on", "deadline_on", "notes",
    "is_archived",
)  # fmt: skip


@transaction.atomic
def merge_jobs(
    *, actor: User, job_id: int, other_id: int, take: Collection[str] = (), if_match: str | None = None
) -> Job:
    """Merge the other posting into the first, which stays; the first one, as it is then.

    The first one's empty fields, and those that `take` names, become what they are in the other. Raises Http404 where
    there is no first one, Stale where `if_match` names a former state of it, InvalidInput for another that cannot be,
    Conflict where both have an open application.
    """
    if job_id == other_id:
        raise InvalidInput("other", "same_posting", "A posting cannot be merged with itself.")
    # Both in one order: of two merges of the same postings one waits for the other.
    both = Job.objects.visible_to(actor).filter(pk__in=[job_id, other_id]).order_by("pk").select_for_update()
    locked: dict[int, Job] = {job.pk: job for job in both}
    if job_id not in locked:
        raise Http404
    job = locked[job_id]
    require_match(job, if_match)
    if other_id not in locked:
        raise InvalidInput("other", "does_not_exist", "There is no such object.")
    other = locked[other_id]

    changes = _changes(job, other, take)
    for name, value in changes.items():
        setattr(job, name, value)
    job.validate()
    applications().hand_over(from_job=other.pk, to_job=job.pk)
    imports().hand_over(from_job=other.pk, to_job=job.pk)
    # First the other one goes: its reference is free then.
    Job.objects.filter(pk=other.pk).put_into_trash(Deletion())
    job.save(update_fields=[*changes, "updated_at"])
    job.refresh_from_db(fields=COMPUTED_COLUMNS)
    return job


def _changes(job: Job, other: Job, take: Collection[str]) -> dict[str, Any]:
    """What becomes of the posting's fields: what is named, and what is empty here and not there."""
    names: set[str] = set()
    for name in take:
        names |= {*TOGETHER.get(name, (name,))}
    names |= {name for name in FIELDS if name not in TOGETHER and _is_empty(job, name) and not _is_empty(other, name)}
    if job.salary_min is None and job.salary_max is None and (other.salary_min, other.salary_max) != (None, None):
        names |= {*PAY}
    if not job.source and other.source and not job.external_reference:
        names |= {*REFERENCE}
    if not job.external_reference and other.external_reference and job.source == other.source:
        names |= {*REFERENCE}
    return {name: getattr(other, name) for name in FIELDS if name in names}


def _is_empty(job: Job, name: str) -> bool:
    """Whether nothing is said of it."""
    return getattr(job, name) in (None, "", [], Job.Availability.UNKNOWN)
