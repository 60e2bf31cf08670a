"""Rows that are written together are what they would be if each was written alone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker import row_sets
from jobtracker.row_sets import insert_rows, plain_values, update_rows

AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
VALUES: dict[str, Any] = {
    "title": "\\ \" \' %s {} € 😀", "company": "null", "locations": ["a,b", 'c"d', "NULL", "{}", "\\"], "skills": [],
    "salary_min": Decimal("9999999999.99"), "salary_max": None, "salary_currency": "EUR", "salary_period": "hour",
    "description": "\t\r\n", "posted_on": date(2026, 2, 28), "deadline_on": None, "is_archived": True,
}  # fmt: skip


def stored(job: Job) -> dict[str, Any]:
    """The row as the database has it, without what tells it from others."""
    [row] = Job.objects.filter(pk=job.pk).values()
    return {name: value for name, value in row.items() if name not in ("id", "created_at", "updated_at")}


def test_inserted_rows_are_what_saved_ones_are(user: User) -> None:
    single = Job.objects.create(owner=user, **VALUES)
    many = [Job(owner=user, title=f"Engineer {n}", company="Acme") for n in range(50)]
    many.insert(7, Job(owner=user, **VALUES))
    insert_rows(many, AT)
    assert stored(many[7]) == stored(single)
    assert [job.title for job in Job.objects.filter(pk__gt=single.pk).order_by("pk")] == [job.title for job in many]
    assert set(Job.objects.filter(pk__gt=single.pk).values_list("created_at", "updated_at")) == {(AT, AT)}
    many[7].notes = "An instance can be saved as ever"
    many[7].save()
    assert Job.objects.get(pk=many[7].pk).notes == many[7].notes


def test_updated_rows_have_exactly_these_values(user: User) -> None:
    jobs = JobFactory.create_batch(3, owner=user)
    single = Job.objects.create(owner=user, **VALUES)
    update_rows(Job, list(VALUES), [{**plain_values(single, VALUES), "id": jobs[1].pk}], updated_at=AT)
    assert stored(jobs[1]) == stored(single)
    assert Job.objects.get(pk=jobs[1].pk).updated_at == AT
    assert stored(jobs[0])["title"] == jobs[0].title


def test_very_long_rows_are_updated_by_several_statements_so_that_none_runs_out_of_time(
    user: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    jobs = JobFactory.create_batch(5, owner=user)
    texts = [str(place) * length for place, length in enumerate([10, 400, 900, 10, 10])]
    rows = [{"id": job.pk, "description": text} for job, text in zip(jobs, texts, strict=True)]
    monkeypatch.setattr(row_sets, "UPDATE_CHARACTERS", 600)

    with django_assert_num_queries(3):
        update_rows(Job, ["description"], rows, updated_at=AT)

    assert list(Job.objects.order_by("pk").values_list("description", "updated_at")) == [(text, AT) for text in texts]


def test_constraints_hold(user: User) -> None:
    for wrong in ({"title": ""}, {"salary_min": -1}, {"remote_option": "moon"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert_rows([Job(owner=user, **(VALUES | wrong))], AT)


def test_none_are_written_with_no_statement(user: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        insert_rows([], AT)
        update_rows(Job, ["title"], [])
