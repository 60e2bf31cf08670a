"""The real postings come in whole, and only once."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from dataio.tests.conftest import Upload
from jobs.models import Job

ROWS = 7_248


def expected(row: dict[str, str]) -> dict[str, Any]:
    """What a row must become, read without any of the code under test."""
    places = list(dict.fromkeys(place.strip() for place in row["Locations"].split(";") if place.strip()))
    remote = bool(places) and all(place.lower().startswith("remote") for place in places)
    extra = [f"{name}: {row[name].strip()}" for name in ("Sponsorship", "Terms") if row[name].strip()]
    return {
        "title": row["Title"].strip(),
        "company": row["Company"].strip(),
        "locations": places,
        "remote_option": "remote" if remote else "",
        "url": row["Job URL"].strip(),
        "posted_on": date.fromisoformat(row["Date Posted"]),
        "availability": row["Status"],
        "source": row["Source"],
        "notes": "\n".join(extra),
    }


@pytest.fixture
def rows(real_postings: Path) -> list[dict[str, str]]:
    """The file's rows, by Python's own reader."""
    with real_postings.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_real_posting_arrives_as_its_row_says_and_a_second_time_adds_nothing(
    real_postings: Path, rows: list[dict[str, str]], upload: Upload, user: User, api: APIClient
) -> None:
    first = upload(real_postings.read_bytes())
    assert first.status_code == 200
    result = first.json()
    seconds = result.pop("seconds")
    assert 0 < seconds < 60
    assert result == {
        "file_name": "postings.csv",
        "rows": ROWS,
        "created": ROWS,
        "unchanged": 0,
        "columns": [
            {"column": "Company", "field": "company"},
            {"column": "Title", "field": "title"},
            {"column": "Locations", "field": "locations"},
            {"column": "Job URL", "field": "url"},
            {"column": "Date Posted", "field": "posted_on"},
            {"column": "Status", "field": "availability"},
            {"column": "Source", "field": "source"},
        ],
        "columns_in_notes": ["Sponsorship", "Terms"],
    }

    # The first row leads a list of the newest: it has the highest id.
    fields = list(expected(rows[0]))
    kept = list(Job.objects.visible_to(user).order_by("-pk").values(*fields))
    assert len(rows) == len(kept) == ROWS
    for row, values in zip(rows, kept, strict=True):
        assert values == expected(row)
    assert Job.objects.filter(availability="open").count() == 1_262
    # And one of them as a person reads it in the file.
    job = Job.objects.get(url="https://jobs.lever.co/waabi/ad3c77da-5607-4c4f-8784-8407478cbace/apply")
    assert (job.owner, job.company, job.title) == (user, "Waabi", "Research Internship/Co-op")
    assert job.locations == ["Toronto, ON, Canada", "SF", "Remote in USA"]
    assert (job.remote_option, job.availability, job.source) == ("", "open", "Simplify")
    assert job.posted_on == date(2023, 7, 19)
    assert job.notes == "Sponsorship: Offers Sponsorship\nTerms: Summer 2024"
    assert Job.objects.get(company="The Block", title="Research Intern - Data").remote_option == "remote"

    second = upload(real_postings.read_bytes())
    assert {name: second.json()[name] for name in ("rows", "created", "unchanged")} == {
        "rows": ROWS,
        "created": 0,
        "unchanged": ROWS,
    }
    assert Job.objects.count() == ROWS

    found = api.get(reverse("job-list"), {"search": '"spacex" remote'}).json()["results"]
    assert {job["company"] for job in found} == {"SpaceX"}
    # Without the quotes what may have been meant is found, too.
    meant = api.get(reverse("job-list"), {"search": "spacex remote"}).json()["results"]
    assert {job["id"] for job in meant} > {job["id"] for job in found}
