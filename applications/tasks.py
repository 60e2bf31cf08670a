"""Background jobs of this app."""

from celery import shared_task

from applications.services import files
from applications.services.activities import purge_overdue_activities
from applications.services.applications import purge_overdue_applications
from applications.services.contacts import purge_overdue_contacts
from applications.services.documents import purge_overdue_documents
from applications.services.interviews import purge_overdue_interviews
from applications.services.tasks import purge_overdue_tasks
from jobtracker.account_events import AccountEvent, Happening


@shared_task
def purge_trash() -> None:
    """Delete what has been in the trash for thirty days."""
    purge_overdue_activities()
    purge_overdue_contacts()
    purge_overdue_interviews()
    purge_overdue_tasks()
    purge_overdue_applications()
    purge_overdue_documents()


@shared_task
def sweep_files() -> None:
    """Delete files that nothing needs any more."""
    files.sweep_files()


@shared_task
def remove_files(owner_id: int) -> None:
    """Delete the files of a person who is gone."""
    files.remove_files_of(owner_id)


def remove_files_with_account(event: AccountEvent) -> None:
    """Have the files of a person removed who is gone. What the broker loses, the sweeper finds."""
    if event.happening is Happening.DELETED:
        remove_files.delay(event.user_id)
