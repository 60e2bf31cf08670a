"""Background jobs of this app."""

from celery import shared_task

from applications.services.activities import purge_overdue_activities
from applications.services.applications import purge_overdue_applications
from applications.services.contacts import purge_overdue_contacts


@shared_task
def purge_trash() -> None:
    """Delete what has been in the trash for thirty days."""
    purge_overdue_activities()
    purge_overdue_contacts()
    purge_overdue_applications()
