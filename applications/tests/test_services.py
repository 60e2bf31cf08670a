"""What the writes do, alone and at the same time over real connections."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient
from time_machine import TimeMachineFixture

from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from applications.selectors import ApplicationsOfJobs
from applications.services.applications import (
    NewApplication,
    Step,
    correct_change,
    delete_application,
    move_application,
    record_applications,
    reopen_application,
    start_application,
    undo_change,
    update_application,
)
from applications.tests.waiting import release_together
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.services import delete_job
from jobtracker.errors import Conflict, DomainError, InvalidInput
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 4, 9, tzinfo=UTC)
THURSDAY = datetime(2026, 3, 5, 9, tzinfo=UTC)
ClientOf = Callable[[User | None], APIClient]


def statuses(application: Application) -> list[str]:
    """The history's statuses, the first one first."""
    return list(application.history.order_by("occurred_at", "pk").values_list("to_status", flat=True))


def lock(application: Application) -> Callable[[], object]:
    """Takes the application's row lock."""
    return lambda: Application.objects.select_for_update().get(pk=application.pk)


def outcome(write: Callable[[], Any]) -> Callable[[], Any]:
    """What `write` returns, or the refusal that it raises."""

    def attempt() -> Any:
        try:
            return write()
        except (DomainError, Http404) as refusal:
            return refusal

    return attempt


def split(outcomes: list[Any]) -> tuple[list[Any], list[Any]]:
    """The results, and the refusals."""
    refused = [one for one in outcomes if isinstance(one, Exception)]
    return [one for one in outcomes if not isinstance(one, Exception)], refused


def assert_consistent(application_id: int) -> None:
    """The history is a chain, and the application is what its newest entry says."""
    application = Application.objects.get(pk=application_id)
    history = list(StatusChange.objects.filter(application=application).order_by("occurred_at", "pk"))
    assert [change.kind == "created" for change in history] == [True] + [False] * (len(history) - 1)
    assert [after.from_status for _, after in pairwise(history)] == [
        before.to_status for before, _ in pairwise(history)
    ]
    assert (application.status, application.status_since) == (history[-1].to_status, history[-1].occurred_at)


@pytest.fixture
def job(user: User) -> Job:
    """A posting of the person's."""
    return JobFactory.create(owner=user)


@pytest.mark.django_db
class TestStarting:
    def test_an_application_begins_with_one_entry_by_the_person(self, user: User, job: Job) -> None:
        application = start_application(actor=user, job=job, status="applied", occurred_at=MONDAY)
        entry = StatusChange.objects.get()
        assert (entry.kind, entry.from_status, entry.to_status, entry.occurred_at) == ("created", "", "applied", MONDAY)
        assert (entry.owner, entry.actor, entry.origin) == (user, user, "user")
        assert entry.recorded_at > MONDAY
        assert (application.status, application.status_since) == ("applied", MONDAY)
        assert application.last_change == entry.pk

    def test_it_begins_as_interested_and_now(self, user: User, job: Job, time_machine: TimeMachineFixture) -> None:
        time_machine.move_to(THURSDAY, tick=False)
        application = start_application(actor=user, job=job)
        assert (application.status, application.status_since, application.applied_on) == ("interested", THURSDAY, None)

    def test_an_open_application_to_the_posting_refuses_another_one_and_is_shown(self, user: User, job: Job) -> None:
        first = start_application(actor=user, job=job, status="screening")
        before = every_row()
        with pytest.raises(Conflict) as refusal:
            start_application(actor=user, job=job)
        assert refusal.value.code == "open_application_exists"
        assert refusal.value.current == first
        assert "Screening" in refusal.value.message
        assert every_row() == before

    def test_a_posting_may_have_several_closed_applications_and_an_open_one(self, user: User, job: Job) -> None:
        make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        make_application(user, ("applied", TUESDAY), ("ghosted", WEDNESDAY), job=job)
        start_application(actor=user, job=job)
        # One that is over when it is recorded stands in nobody's way.
        start_application(actor=user, job=job, status="withdrawn")
        assert sorted(job.applications.values_list("status", flat=True)) == [
            "ghosted",
            "interested",
            "rejected",
            "withdrawn",
        ]

    def test_the_applied_date_is_the_day_in_the_person_s_time_zone(self, user: User, job: Job) -> None:
        user.time_zone = "Asia/Tokyo"
        application = start_application(
            actor=user, job=job, status="applied", occurred_at=datetime(2026, 3, 2, 16, tzinfo=UTC)
        )
        assert application.applied_on == date(2026, 3, 3)

    @pytest.mark.parametrize(
        ("changes", "field", "code"),
        [
            ({"status": "hired"}, "to_status", "invalid_choice"),
            ({"priority": 4}, "priority", "invalid_choice"),
            ({"notes": "a\0b"}, "notes", "null_characters_not_allowed"),
            ({"applied_on": date(1969, 12, 31)}, "applied_on", "too_early"),
        ],
    )
    def test_what_cannot_be_is_refused_by_field_and_nothing_is_written(
        self, user: User, job: Job, changes: dict[str, Any], field: str, code: str
    ) -> None:
        with pytest.raises(ValidationError) as refusal:
            start_application(actor=user, job=job, **changes)
        assert {name: [one.code for one in errors] for name, errors in refusal.value.error_dict.items()} == {
            field: [code]
        }
        assert not Application.objects.exists()

    def test_the_applied_date_may_be_today_everywhere_on_earth_but_not_the_day_after(
        self, user: User, job: Job, time_machine: TimeMachineFixture
    ) -> None:
        time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC), tick=False)  # 3 March on the Line Islands
        application = start_application(actor=user, job=job, applied_on=date(2026, 3, 3))
        with pytest.raises(ValidationError) as refusal:
            update_application(actor=user, application_id=application.pk, changes={"applied_on": date(2026, 3, 4)})
        assert refusal.value.error_dict["applied_on"][0].code == "in_future"


@pytest.mark.django_db
class TestRecordingMany:
    def test_histories_are_stored_as_given_in_one_insert_for_each_table(
        self, user: User, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        jobs = JobFactory.create_batch(30, owner=user)
        steps = [Step("applied", MONDAY), Step("rejected", TUESDAY, note="No."), Step("interview", WEDNESDAY)]
        new = [NewApplication(job=job, steps=steps, notes="n", priority=3) for job in jobs]
        with django_assert_num_queries(7) as queries:
            applications = record_applications(actor=user, new=new, origin="import")
        inserts = [query["sql"] for query in queries.captured_queries if query["sql"].startswith("INSERT")]
        assert len(inserts) == 2
        assert (
            Application.objects.filter(status="interview", status_since=WEDNESDAY, notes="n", priority=3).count() == 30
        )
        assert StatusChange.objects.filter(origin="import", actor=user).count() == 90
        entries = list(applications[29].history.order_by("pk").values_list("kind", "from_status", "to_status", "note"))
        assert entries == [
            ("created", "", "applied", ""),
            ("moved", "applied", "rejected", "No."),
            ("reopened", "rejected", "interview", ""),
        ]
        assert [one.last_change for one in applications] == [one.history.latest("pk").pk for one in applications]
        assert applications[0].applied_on == date(2026, 3, 2)

    @pytest.mark.parametrize(
        ("steps", "refusal"),
        [
            ([("applied", MONDAY), ("applied", TUESDAY)], Conflict),
            ([("applied", MONDAY), ("rejected", TUESDAY), ("ghosted", WEDNESDAY)], Conflict),
            ([("applied", TUESDAY), ("offer", MONDAY)], InvalidInput),
            ([("applied", MONDAY), ("offer", datetime(2999, 1, 1, tzinfo=UTC))], InvalidInput),
            ([("applied", MONDAY), ("hired", TUESDAY)], ValidationError),
        ],
    )
    def test_one_illegal_history_refuses_all_of_them(
        self, user: User, steps: list[tuple[str, datetime]], refusal: type[Exception]
    ) -> None:
        good, bad = JobFactory.create_batch(2, owner=user)
        new = [
            NewApplication(job=good, steps=[Step("applied", MONDAY)]),
            NewApplication(job=bad, steps=[Step(status, at) for status, at in steps]),
        ]
        with pytest.raises(refusal):
            record_applications(actor=user, new=new, origin="import")
        assert not Application.objects.exists()
        assert not StatusChange.objects.exists()

    def test_two_open_ones_to_one_posting_refuse_all_of_them(self, user: User, job: Job) -> None:
        new = [NewApplication(job=job, steps=[Step("applied", MONDAY)]) for _ in range(2)]
        with pytest.raises(Conflict) as refusal:
            record_applications(actor=user, new=new, origin="import")
        assert refusal.value.code == "open_application_exists"
        assert refusal.value.current is None
        assert not Application.objects.exists()


@pytest.mark.django_db
class TestMoving:
    def test_a_move_made_now_is_the_newest_even_after_one_by_a_clock_that_runs_ahead(
        self, user: User, job: Job, time_machine: TimeMachineFixture
    ) -> None:
        time_machine.move_to(MONDAY, tick=False)
        ahead = MONDAY + timedelta(minutes=1)
        application = start_application(actor=user, job=job, occurred_at=ahead)
        move_application(actor=user, application_id=application.pk, status="applied", occurred_at=ahead)
        moved = move_application(actor=user, application_id=application.pk, status="offer")
        assert (moved.status, moved.status_since) == ("offer", ahead)
        assert statuses(application) == ["interested", "applied", "offer"]

    def test_a_back_dated_move_goes_where_it_belongs_and_leaves_the_status(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", WEDNESDAY))
        moved = move_application(
            actor=user, application_id=application.pk, status="interview", occurred_at=TUESDAY, note="By phone."
        )
        assert (moved.status, moved.status_since) == ("rejected", WEDNESDAY)
        assert list(application.history.order_by("occurred_at").values_list("from_status", "to_status", "note")) == [
            ("", "applied", ""),
            ("applied", "interview", "By phone."),
            ("interview", "rejected", ""),
        ]

    def test_another_status_than_believed_is_a_conflict_that_shows_the_true_one(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("screening", TUESDAY))
        before = every_row()
        with pytest.raises(Conflict) as refusal:
            move_application(actor=user, application_id=application.pk, status="offer", from_status="applied")
        assert refusal.value.code == "status_conflict"
        assert refusal.value.current == application
        assert every_row() == before

    def test_reopening_is_refused_while_another_application_to_the_posting_is_open(self, user: User, job: Job) -> None:
        closed = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        current = make_application(user, ("applied", WEDNESDAY), job=job)
        before = every_row()
        with pytest.raises(Conflict) as refusal:
            reopen_application(actor=user, application_id=closed.pk, status="interview")
        assert (refusal.value.code, refusal.value.current) == ("open_application_exists", current)
        assert every_row() == before

    @pytest.mark.parametrize("status", ["accepted", "declined", "rejected", "withdrawn", "ghosted"])
    def test_reopening_leads_to_an_open_status(self, user: User, status: str) -> None:
        application = make_application(user, ("applied", MONDAY), ("declined", TUESDAY))
        before = every_row()
        with pytest.raises(Conflict):
            reopen_application(actor=user, application_id=application.pk, status=status)
        assert every_row() == before


@pytest.mark.django_db
class TestCorrecting:
    def test_a_correction_that_changes_the_order_reconnects_all_entries(self, user: User) -> None:
        application = make_application(user, ("interested", MONDAY), ("screening", TUESDAY), ("applied", WEDNESDAY))
        applied = application.history.get(to_status="applied")
        correct_change(
            actor=user,
            application_id=application.pk,
            change_id=applied.pk,
            corrections={"occurred_at": TUESDAY - timedelta(hours=1)},
        )
        assert list(application.history.order_by("occurred_at").values_list("from_status", "to_status")) == [
            ("", "interested"),
            ("interested", "applied"),
            ("applied", "screening"),
        ]
        application.refresh_from_db()
        assert (application.status, application.status_since) == ("screening", TUESDAY)
        assert application.applied_on == date(2026, 3, 3)

    def test_a_correction_to_the_instant_of_another_entry_leaves_the_order_of_recording(self, user: User) -> None:
        application = make_application(user, ("interested", MONDAY), ("applied", TUESDAY), ("screening", WEDNESDAY))
        applied = application.history.get(to_status="applied")
        correct_change(
            actor=user, application_id=application.pk, change_id=applied.pk, corrections={"occurred_at": WEDNESDAY}
        )
        assert statuses(application) == ["interested", "applied", "screening"]
        assert_consistent(application.pk)

    @pytest.mark.parametrize(
        ("entry", "corrections", "refusal"),
        [
            ("applied", {"to_status": "ghosted"}, Conflict),  # it was moved on from there
            ("applied", {"to_status": "rejected"}, Conflict),
            ("applied", {"occurred_at": TUESDAY + timedelta(hours=1)}, InvalidInput),  # the beginning stays first
            ("rejected", {"to_status": "offer"}, Conflict),  # there was nothing to reopen then
            ("rejected", {"occurred_at": MONDAY - timedelta(days=1)}, InvalidInput),
            ("rejected", {"occurred_at": WEDNESDAY + timedelta(hours=1)}, Conflict),
            ("rejected", {"occurred_at": datetime(2999, 1, 1, tzinfo=UTC)}, InvalidInput),
            ("interview", {"to_status": "ghosted"}, Conflict),  # reopening leads to an open status
            ("interview", {"to_status": "rejected"}, Conflict),
            ("interview", {"to_status": "hired"}, ValidationError),
            ("interview", {"note": "a\0b"}, ValidationError),
        ],
    )
    def test_a_correction_after_which_the_history_could_not_be_is_refused_without_a_trace(
        self, user: User, entry: str, corrections: dict[str, Any], refusal: type[Exception]
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), ("interview", WEDNESDAY))
        change = application.history.get(to_status=entry)
        before = every_row()
        with pytest.raises(refusal):
            correct_change(actor=user, application_id=application.pk, change_id=change.pk, corrections=corrections)
        assert every_row() == before

    def test_the_note_alone_is_corrected_even_where_the_instant_could_not_be_entered_today(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        StatusChange.objects.update(occurred_at=datetime(1965, 1, 1, tzinfo=UTC))
        change = application.history.get()
        corrected = correct_change(
            actor=user, application_id=application.pk, change_id=change.pk, corrections={"note": "From an old diary."}
        )
        assert corrected.note == "From an old diary."

    def test_a_correction_that_opens_it_again_is_refused_while_another_one_is_open(self, user: User, job: Job) -> None:
        closed = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        current = make_application(user, ("applied", WEDNESDAY), job=job)
        before = every_row()
        with pytest.raises(Conflict) as refusal:
            correct_change(
                actor=user,
                application_id=closed.pk,
                change_id=closed.history.get(to_status="rejected").pk,
                corrections={"to_status": "offer"},
            )
        assert refusal.value.current == current
        assert every_row() == before


@pytest.mark.django_db
class TestUndoing:
    def test_what_came_before_is_so_again(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        entry = application.history.get(to_status="offer")
        undone = undo_change(actor=user, application_id=application.pk, change_id=entry.pk)
        first = application.history.get()
        assert (undone.status, undone.status_since, undone.last_change) == ("applied", MONDAY, first.pk)
        assert statuses(application) == ["applied"]

    def test_an_undone_reopening_closes_it_again(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), ("interview", WEDNESDAY))
        entry = application.history.get(kind="reopened")
        undone = undo_change(actor=user, application_id=application.pk, change_id=entry.pk)
        assert (undone.status, undone.status_since) == ("rejected", TUESDAY)

    def test_an_undone_entry_in_the_middle_connects_its_neighbours(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("screening", TUESDAY), ("offer", WEDNESDAY))
        entry = application.history.get(to_status="screening")
        undo_change(actor=user, application_id=application.pk, change_id=entry.pk)
        assert list(application.history.order_by("pk").values_list("from_status", "to_status")) == [
            ("", "applied"),
            ("applied", "offer"),
        ]

    @pytest.mark.parametrize(
        ("steps", "undone", "code"),
        [
            (["applied", "offer"], 0, "first_entry"),
            (["applied", "screening", "applied"], 1, "status_unchanged"),
            (["applied", "rejected", "interview"], 1, "application_open"),
        ],
    )
    def test_an_entry_without_which_the_rest_could_not_be_stays(
        self, user: User, steps: list[str], undone: int, code: str
    ) -> None:
        days = [MONDAY, TUESDAY, WEDNESDAY]
        application = make_application(user, *zip(steps, days, strict=False))
        entry = application.history.order_by("pk")[undone]
        before = every_row()
        with pytest.raises(Conflict) as refusal:
            undo_change(actor=user, application_id=application.pk, change_id=entry.pk)
        assert (refusal.value.code, refusal.value.current) == (code, application)
        assert every_row() == before

    def test_a_closing_move_stays_while_another_application_to_the_posting_is_open(self, user: User, job: Job) -> None:
        closed = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        current = make_application(user, ("interested", WEDNESDAY), job=job)
        before = every_row()
        with pytest.raises(Conflict) as refusal:
            undo_change(actor=user, application_id=closed.pk, change_id=closed.history.get(to_status="rejected").pk)
        assert (refusal.value.code, refusal.value.current) == ("open_application_exists", current)
        assert every_row() == before


@pytest.mark.django_db
class TestAppliedDate:
    def test_it_follows_the_entry_that_says_applied(self, user: User) -> None:
        application = make_application(user, ("interested", MONDAY), ("applied", WEDNESDAY))
        assert application.applied_on == date(2026, 3, 4)
        entry = application.history.get(to_status="applied")
        correct_change(
            actor=user, application_id=application.pk, change_id=entry.pk, corrections={"occurred_at": TUESDAY}
        )
        application.refresh_from_db()
        assert application.applied_on == date(2026, 3, 3)
        assert undo_change(actor=user, application_id=application.pk, change_id=entry.pk).applied_on is None

    def test_one_that_the_person_typed_stays_whatever_happens_to_the_history(self, user: User, job: Job) -> None:
        application = start_application(actor=user, job=job, occurred_at=MONDAY, applied_on=date(2026, 2, 20))
        moved = move_application(actor=user, application_id=application.pk, status="applied", occurred_at=TUESDAY)
        assert moved.applied_on == date(2026, 2, 20)
        undone = undo_change(actor=user, application_id=application.pk, change_id=application.history.latest("pk").pk)
        assert undone.applied_on == date(2026, 2, 20)

    def test_one_that_the_person_cleared_stays_empty(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        update_application(actor=user, application_id=application.pk, changes={"applied_on": None})
        moved = move_application(actor=user, application_id=application.pk, status="screening", occurred_at=TUESDAY)
        assert moved.applied_on is None

    def test_it_stays_when_the_person_moves_to_another_time_zone(self, user: User) -> None:
        late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
        application = make_application(user, ("applied", late))
        user.time_zone = "Asia/Tokyo"
        user.save()
        moved = move_application(actor=user, application_id=application.pk, status="offer", occurred_at=WEDNESDAY)
        assert moved.applied_on == date(2026, 3, 2)


@pytest.mark.django_db
class TestOtherFields:
    def test_an_update_changes_the_given_fields_alone(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        update_application(actor=user, application_id=application.pk, changes={"notes": "Ask Kim.", "priority": 3})
        row = Application.objects.values("notes", "priority", "status", "status_since", "applied_on").get()
        assert row == {
            "notes": "Ask Kim.",
            "priority": 3,
            "status": "applied",
            "status_since": MONDAY,
            "applied_on": date(2026, 3, 2),
        }

    def test_deleting_takes_nothing_else_along(self, user: User, job: Job) -> None:
        kept = make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        application = make_application(user, ("applied", MONDAY), job=job)
        delete_application(actor=user, application_id=application.pk)
        assert list(Application.objects.visible_to(user)) == [kept]
        assert list(Application.objects.in_trash_of(user)) == [application]


@pytest.mark.django_db
class TestOwnership:
    WRITES: Mapping[str, Callable[[User, int, int], object]] = {
        "move": lambda actor, pk, _: move_application(actor=actor, application_id=pk, status="offer"),
        "reopen": lambda actor, pk, _: reopen_application(actor=actor, application_id=pk, status="offer"),
        "correct": lambda actor, pk, entry: correct_change(
            actor=actor, application_id=pk, change_id=entry, corrections={"note": "!"}
        ),
        "undo": lambda actor, pk, entry: undo_change(actor=actor, application_id=pk, change_id=entry),
        "update": lambda actor, pk, _: update_application(actor=actor, application_id=pk, changes={"notes": "!"}),
        "delete": lambda actor, pk, _: delete_application(actor=actor, application_id=pk),
    }

    @pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
    def test_somebody_else_s_application_is_not_there(
        self, user: User, other_user: User, write: Callable[[User, int, int], object]
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("screening", TUESDAY))
        before = every_row()
        with pytest.raises(Http404):
            write(other_user, application.pk, application.history.latest("pk").pk)
        assert every_row() == before

    @pytest.mark.parametrize("write", [WRITES["correct"], WRITES["undo"]], ids=["correct", "undo"])
    def test_an_entry_is_found_only_under_its_own_application(
        self, user: User, write: Callable[[User, int, int], object]
    ) -> None:
        application, other = (make_application(user, ("applied", MONDAY), ("offer", TUESDAY)) for _ in range(2))
        before = every_row()
        with pytest.raises(Http404):
            write(user, application.pk, other.history.latest("pk").pk)
        assert every_row() == before


@pytest.mark.django_db
class TestPortOfPostings:
    def test_the_open_application_stands_for_its_posting_though_another_one_changed_later(
        self, user: User, job: Job, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        current = make_application(user, ("applied", MONDAY), job=job)
        make_application(user, ("applied", MONDAY), ("rejected", WEDNESDAY), job=job)
        over = JobFactory.create(owner=user)
        make_application(user, ("applied", MONDAY), ("ghosted", TUESDAY), job=over)
        last = make_application(user, ("applied", MONDAY), ("declined", WEDNESDAY), job=over)
        none = JobFactory.create(owner=user)
        with django_assert_num_queries(1):
            latest = ApplicationsOfJobs().latest_by_job([job.pk, over.pk, none.pk])
        applied_on = date(2026, 3, 2)
        assert latest == {
            job.pk: {"id": current.pk, "status": "applied", "is_open": True, "applied_on": applied_on},
            over.pk: {"id": last.pk, "status": "declined", "is_open": False, "applied_on": applied_on},
        }

    def test_postings_with_an_application_are_found(self, user: User, job: Job) -> None:
        make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job)
        without = JobFactory.create(owner=user)
        exists = ApplicationsOfJobs().exists_for_job()
        assert list(Job.objects.filter(exists)) == [job]
        assert list(Job.objects.filter(~exists)) == [without]


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_of_two_moves_from_the_same_believed_status_one_is_made_and_the_other_is_shown_it(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))

        def move(status: str) -> Callable[[], Any]:
            return outcome(
                lambda: move_application(
                    actor=user, application_id=application.pk, status=status, from_status="applied"
                )
            )

        made, refused = split(release_together(lock(application), move("screening"), move("interview")))
        assert [len(made), [refusal.code for refusal in refused]] == [1, ["status_conflict"]]
        entry = application.history.latest("pk")
        assert application.history.count() == 2
        for shown in (made[0], refused[0].current):
            assert (shown.status, shown.status_since, shown.last_change) == (
                entry.to_status,
                entry.occurred_at,
                entry.pk,
            )
        assert_consistent(application.pk)

    def test_of_two_starts_on_one_posting_one_is_made_and_the_other_is_shown_it(
        self, user: User, client_of: ClientOf
    ) -> None:
        job = JobFactory.create(owner=user)
        clients = [client_of(user), client_of(user)]
        answers = release_together(
            lambda: Job.objects.select_for_update().get(pk=job.pk),
            *[lambda client=client: client.post("/api/v1/applications/", {"job": job.pk}) for client in clients],
        )
        made, refused = sorted(answers, key=lambda answer: answer.status_code)
        assert (made.status_code, refused.status_code) == (201, 409)
        assert error_of(refused)["code"] == "open_application_exists"
        assert error_of(refused)["current"] == made.json()
        assert (Application.objects.count(), StatusChange.objects.count()) == (1, 1)

    def test_of_two_undoings_of_one_entry_one_is_made_and_the_other_finds_nothing(
        self, user: User, client_of: ClientOf
    ) -> None:
        application = make_application(user, ("applied", MONDAY), ("screening", TUESDAY), ("offer", WEDNESDAY))
        entry = application.history.get(to_status="offer")
        address = f"/api/v1/applications/{application.pk}/history/{entry.pk}/"
        clients = [client_of(user), client_of(user)]
        answers = release_together(
            lock(application), *[lambda client=client: client.delete(address) for client in clients]
        )
        assert sorted(answer.status_code for answer in answers) == [204, 404]
        assert statuses(application) == ["applied", "screening"]
        assert_consistent(application.pk)

    def test_a_correction_and_an_undoing_of_one_entry_never_bring_it_back(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        entry = application.history.get(to_status="offer")
        outcomes = release_together(
            lock(application),
            outcome(
                lambda: correct_change(
                    actor=user, application_id=application.pk, change_id=entry.pk, corrections={"note": "!"}
                )
            ),
            outcome(lambda: undo_change(actor=user, application_id=application.pk, change_id=entry.pk)),
        )
        assert isinstance(outcomes[1], Application)
        assert isinstance(outcomes[0], StatusChange | Http404)
        assert statuses(application) == ["applied"]
        assert_consistent(application.pk)

    def test_a_move_and_a_deletion_leave_nothing_in_sight(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        moved, deleted = release_together(
            lock(application),
            outcome(lambda: move_application(actor=user, application_id=application.pk, status="offer")),
            outcome(lambda: delete_application(actor=user, application_id=application.pk)),
        )
        assert isinstance(moved, Application | Http404)
        assert deleted is None
        assert not Application.objects.visible_to(user).exists()
        assert_consistent(application.pk)

    def test_a_move_and_an_edit_both_survive(self, user: User) -> None:
        application = make_application(user, ("applied", MONDAY))
        release_together(
            lock(application),
            lambda: move_application(actor=user, application_id=application.pk, status="offer"),
            lambda: update_application(actor=user, application_id=application.pk, changes={"notes": "Ask Kim."}),
            lambda: update_application(actor=user, application_id=application.pk, changes={"priority": 3}),
        )
        application.refresh_from_db()
        assert (application.status, application.notes, application.priority) == ("offer", "Ask Kim.", 3)
        assert_consistent(application.pk)

    def test_of_two_closed_applications_to_one_posting_one_is_reopened(self, user: User) -> None:
        job = JobFactory.create(owner=user)
        closed = [make_application(user, ("applied", MONDAY), ("rejected", TUESDAY), job=job) for _ in range(2)]

        def reopen(application: Application) -> Callable[[], Any]:
            return outcome(lambda: reopen_application(actor=user, application_id=application.pk, status="interview"))

        made, refused = split(at_once(*map(reopen, closed)))
        assert [refusal.code for refusal in refused] == ["open_application_exists"]
        assert refused[0].current == made[0]
        assert Application.objects.open().get() == made[0]

    def test_twenty_moves_without_a_belief_keep_the_chain(self, user: User) -> None:
        application = make_application(user, ("interested", MONDAY))
        targets = ["applied", "screening", "interview", "offer"] * 5

        def move(number: int, status: str) -> Callable[[], Any]:
            # Half of them are back-dated, to instants that some share.
            occurred_at = None if number % 2 else TUESDAY + timedelta(hours=number % 6)
            return outcome(
                lambda: move_application(
                    actor=user, application_id=application.pk, status=status, occurred_at=occurred_at
                )
            )

        made, refused = split(
            release_together(lock(application), *[move(number, status) for number, status in enumerate(targets)])
        )
        assert {refusal.code for refusal in refused} <= {"status_unchanged"}
        assert application.history.count() == 1 + len(made)
        assert len(made) + len(refused) == 20
        assert_consistent(application.pk)


@pytest.mark.django_db(transaction=True)
class TestWhileAPostingGoes:
    def test_a_start_on_a_posting_that_is_being_deleted_finds_none(self, user: User, client_of: ClientOf) -> None:
        job = JobFactory.create(owner=user)
        client = client_of(user)
        (answer,) = release_together(
            lambda: delete_job(actor=user, job_id=job.pk),
            lambda: client.post("/api/v1/applications/", {"job": job.pk}),
        )
        assert refused_fields(answer) == {"job": ["does_not_exist"]}
        assert not Job.objects.visible_to(user).exists()
        assert not Application.objects.exists()

    def test_a_deletion_that_meets_a_move_takes_along_what_was_moved(self, user: User, client_of: ClientOf) -> None:
        application = make_application(user, ("applied", MONDAY))
        client = client_of(user)
        address = f"/api/v1/jobs/{application.job_id}/"
        (answer,) = release_together(
            lambda: move_application(actor=user, application_id=application.pk, status="offer"),
            lambda: client.delete(address),
        )
        assert answer.status_code == 204
        assert statuses(application) == ["applied", "offer"]
        assert_consistent(application.pk)
        assert not Job.objects.visible_to(user).exists()
        assert not Application.objects.visible_to(user).exists()
