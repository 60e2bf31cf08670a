"""Postings that are probably the same one: told of when one is added, and listed. Nothing is merged by itself.

Two postings are probably one if their addresses have the same form (`same_url`), or if company, title and towns have
(`same_role`). The latter is not enough where the same site has two numbers for them, where their titles name two
seasons or years, nor where they were posted far apart. `docs/duplicates.md` says how often this is right.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from accounts.models import User
from jobs.models import Duplicate, DuplicateGroup, Job, JobQuerySet
from jobs.ports import ApplicationSummary
from jobs.selectors import attach_applications

# Roles posted further apart are two rounds; `jobs/migrations/0010_duplicates.py` knows the same number.
SAME_ROUND = timedelta(days=90)
# So many postings are named at the most, the likeliest first: hundreds of copies would say no more.
MAX_NAMED = 10
MAX_SHOWN = 20


def probable_duplicates(job: Job) -> JobQuerySet:
    """The owner's other postings that are probably this one, each with its `reason`; the same address first."""
    same_url = Q(url_key=job.url_key) if job.url_key is not None else Q(pk__in=[])
    same_role = Q(role_key=job.role_key)
    if job.posted_on is not None:
        nearby = (job.posted_on - SAME_ROUND, job.posted_on + SAME_ROUND)
        same_role &= Q(posted_on=None) | Q(posted_on__range=nearby)
    term = Func("title", function="job_title_term", output_field=TextField())
    of_this_one = Func(Value(job.title), function="job_title_term", output_field=TextField())
    # NULL where one of the two names none: not known to be different.
    same_role &= Q(Coalesce(Exact(term, of_this_one), True))
    if job.url_site is not None:
        same_role &= Q(url_site=None) | ~Q(url_site=job.url_site)
    found: JobQuerySet = (
        Job.objects.filter(owner_id=job.owner_id, trashed_at=None)
        .exclude(pk=job.pk)
        .filter(same_url | same_role)
        .annotate(
            reason=Case(
                When(same_url, then=Value(DuplicateGroup.Reason.SAME_URL)),
                default=Value(DuplicateGroup.Reason.SAME_ROLE),
            )
        )
        .order_by(Case(When(same_url, then=0), default=1), "-pk")
    )
    return found


def attach_duplicates(job: Job) -> None:
    """Give a posting that was just added its `duplicates`; two queries, or one where there are none.

    After the commit: whatever was committed until now is seen, so that of two that are added at once one tells of the
    other, or both do. Under an Idempotency-Key it is before the commit, and neither may.
    """
    job.duplicates = _duplicates_of(job)


def duplicates_of_draft(owner: User, values: Mapping[str, Any]) -> list[Duplicate]:
    """The postings that one which is not kept yet would probably repeat; three queries, or two where there are none."""
    names = ("title", "company", "locations", "url", "posted_on")
    job = Job(owner=owner, **{name: values[name] for name in names})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT job_url_key(%(url)s), job_url_site(%(url)s), "
            "job_role_key(%(company)s, %(title)s, %(locations)s::text[])",
            {name: values[name] for name in names[:4]},
        )
        job.url_key, job.url_site, job.role_key = cursor.fetchone()
    return _duplicates_of(job)


def _duplicates_of(job: Job) -> list[Duplicate]:
    others = list(probable_duplicates(job).only("title", "company")[:MAX_NAMED])
    attach_applications(others)
    return [_named(other) for other in others]


def groups_of(user: User) -> QuerySet[DuplicateGroup]:
    """The groups of a person's postings that are probably one each."""
    return DuplicateGroup.objects.filter(owner_id=user.pk)


def attach_jobs(groups: Sequence[DuplicateGroup]) -> None:
    """Give each group its `jobs`, the newest of them; two queries for all groups."""
    shown = {pk for group in groups for pk in group.job_ids[:MAX_SHOWN]}
    jobs = Job.objects.without_long_texts().in_bulk(shown)
    attach_applications(list(jobs.values()))
    for group in groups:
        group.count = len(group.job_ids)
        # One that was purged since the groups were read is not there any more.
        group.jobs = [jobs[pk] for pk in group.job_ids[:MAX_SHOWN] if pk in jobs]


def _named(job: Job) -> Duplicate:
    reason: str = job.reason  # type: ignore[attr-defined]  # annotated
    return {
        "id": job.pk,
        "title": job.title,
        "company": job.company,
        "reason": reason,
        "application": job.application,
        "message": _message(reason, job.application),
    }


def _message(reason: str, application: ApplicationSummary | None) -> str:
    """What a person should know before they apply."""
    if application is None:
        what = "address" if reason == DuplicateGroup.Reason.SAME_URL else "company, title and location"
        return f"You already have a posting with this {what}."
    day, status = application["applied_on"], application["status"]
    if day is None:
        return f"You already have an application to this: {status}."
    date = f"{day.day} {day:%B %Y}"
    return f"You applied on {date}." if status == "applied" else f"You applied on {date}; {status}."
