"""What the database itself refuses, however a row gets there, and how the tables come and go."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from applications.factories import make_application
from applications.models import Application, StatusChange
from jobs.factories import JobFactory
from jobs.models import Job

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)
OPEN = ["interested", "applied", "screening", "interview", "offer"]
CLOSED = ["accepted", "declined", "rejected", "withdrawn", "ghosted"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def immediate_constraints(db: None) -> None:
    """Foreign keys are checked at each statement, not at a commit that no test reaches."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def job(user: User) -> Job:
    """A posting of the person's."""
    return JobFactory.create(owner=user)


def insert_application(job: Job, **values: Any) -> Application:
    """A row as it is, past every check of ours."""
    row = {"owner": job.owner, "job": job, "status": "applied", "status_since": MONDAY} | values
    return Application.objects.bulk_create([Application(**row)])[0]


def insert_change(application: Application, **values: Any) -> StatusChange:
    """A row as it is, past every check of ours."""
    row = {
        "owner": application.owner,
        "application": application,
        "kind": "moved",
        "from_status": "applied",
        "to_status": "offer",
        "occurred_at": TUESDAY,
    } | values
    return StatusChange.objects.bulk_create([StatusChange(**row)])[0]


class TestApplicationRows:
    @pytest.mark.parametrize("second", OPEN)
    @pytest.mark.parametrize("first", ["interested", "offer"])
    def test_a_posting_has_one_open_application_at_most(self, job: Job, first: str, second: str) -> None:
        insert_application(job, status=first)
        with pytest.raises(IntegrityError, match='"application_one_open_per_job"'):
            insert_application(job, status=second)

    def test_a_posting_may_have_many_closed_ones_beside_an_open_one(self, job: Job) -> None:
        for status in [*CLOSED, *CLOSED, "offer"]:
            insert_application(job, status=status)
        assert job.applications.count() == 11

    def test_two_postings_may_have_an_open_one_each(self, user: User) -> None:
        for job in JobFactory.create_batch(2, owner=user):
            insert_application(job, status="offer")
        assert Application.objects.count() == 2

    @pytest.mark.parametrize("status", ["", "hired", "Applied", "applied "])
    def test_a_status_is_one_of_the_ten(self, job: Job, status: str) -> None:
        with pytest.raises(IntegrityError, match='"application_status"'):
            insert_application(job, status=status)

    @pytest.mark.parametrize("priority", [0, 4, 32_767])
    def test_a_priority_is_one_of_the_three(self, job: Job, priority: int) -> None:
        with pytest.raises(IntegrityError, match='"application_priority"'):
            insert_application(job, priority=priority)

    def test_it_belongs_to_the_owner_of_its_posting(self, job: Job, other_user: User) -> None:
        with pytest.raises(IntegrityError, match='"application_job_same_owner"'):
            insert_application(job, owner=other_user)

    def test_it_cannot_be_given_away_nor_hung_on_somebody_else_s_posting(self, job: Job, other_user: User) -> None:
        application = insert_application(job)
        elsewhere = JobFactory.create(owner=other_user)
        with pytest.raises(IntegrityError, match='"application_job_same_owner"'):
            Application.objects.filter(pk=application.pk).update(job=elsewhere)

    def test_its_owner_and_id_are_one_key_for_the_history_to_refer_to(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'application_id_and_owner'"
            )
            assert cursor.fetchall() == [("UNIQUE (id, owner_id)",)]


class TestHistoryRows:
    def test_a_history_has_one_beginning(self, job: Job) -> None:
        application = insert_application(job)
        insert_change(application, kind="created", from_status="")
        with pytest.raises(IntegrityError, match='"status_change_one_beginning"'):
            insert_change(application, kind="created", from_status="", to_status="applied")

    @pytest.mark.parametrize(
        ("kind", "from_status", "to_status"),
        [
            ("created", "applied", "offer"),
            ("moved", "", "offer"),
            ("moved", "rejected", "offer"),
            ("moved", "hired", "offer"),
            ("reopened", "", "offer"),
            ("reopened", "applied", "offer"),
            ("reopened", "rejected", "ghosted"),
            ("deleted", "applied", "offer"),
            ("", "applied", "offer"),
        ],
    )
    def test_what_the_kind_says_agrees_with_what_was_before_and_after(
        self, job: Job, kind: str, from_status: str, to_status: str
    ) -> None:
        application = insert_application(job)
        with pytest.raises(IntegrityError, match='"status_change_kind"'):
            insert_change(application, kind=kind, from_status=from_status, to_status=to_status)

    @pytest.mark.parametrize("from_status", OPEN)
    def test_a_move_leads_to_another_status(self, job: Job, from_status: str) -> None:
        application = insert_application(job)
        with pytest.raises(IntegrityError, match='"status_change_moves"'):
            insert_change(application, from_status=from_status, to_status=from_status)

    @pytest.mark.parametrize("to_status", ["", "hired"])
    def test_a_move_leads_to_one_of_the_ten(self, job: Job, to_status: str) -> None:
        application = insert_application(job)
        with pytest.raises(IntegrityError, match='"status_change_moves"'):
            insert_change(application, to_status=to_status)

    @pytest.mark.parametrize("origin", ["", "admin"])
    def test_an_origin_is_one_of_the_four(self, job: Job, origin: str) -> None:
        application = insert_application(job)
        with pytest.raises(IntegrityError, match='"status_change_origin"'):
            insert_change(application, origin=origin)

    def test_an_entry_belongs_to_the_owner_of_its_application(self, job: Job, other_user: User) -> None:
        application = insert_application(job)
        with pytest.raises(IntegrityError, match='"status_change_same_owner"'):
            insert_change(application, owner=other_user)

    def test_every_legal_entry_is_taken(self, job: Job) -> None:
        application = insert_application(job)
        insert_change(application, kind="created", from_status="", to_status="ghosted")
        for origin in ["user", "import", "sample", "system"]:
            insert_change(application, kind="moved", from_status="offer", to_status="accepted", origin=origin)
            insert_change(application, kind="reopened", from_status="accepted", to_status="offer", origin=origin)
        assert application.history.count() == 9


def test_every_constraint_of_these_tables_has_its_test_here() -> None:
    declared = {constraint.name for model in (Application, StatusChange) for constraint in model._meta.constraints}
    assert declared == {
        "application_id_and_owner",
        "application_one_open_per_job",
        "application_priority",
        "application_status",
        "application_trashed_with_a_deletion",
        "status_change_kind",
        "status_change_moves",
        "status_change_one_beginning",
        "status_change_origin",
    }


class TestNamedReads:
    @pytest.mark.parametrize("status", OPEN)
    def test_these_are_open(self, job: Job, status: str) -> None:
        application = insert_application(job, status=status)
        assert application.is_open
        assert Application.objects.open().get() == application
        assert not Application.objects.closed().exists()

    @pytest.mark.parametrize("status", CLOSED)
    def test_these_are_closed(self, job: Job, status: str) -> None:
        application = insert_application(job, status=status)
        assert not application.is_open
        assert Application.objects.closed().get() == application
        assert not Application.objects.open().exists()

    def test_the_last_change_is_the_newest_entry_and_of_one_instant_the_one_recorded_last(self, job: Job) -> None:
        application = insert_application(job)
        insert_change(application, occurred_at=MONDAY, from_status="interested", to_status="applied")
        insert_change(application, occurred_at=TUESDAY, from_status="applied", to_status="screening")
        last = insert_change(application, occurred_at=TUESDAY, from_status="screening", to_status="interview")
        insert_change(application, occurred_at=MONDAY, from_status="interested", to_status="offer")
        assert Application.objects.with_last_change().get().last_change == last.pk

    def test_it_is_called_by_its_posting_and_status(self, user: User) -> None:
        job = JobFactory.create(owner=user, title="Cook", company="Inn")
        application = make_application(user, ("applied", MONDAY), ("offer", TUESDAY), job=job)
        assert str(application) == "Cook, Inn (Offer)"
        assert [str(change) for change in application.history.order_by("pk")] == ["new → applied", "applied → offer"]


class TestDeletion:
    def test_who_goes_takes_their_applications_along(self, user: User, other_user: User) -> None:
        make_application(user, ("applied", MONDAY), ("offer", TUESDAY))
        kept = make_application(other_user, ("applied", MONDAY))
        user.delete()
        assert list(Application.objects.all()) == [kept]
        assert StatusChange.objects.count() == 1

    def test_an_entry_outlives_the_account_of_somebody_else_who_recorded_it(
        self, user: User, other_user: User, job: Job
    ) -> None:
        change = insert_change(insert_application(job), actor=other_user)
        other_user.delete()
        change.refresh_from_db()
        assert change.actor is None


def schema_of_this_app() -> Iterator[tuple[Any, ...]]:
    """Columns, constraints and indexes of this app's tables, as the database describes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
            " WHERE table_name LIKE 'applications\\_%' ORDER BY 1, 2"
        )
        yield from cursor.fetchall()
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid::regclass::text LIKE 'applications\\_%' ORDER BY 1, 2"
        )
        yield from cursor.fetchall()
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'applications\\_%' ORDER BY 1")
        yield from cursor.fetchall()


def test_the_migrations_go_back_to_nothing_and_forth_to_the_same_again() -> None:
    """In a transaction, which the test's end rolls back: PostgreSQL does that with tables too."""
    before = list(schema_of_this_app())
    assert len(before) > 30
    newest = [key for key in MigrationExecutor(connection).loader.graph.leaf_nodes() if key[0] == "applications"]
    MigrationExecutor(connection).migrate([("applications", None)])
    assert list(schema_of_this_app()) == []
    MigrationExecutor(connection).migrate(newest)
    assert list(schema_of_this_app()) == before


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(1969, 12, 31), "too_early"), (date(1, 1, 1), "too_early"), (date(9999, 12, 31), "in_future")],
)
def test_an_applied_date_lies_between_1970_and_today(job: Job, day: date, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Application(owner=job.owner, job=job, applied_on=day).validate()
    assert [error.code for error in refusal.value.error_dict["applied_on"]] == [code]
