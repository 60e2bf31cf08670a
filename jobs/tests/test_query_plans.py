"""How the database finds things: through an index, not by reading everybody's rows."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from jobs.models import Job

JOBS = "/api/v1/jobs/"
# Enough people that reading everybody's rows costs more than asking an index.
OTHERS = 14
EACH = 150


@pytest.fixture
def many_postings(user: User) -> None:
    """Postings of many people, all alike, and the statistics that a server gathers by itself."""
    for owner in [user, *UserFactory.create_batch(OTHERS)]:
        Job.objects.bulk_create(
            Job(
                owner=owner,
                title=f"{'Rare' if number == 7 else 'Common'} engineer {number}",
                company=f"Company {number % 40}",
                skills=["Python", f"Skill {number % 50}"],
                tags=[f"tag {number % 50}"],
                locations=[f"Town {number % 60}"],
                remote_option=("remote", "hybrid", "on_site")[number % 3],
                job_type=("full_time", "contract")[number % 2],
                source=f"Source {number % 30}",
                salary_min=number,
                salary_currency="USD",
                salary_period="hour",
                description="words " * 100,
                posted_on=f"2026-01-{1 + number % 28:02}",
            )
            for number in range(EACH)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE jobs_job, jobs_jobword")


def scans(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The scans of a plan: their kind, and the table or index."""
    if "Scan" in plan["Node Type"] and ("Relation Name" in plan or "Index Name" in plan):
        yield plan["Node Type"], plan.get("Index Name") or plan["Relation Name"]
    for part in plan.get("Plans", []):
        yield from scans(part)


def scans_of(api: APIClient, address: str) -> set[tuple[str, str]]:
    """The scans by which an answer was found."""
    with CaptureQueriesContext(connection) as captured:
        assert api.get(address).status_code == 200
    found = set()
    with connection.cursor() as cursor:
        for query in captured:
            if "jobs_" in query["sql"] and query["sql"].startswith(("SELECT", "WITH", "\nSELECT")):
                cursor.execute("EXPLAIN (FORMAT JSON) " + query["sql"])
                plan = cursor.fetchone()[0]
                found |= set(scans((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))
    return found


QUERIES = [
    "",
    "?search=rare",
    "?search=common",
    "?search=python",
    '?search="rare+engineer"',
    "?search=-common",
    "?search=rare+OR+common",
    "?search=enginer",
    "?search=engin",
    "?search=common&total=exact",
    "?search=common&ordering=company",
    "?location=town+7",
    "?location=t",
    "?company=company+7",
    "?source=source+7",
    "?skills=skill+7",
    "?skills=skill+7&skills=python&skills_match=all",
    "?tags=tag+7",
    "?salary_min=100000&salary_max=300000",
    "?remote_option=remote&job_type=contract",
    "?posted_from=2026-01-03&posted_to=2026-01-04",
    "?created_from=2026-01-03",
    "?is_archived=false&availability=unknown",
    "?has_application=false",
    "?ordering=-posted_on,company",
    "?ordering=location",
    "?total=estimated",
    "facets/",
    "facets/?search=common&company=company+7&skills=python",
    "suggestions/?q=com",
    "duplicates/",
]
DEEP = ["", "ordering=company", "ordering=-posted_on", "ordering=title", "ordering=updated_at", "search=common"]


# All in one test each: their rows take seconds to make.
@pytest.mark.usefixtures("many_postings")
def test_no_search_or_filter_reads_everybodys_rows(api: APIClient) -> None:
    found = {query: scans_of(api, f"{JOBS}{query}") for query in QUERIES}
    assert [query for query, scans in found.items() if not scans] == []
    everybodys = {("Seq Scan", "jobs_job"), ("Seq Scan", "jobs_jobword")}
    assert {query: scans for query, scans in found.items() if scans & everybodys} == {}


@pytest.mark.usefixtures("many_postings")
def test_a_deep_page_begins_in_the_index(api: APIClient) -> None:
    for query in DEEP:
        page = api.get(f"{JOBS}?page_size=25&{query}").json()
        for _ in range(4):
            page = api.get(page["next"]).json()
        with CaptureQueriesContext(connection) as captured:
            api.get(page["next"])
        [statement] = [done["sql"] for done in captured if done["sql"].endswith("LIMIT 26")]
        with connection.cursor() as cursor:
            # So few rows can be sorted as fast as they are looked up.
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + statement)
            plan = cursor.fetchone()[0]
        scan = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
        while "Plans" in scan:
            scan = scan["Plans"][0]
        assert scan["Node Type"] == "Index Scan", query
        # What has been paged through already is not read again: 100 rows stand before this page.
        assert scan.get("Rows Removed by Filter", 0) <= 25, query
