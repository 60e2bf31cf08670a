"""Calendar files (RFC 5545): events as any calendar program reads them, the zones of their clocks included.

The same events make the same bytes, so that a hash of them tells whether anything has changed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from jobtracker.wall_clock import clock_changes, is_second_time

MEDIA_TYPE = "text/calendar"
PRODUCT = "-//Jobtracker//Calendar//EN"
REFRESH_AFTER = timedelta(hours=1)

# No text may hold them (RFC 5545, 3.1), and readers that know more ends of a line than CRLF would break at the others.
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")


@dataclass(frozen=True)
class CalendarEvent:
    """What a calendar shows: on whole days (`start`, and `end`, the day after the last), or between two instants.

    Instants are shown on the clocks of `zone`. `stamp` is when any of it changed last.
    """

    uid: str
    stamp: datetime
    summary: str
    start: date | datetime
    end: date | datetime
    zone: ZoneInfo | None = None
    sequence: int = 0
    is_cancelled: bool = False
    # Whether nothing else can be done at that time.
    is_busy: bool = True
    description: str = ""
    location: str = ""
    url: str = ""
    categories: Sequence[str] = ()
    alarm: timedelta | None = None


def calendar_file(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """A calendar with this name and these events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # The standard's property came late (RFC 7986), and programs know the older one.
    calendar.add("name", _text(name))
    calendar.add("x-wr-calname", _text(name))
    calendar.add("refresh-interval", REFRESH_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH_AFTER)
    shown = list(events)
    for zone, first, last in _zones_of(shown):
        calendar.add_component(_timezone(zone.key, first, last))
    for event in shown:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical(sorted=False))


def _component(event: CalendarEvent) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("dtstamp", event.stamp.astimezone(UTC).replace(microsecond=0))
    component.add("last-modified", event.stamp.astimezone(UTC).replace(microsecond=0))
    component.add("sequence", event.sequence)
    component.add("dtstart", _shown_time(event.start, event.zone))
    component.add("dtend", _shown_time(event.end, event.zone))
    component.add("summary", _text(event.summary))
    component.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    component.add("transp", "OPAQUE" if event.is_busy and not event.is_cancelled else "TRANSPARENT")
    if event.description:
        component.add("description", _text(event.description))
    if event.location:
        component.add("location", _text(event.location))
    if event.url:
        component.add("url", event.url)
    if event.categories:
        component.add("categories", [_text(category) for category in event.categories])
    if event.alarm is not None and not event.is_cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -event.alarm)
        alarm.add("description", _text(event.summary))
        component.add_component(alarm)
    return component


def _text(text: str) -> str:
    """The text without what a calendar's text may not hold; the library escapes and folds it."""
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text))


def _shown_time(time: date | datetime, zone: ZoneInfo | None) -> Any:
    if not isinstance(time, datetime):
        return time
    # What the clocks show twice means the first time (3.3.5): the second one cannot be said on them.
    if zone is None or _is_utc(zone) or is_second_time(time, zone):
        return time.astimezone(UTC)
    return time.astimezone(zone)


def _is_utc(zone: ZoneInfo) -> bool:
    return zone.key in ("UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Universal", "Etc/Universal")


def _zones_of(events: Iterable[CalendarEvent]) -> list[tuple[ZoneInfo, int, int]]:
    """The zones that events are shown in, each with the first and the last year of them."""
    years: dict[str, list[int]] = {}
    for event in events:
        if isinstance(event.start, datetime) and event.zone is not None and not _is_utc(event.zone):
            years.setdefault(event.zone.key, []).extend((event.start.year, event.end.year))
    return [(ZoneInfo(key), min(of_zone), max(of_zone)) for key, of_zone in sorted(years.items())]


@lru_cache(maxsize=256)
def _timezone(key: str, first_year: int, last_year: int) -> Timezone:
    """The zone's definition for these years, and a year around them.

    The library's own (`add_missing_timezones`, 7.3) says when clocks are set forward by what they show afterwards,
    where the standard asks for what they show before (3.6.5), and steps over changes of a few weeks, as in Casablanca.
    """
    zone = ZoneInfo(key)
    start, end = datetime(first_year - 1, 1, 1, tzinfo=UTC), datetime(last_year + 2, 1, 1, tzinfo=UTC)
    timezone = Timezone()
    timezone.add("tzid", key)
    there = start.astimezone(zone)
    offset = there.utcoffset() or timedelta()
    # How it was before the first change.
    timezone.add_component(_observance(bool(there.dst()), offset, offset, there.tzname() or key, [_clock(there)]))
    alike: dict[tuple[bool, timedelta, timedelta, str], list[datetime]] = {}
    for change in clock_changes(zone, start, end):
        kind = (change.is_daylight_saving, change.offset_before, change.offset_after, change.name)
        alike.setdefault(kind, []).append(change.clock_before)
    for (is_daylight_saving, before, after, name), onsets in alike.items():
        timezone.add_component(_observance(is_daylight_saving, before, after, name, onsets))
    return timezone


def _observance(
    is_daylight_saving: bool, before: timedelta, after: timedelta, name: str, onsets: Sequence[datetime]
) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if is_daylight_saving else TimezoneStandard()
    observance.add("dtstart", onsets[0])
    if onsets[1:]:
        observance.add("rdate", list(onsets[1:]))
    observance.add("tzoffsetfrom", before)
    observance.add("tzoffsetto", after)
    observance.add("tzname", name)
    return observance


def _clock(there: datetime) -> datetime:
    return there.replace(tzinfo=None)
