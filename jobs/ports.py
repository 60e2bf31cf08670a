"""What this app must know of the applications to a posting; the app above it, which has them, fills this port."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol, TypedDict

from django.db.models import Exists

from jobtracker.trash import Deletion


class ApplicationSummary(TypedDict):
    """The latest application to a posting."""

    id: int
    status: str
    is_open: bool
    applied_on: date | None


class ApplicationsPort(Protocol):
    """What is asked."""

    def latest_by_job(self, job_ids: Collection[int]) -> Mapping[int, ApplicationSummary]:
        """The latest application to each of these postings that has one, in one query."""

    def exists_for_job(self) -> Exists:
        """Whether a posting (the outer query's row) has an application."""

    def trash_with_jobs(self, job_ids: Collection[int], deletion: Deletion) -> None:
        """Put the applications to these postings into the trash, along with them."""

    def restore_with_jobs(self, job_ids: Collection[int], at: datetime) -> None:
        """Bring those applications back that went into the trash with these postings, which are still there."""

    def changed_with_jobs(self, job_ids: Collection[int], at: datetime) -> Collection[int]:
        """Which of these postings have an application in sight that was changed at another instant than this."""


_port: ApplicationsPort | None = None


def provide_applications(port: ApplicationsPort) -> None:
    """Fill the port; called once at start-up."""
    global _port
    _port = port


def applications() -> ApplicationsPort:
    """The filled port."""
    if _port is None:
        raise RuntimeError("No app has provided the applications port; is `applications` in INSTALLED_APPS?")
    return _port
