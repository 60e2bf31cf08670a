"""Background jobs of this app."""

from celery import shared_task

from applications.services.applications import purge_overdue_applications
from applications.services.interviews import purge_overdue_interviews


@shared_task
def purge_trash() -> None:
    """Delete what has been in the trash for thirty days."""
    purge_overdue_applications()
    purge_overdue_interviews()
