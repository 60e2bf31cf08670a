"""Applications for tests: made by the service, with their histories."""

from datetime import datetime

from accounts.models import User
from applications.models import Application, ChangeOrigin
from applications.services.applications import NewApplication, Step, record_applications
from jobs.factories import JobFactory
from jobs.models import Job


def make_application(owner: User, *steps: tuple[str, datetime], job: Job | None = None) -> Application:
    """An application of `owner` that went through these steps."""
    new = NewApplication(job=job or JobFactory.create(owner=owner), steps=[Step(*step) for step in steps])
    return record_applications(actor=owner, new=[new], origin=ChangeOrigin.USER)[0]
