"""Reads of this app that need more than one row."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypedDict

from django.db.models import Case, Count, Exists, F, OuterRef, When

from accounts.models import User
from applications.board import board_of
from applications.models import OPEN_VALUES, Application, ApplicationQuerySet, Status
from applications.services.applications import hand_over_applications
from jobs.ports import ApplicationSummary
from jobtracker.trash import Deletion


def status_counts(user: User) -> dict[str, int]:
    """How many applications of `user` stand at each status; every status is there, be it with 0."""
    counted = Application.objects.visible_to(user).values_list("status").annotate(Count("pk"))
    return dict.fromkeys(Status.values, 0) | dict(counted)


class CountedStage(TypedDict):
    """A column of the board, and how many applications lie in it."""

    id: int | None
    name: str
    status: str
    color: str
    position: int
    count: int


def stage_counts(user: User) -> list[CountedStage]:
    """The columns of the person's board in their order, each with the number of applications in it; two queries."""
    board = board_of(user)
    counted = Application.objects.visible_to(user).values_list("status", "stage_id").annotate(Count("pk"))
    counts: Counter[int] = Counter()
    for status, stage_id, count in counted:
        counts[board.find(status, stage_id).position] += count
    return [
        {
            "id": stage.pk,
            "name": stage.name,
            "status": stage.status,
            "color": stage.color,
            "position": stage.position,
            "count": counts[stage.position],
        }
        for stage in board.stages
    ]


class ApplicationsOfJobs:
    """Fills the port by which `jobs` asks for the applications to a posting, and takes them along."""

    def latest_by_job(self, job_ids: Collection[int]) -> Mapping[int, ApplicationSummary]:
        """The open application to each posting, else the one that changed last; one query."""
        open_first = Case(When(status__in=OPEN_VALUES, then=0), default=1)
        shown = Application.objects.filter(job__in=job_ids, trashed_at=None)
        latest = shown.order_by("job_id", open_first, "-status_since", "-pk").distinct("job_id")
        return {
            job_id: {"id": pk, "status": status, "is_open": status in OPEN_VALUES, "applied_on": applied_on}
            for job_id, pk, status, applied_on in latest.values_list("job_id", "pk", "status", "applied_on")
        }

    def exists_for_job(self) -> Exists:
        """Whether the outer query's posting has an application."""
        return Exists(Application.objects.filter(job=OuterRef("pk"), trashed_at=None))

    def trash_with_jobs(self, job_ids: Collection[int], deletion: Deletion) -> None:
        """Put them into the trash; those that are there already keep the deletion they came by."""
        going = Application.objects.filter(job__in=job_ids, trashed_at=None)
        Application.objects.filter(pk__in=_locked(going)).put_into_trash(deletion)

    def restore_with_jobs(self, job_ids: Collection[int], at: datetime) -> None:
        """Bring them back."""
        coming = Application.objects.filter(job__in=job_ids, trashed_with=F("job__trashed_with"))
        Application.objects.filter(pk__in=_locked(coming)).take_out_of_trash(at)

    def changed_with_jobs(self, job_ids: Collection[int], at: datetime) -> Collection[int]:
        """The postings of them; one query. What it saw stays so until the end of the transaction."""
        shown = Application.objects.filter(job__in=job_ids, trashed_at=None).order_by("pk")
        held = shown.select_for_update(of=("self",)).values_list("job_id", "updated_at")
        return {job_id for job_id, updated_at in held if updated_at != at}

    def hand_over(self, *, from_job: int, to_job: int) -> None:
        """Have them be to the other posting, those in the trash as well; one statement after one look."""
        hand_over_applications(from_job=from_job, to_job=to_job)


def _locked(applications: ApplicationQuerySet) -> list[int]:
    """Their ids, locked in this order, as bulk changes of applications do: an UPDATE by itself locks in any order."""
    return list(applications.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
