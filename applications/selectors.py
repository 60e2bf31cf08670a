"""Reads of this app that need more than one row."""

from collections.abc import Collection, Mapping

from django.db.models import Case, Count, Exists, OuterRef, When

from accounts.models import User
from applications.models import OPEN_VALUES, Application, Status
from jobs.ports import ApplicationSummary


def status_counts(user: User) -> dict[str, int]:
    """How many applications of `user` stand at each status; every status is there, be it with 0."""
    counted = Application.objects.visible_to(user).values_list("status").annotate(Count("pk"))
    return dict.fromkeys(Status.values, 0) | dict(counted)


class ApplicationsOfJobs:
    """Fills the port by which `jobs` asks for the applications to a posting."""

    def latest_by_job(self, job_ids: Collection[int]) -> Mapping[int, ApplicationSummary]:
        """The open application to each posting, else the one that changed last; one query."""
        open_first = Case(When(status__in=OPEN_VALUES, then=0), default=1)
        latest = Application.objects.filter(job__in=job_ids).order_by("job_id", open_first, "-status_since", "-pk")
        return {application.job_id: _summary(application) for application in latest.distinct("job_id")}

    def exists_for_job(self) -> Exists:
        """Whether the outer query's posting has an application."""
        return Exists(Application.objects.filter(job=OuterRef("pk")))


def _summary(application: Application) -> ApplicationSummary:
    return {
        "id": application.pk,
        "status": application.status,
        "is_open": application.is_open,
        "applied_on": application.applied_on,
    }
