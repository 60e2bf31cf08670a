"""Background jobs of the kit."""

from celery import shared_task

from jobtracker.idempotency import forget_old_keys


@shared_task
def clear_idempotency_keys() -> None:
    """Delete the keys that nobody will repeat any more."""
    forget_old_keys()
