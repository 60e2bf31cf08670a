"""Reads of this app that need more than one row."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, When

from accounts.models import User
from applications.models import OPEN_VALUES, Application, Status
from applications.services import hand_over_applications
from jobs.ports import ApplicationSummary
from jobtracker.trash import Deletion


def status_counts(user: User) -> dict[str, int]:
    """How many applications of `user` stand at each status; every status is there, be it with 0."""
    counted = Application.objects.visible_to(user).values_list("status").annotate(Count("pk"))
    return dict.fromkeys(Status.values, 0) | dict(counted)


class ApplicationsOfJobs:
    """Fills the port by which `jobs` asks for the applications to a posting, and takes them along."""

    def latest_by_job(self, job_ids: Collection[int]) -> Mapping[int, ApplicationSummary]:
        """The open application to each posting, else the one that changed last; one query."""
        open_first = Case(When(status__in=OPEN_VALUES, then=0), default=1)
        shown = Application.objects.filter(job__in=job_ids, trashed_at=None)
        latest = shown.order_by("job_id", open_first, "-status_since", "-pk")
        return {application.job_id: _summary(application) for application in latest.distinct("job_id")}

    def exists_for_job(self) -> Exists:
        """Whether the outer query's posting has an application."""
        return Exists(Application.objects.filter(job=OuterRef("pk"), trashed_at=None))

    def trash_with_jobs(self, job_ids: Collection[int], deletion: Deletion) -> None:
        """Put them into the trash, one statement; those that are there already keep the deletion they came by."""
        Application.objects.filter(job__in=job_ids, trashed_at=None).put_into_trash(deletion)

    def restore_with_jobs(self, job_ids: Collection[int], deletion_id: UUID) -> None:
        """Bring them back, one statement."""
        Application.objects.filter(job__in=job_ids, trashed_with=deletion_id).take_out_of_trash()

    def hand_over(self, *, from_job: int, to_job: int) -> None:
        """Have them be to the other posting, those in the trash as well; one statement after one look."""
        hand_over_applications(from_job=from_job, to_job=to_job)


def _summary(application: Application) -> ApplicationSummary:
    return {
        "id": application.pk,
        "status": application.status,
        "is_open": application.is_open,
        "applied_on": application.applied_on,
    }
