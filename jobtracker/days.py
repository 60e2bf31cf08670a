"""Days as a person's calendar has them: which one it is, and when it begins."""

from datetime import UTC, date, datetime, time, tzinfo

from django.utils import timezone


def today_in(zone: tzinfo) -> date:
    """The day that it is in the zone."""
    return timezone.now().astimezone(zone).date()


def day_of(instant: datetime, zone: tzinfo) -> date:
    """The day on which something happened, in the zone."""
    return instant.astimezone(zone).date()


def start_of(day: date, zone: tzinfo) -> datetime:
    """The instant with which the day begins in the zone, in UTC.

    Where clocks leap over midnight, or over the whole day, that is the instant of the leap (PEP 495, a gap read with
    the offset before it).
    """
    return datetime.combine(day, time(), zone).astimezone(UTC)
