"""Writes of tasks: one function is one transaction."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User
from applications.models import Task
from jobtracker.days import today_in
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.preconditions import require_match
from jobtracker.trash import Deletion

MAX_SNOOZE_DAYS = 365


@transaction.atomic
def create_task(*, actor: User, values: Mapping[str, Any]) -> Task:
    """Put something on the actor's list. Raises ValidationError, by field, for what cannot be."""
    task = Task(owner=actor, **values)
    task.validate()
    task.save()
    return task


@transaction.atomic
def update_task(*, actor: User, task_id: int, changes: Mapping[str, Any], if_match: str | None = None) -> Task:
    """Change what a task says. With its day goes its time, and with a new day what it was put off to.

    Raises ValidationError, by field, for what cannot be.
    """
    task = _locked(actor, task_id, if_match)
    changes = dict(changes)
    if "due_on" in changes and changes["due_on"] != task.due_on:
        changes["snoozed_until"] = None
        if changes["due_on"] is None:
            changes.setdefault("due_time", None)
    for name, value in changes.items():
        setattr(task, name, value)
    task.validate()
    task.save(update_fields=[*changes, "updated_at"])
    return task


@transaction.atomic
def complete_task(*, actor: User, task_id: int, if_match: str | None = None) -> Task:
    """Note that a task is done; one that is done already stays as it is."""
    task = _locked(actor, task_id, if_match)
    if task.done_at is None:
        task.done_at = timezone.now()
        task.save(update_fields=["done_at", "updated_at"])
    return task


@transaction.atomic
def reopen_task(*, actor: User, task_id: int, if_match: str | None = None) -> Task:
    """Put a task that is done on the list again; one that is there stays as it is."""
    task = _locked(actor, task_id, if_match)
    if task.done_at is not None:
        task.done_at = None
        task.save(update_fields=["done_at", "updated_at"])
    return task


@transaction.atomic
def snooze_task(
    *, actor: User, task_id: int, days: int | None = None, until: date | None = None, if_match: str | None = None
) -> Task:
    """Put a task off for some days from today on, or until a day.

    Raises Conflict for one that is done, InvalidInput for a day that does not lie ahead.
    """
    task = _locked(actor, task_id, if_match)
    if task.done_at is not None:
        raise Conflict("task_done", "This task is done; there is nothing to put off.", current=task)
    task.snoozed_until = day_to_wait_for(actor, days=days, until=until)
    task.save(update_fields=["snoozed_until", "updated_at"])
    return task


@transaction.atomic
def unsnooze_task(*, actor: User, task_id: int, if_match: str | None = None) -> Task:
    """Have a task back on its own day; one that was not put off stays as it is."""
    task = _locked(actor, task_id, if_match)
    if task.snoozed_until is not None:
        task.snoozed_until = None
        task.save(update_fields=["snoozed_until", "updated_at"])
    return task


def day_to_wait_for(actor: User, *, days: int | None, until: date | None) -> date:
    """The day until which something is put off: in some days, or the one given. Raises InvalidInput."""
    today = today_in(ZoneInfo(actor.time_zone))
    if until is None:
        return today + timedelta(days=days or 1)
    if not today < until <= today + timedelta(days=MAX_SNOOZE_DAYS):
        raise InvalidInput("until", "out_of_range", f"Use a day after today, within {MAX_SNOOZE_DAYS} days.")
    return until


@transaction.atomic
def delete_task(*, actor: User, task_id: int, if_match: str | None = None) -> None:
    """Put a task into the trash."""
    task = _locked(actor, task_id, if_match)
    Task.objects.filter(pk=task.pk).put_into_trash(Deletion())


@transaction.atomic
def restore_task(*, actor: User, task_id: int) -> Task:
    """Bring a task back from the trash."""
    trashed = Task.objects.in_trash_of(actor).with_what_it_is_about()
    task: Task = get_object_or_404(trashed.select_for_update(of=("self",)), pk=task_id)
    task.trashed_at = task.trashed_with = None
    task.save(update_fields=["trashed_at", "trashed_with", "updated_at"])
    return task


@transaction.atomic
def purge_task(*, actor: User, task_id: int) -> None:
    """Delete a task that is in the trash for good."""
    trashed = Task.objects.in_trash_of(actor).select_for_update(of=("self",))
    get_object_or_404(trashed.only("pk"), pk=task_id).delete()


@transaction.atomic
def purge_overdue_tasks() -> int:
    """Delete the tasks that have been in everybody's trash for thirty days; how many."""
    deleted, _ = Task.objects.overdue().delete()
    return deleted


def _locked(actor: User, task_id: int, if_match: str | None) -> Task:
    """The actor's task, locked until the end of the transaction.

    Raises Http404 for anybody else's, and Stale where `if_match` names a former state.
    """
    visible = Task.objects.visible_to(actor).with_what_it_is_about()
    task: Task = get_object_or_404(visible.select_for_update(of=("self",)), pk=task_id)
    require_match(task, if_match)
    return task
