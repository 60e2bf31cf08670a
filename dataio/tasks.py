"""Background jobs of this app."""

import uuid

from celery import shared_task

from dataio import stored_files, uploads
from dataio.imports.sweeping import sweep_imports
from dataio.runs import performing
from jobtracker.account_events import AccountEvent, Happening


@shared_task
def perform_run(run_id: str) -> None:
    """Do a run. In a queue of its own (`CELERY_TASK_ROUTES`)."""
    performing.perform(uuid.UUID(run_id))


@shared_task
def sweep_runs() -> None:
    """See to it that no run is forgotten."""
    performing.sweep_runs()


@shared_task
def sweep_uploads() -> None:
    """Throw away uploads that have expired, and what was kept of imports."""
    uploads.sweep_uploads()
    sweep_imports()


@shared_task
def sweep_files() -> None:
    """Delete files that no row names."""
    stored_files.sweep_files()


@shared_task
def remove_files(owner_id: int) -> None:
    """Delete the files of a person who is gone."""
    stored_files.remove_files_of(owner_id)


def remove_files_with_account(event: AccountEvent) -> None:
    """Have the files of a person removed who is gone. What the broker loses, the sweeper finds."""
    if event.happening is Happening.DELETED:
        remove_files.delay(event.user_id)


def stop_runs_with_account(event: AccountEvent) -> None:
    """Have the runs of a person stop who is about to go: a commit may hold their rows for minutes."""
    if event.happening is Happening.LEAVING:
        performing.cancel_runs_of(event.user_id)
