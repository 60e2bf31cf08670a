"""Postings that are probably the same one: told of when one is added, and listed. Nothing is merged by itself.

Two postings are probably one if their addresses have the same form (`same_url`), or if company, title and towns have
(`same_role`). The latter is not enough where the same site has two numbers for them, where their titles name two
seasons or years, nor where they were posted far apart. `docs/duplicates.md` says how often this is right.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from jobs import ports
from jobs.models import Duplicate, DuplicateGroup, Job
from jobs.ports import ApplicationSummary
from jobs.selectors import attach_applications

# Roles posted further apart are two rounds; `jobs/migrations/0010_duplicates.py` knows the same number.
SAME_ROUND = timedelta(days=90)
# So many postings are named at the most, the likeliest first: hundreds of copies would say no more.
MAX_NAMED = 10
MAX_SHOWN = 20


# Of each posting that is looked at, the likeliest of the owner's others; each is looked up by its keys, in two indexes.
_PROBABLE = """
SELECT one.id, other.id, other.title, other.company, other.reason
FROM ({looked_at}) AS one (id, owner_id, url_key, url_site, role_key, title, posted_on)
CROSS JOIN LATERAL (
    SELECT id, title, company, 'same_url' AS reason, 1 AS place FROM jobs_job AS known
    WHERE owner_id = one.owner_id AND trashed_at IS NULL AND id <> one.id AND url_key = one.url_key
    UNION ALL
    SELECT id, title, company, 'same_role', 2 FROM jobs_job AS known
    WHERE owner_id = one.owner_id AND trashed_at IS NULL AND id <> one.id AND role_key = one.role_key
        AND (url_key = one.url_key) IS NOT TRUE
        AND (url_site = one.url_site) IS NOT TRUE
        AND (abs(posted_on - one.posted_on) > %(same_round)s) IS NOT TRUE
        -- NULL where one of the two names no season or year: not known to be different.
        AND (job_title_term(title) <> job_title_term(one.title)) IS NOT TRUE
    ORDER BY place, id DESC LIMIT %(most)s
) AS other
ORDER BY one.id, other.place, other.id DESC
"""
_OF_KEPT = _PROBABLE.format(
    looked_at="SELECT id, owner_id, url_key, url_site, role_key, title, posted_on FROM jobs_job WHERE id = ANY(%(ids)s)"
)
# With the keys that it would have if it were kept.
_OF_DRAFT = _PROBABLE.format(
    looked_at="""
    SELECT 0::bigint, %(owner)s::bigint, job_url_key(%(url)s), job_url_site(%(url)s),
        job_role_key(%(company)s, %(title)s, %(locations)s::text[]), %(title)s::text, %(posted_on)s::date
    """
)


def duplicates_of(job_ids: Sequence[int]) -> dict[int, list[Duplicate]]:
    """Of each of these postings that has any, its owner's others that are probably it: the same address first.

    For postings that were just added, after the commit: whatever was committed until now is seen, so that of two that
    are added at once one tells of the other, or both do. Under an Idempotency-Key it is before the commit, and neither
    may. Two queries for all of them, or one where there are none; at most `MAX_NAMED` for each posting.
    """
    return _named(_OF_KEPT, {"ids": list(job_ids)})


def duplicates_of_draft(owner: User, values: Mapping[str, Any]) -> list[Duplicate]:
    """The postings that one which is not kept yet would probably repeat; two queries, or one where there are none."""
    names = ("title", "company", "locations", "url", "posted_on")
    return _named(_OF_DRAFT, {"owner": owner.pk, **{name: values[name] for name in names}}).get(0, [])


def _named(statement: str, looked_at: Mapping[str, Any]) -> dict[int, list[Duplicate]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**looked_at, "same_round": SAME_ROUND.days, "most": MAX_NAMED})
        rows = cursor.fetchall()
    latest = ports.applications().latest_by_job({row[1] for row in rows}) if rows else {}
    found: dict[int, list[Duplicate]] = {}
    for one, pk, title, company, reason in rows:
        application = latest.get(pk)
        found.setdefault(one, []).append(
            {
                "id": pk,
                "title": title,
                "company": company,
                "reason": reason,
                "application": application,
                "message": _message(reason, application),
            }
        )
    return found


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
