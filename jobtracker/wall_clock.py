"""Times as the clock on a wall shows them, and the instants that they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from jobtracker.errors import InvalidInput

# What a person plans or remembers; and nothing near the ends of the calendar, where sums overflow.
FIRST_YEAR, LAST_YEAR = 1970, 2099
# No zone has changed its clocks twice within a day and been back where it was.
_STRIDE = timedelta(hours=12)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class ClockChange:
    """An instant, in UTC, at which the clocks of a zone are set, or are called otherwise."""

    at: datetime
    offset_before: timedelta
    offset_after: timedelta
    is_daylight_saving: bool
    name: str

    @property
    def clock_before(self) -> datetime:
        """What the clocks would show at that instant if they were not set."""
        return (self.at + self.offset_before).replace(tzinfo=None)


def instants_at(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants, in UTC, at which the clocks of `zone` show `wall`, which is without an offset.

    One as a rule; none where the clocks are set forward over it, two where they are set back.
    """
    plain = wall.replace(fold=0)
    candidates = {plain.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(instant for instant in candidates if clock_at(instant, zone) == plain)


def clock_at(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of `zone` show at an instant; without an offset."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def is_second_time(instant: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks of `zone`, which were set back, show for the second time what they show at this instant."""
    return bool(instant.astimezone(zone).fold)


def resolved(value: datetime, zone: ZoneInfo, field: str) -> datetime:
    """The instant, in UTC, that `value` means: with an offset as it is, without one on the clocks of `zone`.

    Raises InvalidInput, about `field`, for a time that the clocks skip or show twice, and for one of another century.
    """
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise InvalidInput(field, "out_of_range", f"Use a time between {FIRST_YEAR} and {LAST_YEAR}.")
    if value.tzinfo is not None:
        return value.astimezone(UTC)
    instants = instants_at(value, zone)
    if len(instants) == 1:
        return instants[0]
    shown = f"{value:%Y-%m-%d %H:%M}"
    if not instants:
        message = f"There is no {shown} in {zone.key}: the clocks are set forward over it."
        raise InvalidInput(field, "nonexistent_time", message)
    first, second = (instant.astimezone(zone).isoformat() for instant in instants)
    message = f"The clocks of {zone.key} show {shown} twice. Say which one with its offset: {first} or {second}."
    raise InvalidInput(field, "ambiguous_time", message)


def clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[ClockChange]:
    """Each change of the clocks of `zone` after `start` and up to `end`, both in UTC, to the second."""
    at = start
    while at < end:
        ahead = min(at + _STRIDE, end)
        if _state(zone, ahead) != _state(zone, at):
            changed = _first_of_the_new(zone, at, ahead)
            before, after = _state(zone, changed - _SECOND), _state(zone, changed)
            yield ClockChange(changed, before[0], after[0], bool(after[1]), after[2])
        at = ahead


def _first_of_the_new(zone: ZoneInfo, old: datetime, new: datetime) -> datetime:
    """The second at which the clocks change, which they do once between `old` and `new`."""
    before = _state(zone, old)
    while new - old > _SECOND:
        # Halves of whole seconds.
        middle = old + timedelta(seconds=(new - old) // _SECOND // 2)
        if _state(zone, middle) == before:
            old = middle
        else:
            new = middle
    return new


def _state(zone: ZoneInfo, instant: datetime) -> tuple[timedelta, timedelta, str]:
    """The offset from UTC, how much of it is daylight saving, and what the time is called."""
    there = instant.astimezone(zone)
    return there.utcoffset() or timedelta(), there.dst() or timedelta(), there.tzname() or zone.key
