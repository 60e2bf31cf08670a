"""Background jobs of this app."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore


@shared_task
def clear_expired_sessions() -> None:
    """Delete the sessions that nobody can use any more."""
    SessionStore.clear_expired()
