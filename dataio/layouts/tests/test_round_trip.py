"""What this project exports is read back to the letter."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from dataio.cells import unguarded
from dataio.exporting.rows import csv_of, ndjson_of
from dataio.layouts.tests.tables import MemoryTable, read
from dataio.reading.tables import FileFormat
from dataio.resources import JOBS, Resource
from jobs.factories import JobFactory
from jobs.models import Job

pytestmark = pytest.mark.django_db

# What PostgreSQL takes; lists and names as the model keeps them, stripped.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
NASTY = st.sampled_from(["=1+1", "'=x", "N/A", "-", "&amp;", "<p>x</p>", "a;b", '"q"', "@x", " x ", "a\r\nb", "＝1"])
LONG = TEXT | NASTY
NAME = LONG.map(str.strip).filter(bool)
ITEMS = st.lists(NAME.map(lambda text: text[:50].strip()).filter(bool), max_size=4, unique_by=str.casefold)
AMOUNT = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)


def in_csv(rows: Any, resource: Resource) -> MemoryTable:
    """The export as CSV, read as files are: without the guards of formulas."""
    text = b"".join(csv_of(rows, resource.columns, with_mark=False)).decode()
    columns, *lines = csv.reader(io.StringIO(text, newline=""))
    return MemoryTable(columns, [[unguarded(cell) for cell in line] for line in lines])


def in_json(rows: Any, resource: Resource) -> MemoryTable:
    """The export as NDJSON, each nested value as its JSON text and truth values as words."""

    def cell(value: Any) -> str:
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    text = b"".join(ndjson_of(rows, resource.columns)).decode()
    objects = [json.loads(line) for line in text.split("\n") if line]
    columns: Sequence[str] = list(objects[0])
    cells = [[cell(each[column]) for column in columns] for each in objects]
    return MemoryTable(columns, cells, FileFormat.NDJSON)


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """Those that are not empty."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.fixed_dictionaries(
        {
            "title": NAME, "company": NAME, "description": LONG, "requirements": LONG, "notes": LONG, "source": LONG,
            "external_reference": LONG, "locations": ITEMS, "skills": ITEMS, "tags": ITEMS,
            "remote_option": st.sampled_from(["", "remote", "on_site"]), "job_type": st.sampled_from(["", "contract"]),
            "availability": st.sampled_from(["open", "closed", "unknown"]), "is_archived": st.booleans(),
            "posted_on": st.none() | st.dates(date(1970, 1, 1), date(2099, 1, 1)),
        }
    ),
    pay=st.none() | st.tuples(AMOUNT, AMOUNT).map(sorted),
)  # fmt: skip
def test_postings_in_csv_and_json(user: User, texts: dict[str, Any], pay: list[Decimal] | None) -> None:
    Job.objects.all().delete()
    amounts = (
        {"salary_min": pay[0], "salary_max": pay[1], "salary_currency": "EUR", "salary_period": "year"} if pay else {}
    )
    plain = {
        "salary_min": None,
        "salary_max": None,
        "salary_currency": "",
        "salary_period": "",
        "url": "",
        "deadline_on": None,
    }
    job = JobFactory.create(owner=user, **{**plain, "experience_level": "", **texts, **amounts})
    rows = Job.objects.filter(pk=job.pk)
    expected = filled(
        {
            **{column.name: getattr(job, column.name) for column in JOBS.columns},
            "salary_min": pay and f"{pay[0]:.2f}",
            "salary_max": pay and f"{pay[1]:.2f}",
            "posted_on": job.posted_on and job.posted_on.isoformat(),
            "created_at": instant(job.created_at),
            "updated_at": instant(job.updated_at),
        }
    )
    for table in (in_csv(rows, JOBS), in_json(rows, JOBS)):
        recognised, [reading] = read(table)
        assert recognised.layout == "jobtracker_jobs"
        assert (reading.problems, reading.left) == ([], {})
        assert reading.job == expected
        assert reading.application is None
