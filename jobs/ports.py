"""What this app must know of, or have done by, the apps above it; they fill these ports at start-up."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Protocol, TypedDict

from django.db.models import Exists, QuerySet

from jobtracker.trash import Deletion


class ApplicationSummary(TypedDict):
    """The latest application to a posting."""

    id: int
    status: str
    is_open: bool
    applied_on: date | None


class ApplicationsPort(Protocol):
    """What is asked of the app that has the applications."""

    def latest_by_job(self, job_ids: Collection[int]) -> Mapping[int, ApplicationSummary]:
        """The latest application to each of these postings that has one, in one query."""

    def exists_for_job(self) -> Exists:
        """Whether a posting (the outer query's row) has an application."""

    def applied_to(self, user: Any) -> QuerySet[Any, int]:
        """The ids of the postings of `user` that have an application, some of them repeatedly."""

    def trash_with_jobs(self, job_ids: Collection[int], deletion: Deletion) -> None:
        """Put the applications to these postings into the trash, along with them."""

    def restore_with_jobs(self, job_ids: Collection[int], at: datetime) -> None:
        """Bring those applications back that went into the trash with these postings, which are still there."""

    def changed_with_jobs(self, job_ids: Collection[int], at: datetime) -> Collection[int]:
        """Which of these postings have an application in sight that was changed at another instant than this."""

    def hand_over(self, *, from_job: int, to_job: int) -> None:
        """Have the applications to one posting, with their histories, be to another one of the same person's.

        Called under both postings' row locks. Raises Conflict where both have an open application.
        """


class ImportsPort(Protocol):
    """What is asked of the app that imports postings."""

    def hand_over(self, *, from_job: int, to_job: int) -> None:
        """Have the rows of files that one posting was made from stand for another one of the same person's."""


_port: ApplicationsPort | None = None
_imports: ImportsPort | None = None


def provide_applications(port: ApplicationsPort) -> None:
    """Fill the port; called once at start-up."""
    global _port
    _port = port


def applications() -> ApplicationsPort:
    """The filled port."""
    if _port is None:
        raise RuntimeError("No app has provided the applications port; is `applications` in INSTALLED_APPS?")
    return _port


def provide_imports(port: ImportsPort) -> None:
    """Fill the port; called once at start-up."""
    global _imports
    _imports = port


def imports() -> ImportsPort:
    """The filled port."""
    if _imports is None:
        raise RuntimeError("No app has provided the imports port; is `dataio` in INSTALLED_APPS?")
    return _imports
