"""Background jobs of this app."""

from celery import shared_task

from jobs.services import purge_overdue_jobs


@shared_task
def purge_trash() -> None:
    """Delete what has been in the trash for thirty days."""
    purge_overdue_jobs()
