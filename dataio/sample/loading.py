"""The sample data into and out of one person's account."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application, ChangeOrigin, Status
from applications.services.applications import NewApplication, Step, record_applications
from dataio.importing.postings import import_postings
from dataio.sample import files
from jobs.models import Job, JobQuerySet

STATUS_BY_LABEL = {status.label: status.value for status in Status}
PRIORITY_BY_LABEL = {priority.label: priority.value for priority in Application.Priority}


class SampleState(TypedDict):
    """How much of the sample a person has."""

    loaded: bool
    jobs: int
    applications: int


@transaction.atomic
def load_sample(*, actor: User) -> None:
    """Give the actor the sample's postings and applications, dated as if they had been collected until today.

    "Today" and the hours of the steps are the actor's own. A posting that is there already stays as it is, and so do
    the applications to it: a second load adds nothing.
    """
    _lock(actor)
    zone = ZoneInfo(actor.time_zone)
    today = timezone.localdate(timezone=zone)
    known = set(_sample_jobs(actor).values_list("external_reference", flat=True))
    content = files.postings_as_of(today).encode()
    import_postings(actor=actor, content=content, file_name=files.POSTINGS_FILE.name)
    jobs = {
        job.external_reference: job
        for job in _sample_jobs(actor).without_long_texts()
        if job.external_reference not in known
    }
    record_applications(actor=actor, new=_applications(jobs, today, zone), origin=ChangeOrigin.SAMPLE)


@transaction.atomic
def remove_sample(*, actor: User) -> None:
    """Delete the actor's sample postings and what hangs on them, such as applications; nothing else."""
    _lock(actor)
    _sample_jobs(actor).delete()


def sample_state(user: User) -> SampleState:
    """How many postings of the user's come from the sample, and how many applications to them there are."""
    jobs = _sample_jobs(user).count()
    applications = Application.objects.visible_to(user).filter(job__source=files.SOURCE).count()
    return {"loaded": jobs > 0, "jobs": jobs, "applications": applications}


def _lock(actor: User) -> None:
    """Let loads, removals and imports of one person go one after the other, until the end of the transaction."""
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)


def _sample_jobs(user: User) -> JobQuerySet:
    jobs: JobQuerySet = Job.objects.visible_to(user).filter(source=files.SOURCE)
    return jobs


def _applications(jobs: Mapping[str, Job], today: date, zone: ZoneInfo) -> list[NewApplication]:
    """The sample's applications to `jobs`, which are by their references."""

    def of_one(row: Mapping[str, str]) -> tuple[str, str]:
        return row["Reference"], row["Application"]

    return [
        _application(jobs[reference], list(steps), today, zone)
        for (reference, _), steps in groupby(files.read(files.APPLICATIONS_FILE), of_one)
        if reference in jobs
    ]


def _application(job: Job, rows: Sequence[Mapping[str, str]], today: date, zone: ZoneInfo) -> NewApplication:
    steps = []
    for row in rows:
        day = today - timedelta(days=int(row["Days before loading"]))
        occurred_at = datetime.combine(day, time.fromisoformat(row["Time"]), zone)
        steps.append(Step(STATUS_BY_LABEL[row["Status"]], occurred_at, row["Note"]))
    return NewApplication(
        job=job,
        steps=steps,
        notes=rows[0]["Application notes"],
        priority=PRIORITY_BY_LABEL[rows[0]["Priority"]],
    )
