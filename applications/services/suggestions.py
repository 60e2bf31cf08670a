"""What a person decides about suggestions: one function is one transaction that holds the application's row lock."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.cadence import application_of, cadence_of
from applications.models import Application, CadenceRule, Status, SuggestionDecision, Task
from applications.services.applications import move_application
from applications.services.tasks import create_task, day_to_wait_for
from applications.suggestions import Found, find_suggestions
from jobtracker.days import today_in
from jobtracker.errors import InvalidInput


@dataclass(frozen=True)
class Accepted:
    """What came of a suggestion: a task, or a move of the application; and whether that is new."""

    task: Task | None = None
    application: Application | None = None
    is_new: bool = True


@transaction.atomic
def accept_suggestion(*, actor: User, key: str) -> Accepted:
    """Do what is suggested: make the task for today, or move the application.

    A suggestion that was accepted before gives the task that was made then. Raises InvalidInput for one that is not
    suggested now.
    """
    application_id = _held_application(actor, key)
    found = _found(actor, key, application_id)
    if not found.rows:
        task = Task.objects.visible_to(actor).with_what_it_is_about().filter(suggestion=key).first()
        if task is None:
            raise _not_suggested()
        return Accepted(task=task, is_new=False)
    [row] = found.rows
    if row["suggestion"] == CadenceRule.Suggestion.GHOSTED:
        return Accepted(application=move_application(actor=actor, application_id=application_id, status=Status.GHOSTED))
    values = {
        "title": row["title"],
        "kind": row["suggestion"],
        "application_id": application_id,
        "due_on": today_in(ZoneInfo(actor.time_zone)),
        "suggestion": key,
    }
    task = create_task(actor=actor, values=values)
    # What was accepted stays decided when its task is gone for good.
    _decide(actor, key, application_id, None)
    return Accepted(task=task)


@transaction.atomic
def dismiss_suggestion(*, actor: User, key: str) -> SuggestionDecision:
    """Never show a suggestion again. Raises InvalidInput for one that is neither suggested now nor decided."""
    return _decide_once_suggested(actor, key, None)


@transaction.atomic
def snooze_suggestion(
    *, actor: User, key: str, days: int | None = None, until: date | None = None
) -> SuggestionDecision:
    """Show a suggestion again in some days from today on, or on a day.

    Raises InvalidInput for one that is neither suggested now nor decided, and for a day that does not lie ahead.
    """
    return _decide_once_suggested(actor, key, day_to_wait_for(actor, days=days, until=until))


@transaction.atomic
def reconsider_suggestion(*, actor: User, key: str) -> None:
    """Forget what was decided about a suggestion, and the task that was made of it.

    Raises InvalidInput for one that nothing was decided about, and for one whose task is done.
    """
    _held_application(actor, key)
    # In the trash, too: there it would stand in the way of the next one of this key.
    task = Task.objects.filter(owner=actor, suggestion=key).select_for_update().first()
    if task is not None and task.done_at is not None:
        raise InvalidInput("key", "task_done", "What was suggested is done. There is nothing to take back.")
    deleted, _ = SuggestionDecision.objects.visible_to(actor).filter(suggestion=key).delete()
    if not deleted:
        raise InvalidInput("key", "does_not_exist", "Nothing was decided about this.")
    if task is not None:
        task.delete()


def _decide_once_suggested(actor: User, key: str, hidden_until: date | None) -> SuggestionDecision:
    application_id = _held_application(actor, key)
    is_decided = SuggestionDecision.objects.visible_to(actor).filter(suggestion=key).exists()
    if not is_decided and not _found(actor, key, application_id).rows:
        raise _not_suggested()
    return _decide(actor, key, application_id, hidden_until)


def _decide(actor: User, key: str, application_id: int, hidden_until: date | None) -> SuggestionDecision:
    decision, _ = SuggestionDecision.objects.update_or_create(
        owner=actor, suggestion=key, defaults={"application_id": application_id, "hidden_until": hidden_until}
    )
    return decision


def _held_application(actor: User, key: str) -> int:
    """The application that the key names, locked: of two decisions at a time the second one sees the first."""
    application_id = application_of(key)
    held = Application.objects.visible_to(actor).select_for_update().filter(pk=application_id or 0)
    if application_id is None or not held.exists():
        raise _not_suggested()
    return application_id


def _found(actor: User, key: str, application_id: int) -> Found:
    """The suggestion of this key, if it is one now."""
    found = find_suggestions(actor, cadence_of(actor), timezone.now(), application_id=application_id)
    return Found([row for row in found.rows if row["key"] == key], found.count)


def _not_suggested() -> InvalidInput:
    return InvalidInput("key", "does_not_exist", "This is not suggested now.")
