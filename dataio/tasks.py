"""Background jobs of this app."""

import uuid

from celery import shared_task

from dataio.runs import performing


@shared_task
def perform_run(run_id: str) -> None:
    """Do a run."""
    performing.perform(uuid.UUID(run_id))


@shared_task
def sweep_runs() -> None:
    """See to it that no run is forgotten."""
    performing.sweep_runs()
