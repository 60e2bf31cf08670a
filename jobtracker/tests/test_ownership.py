"""Rows are read as Django reads them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import models

from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from jobs.models import Job

APPLIED = ("applied", datetime(2026, 3, 2, 9, tzinfo=UTC))


def as_django_reads(row: models.Model, names: list[str]) -> dict[str, Any]:
    """What Django's own `from_db` puts into a row of which these columns were read."""
    values = [getattr(row, name) for name in names]
    read = models.Model.from_db.__func__(type(row), "default", names, values)  # type: ignore[attr-defined]  # unbound
    return described(read)


def described(row: models.Model) -> dict[str, Any]:
    """All that there is of a row."""
    state = row._state
    values = {name: value for name, value in vars(row).items() if name != "_state"}
    return {"values": values, "deferred": row.get_deferred_fields(), "state": (state.adding, state.db)}


@pytest.mark.parametrize("deferred", [(), ("description", "search_vector")])
def test_a_row(user: User, deferred: tuple[str, ...]) -> None:
    made = make_application(user, APPLIED).job

    job = Job.objects.defer(*deferred).get(pk=made.pk)

    names = [field.attname for field in Job._meta.concrete_fields if field.attname not in deferred]
    assert described(job) == as_django_reads(made, names)
    assert job.get_deferred_fields() == set(deferred)
    assert job.description == made.description


def test_a_row_with_another(user: User) -> None:
    made = make_application(user, APPLIED)

    application = Application.objects.select_related("job").only("status", "job__title").get(pk=made.pk)

    assert application.get_deferred_fields() >= {"notes"}
    assert application.job == made.job
    assert application.job.get_deferred_fields() >= {"company"}
    application.job.title = "Another"
    application.job.save(update_fields=["title"])
    assert Job.objects.get(pk=made.job_id).title == "Another"
