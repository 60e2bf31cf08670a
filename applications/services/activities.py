"""Writes of the log: one function is one transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from applications.history import check_instant
from applications.models import Activity
from applications.selectors import log_entries
from jobtracker.preconditions import require_match
from jobtracker.trash import Deletion


@transaction.atomic
def log_activity(*, actor: User, values: Mapping[str, Any]) -> Activity:
    """Enter something into the log, now unless `values` say when it happened.

    Raises ValidationError by field, InvalidInput for an instant at which nothing can have happened.
    """
    activity = Activity(owner=actor, **{"occurred_at": timezone.now(), **values})
    _check(activity)
    activity.save(force_insert=True)
    return activity


@transaction.atomic
def update_activity(
    *, actor: User, activity_id: int, changes: Mapping[str, Any], if_match: str | None = None
) -> Activity:
    """Change the given fields and no others. Raises as `log_activity` does, and Stale for a former `if_match`."""
    activity = _locked(actor, activity_id, if_match)
    for name, value in changes.items():
        setattr(activity, name, value)
    _check(activity)
    activity.save(update_fields=[*changes, "updated_at"])
    return activity


@transaction.atomic
def delete_activity(*, actor: User, activity_id: int, if_match: str | None = None) -> None:
    """Put an entry into the trash."""
    activity = _locked(actor, activity_id, if_match)
    Activity.objects.filter(pk=activity.pk).put_into_trash(Deletion())


@transaction.atomic
def restore_activity(*, actor: User, activity_id: int) -> Activity:
    """Bring an entry back from the trash."""
    activity = _locked_in_trash(actor, activity_id)
    Activity.objects.filter(pk=activity.pk).take_out_of_trash()
    restored: Activity = log_entries(Activity.objects.visible_to(actor)).get(pk=activity.pk)
    return restored


@transaction.atomic
def purge_activity(*, actor: User, activity_id: int) -> None:
    """Delete an entry that is in the trash for good."""
    _locked_in_trash(actor, activity_id).delete()


@transaction.atomic
def purge_overdue_activities() -> int:
    """Delete the entries that have been in everybody's trash for thirty days; how many."""
    overdue = Activity.objects.overdue()
    count: int = overdue.count()
    overdue.delete()
    return count


def _check(activity: Activity) -> None:
    activity.validate()
    check_instant(activity.occurred_at)


def _locked(actor: User, activity_id: int, if_match: str | None) -> Activity:
    """The actor's entry, locked until the end of the transaction.

    Raises Http404 for anybody else's, and Stale where `if_match` names a former state.
    """
    visible = Activity.objects.visible_to(actor)
    get_object_or_404(visible.select_for_update(of=("self",)).only("pk"), pk=activity_id)
    # A second statement: one that waits for the lock sees other tables as they were before.
    activity: Activity = log_entries(visible).get(pk=activity_id)
    require_match(activity, if_match)
    return activity


def _locked_in_trash(actor: User, activity_id: int) -> Activity:
    trashed = Activity.objects.in_trash_of(actor).select_for_update(of=("self",))
    activity: Activity = get_object_or_404(trashed.only("pk"), pk=activity_id)
    return activity
