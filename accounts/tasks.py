"""Background jobs of this app."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from accounts import data_versions


@shared_task
def clear_expired_sessions() -> None:
    """Delete the sessions that nobody can use any more."""
    SessionStore.clear_expired()


@shared_task
def clear_expired_limits() -> None:
    """Delete the counts of tries to sign in whose time is over, which Django's cache keeps until it is full."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobtracker_cache WHERE expires < now()")


@shared_task
def sum_up_changes() -> None:
    """Keep the notes by which a version of somebody's data is known few."""
    data_versions.sum_up_changes()
