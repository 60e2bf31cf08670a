"""Calendar files are what the standard says, and what other programs read in them is what was meant."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobtracker.icalendars import CalendarEvent, calendar_file
from jobtracker.testing.calendars import ReadCalendar

STAMP = datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=UTC)
START = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def event(**values: Any) -> CalendarEvent:
    """An hour in Berlin, unless said otherwise."""
    start = values.pop("start", START)
    end = start + (timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1))
    usual = {"uid": "1@jobtracker", "stamp": STAMP, "summary": "Interview", "zone": BERLIN}
    return CalendarEvent(**{**usual, "start": start, "end": end, **values})


def read_one(**values: Any) -> Any:
    """The calendar with one event, and that, as another program reads them."""
    calendar = ReadCalendar(calendar_file("Work", [event(**values)]))
    [found] = calendar.events
    return calendar, found


def test_an_event_is_shown_whole() -> None:
    calendar, found = read_one(
        sequence=3,
        description="First, second; third\\fourth\nfifth",
        location="Room 5, Main St",
        url="https://meet.example.org/a,b;c?x=1",
        categories=["Interview", "On-site, late"],
        alarm=timedelta(minutes=30),
    )
    assert (calendar.when(found), calendar.when(found, "DTEND")) == (START, START + timedelta(hours=1))
    assert found.one("DTSTART").parameters == {"TZID": "Europe/Berlin"}
    assert found.value("DTSTART") == "20261201T110000"
    assert (found.value("DTSTAMP"), found.value("LAST-MODIFIED")) == ("20261123T093015Z", "20261123T093015Z")
    assert (found.value("SEQUENCE"), found.value("STATUS"), found.value("TRANSP")) == ("3", "CONFIRMED", "OPAQUE")
    assert found.text("DESCRIPTION") == "First, second; third\\fourth\nfifth"
    assert found.text("LOCATION") == "Room 5, Main St"
    assert found.value("URL") == "https://meet.example.org/a,b;c?x=1"
    assert found.value("CATEGORIES") == "Interview,On-site\\, late"
    [alarm] = found.named("VALARM")
    assert (alarm.value("ACTION"), alarm.value("TRIGGER"), alarm.text("DESCRIPTION")) == (
        "DISPLAY",
        "-PT30M",
        "Interview",
    )
    assert calendar.calendar.text("X-WR-CALNAME") == calendar.calendar.text("NAME") == "Work"
    assert calendar.calendar.one("REFRESH-INTERVAL").parameters == {"VALUE": "DURATION"}
    assert calendar.calendar.value("REFRESH-INTERVAL") == "PT1H"


def test_what_is_cancelled_takes_no_time_and_raises_no_alarm() -> None:
    _, found = read_one(is_cancelled=True, alarm=timedelta(minutes=30))
    assert (found.value("STATUS"), found.value("TRANSP"), found.named("VALARM")) == ("CANCELLED", "TRANSPARENT", [])


def test_whole_days_have_no_zone() -> None:
    calendar, found = read_one(start=date(2026, 12, 31), zone=None)
    assert (calendar.when(found), calendar.when(found, "DTEND")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert calendar.calendar.named("VTIMEZONE") == []


def test_an_empty_calendar_is_one() -> None:
    assert ReadCalendar(calendar_file("Work", [])).events == []


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
@example("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\x00i\x1bj\ufeffk", "BEGIN:VALARM\r\nEND:VALARM")
@example("ä" * 200, "👩‍💻" * 50)
@example("\\n \\, \\;", " leading\n\n\nlines ")
def test_any_text_is_read_as_it_was_written(summary: str, description: str) -> None:
    calendar, found = read_one(summary=summary, description=description)
    for written, read in ((summary, found.text("SUMMARY")), (description, found.text("DESCRIPTION"))):
        assert read == _as_shown(written)
    assert len(calendar.calendar.parts) == 2


def _as_shown(text: str) -> str:
    """The text with one kind of line end, and spaces where nothing can be shown."""
    shown = text.replace("\r\n", "\n")
    for line_end in "\r\x0b\x0c\x85\u2028\u2029":
        shown = shown.replace(line_end, "\n")
    controls = {chr(code) for code in (*range(32), *range(127, 160), 0xFEFF)} - {"\t", "\n"}
    return "".join(" " if character in controls else character for character in shown)


# --- Times ------------------------------------------------------------------------------------------------------

ZONES = sorted(available_timezones() - {"Factory", "localtime"})


@given(
    st.sampled_from(ZONES),
    st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)), min_size=1, max_size=4),
)
# Right after clocks are set forward; when they show a time for the first and the second time; half an hour; Ramadan.
@example("Europe/Berlin", [datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)])
@example("Europe/Berlin", [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)])
@example("Australia/Lord_Howe", [datetime(2026, 10, 3, 15, 30, tzinfo=UTC), datetime(2026, 4, 4, 15, 15, tzinfo=UTC)])
@example("Africa/Casablanca", [datetime(2027, 2, 20, 12, 0, tzinfo=UTC), datetime(2027, 3, 14, 2, 0, tzinfo=UTC)])
@example("America/New_York", [datetime(2026, 3, 8, 7, 0, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)])
def test_an_instant_is_read_as_that_instant_by_the_files_own_zones(name: str, instants: list[datetime]) -> None:
    plain = [instant.replace(microsecond=0) for instant in instants]
    events = [event(uid=f"{n}@jobtracker", start=at, zone=ZoneInfo(name)) for n, at in enumerate(plain)]
    calendar = ReadCalendar(calendar_file("Work", events))
    assert [calendar.when(found) for found in calendar.events] == plain
    assert [calendar.when(found, "DTEND") for found in calendar.events] == [at + timedelta(hours=1) for at in plain]


def test_each_zone_is_defined_once_and_utc_never() -> None:
    zones = ["Europe/Berlin", "UTC", "America/New_York", "Europe/Berlin", "Etc/UTC"]
    events = [event(uid=f"{n}@jobtracker", zone=ZoneInfo(name)) for n, name in enumerate(zones)]
    calendar = ReadCalendar(calendar_file("Work", events))
    defined = [zone.value("TZID") for zone in calendar.calendar.named("VTIMEZONE")]
    assert defined == ["America/New_York", "Europe/Berlin"]
    assert {calendar.when(found) for found in calendar.events} == {START}


def test_a_change_of_the_clocks_is_told_on_the_clock_before_it() -> None:
    calendar, _ = read_one()
    [zone] = calendar.calendar.named("VTIMEZONE")
    [summer] = zone.named("DAYLIGHT")
    # As the standard's own example has it: at two, by the offset from which the clocks are set.
    assert summer.value("DTSTART") == "20250330T020000"
    assert (summer.value("TZOFFSETFROM"), summer.value("TZOFFSETTO")) == ("+0100", "+0200")
    assert summer.value("RDATE").split(",")[0] == "20260329T020000"


@pytest.mark.parametrize("second", [0, 1])
def test_the_second_of_two_equal_times_is_told_in_utc(second: int) -> None:
    start = datetime(2026, 10, 25, second, 30, tzinfo=UTC)
    calendar, found = read_one(start=start)
    assert found.value("DTSTART") == ["20261025T023000", "20261025T013000Z"][second]
    assert calendar.when(found) == start


def test_the_same_events_make_the_same_bytes() -> None:
    events = [event(), event(uid="2@jobtracker", zone=ZoneInfo("Asia/Kolkata"))]
    assert calendar_file("Work", events) == calendar_file("Work", events)
