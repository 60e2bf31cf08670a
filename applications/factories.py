"""Applications for tests: made by the service, with their histories."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from applications.models import Application, ChangeOrigin, Contact, Interview
from applications.services.applications import NewApplication, Step, record_applications
from applications.services.interviews import schedule_interview
from jobs.factories import JobFactory
from jobs.models import Job


def make_application(owner: User, *steps: tuple[str, datetime], job: Job | None = None) -> Application:
    """An application of `owner` that went through these steps."""
    new = NewApplication(job=job or JobFactory.create(owner=owner), steps=[Step(*step) for step in steps])
    return record_applications(actor=owner, new=[new], origin=ChangeOrigin.USER)[0]


def make_contact(owner: User, **values: Any) -> Contact:
    """Somebody whom `owner` knows."""
    return Contact.objects.create(owner=owner, **{"name": "Grace Hopper", **values})


def make_interview(owner: User, application: Application | None = None, **values: Any) -> Interview:
    """A planned interview of `owner`, by the service."""
    if application is None:
        application = make_application(owner, ("applied", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)))
    usual = {"kind": "technical", "starts_at": datetime(2026, 12, 1, 10, 0, tzinfo=UTC)}
    return schedule_interview(actor=owner, application=application, **{**usual, **values})
