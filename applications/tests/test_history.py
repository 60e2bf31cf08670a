"""The rules of a history: one by one, and as random sequences of writes against a model of our own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.factories import UserFactory
from accounts.models import User
from applications.history import check_instant, first_applied_on, in_order, settle
from applications.models import Application, StatusChange
from applications.services.applications import (
    correct_change,
    delete_application,
    move_application,
    reopen_application,
    start_application,
    undo_change,
    update_application,
)
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.errors import Conflict, DomainError, InvalidInput

OPEN = ("interested", "applied", "screening", "interview", "offer")
CLOSED = ("accepted", "declined", "rejected", "withdrawn", "ghosted")
EVERY = OPEN + CLOSED
LEGAL = {("moved", before, after) for before in OPEN for after in EVERY if before != after} | {
    ("reopened", before, after) for before in CLOSED for after in OPEN
}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(to: str, minute: int, *, kind: str = "moved", pk: int | None = None, before: str = "") -> StatusChange:
    """An entry that happened this many minutes after noon."""
    occurred_at = NOON + timedelta(minutes=minute)
    return StatusChange(pk=pk, kind=kind, from_status=before, to_status=to, occurred_at=occurred_at)


class TestOrder:
    def test_entries_are_in_the_order_in_which_they_happened_and_not_in_which_they_were_recorded(self) -> None:
        late, early = entry("offer", 9, pk=1), entry("applied", 3, pk=2)
        assert in_order([late, early]) == [early, late]

    def test_of_two_entries_at_one_instant_the_one_recorded_first_comes_first(self) -> None:
        second, first = entry("offer", 3, pk=12), entry("applied", 3, pk=11)
        assert in_order([second, first]) == [first, second]

    def test_an_entry_about_to_be_recorded_comes_after_all_others_of_its_instant(self) -> None:
        new, last, first = entry("offer", 3), entry("applied", 3, pk=11), entry("interested", 1, pk=2)
        assert in_order([new, last, first]) == [first, last, new]


class TestSteps:
    @pytest.mark.parametrize("after", EVERY)
    @pytest.mark.parametrize("before", EVERY)
    @pytest.mark.parametrize("kind", ["moved", "reopened"])
    def test_open_leads_anywhere_by_a_move_and_closed_to_open_by_a_reopening_and_nothing_else_is_legal(
        self, kind: str, before: str, after: str
    ) -> None:
        history = [entry(before, 0, kind="created", pk=1), entry(after, 1, kind=kind, pk=2)]
        if (kind, before, after) in LEGAL:
            settle(history, Application())
        else:
            with pytest.raises(Conflict):
                settle(history, Application())

    @pytest.mark.parametrize(
        ("kind", "before", "after", "code"),
        [
            ("moved", "applied", "applied", "status_unchanged"),
            ("moved", "rejected", "rejected", "status_unchanged"),
            ("moved", "rejected", "interview", "application_closed"),
            ("moved", "ghosted", "rejected", "application_closed"),
            ("reopened", "applied", "interview", "application_open"),
            ("reopened", "offer", "rejected", "application_open"),
            ("reopened", "rejected", "withdrawn", "status_closed"),
        ],
    )
    def test_a_refusal_says_why_and_carries_the_application_as_it_stands(
        self, kind: str, before: str, after: str, code: str
    ) -> None:
        application = Application(status=before)
        history = [entry(before, 0, kind="created", pk=1), entry(after, 1, kind=kind, pk=2)]
        with pytest.raises(Conflict) as refusal:
            settle(history, application)
        assert refusal.value.code == code
        assert refusal.value.current is application
        assert application.status == before

    def test_an_illegal_step_anywhere_in_the_middle_is_refused(self) -> None:
        history = [
            entry("applied", 0, kind="created", pk=1),
            entry("rejected", 1, pk=4),
            entry("interview", 2, pk=2),
            entry("offer", 3, pk=3),
        ]
        with pytest.raises(Conflict):
            settle(history, Application())

    def test_nothing_may_lie_before_the_beginning(self) -> None:
        history = [entry("applied", 5, kind="created", pk=1), entry("offer", 4)]
        with pytest.raises(InvalidInput) as refusal:
            settle(history, Application())
        assert refusal.value.fields["occurred_at"][0]["code"] == "before_beginning"
        assert "2026-03-01 12:05 UTC" in refusal.value.message


class TestConnecting:
    def test_each_entry_learns_what_was_before_it_and_only_those_that_change_are_returned(self) -> None:
        created = entry("interested", 0, kind="created", pk=1)
        screening = entry("screening", 20, pk=2, before="interested")
        offer = entry("offer", 30, pk=3, before="screening")
        inserted = entry("applied", 10)
        assert settle([created, screening, offer, inserted], Application()) == [inserted, screening]
        assert [change.from_status for change in (created, inserted, screening, offer)] == [
            "",
            "interested",
            "applied",
            "screening",
        ]

    def test_a_settled_history_stays_as_it_is(self) -> None:
        history = [entry("interested", 0, kind="created", pk=1), entry("applied", 1, pk=2, before="interested")]
        assert settle(history, Application()) == []


class TestInstants:
    @pytest.mark.parametrize(
        "occurred_at",
        [
            datetime(2026, 3, 1, 12, 2, tzinfo=UTC),  # a client's clock may be two minutes ahead
            datetime(2026, 3, 1, 12, tzinfo=UTC),
            datetime(1970, 1, 1, tzinfo=UTC),
            datetime(1969, 12, 31, 19, tzinfo=ZoneInfo("America/New_York")),  # the same instant
        ],
    )
    def test_something_can_have_happened_from_1970_until_now(self, occurred_at: datetime) -> None:
        with time_machine.travel(NOON, tick=False):
            check_instant(occurred_at)

    @pytest.mark.parametrize(
        ("occurred_at", "code"),
        [
            (datetime(2026, 3, 1, 12, 2, 0, 1, tzinfo=UTC), "in_future"),
            (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "in_future"),
            (datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "too_early"),
            (datetime(1, 1, 1, tzinfo=UTC), "too_early"),
        ],
    )
    def test_nothing_can_have_happened_later_or_earlier(self, occurred_at: datetime, code: str) -> None:
        with time_machine.travel(NOON, tick=False), pytest.raises(InvalidInput) as refusal:
            check_instant(occurred_at)
        assert refusal.value.fields["occurred_at"][0]["code"] == code


class TestAppliedDay:
    @pytest.mark.parametrize(
        ("zone", "instant", "day"),
        [
            ("UTC", "2026-03-01T23:59:59.999999+00:00", date(2026, 3, 1)),
            ("Pacific/Kiritimati", "2026-03-01T10:00:00+00:00", date(2026, 3, 2)),  # 14 hours ahead
            ("Etc/GMT+12", "2026-03-01T11:59:00+00:00", date(2026, 2, 28)),  # 12 hours behind
            ("Asia/Kathmandu", "2026-03-01T18:15:00+00:00", date(2026, 3, 2)),  # a quarter to six ahead
            # Berlin is two hours ahead until 25 October 2026, 01:00 UTC, and one hour after that.
            ("Europe/Berlin", "2026-10-24T22:00:00+00:00", date(2026, 10, 25)),
            ("Europe/Berlin", "2026-10-25T22:59:00+00:00", date(2026, 10, 25)),
            ("Europe/Berlin", "2026-10-25T23:00:00+00:00", date(2026, 10, 26)),
            # ... and two hours ahead again from 29 March 2026, 01:00 UTC.
            ("Europe/Berlin", "2026-03-28T22:59:00+00:00", date(2026, 3, 28)),
            ("Europe/Berlin", "2026-03-29T22:00:00+00:00", date(2026, 3, 30)),
            # Samoa had no 30 December 2011.
            ("Pacific/Apia", "2011-12-30T09:59:00+00:00", date(2011, 12, 29)),
            ("Pacific/Apia", "2011-12-30T10:00:00+00:00", date(2011, 12, 31)),
        ],
    )
    def test_it_is_the_day_that_the_person_s_calendar_showed(self, zone: str, instant: str, day: date) -> None:
        change = StatusChange(to_status="applied", occurred_at=datetime.fromisoformat(instant))
        assert first_applied_on([change], ZoneInfo(zone)) == day

    def test_the_first_entry_that_says_applied_counts(self) -> None:
        days = [datetime(2026, 3, 9, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)]
        again, first, screening = (
            StatusChange(to_status=status, occurred_at=day)
            for status, day in zip(["applied", "applied", "screening"], days, strict=True)
        )
        assert first_applied_on([again, screening, first], UTC) == date(2026, 3, 4)

    def test_there_is_none_where_no_entry_says_applied(self) -> None:
        assert first_applied_on([entry("interested", 0), entry("offer", 1)], UTC) is None


# --- Random sequences of writes against a model -----------------------------------------------------------------------
# Midnight in the person's zone, on the day on which its clocks go forward, lies in the middle of the instants that the
# machine picks, which are so few that many of them are equal.
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 8, 5, 2, tzinfo=UTC)
# 3 minutes ahead are too many; the last one is some day before 1970. What is named twice is drawn twice as often.
MINUTES = [-6, -5, -4, -3, -3, -2, -2, -1, -1, 0, 0, 1, 3, -40_000_000]
SOME_STATUSES = ["interested", "applied", "applied", "offer", "rejected", "ghosted"]
WRITES = [
    *["move"] * 8,
    *["reopen"] * 3,
    *["correct"] * 5,
    *["undo"] * 3,
    "type_the_date",
    "type_the_date",
    "start",
    "delete",
]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Line:
    """One entry as the model has it."""

    pk: int
    kind: str
    to: str
    at: datetime
    note: str = ""


@dataclass
class Model:
    """One application as it should be: its lines from the first to the last, kept in order by insertion."""

    job: Job
    lines: list[Line] = field(default_factory=list)
    applied_on: date | None = None

    def with_line(self, line: Line) -> list[Line]:
        """The lines with this one in its place, instead of the one with its id if there is one."""
        others = [other for other in self.lines if other.pk != line.pk]
        place = sum(other.at < line.at or (other.at == line.at and other.pk < line.pk) for other in others)
        return [*others[:place], line, *others[place:]]

    def take_over(self, lines: list[Line]) -> None:
        """Make `lines` the history; the applied date goes along if it was the history's own."""
        if self.applied_on == applied_day(self.lines):
            self.applied_on = applied_day(lines)
        self.lines = lines


def applied_day(lines: list[Line]) -> date | None:
    """The day of the first line that says "applied"."""
    for line in lines:
        if line.to == "applied":
            return line.at.astimezone(ZONE).date()
    return None


def refusals_of(lines: list[Line]) -> set[type[DomainError]]:
    """What keeps these lines from being a history."""
    refusals: set[type[DomainError]] = set()
    if lines[0].kind != "created":
        return {InvalidInput}
    for before, after in pairwise(lines):
        if (after.kind, before.to, after.to) not in LEGAL:
            refusals.add(Conflict)
    return refusals


def stored_rows() -> list[Row]:
    """Every row of both tables with the place of its version, which changes even when an UPDATE changes nothing."""
    rows: list[Row] = []
    with connection.cursor() as cursor:
        for table in ("applications_application", "applications_statuschange"):
            cursor.execute(f"SELECT ctid::text, * FROM {table} ORDER BY id")
            rows += cursor.fetchall()
    return rows


class HistoryMachine(RuleBasedStateMachine):
    """A person with two postings, and whatever they may do to the applications to them."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.clock.start()
        self.undone_at_the_end = transaction.atomic()
        self.undone_at_the_end.__enter__()
        self.person = User.objects.get()
        self.jobs = list(Job.objects.order_by("pk"))
        self.models: dict[int, Model] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone_at_the_end.__exit__(None, None, None)
        self.clock.stop()

    def attempt(self, refusals: set[type[DomainError]], write: Callable[[], Any]) -> Any:
        """What `write` returns; None if it is refused, which it must be for one of `refusals` and without a trace."""
        if not refusals:
            result = write()
            connection.check_constraints()
            return result
        before = stored_rows()
        with pytest.raises(tuple(refusals)) as refusal:
            write()
        assert stored_rows() == before
        if isinstance(refusal.value, Conflict):
            self.check_current(refusal.value.current)
        return None

    def check_current(self, current: Any) -> None:
        """A conflict shows an application as it truly is."""
        newest = self.models[current.pk].lines[-1]
        assert (current.status, current.status_since, current.last_change) == (newest.to, newest.at, newest.pk)

    def second_open_one(self, job: Job, lines: list[Line], pk: int | None) -> set[type[DomainError]]:
        """The refusal of a history that ends open, if another application to the posting is open."""
        others = [model for key, model in self.models.items() if key != pk and model.job == job]
        is_second = lines[-1].to in OPEN and any(other.lines[-1].to in OPEN for other in others)
        return {Conflict} if is_second else set()

    def instant(self, minute: int | None) -> datetime | None:
        return None if minute is None else NOW + timedelta(minutes=minute)

    def impossible(self, at: datetime | None) -> set[type[DomainError]]:
        possible = at is None or datetime(1970, 1, 1, tzinfo=UTC) <= at <= NOW + timedelta(minutes=2)
        return set() if possible else {InvalidInput}

    def newest_change(self) -> int:
        return StatusChange.objects.latest("pk").pk

    @initialize(statuses=st.tuples(st.sampled_from(OPEN), st.sampled_from(SOME_STATUSES)))
    def there_is_an_application_to_each_posting(self, statuses: tuple[str, str]) -> None:
        for job, status in enumerate(statuses):
            self.start_one(job, status, -6, typed=False)

    @rule(data=st.data(), write=st.sampled_from(WRITES))
    def somebody_writes(self, data: st.DataObject, write: str) -> None:
        """One rule for all: Hypothesis leaves some rules out of each run, and histories would stay short."""
        if self.models or write == "start":
            getattr(self, write)(data)

    def start(self, data: st.DataObject) -> None:
        job, status = data.draw(st.integers(0, 1)), data.draw(st.sampled_from(SOME_STATUSES))
        self.start_one(job, status, data.draw(st.sampled_from([None, *MINUTES])), typed=data.draw(st.booleans()))

    def start_one(self, job: int, status: str, minute: int | None, *, typed: bool) -> None:
        at = self.instant(minute)
        typed_day = date(2026, 3, 1) if typed else None
        line = Line(pk=0, kind="created", to=status, at=at or NOW)
        application = self.attempt(
            self.impossible(at) | self.second_open_one(self.jobs[job], [line], None),
            lambda: start_application(
                actor=self.person, job=self.jobs[job], status=status, occurred_at=at, applied_on=typed_day
            ),
        )
        if application is not None:
            lines = [replace(line, pk=self.newest_change())]
            self.models[application.pk] = Model(self.jobs[job], lines, typed_day or applied_day(lines))

    def move(self, data: st.DataObject) -> None:
        pk = self.some_application(data, OPEN)
        status = self.models[pk].lines[-1].to
        wrong = next(other for other in EVERY if other != status)
        believed = data.draw(st.sampled_from(["", "", status, status, wrong]))
        refusals: set[type[DomainError]] = {Conflict} if believed == wrong else set()
        self.add_line(data, pk, "moved", refusals, partial(move_application, from_status=believed))

    def reopen(self, data: st.DataObject) -> None:
        pk = self.some_application(data, CLOSED)
        self.add_line(data, pk, "reopened", set(), reopen_application)

    def some_application(self, data: st.DataObject, statuses: Sequence[str]) -> int:
        """An application's id, mostly of one at one of these statuses."""
        fitting = [pk for pk, model in self.models.items() if model.lines[-1].to in statuses]
        return data.draw(st.sampled_from(fitting * 5 + list(self.models)))

    def add_line(
        self,
        data: st.DataObject,
        pk: int,
        kind: str,
        refusals: set[type[DomainError]],
        write: Callable[..., Application],
    ) -> None:
        """A move or a reopening, mostly to a status that may stand where it goes."""
        model, at = self.models[pk], self.instant(data.draw(st.sampled_from([None, None, None, *MINUTES])))
        # Whatever its id will be, it is larger than the ids there are.
        line = Line(pk=2**62, kind=kind, to="", at=at or max(NOW, model.lines[-1].at), note="why")
        fitting = [to for to in SOME_STATUSES if not refusals_of(model.with_line(replace(line, to=to)))]
        line = replace(line, to=data.draw(st.sampled_from(fitting * 5 + SOME_STATUSES)))
        lines = model.with_line(line)
        written = self.attempt(
            refusals | self.impossible(at) | refusals_of(lines) | self.second_open_one(model.job, lines, pk),
            lambda: write(actor=self.person, application_id=pk, status=line.to, occurred_at=at, note="why"),
        )
        if written is not None:
            model.take_over([replace(other, pk=self.newest_change()) if other is line else other for other in lines])
            self.check_current(written)

    def correct(self, data: st.DataObject) -> None:
        pk, old = self.some_line(data)
        status = data.draw(st.sampled_from([None, None, None, *SOME_STATUSES]))
        minute = data.draw(st.sampled_from([None, None, None, *MINUTES]))
        note = data.draw(st.sampled_from([None, "corrected"]))
        model, at = self.models[pk], self.instant(minute)
        new = replace(old, to=status or old.to, at=at or old.at, note=note or old.note)
        lines = model.with_line(new)
        corrections = {"to_status": status, "occurred_at": at, "note": note}
        corrected = self.attempt(
            self.impossible(at) | refusals_of(lines) | self.second_open_one(model.job, lines, pk),
            lambda: correct_change(
                actor=self.person,
                application_id=pk,
                change_id=old.pk,
                corrections={name: value for name, value in corrections.items() if value is not None},
            ),
        )
        if corrected is not None:
            model.take_over(lines)

    def undo(self, data: st.DataObject) -> None:
        pk, line = self.some_line(data)
        model = self.models[pk]
        rest = [other for other in model.lines if other is not line]
        if line.kind == "created":
            refusals: set[type[DomainError]] = {Conflict}
        else:
            refusals = refusals_of(rest) | self.second_open_one(model.job, rest, pk)
        undone = self.attempt(refusals, lambda: undo_change(actor=self.person, application_id=pk, change_id=line.pk))
        if undone is not None:
            model.take_over(rest)
            self.check_current(undone)

    def some_line(self, data: st.DataObject) -> tuple[int, Line]:
        """An entry with its application's id, mostly one that came after the beginning."""
        lines = [(pk, line) for pk, model in self.models.items() for line in model.lines]
        later = [(pk, line) for pk, line in lines if line.kind != "created"]
        return data.draw(st.sampled_from(later * 5 + lines))

    def type_the_date(self, data: st.DataObject) -> None:
        pk, _ = self.some_line(data)
        day = data.draw(st.sampled_from([None, None, date(2026, 1, 15), date(2026, 3, 7), date(2026, 3, 8)]))
        self.attempt(
            set(), lambda: update_application(actor=self.person, application_id=pk, changes={"applied_on": day})
        )
        self.models[pk].applied_on = day

    def delete(self, data: st.DataObject) -> None:
        pk = self.some_application(data, EVERY)
        self.attempt(set(), lambda: delete_application(actor=self.person, application_id=pk))
        del self.models[pk]

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        applications = {
            pk: (model.job.pk, model.lines[-1].to, model.lines[-1].at, model.applied_on)
            for pk, model in self.models.items()
        }
        visible = Application.objects.visible_to(self.person)
        stored = visible.values_list("pk", "job", "status", "status_since", "applied_on")
        assert {pk: tuple(rest) for pk, *rest in stored} == applications
        jobs_of_open_ones = [job for job, status, *_ in applications.values() if status in OPEN]
        assert len(jobs_of_open_ones) == len(set(jobs_of_open_ones))
        entries = [
            (pk, line.pk, line.kind, before.to if before else "", line.to, line.at, line.note)
            for pk, model in sorted(self.models.items())
            for before, line in zip([None, *model.lines], model.lines, strict=False)
        ]
        assert entries == list(
            StatusChange.objects.filter(application__in=visible)
            .order_by("application", "occurred_at", "pk")
            .values_list("application", "pk", "kind", "from_status", "to_status", "occurred_at", "note")
        )


@pytest.mark.django_db
def test_any_sequence_of_writes_leaves_what_a_plain_list_would_and_a_refused_one_leaves_no_trace() -> None:
    JobFactory.create_batch(2, owner=UserFactory.create(time_zone="America/New_York"))
    run_state_machine_as_test(
        HistoryMachine,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
