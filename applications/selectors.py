"""Reads of this app that need more than one row."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Case, Count, Exists, F, OuterRef, When

from accounts.models import User
from applications.models import OPEN_VALUES, Application, ApplicationQuerySet, Status
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
        """Put them into the trash; those that are there already keep the deletion they came by."""
        going = Application.objects.filter(job__in=job_ids, trashed_at=None)
        Application.objects.filter(pk__in=_locked(going)).put_into_trash(deletion)

    def restore_with_jobs(self, job_ids: Collection[int], at: datetime) -> None:
        """Bring them back."""
        coming = Application.objects.filter(job__in=job_ids, trashed_with=F("job__trashed_with"))
        Application.objects.filter(pk__in=_locked(coming)).take_out_of_trash(at)

    def changed_with_jobs(self, job_ids: Collection[int], at: datetime) -> Collection[int]:
        """The postings of them; one query."""
        changed = Application.objects.filter(job__in=job_ids, trashed_at=None).exclude(updated_at=at)
        return set(changed.values_list("job_id", flat=True))


def _locked(applications: ApplicationQuerySet) -> list[int]:
    """Their ids, locked in this order, as bulk changes of applications do: an UPDATE by itself locks in any order."""
    return list(applications.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))


def _summary(application: Application) -> ApplicationSummary:
    return {
        "id": application.pk,
        "status": application.status,
        "is_open": application.is_open,
        "applied_on": application.applied_on,
    }
