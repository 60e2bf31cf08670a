"""The sample data into and out of one person's account."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application, ChangeOrigin, Status
from applications.services.applications import NewApplication, Step, record_applications
from dataio.imports.from_disk import bring_in
from dataio.imports.turns import wait_for_turn
from dataio.sample import files
from dataio.sample.papers import Sent, add_papers, remove_papers
from dataio.sample.pipeline import Recorded, add_pipeline, remove_people
from jobs.models import Job, JobQuerySet

STATUS_BY_LABEL = {status.label: status.value for status in Status}
PRIORITY_BY_LABEL = {priority.label: priority.value for priority in Application.Priority}


@dataclass(frozen=True)
class Planned:
    """An application of the sample: its name in the file, and the first name of whom it was sent to."""

    name: str
    contact: str
    new: NewApplication


class SampleState(TypedDict):
    """How much of the sample a person has."""

    loaded: bool
    jobs: int
    applications: int


@transaction.atomic
def load_sample(*, actor: User) -> None:
    """Give the actor the sample's postings and applications with all that hangs on them, as if collected until today.

    "Today" and the hours of the steps are the actor's own. A posting that is there already stays as it is, and so do
    the applications to it: a second load adds nothing.
    """
    wait_for_turn(actor.pk)
    zone = ZoneInfo(actor.time_zone)
    now = timezone.now()
    today = timezone.localdate(now, timezone=zone)
    known = set(_sample_jobs(actor).values_list("external_reference", flat=True))
    _import_postings(actor, files.postings_as_of(today))
    jobs = {
        job.external_reference: job
        for job in _sample_jobs(actor).without_long_texts()
        if job.external_reference not in known
    }
    planned = _applications(jobs, today, zone)
    applications = record_applications(
        actor=actor, new=[application.new for application in planned], origin=ChangeOrigin.SAMPLE
    )
    recorded = [
        Recorded(application, plan.name, plan.new.steps, plan.contact)
        for application, plan in zip(applications, planned, strict=True)
    ]
    add_pipeline(actor=actor, recorded=recorded, today=today, now=now)
    add_papers(actor=actor, sent=_sent(recorded), now=now)


@transaction.atomic
def remove_sample(*, actor: User) -> None:
    """Delete the actor's sample postings with what hangs on them, the sample's people and documents; nothing else."""
    wait_for_turn(actor.pk)
    _sample_jobs(actor).delete()
    remove_people(actor=actor)
    remove_papers(actor=actor)


def sample_state(user: User) -> SampleState:
    """How many postings of the user's come from the sample, and how many applications to them there are."""
    jobs = _sample_jobs(user).count()
    applications = Application.objects.visible_to(user).filter(job__source=files.SOURCE).count()
    return {"loaded": jobs > 0, "jobs": jobs, "applications": applications}


def _import_postings(actor: User, text: str) -> None:
    """Bring the sample's postings in. It is removed in a way of its own: no import is left to be taken back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, files.POSTINGS_FILE.name)
        path.write_text(text, encoding="utf-8", newline="")
        done = bring_in(actor=actor, path=path, report=lambda *_: None, duplicates="create", keeps_known=True)
    done.delete()


def _sample_jobs(user: User) -> JobQuerySet:
    jobs: JobQuerySet = Job.objects.visible_to(user).filter(source=files.SOURCE)
    return jobs


def _applications(jobs: Mapping[str, Job], today: date, zone: ZoneInfo) -> list[Planned]:
    """The sample's applications to `jobs`, which are by their references."""

    def of_one(row: Mapping[str, str]) -> tuple[str, str]:
        return row["Reference"], row["Application"]

    return [
        _application(f"{reference}-{number}", jobs[reference], list(steps), today, zone)
        for (reference, number), steps in groupby(files.read(files.APPLICATIONS_FILE), of_one)
        if reference in jobs
    ]


def _application(name: str, job: Job, rows: Sequence[Mapping[str, str]], today: date, zone: ZoneInfo) -> Planned:
    steps = []
    for row in rows:
        day = today - timedelta(days=int(row["Days before loading"]))
        occurred_at = datetime.combine(day, time.fromisoformat(row["Time"]), zone)
        steps.append(Step(STATUS_BY_LABEL[row["Status"]], occurred_at, row["Note"]))
    new = NewApplication(
        job=job,
        steps=steps,
        notes=rows[0]["Application notes"],
        priority=PRIORITY_BY_LABEL[rows[0]["Priority"]],
    )
    return Planned(name, rows[0]["Contact"], new)


def _sent(recorded: Iterable[Recorded]) -> list[Sent]:
    """Which of the applications were sent, and when."""
    first = ((item, next((step for step in item.steps if step.status == Status.APPLIED), None)) for item in recorded)
    return [
        Sent(item.application, step.occurred_at, with_letter=item.dice("letter").chance(0.5))
        for item, step in first
        if step is not None
    ]
