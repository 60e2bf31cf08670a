"""The rules of a status history: what may follow what, and what it comes to. Pure: nothing here touches the database.

A history is a list of `StatusChange` rows in the order in which things happened (`occurred_at`, then `id`). It begins
with one entry of kind `created`. From an open status any other status may follow; a closed one is left by an entry
of kind `reopened` alone, which leads to an open one. Each `from_status` is the `to_status` before it.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils import timezone

from accounts.models import User
from applications.models import CLOSED_VALUES, EARLIEST_DAY, Application, ChangeKind, Status, StatusChange
from jobtracker.errors import Conflict, InvalidInput

EARLIEST = datetime.combine(EARLIEST_DAY, time(), UTC)
# A client's clock may be a little ahead of ours.
CLOCK_TOLERANCE = timedelta(minutes=2)


def check_instant(occurred_at: datetime) -> None:
    """Raise InvalidInput for an instant at which nothing can have happened."""
    if occurred_at > timezone.now() + CLOCK_TOLERANCE:
        raise InvalidInput("occurred_at", "in_future", "This lies in the future; it is recorded once it happened.")
    if occurred_at < EARLIEST:
        raise InvalidInput("occurred_at", "too_early", "This is before 1970.")


def in_order(changes: Sequence[StatusChange]) -> list[StatusChange]:
    """The entries as they happened. One that has no id yet comes last among those of the same instant."""
    return sorted(changes, key=lambda change: (change.occurred_at, change.pk is None, change.pk or 0))


def settle(changes: Sequence[StatusChange], application: Application) -> list[StatusChange]:
    """Put `changes` in order, connect each entry to the one before it, and return the ones this altered.

    Raises InvalidInput where an entry would come before the beginning, and Conflict (with `application` as it stands)
    where the entries do not make a legal history.
    """
    ordered = in_order(changes)
    if ordered[0].kind != ChangeKind.CREATED:
        beginning = next(change for change in ordered if change.kind == ChangeKind.CREATED)
        began = f"{beginning.occurred_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        message = f"The application began at {began}. Correct the date of its first entry if it began earlier."
        raise InvalidInput("occurred_at", "before_beginning", message)
    altered = []
    previous = ordered[0]
    for change in ordered[1:]:
        _check_step(previous, change, application)
        if change.from_status != previous.to_status:
            change.from_status = previous.to_status
            altered.append(change)
        previous = change
    return altered


def _check_step(previous: StatusChange, change: StatusChange, application: Application) -> None:
    before, after = Status(previous.to_status), Status(change.to_status)
    if before == after:
        message = f"The application would go from {before.label} to {after.label}: that is no move."
        raise Conflict("status_unchanged", message, current=application)
    if before in CLOSED_VALUES and change.kind != ChangeKind.REOPENED:
        message = f"The application was closed ({before.label}). Reopen it first."
        raise Conflict("application_closed", message, current=application)
    if before not in CLOSED_VALUES and change.kind == ChangeKind.REOPENED:
        message = f"The application was open ({before.label}): there was nothing to reopen."
        raise Conflict("application_open", message, current=application)
    if change.kind == ChangeKind.REOPENED and after in CLOSED_VALUES:
        message = f"Reopening leads to an open status, and {after.label} is a closed one."
        raise Conflict("status_closed", message, current=application)


def first_applied_on(changes: Sequence[StatusChange], zone: tzinfo) -> date | None:
    """The day, in the person's zone, on which the history first says "applied"."""
    instants = [change.occurred_at for change in changes if change.to_status == Status.APPLIED]
    return min(instants).astimezone(zone).date() if instants else None


def project(application: Application, changes: Sequence[StatusChange]) -> None:
    """Set on `application` what its newest entry says. At another status it leaves its stage for that one's first."""
    newest = in_order(changes)[-1]
    if application.status != newest.to_status:
        application.stage_id = None
    application.status = newest.to_status
    application.status_since = newest.occurred_at
    application.last_change = newest.pk


def rewrite(
    application: Application, changes: Sequence[StatusChange], *, applied_on_before: date | None, zone: tzinfo
) -> list[StatusChange]:
    """Settle the changed history, set on `application` what it comes to, and return the entries that this altered.

    The applied date follows the history for as long as it is the history's own (`applied_on_before` is what that said
    before the change); what the person made of it stays. Raises as `settle` does.
    """
    altered = settle(changes, application)
    project(application, changes)
    if application.applied_on == applied_on_before:
        application.applied_on = first_applied_on(changes, zone)
    return altered


def add_change(
    application: Application, changes: Sequence[StatusChange], change: StatusChange, zone: tzinfo
) -> list[StatusChange]:
    """Put a new entry, which may be one of the past, into the history `changes`; the other entries that this altered.

    Raises ValidationError for a value that cannot be, and as `settle` does.
    """
    change.clean_fields(exclude=["owner", "application", "actor"])
    before = first_applied_on(changes, zone)
    altered = rewrite(application, [*changes, change], applied_on_before=before, zone=zone)
    return [entry for entry in altered if entry is not change]


def new_change(
    application: Application, *, actor: User, kind: str, status: str, occurred_at: datetime | None, note: str
) -> StatusChange:
    """An entry that leads `application` to `status`, at `occurred_at` or now. Raises InvalidInput for the instant."""
    now = timezone.now()
    if occurred_at is None:
        # A move made now is the newest one, also after one whose sender's clock ran ahead of ours.
        occurred_at = max(now, application.status_since)
    else:
        check_instant(occurred_at)
    return StatusChange(
        owner=actor,
        application=application,
        kind=kind,
        to_status=status,
        occurred_at=occurred_at,
        recorded_at=now,
        actor=actor,
        note=note,
    )
