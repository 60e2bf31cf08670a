"""Reads of this app that need more than one row."""

from collections.abc import Collection, Mapping

from django.db.models import Count, Exists, OuterRef

from accounts.models import User
from applications.models import Application, Status
from jobs.ports import ApplicationSummary


def status_counts(user: User) -> dict[str, int]:
    """How many applications of `user` stand at each status; every status is there, be it with 0."""
    counted = Application.objects.visible_to(user).values_list("status").annotate(Count("pk"))
    return dict.fromkeys(Status.values, 0) | dict(counted)


class ApplicationsOfJobs:
    """Fills the port by which `jobs` asks for the applications to a posting."""

    def latest_by_job(self, job_ids: Collection[int]) -> Mapping[int, ApplicationSummary]:
        """The open application to each posting, else the one that changed last; one query."""
        newest = Application.objects.filter(job__in=job_ids).order_by("job", "-status_since", "-pk").distinct("job")
        found = {application.job_id: application for application in newest}
        found |= {application.job_id: application for application in Application.objects.filter(job__in=job_ids).open()}
        return {job_id: _summary(application) for job_id, application in found.items()}

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
