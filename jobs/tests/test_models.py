"""What the database itself keeps of postings, whoever writes to it."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from accounts.models import User
from jobs.models import Job
from jobtracker.columns import without_repeats

NOW = datetime(2026, 11, 23, tzinfo=UTC)

REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("job_title_and_company", {"title": ""}),
    ("job_title_and_company", {"company": ""}),
    ("job_salary_range", {"salary_min": "-0.01"}),
    ("job_salary_range", {"salary_max": "-0.01"}),
    ("job_salary_range", {"salary_min": "100.01", "salary_max": "100.00"}),
    ("job_salary_has_currency_and_period", {"salary_min": "1", "salary_currency": ""}),
    ("job_salary_has_currency_and_period", {"salary_max": "1", "salary_currency": ""}),
    ("job_salary_has_currency_and_period", {"salary_min": "1", "salary_period": ""}),
    ("job_salary_currency", {"salary_currency": "eur"}),
    ("job_salary_currency", {"salary_currency": "EU"}),
    ("job_salary_currency", {"salary_currency": "E1R"}),
    ("job_choices", {"remote_option": "moon"}),
    ("job_choices", {"job_type": "hobby"}),
    ("job_choices", {"experience_level": "guru"}),
    ("job_choices", {"salary_period": "life"}),
    ("job_choices", {"availability": ""}),
    ("job_url_scheme", {"url": "javascript:alert(1)"}),
    ("job_url_scheme", {"url": " https://jobs.example/"}),
    ("job_url_scheme", {"url": "httpsx://jobs.example/"}),
    ("job_trashed_with_a_deletion", {"trashed_at": NOW}),
    ("job_trashed_with_a_deletion", {"trashed_with": UUID(int=1)}),
    ("job_list_lengths", {"locations": ["x"] * 101}),
    ("job_list_lengths", {"skills": ["x"] * 101}),
    ("job_list_lengths", {"tags": ["x"] * 101}),
    ("job_description_length", {"description": "x" * 50_001}),
    ("job_requirements_length", {"requirements": "x" * 50_001}),
    ("job_notes_length", {"notes": "x" * 50_001}),
]
# They hold between rows, and have tests of their own below.
BETWEEN_ROWS = {"job_external_reference", "job_id_and_owner"}


def insert(owner: User, **values: Any) -> Job:
    """Insert a posting past every check of ours."""
    plain = {"title": "Engineer", "company": "Acme", "salary_currency": "EUR", "salary_period": "year"}
    return Job.objects.bulk_create([Job(owner=owner, **(plain | values))])[0]


def constraint_of(error: BaseException) -> str:
    """The name of the constraint that refused."""
    return str(error.__cause__.diag.constraint_name)  # type: ignore[union-attr]  # psycopg's error


@pytest.mark.parametrize(("constraint", "values"), REFUSED)
def test_the_database_refuses_what_breaks_a_constraint(constraint: str, values: dict[str, Any], user: User) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(user, **values)
    assert constraint_of(refusal.value) == constraint


def test_every_constraint_of_a_posting_has_a_case_here() -> None:
    assert {constraint.name for constraint in Job._meta.constraints} == {name for name, _ in REFUSED} | BETWEEN_ROWS


@pytest.mark.parametrize(
    "values",
    [
        {"salary_min": "0", "salary_max": "0"},
        {"salary_min": "100", "salary_max": "100"},
        {"salary_min": "9999999999.99"},
        {"salary_currency": "", "salary_period": ""},
        {"url": "HTTP://JOBS.EXAMPLE"},
        {"locations": ["x" * 500] * 100, "skills": ["x" * 100] * 100, "tags": ["x" * 50] * 100},
        {"description": "ä" * 50_000, "requirements": "😀" * 50_000, "notes": "x" * 50_000},
    ],
)
def test_the_database_takes_what_just_fits(values: dict[str, Any], user: User) -> None:
    insert(user, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"title": "x" * 301},
        {"company": "x" * 201},
        {"source": "x" * 101},
        {"external_reference": "x" * 201},
        {"url": "https://" + "x" * 2041},
        {"salary_currency": "EURO"},
        {"salary_max": "10000000000"},
    ],
)
def test_the_database_refuses_what_is_too_long(values: dict[str, Any], user: User) -> None:
    with pytest.raises(DataError), transaction.atomic():
        insert(user, **values)


@pytest.mark.parametrize(("column", "limit"), [("locations", 500), ("skills", 100), ("tags", 50)])
def test_the_database_refuses_an_item_that_is_too_long(column: str, limit: int, user: User) -> None:
    # In plain SQL: Django casts an array to its column's type, which cuts the items instead.
    insert(user)
    statement = f"UPDATE jobs_job SET {column} = ARRAY[repeat('x', %s)]"
    with connection.cursor() as cursor:
        cursor.execute(statement, [limit])
        with pytest.raises(DataError), transaction.atomic():
            cursor.execute(statement, [limit + 1])


def test_a_reference_is_one_postings_within_its_owner_and_source(user: User, other_user: User) -> None:
    insert(user, source="Board", external_reference="A-1")
    insert(user, source="Other board", external_reference="A-1")
    insert(other_user, source="Board", external_reference="A-1")
    insert(user, source="Board", external_reference="")
    insert(user, source="Board", external_reference="")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(user, source="Board", external_reference="A-1")
    assert constraint_of(refusal.value) == "job_external_reference"


def test_other_tables_can_refer_to_a_posting_together_with_its_owner(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'job_id_and_owner'")
        assert cursor.fetchall() == [("UNIQUE (id, owner_id)",)]


@pytest.mark.parametrize(
    ("amount", "period", "yearly"),
    [
        ("25.50", "hour", "53040.00"),
        ("400", "day", "104000.00"),
        ("1000.01", "week", "52000.52"),
        ("4500.25", "month", "54003.00"),
        ("85000", "year", "85000.00"),
        ("0", "month", "0.00"),
        ("9999999999.99", "hour", "20799999999979.20"),
    ],
)
def test_the_database_computes_yearly_amounts(amount: str, period: str, yearly: str, user: User) -> None:
    job = insert(user, salary_min=amount, salary_max=amount, salary_period=period)
    job.refresh_from_db()
    assert (job.salary_min_yearly, job.salary_max_yearly) == (Decimal(yearly), Decimal(yearly))


def test_an_amount_that_is_not_given_has_no_yearly_one(user: User) -> None:
    job = insert(user, salary_max="1000", salary_period="month")
    job.refresh_from_db()
    assert (job.salary_min_yearly, job.salary_max_yearly) == (None, Decimal("12000.00"))


def test_a_yearly_amount_follows_its_amount_and_period(user: User) -> None:
    job = insert(user, salary_min="1000", salary_period="month")
    Job.objects.filter(pk=job.pk).update(salary_period="week")
    job.refresh_from_db()
    assert job.salary_min_yearly == Decimal("52000.00")


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        ([], []),
        (["Python", "python", "PYTHON", "SQL"], ["Python", "SQL"]),
        ([" Berlin ", "Berlin"], ["Berlin"]),
        (["", "  ", "x"], ["x"]),
        (["Straße", "STRASSE"], ["Straße"]),
        (["b", "a", "B"], ["b", "a"]),
    ],
)
def test_a_list_keeps_each_item_once_in_its_first_spelling(items: list[str], kept: list[str]) -> None:
    assert without_repeats(items) == kept


def test_a_posting_is_called_by_its_title_and_company() -> None:
    assert str(Job(title="Engineer", company="Acme")) == "Engineer, Acme"
