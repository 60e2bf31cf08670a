"""Background jobs of the kit."""

from celery import shared_task

from jobtracker.bulk_operations import forget_old_operations
from jobtracker.idempotency import forget_old_keys


@shared_task
def clear_idempotency_keys() -> None:
    """Delete the keys that nobody will repeat any more."""
    forget_old_keys()


@shared_task
def clear_bulk_operations() -> None:
    """Delete what can't be undone any more."""
    forget_old_operations()
