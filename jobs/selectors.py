"""Reads of this app that need more than one model."""

from collections.abc import Sequence

from jobs import ports
from jobs.models import Job


def attach_applications(jobs: Sequence[Job]) -> None:
    """Give each posting its `application`: the latest one's summary or None. One query for all of them."""
    latest = ports.applications().latest_by_job([job.pk for job in jobs])
    for job in jobs:
        job.application = latest.get(job.pk)
