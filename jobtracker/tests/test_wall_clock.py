"""Times on the clocks of a zone, right at the edges where those are set."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtracker.errors import InvalidInput
from jobtracker.wall_clock import clock_at, clock_changes, instants_at, is_second_time, resolved

# On the clock of a zone, and the instants that it means.
EDGES = [
    # Forward by an hour at 02:00, back by one at 03:00.
    ("Europe/Berlin", "2026-03-29 01:59:59", ["2026-03-29 00:59:59"]),
    ("Europe/Berlin", "2026-03-29 02:00:00", []),
    ("Europe/Berlin", "2026-03-29 02:30:00", []),
    ("Europe/Berlin", "2026-03-29 02:59:59", []),
    ("Europe/Berlin", "2026-03-29 03:00:00", ["2026-03-29 01:00:00"]),
    ("Europe/Berlin", "2026-10-25 01:59:59", ["2026-10-24 23:59:59"]),
    ("Europe/Berlin", "2026-10-25 02:00:00", ["2026-10-25 00:00:00", "2026-10-25 01:00:00"]),
    ("Europe/Berlin", "2026-10-25 02:59:59", ["2026-10-25 00:59:59", "2026-10-25 01:59:59"]),
    ("Europe/Berlin", "2026-10-25 03:00:00", ["2026-10-25 02:00:00"]),
    ("America/New_York", "2026-03-08 02:30:00", []),
    ("America/New_York", "2026-11-01 01:30:00", ["2026-11-01 05:30:00", "2026-11-01 06:30:00"]),
    # By half an hour.
    ("Australia/Lord_Howe", "2026-10-04 02:15:00", []),
    ("Australia/Lord_Howe", "2026-10-04 02:30:00", ["2026-10-03 15:30:00"]),
    ("Australia/Lord_Howe", "2026-04-05 01:29:59", ["2026-04-04 14:29:59"]),
    ("Australia/Lord_Howe", "2026-04-05 01:45:00", ["2026-04-04 14:45:00", "2026-04-04 15:15:00"]),
    # Back for the month of Ramadan, and forward after it.
    ("Africa/Casablanca", "2026-02-15 02:30:00", ["2026-02-15 01:30:00", "2026-02-15 02:30:00"]),
    ("Africa/Casablanca", "2026-03-22 02:30:00", []),
    # A day that was not.
    ("Pacific/Apia", "2011-12-30 12:00:00", []),
    # A change at midnight: the day begins at one.
    ("America/Santiago", "2026-09-06 00:30:00", []),
    ("Asia/Kolkata", "2026-03-29 02:30:00", ["2026-03-28 21:00:00"]),
    ("UTC", "2026-03-29 02:30:00", ["2026-03-29 02:30:00"]),
]


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("zone", "shown", "instants"), EDGES)
def test_a_clock_shows_a_time_once_or_twice_or_never(zone: str, shown: str, instants: list[str]) -> None:
    assert instants_at(datetime.fromisoformat(shown), ZoneInfo(zone)) == [_utc(text) for text in instants]


@pytest.mark.parametrize(("zone", "shown", "instants"), EDGES)
def test_input_means_an_instant_or_is_refused_by_its_field(zone: str, shown: str, instants: list[str]) -> None:
    value = datetime.fromisoformat(shown)
    if len(instants) == 1:
        assert resolved(value, ZoneInfo(zone), "starts_at") == _utc(instants[0])
        return
    with pytest.raises(InvalidInput) as refused:
        resolved(value, ZoneInfo(zone), "starts_at")
    expected = "ambiguous_time" if instants else "nonexistent_time"
    assert [problem["code"] for problem in refused.value.fields["starts_at"]] == [expected]


def test_what_is_ambiguous_is_answered_with_both_offsets_either_of_which_is_taken() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    with pytest.raises(InvalidInput) as refused:
        resolved(datetime(2026, 10, 25, 2, 30), berlin, "starts_at")
    first, second = "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"
    assert f"{first} or {second}" in refused.value.message
    for text, instant in ((first, "2026-10-25 00:30:00"), (second, "2026-10-25 01:30:00")):
        assert resolved(datetime.fromisoformat(text), berlin, "starts_at") == _utc(instant)
    assert not is_second_time(_utc("2026-10-25 00:30:00"), berlin)
    assert is_second_time(_utc("2026-10-25 01:30:00"), berlin)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "2100-01-01T00:00:00"]
)
def test_a_time_near_the_ends_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        resolved(datetime.fromisoformat(text), ZoneInfo("Europe/Berlin"), "ends_at")
    assert [problem["code"] for problem in refused.value.fields["ends_at"]] == ["out_of_range"]


ZONES = sorted(available_timezones())


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(1975, 1, 1), datetime(2099, 12, 30), timezones=st.just(UTC)),
)
def test_the_clock_at_an_instant_leads_back_to_it_in_every_zone(name: str, instant: datetime) -> None:
    zone = ZoneInfo(name)
    found = instants_at(clock_at(instant, zone), zone)
    assert instant in found
    assert found[is_second_time(instant, zone)] == instant


@given(st.sampled_from(ZONES), st.integers(1975, 2060), st.integers(0, 366 * 24 * 60))
def test_between_two_changes_the_clocks_go_on_evenly_in_every_zone(name: str, year: int, minutes: int) -> None:
    zone = ZoneInfo(name)
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 2, tzinfo=UTC)
    offset = start.astimezone(zone).utcoffset()
    instant = start + timedelta(minutes=minutes)
    for change in clock_changes(zone, start, end):
        if change.at <= instant:
            assert change.offset_before == offset
            offset = change.offset_after
    assert instant.astimezone(zone).utcoffset() == offset


def test_each_change_is_found_to_the_second_also_where_clocks_are_set_for_a_few_weeks() -> None:
    changes = clock_changes(ZoneInfo("Africa/Casablanca"), _utc("2026-01-01 00:00:00"), _utc("2028-01-01 00:00:00"))
    assert [(change.at, change.clock_before) for change in changes] == [
        (_utc(at), datetime.fromisoformat(shown))
        for at, shown in [
            ("2026-02-15 02:00:00", "2026-02-15 03:00:00"),
            ("2026-03-22 02:00:00", "2026-03-22 02:00:00"),
            ("2027-02-07 02:00:00", "2027-02-07 03:00:00"),
            ("2027-03-14 02:00:00", "2027-03-14 02:00:00"),
        ]
    ]
