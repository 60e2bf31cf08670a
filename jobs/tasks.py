"""Background jobs of this app."""

from celery import shared_task

from jobs.facet_counts import sum_up_counts
from jobs.services import purge_overdue_jobs


@shared_task
def purge_trash() -> None:
    """Delete what has been in the trash for thirty days."""
    purge_overdue_jobs()


@shared_task
def sum_up_facet_counts() -> None:
    """Keep the counts few that are summed when facets are shown."""
    sum_up_counts()
