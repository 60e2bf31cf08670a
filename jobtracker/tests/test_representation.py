"""Rows are shown as the serializers of their models show them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from accounts.models import User
from applications.factories import make_application
from applications.models import Application
from applications.serializers.applications import ApplicationSerializer
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.selectors import attach_applications
from jobs.serializers import JobListItemSerializer
from jobtracker.representation import RowSerializer

APPLIED = ("applied", datetime(2026, 3, 2, 9, tzinfo=UTC))


def as_json(shown: object) -> bytes:
    """What is sent."""
    content: bytes = JSONRenderer().render(shown)
    return content


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {
            "locations": ["Zürich", "Bern"],
            "remote_option": "hybrid",
            "job_type": "full_time",
            "salary_min": "0.10",
            "salary_max": "9999999999.99",
            "salary_currency": "CHF",
            "salary_period": "hour",
            "skills": ["Go"],
            "url": "https://example.org/?a=b",
            "posted_on": date(2026, 1, 2),
            "is_archived": True,
        },
    ],
)
def test_a_posting_in_a_list(fields: dict[str, object], user: User) -> None:
    job = Job.objects.get(pk=JobFactory.create(owner=user, **fields).pk)
    make_application(user, APPLIED, job=job)
    attach_applications([job])

    shown = JobListItemSerializer(job).data

    assert issubclass(JobListItemSerializer, RowSerializer)
    assert as_json(shown) == as_json(serializers.ModelSerializer.to_representation(JobListItemSerializer(job), job))


def test_an_application_with_its_posting(user: User) -> None:
    made = make_application(user, APPLIED)
    application = Application.objects.with_last_change().select_related("job").get(pk=made.pk)

    shown = ApplicationSerializer(application).data

    expected = serializers.ModelSerializer.to_representation(ApplicationSerializer(application), application)
    assert as_json(shown) == as_json(expected)


def test_amounts_that_no_column_has_given(user: User) -> None:
    job = Job.objects.get(pk=JobFactory.create(owner=user).pk)
    attach_applications([job])
    job.salary_min, job.salary_max = Decimal(1), Decimal("1.005")

    shown = JobListItemSerializer(job).data

    assert (shown["salary_min"], shown["salary_max"]) == ("1.00", "1.00")
