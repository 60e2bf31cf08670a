"""Writes of interviews: one function is one transaction, which holds the row lock of the interview's application."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import User, validate_time_zone
from applications.interviews import with_all_that_is_shown
from applications.models import Application, Contact, Interview, InterviewChange, Interviewer
from applications.models.interviews import LONGEST
from applications.services.applications import move_application
from jobtracker.errors import Conflict, InvalidInput
from jobtracker.preconditions import require_match
from jobtracker.trash import Deletion
from jobtracker.wall_clock import resolved

USUAL_LENGTH = timedelta(hours=1)
# What calendars show of an interview, beside its times and whether it was cancelled.
SHOWN_IN_CALENDARS = frozenset({"kind", "title", "place", "url", "interviewers"})
Kind = InterviewChange.Kind


@transaction.atomic
def schedule_interview(
    *,
    actor: User,
    application: Application,
    kind: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    duration_minutes: int | None = None,
    time_zone: str = "",
    title: str = "",
    place: str = "",
    url: str = "",
    interviewers: Sequence[Contact] = (),
    preparation: str = "",
    note: str = "",
    move_to: str = "",
) -> Interview:
    """Plan a round, or record one that has been; and move its application to `move_to`, if that is given.

    A time without an offset is one on the clocks of `time_zone`, or of the actor's. Raises InvalidInput and
    ValidationError by field, and Conflict as `move_application` does; then nothing is written.
    """
    try:
        _lock_application(actor, application.pk)
    except Application.DoesNotExist:  # it went to the trash a moment ago
        raise InvalidInput("application", "does_not_exist", "There is no such object.") from None
    zone = _zone(time_zone or actor.time_zone)
    if ends_at is not None and duration_minutes is not None:
        raise InvalidInput("duration_minutes", "two_ends", "Say either when it ends or how long it takes.")
    length = USUAL_LENGTH if duration_minutes is None else timedelta(minutes=duration_minutes)
    start, end = _times(starts_at, ends_at, length, zone)
    interview = Interview(
        owner=actor,
        application_id=application.pk,
        kind=kind,
        title=title.strip(),
        starts_at=start,
        ends_at=end,
        time_zone=zone.key,
        place=place.strip(),
        url=url,
        preparation=preparation,
    )
    _validate(interview)
    interview.save(force_insert=True)
    _set_interviewers(interview, interviewers)
    return _changed(interview, actor, Kind.SCHEDULED, note=note, move_to=move_to)


@transaction.atomic
def update_interview(
    *, actor: User, interview_id: int, changes: Mapping[str, Any], if_match: str | None = None
) -> Interview:
    """Change what is not a matter of its history: everything but times, state and outcome.

    Raises Stale where `if_match` names a former state, ValidationError by field.
    """
    interview = _locked(actor, interview_id, if_match)
    columns = dict(changes)
    interviewers: Sequence[Contact] | None = columns.pop("interviewers", None)
    is_shown = any(name in SHOWN_IN_CALENDARS and getattr(interview, name) != value for name, value in columns.items())
    for name, value in columns.items():
        setattr(interview, name, value)
    if interviewers is not None:
        is_shown |= _set_interviewers(interview, interviewers)
    _validate(interview)
    interview.sequence += is_shown
    interview.save(update_fields=[*columns, "sequence", "updated_at"])
    return _shown(interview)


@transaction.atomic
def move_interview(
    *,
    actor: User,
    interview_id: int,
    starts_at: datetime,
    ends_at: datetime | None = None,
    time_zone: str = "",
    note: str = "",
    if_match: str | None = None,
) -> Interview:
    """Move a planned interview to another time; it takes as long as before unless `ends_at` is given.

    A time without an offset is one on the clocks of `time_zone`, or of the interview's. To the same time nothing is
    moved, and nothing noted. Raises Conflict where it is not planned, InvalidInput by field.
    """
    interview = _locked(actor, interview_id, if_match)
    _require(interview, Interview.State.SCHEDULED)
    zone = _zone(time_zone or interview.time_zone)
    start, end = _times(starts_at, ends_at, interview.ends_at - interview.starts_at, zone)
    before = interview.starts_at
    if (start, end, zone.key) == (before, interview.ends_at, interview.time_zone):
        return _shown(interview)
    interview.starts_at, interview.ends_at, interview.time_zone = start, end, zone.key
    interview.sequence += 1
    interview.save(update_fields=["starts_at", "ends_at", "time_zone", "sequence", "updated_at"])
    return _changed(interview, actor, Kind.MOVED, note=note, from_starts_at=before)


@transaction.atomic
def cancel_interview(
    *, actor: User, interview_id: int, note: str = "", move_to: str = "", if_match: str | None = None
) -> Interview:
    """Say that a planned interview will not be; and move its application to `move_to`, if that is given.

    Raises Conflict where it is not planned, and as `move_application` does.
    """
    interview = _locked(actor, interview_id, if_match)
    _require(interview, Interview.State.SCHEDULED)
    interview.state = Interview.State.CANCELLED
    interview.sequence += 1
    interview.save(update_fields=["state", "sequence", "updated_at"])
    return _changed(interview, actor, Kind.CANCELLED, note=note, move_to=move_to)


@transaction.atomic
def complete_interview(
    *,
    actor: User,
    interview_id: int,
    outcome: str = "",
    note: str = "",
    move_to: str = "",
    if_match: str | None = None,
    **learned: Any,
) -> Interview:
    """Say that a planned interview has been, how it went, and what was `learned`: questions, skill_ratings, feedback.

    Raises Conflict where it is not planned, and as `move_application` does.
    """
    interview = _locked(actor, interview_id, if_match)
    _require(interview, Interview.State.SCHEDULED)
    interview.state, interview.outcome = Interview.State.COMPLETED, outcome
    for name, value in learned.items():
        setattr(interview, name, value)
    _validate(interview)
    interview.save(update_fields=["state", "outcome", *learned, "updated_at"])
    return _changed(interview, actor, Kind.COMPLETED, note=note, move_to=move_to)


@transaction.atomic
def reopen_interview(*, actor: User, interview_id: int, note: str = "", if_match: str | None = None) -> Interview:
    """Plan a cancelled or completed interview again, at the time that it had; its outcome is forgotten.

    Raises Conflict where it is planned.
    """
    interview = _locked(actor, interview_id, if_match)
    _require(interview, Interview.State.CANCELLED, Interview.State.COMPLETED)
    interview.sequence += interview.state == Interview.State.CANCELLED
    interview.state, interview.outcome = Interview.State.SCHEDULED, ""
    interview.save(update_fields=["state", "outcome", "sequence", "updated_at"])
    return _changed(interview, actor, Kind.REOPENED, note=note)


@transaction.atomic
def delete_interview(*, actor: User, interview_id: int, if_match: str | None = None) -> None:
    """Put an interview into the trash, with its history. For as long as it is there calendars show it as cancelled."""
    interview = _locked(actor, interview_id, if_match)
    deletion = Deletion()
    interview.trashed_at, interview.trashed_with = deletion.at, deletion.id
    interview.sequence += 1
    interview.save(update_fields=["trashed_at", "trashed_with", "sequence", "updated_at"])


@transaction.atomic
def restore_interview(*, actor: User, interview_id: int) -> Interview:
    """Bring an interview back from the trash."""
    interview = _locked(actor, interview_id, in_trash=True)
    interview.trashed_at = interview.trashed_with = None
    interview.sequence += 1
    interview.save(update_fields=["trashed_at", "trashed_with", "sequence", "updated_at"])
    return _shown(interview)


@transaction.atomic
def purge_interview(*, actor: User, interview_id: int) -> None:
    """Delete an interview that is in the trash for good, with its history."""
    _locked(actor, interview_id, in_trash=True).delete()


@transaction.atomic
def purge_overdue_interviews() -> int:
    """Delete the interviews that have been in everybody's trash for thirty days; how many."""
    overdue = Interview.objects.overdue()
    count: int = overdue.count()
    overdue.delete()
    return count


def _lock_application(actor: User, application_id: int) -> None:
    """Hold the actor's application until the end of the transaction. Raises DoesNotExist for any other."""
    Application.objects.visible_to(actor).select_for_update().only("pk").get(pk=application_id)


def _locked(actor: User, interview_id: int, if_match: str | None = None, *, in_trash: bool = False) -> Interview:
    """The actor's interview, its application locked until the end of the transaction.

    Raises Http404 for anybody else's, and Stale where `if_match` names a former state.
    """
    rows = Interview.objects.in_trash_of(actor) if in_trash else Interview.objects.visible_to(actor)
    found = get_object_or_404(rows.only("application_id"), pk=interview_id)
    Application.objects.select_for_update().only("pk").filter(pk=found.application_id).first()
    # A second statement, which sees what was committed while the first one waited: perhaps neither is there any more.
    interview: Interview = get_object_or_404(rows.select_for_update(of=("self",)), pk=interview_id)
    require_match(interview, if_match)
    return interview


def _require(interview: Interview, *states: str) -> None:
    if interview.state not in states:
        message = f"The interview is {interview.get_state_display().lower()}."
        raise Conflict(f"interview_{interview.state}", message, current=_shown(interview))


def _zone(name: str) -> ZoneInfo:
    validate_time_zone(name)
    return ZoneInfo(name)


def _times(
    starts_at: datetime, ends_at: datetime | None, length: timedelta, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """The instants of the beginning and of the end, which is `length` later where it is not given."""
    start = resolved(starts_at, zone, "starts_at")
    end = start + length if ends_at is None else resolved(ends_at, zone, "ends_at")
    field = "starts_at" if ends_at is None else "ends_at"
    if end <= start:
        raise InvalidInput(field, "ends_before_start", "An interview ends after it starts.")
    if end - start > LONGEST:
        raise InvalidInput(field, "too_long", f"An interview takes {LONGEST.days} days at most.")
    return start, end


def _validate(interview: Interview) -> None:
    """Raise ValidationError, by field, for what must not be stored."""
    interview.clean_fields(exclude=["owner", "application"])


def _set_interviewers(interview: Interview, contacts: Sequence[Contact]) -> bool:
    """Have these take part, and of those who are in sight no others; whether that changed anything."""
    present = Interviewer.objects.filter(interview=interview, contact__trashed_at=None)
    before, after = set(present.values_list("contact_id", flat=True)), {contact.pk for contact in contacts}
    present.filter(contact__in=before - after).delete()
    Interviewer.objects.bulk_create(
        Interviewer(owner_id=interview.owner_id, interview=interview, contact=contact)
        for contact in contacts
        if contact.pk not in before
    )
    return before != after


def _changed(
    interview: Interview,
    actor: User,
    kind: str,
    *,
    note: str,
    move_to: str = "",
    from_starts_at: datetime | None = None,
) -> Interview:
    """Write the history's entry, move the application along if that was asked for, and return what is shown."""
    change = InterviewChange(
        owner=actor,
        interview=interview,
        kind=kind,
        occurred_at=timezone.now(),
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        time_zone=interview.time_zone,
        from_starts_at=from_starts_at,
        note=note,
        moved_to=move_to,
    )
    change.clean_fields(exclude=["owner", "interview", "from_starts_at"])
    change.save(force_insert=True)
    if move_to:
        move_application(actor=actor, application_id=interview.application_id, status=move_to, note=note)
    return _shown(interview)


def _shown(interview: Interview) -> Interview:
    shown: Interview = with_all_that_is_shown(Interview.objects.all()).get(pk=interview.pk)
    return shown
