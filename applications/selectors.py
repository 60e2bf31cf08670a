"""Reads of this app that need more than one row."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from applications.board import board_of
from applications.models import (
    OPEN_VALUES,
    Activity,
    ActivityQuerySet,
    Application,
    ApplicationContact,
    ApplicationQuerySet,
    Interviewer,
    Status,
)
from applications.services.applications import hand_over_applications
from jobs.models import UNSHOWN_COLUMNS
from jobs.ports import ApplicationSummary
from jobtracker.trash import Deletion, TrashableQuerySet

# Asked for with every page of postings: composing it would take longer than running it.
_LATEST_BY_JOB = """
SELECT DISTINCT ON (job_id) job_id, id, status, applied_on FROM applications_application
WHERE job_id = ANY(%s) AND trashed_at IS NULL
ORDER BY job_id, status = ANY(%s) DESC, status_since DESC, id DESC
"""


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
        if not job_ids:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(_LATEST_BY_JOB, [list(job_ids), list(OPEN_VALUES)])
            return {
                job_id: {"id": pk, "status": status, "is_open": status in OPEN_VALUES, "applied_on": applied_on}
                for job_id, pk, status, applied_on in cursor.fetchall()
            }

    def exists_for_job(self) -> Exists:
        """Whether the outer query's posting has an application."""
        return Exists(Application.objects.filter(job=OuterRef("pk"), trashed_at=None))

    def applied_to(self, user: Any) -> QuerySet[Application, int]:
        """The ids of the postings of `user` that have an application, some of them repeatedly."""
        return Application.objects.visible_to(user).order_by().values_list("job_id", flat=True)

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


def with_figures(contacts: TrashableQuerySet) -> TrashableQuerySet:
    """Contacts with their applications, how many interviews they take part in, and when one last had to do with them.

    Without what is in the trash.
    """
    links = ApplicationContact.objects.filter(contact=OuterRef("pk"), application__trashed_at=None)
    seats = Interviewer.objects.filter(
        contact=OuterRef("pk"), interview__trashed_at=None, interview__application__trashed_at=None
    )
    touches = Activity.objects.filter(contact=OuterRef("pk"), trashed_at=None, application__trashed_at=None)
    annotated: TrashableQuerySet = contacts.annotate(
        application_ids=ArraySubquery(links.order_by("application").values("application")),
        interviews_count=Coalesce(Subquery(seats.order_by().values("contact").values(count=Count("pk"))), 0),
        last_activity_at=Subquery(touches.order_by("-occurred_at").values("occurred_at")[:1]),
    )
    return annotated


def log_entries(activities: ActivityQuerySet) -> ActivityQuerySet:
    """Entries of the log with what is shown of their contacts, applications and postings."""
    unshown = ["contact__notes", "application__notes", "application__search_notes"]
    unshown += [f"application__job__{name}" for name in UNSHOWN_COLUMNS]
    return activities.select_related("contact", "application__job").defer("search_body", *unshown)
