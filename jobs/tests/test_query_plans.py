"""How the database finds things: through an index, not by reading everybody's rows."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from jobs.models import Job
from jobtracker.testing.plans import scans_of

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
        cursor.execute("ANALYZE jobs_job, jobs_jobword, jobs_facetcount")


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
    "facets/?is_archived=false&company=company+7",
    "facets/?has_application=true",
    "facets/?has_application=false",
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
    everybodys = {("Seq Scan", table) for table in ("jobs_job", "jobs_jobword", "jobs_facetcount")}
    assert {query: scans for query, scans in found.items() if scans & everybodys} == {}


# Of one person's many postings, two in a hundred or fewer fit each of these.
INDEXES = {
    "?search=hidden": "job_search",
    "?search=rare": "job_search",
    "?search=rarr": "job_search",
    '?search="rare+words"': "job_search",
    "?search=rare+-hidden": "job_search",
    "?search=hidden&ordering=title": "job_search",
    "?search=hidden&total=exact": "job_search",
    "?search=common": "job_by_posted_on",
    "?search=common&ordering=company": "job_by_company",
    "?location=hamlet": "job_places",
    "?company=seldom+words": "job_by_company",
    "?source=elsewhere": "job_by_source",
    "?skills=odd+words": "job_skills",
    "?tags=odd": "job_tags",
    "?salary_min=900000&salary_currency=USD": "job_by_pay",
    "?remote_option=hybrid": "job_by_remote",
    "?job_type=contract": "job_by_type",
    "?posted_from=2026-02-01": "job_by_posted_on",
    "?deadline_from=2026-02-01": "job_by_deadline",
    "?created_from=2199-01-01": "job_by_created_at",
    "?ordering=-posted_on": "job_by_posted_on",
    "?ordering=posted_on": "job_by_posted_on",
    "?ordering=-created_at": "job_by_created_at",
    "?ordering=updated_at": "job_by_updated_at",
    "?ordering=deadline_on": "job_by_deadline",
    "?ordering=-deadline_on": "job_by_deadline",
    "?ordering=-salary_max_yearly": "job_by_salary",
    "?ordering=salary_max_yearly": "job_by_salary",
    "?ordering=company": "job_by_company",
    "?ordering=-title": "job_by_title",
}
# The steps of relevance of a word that stands in most descriptions and in few titles and companies. Testing
# some thousand rows takes no longer than looking them up: that is seen where the planner is not to walk through rows.
STEPS = "?search=words&page_size=200"
INDEXES_OF_STEPS = {"job_search_title", "job_search_names"}


@pytest.fixture
def one_person_with_many(user: User, other_user: User) -> None:
    """Thousands of postings of two people; of those of the first a few differ from the rest, each in its own way."""
    rare = "CASE WHEN owner = %(owner)s AND n %% 97 = {} THEN {} ELSE {} END"
    columns = {
        "owner_id": "owner",
        "title": rare.format(1, "'Rare words ' || n", "'Common engineer ' || n"),
        "company": rare.format(2, "'Seldom words'", "'Company ' || n %% 40"),
        "skills": rare.format(3, "ARRAY['Odd words']", "ARRAY['Python', 'Skill ' || n %% 9]"),
        "tags": rare.format(4, "ARRAY['odd']", "ARRAY['tag ' || n %% 9]"),
        "description": rare.format(5, "repeat('hidden words ', 100)", "repeat('common words ', 100)"),
        "locations": rare.format(6, "ARRAY['Hamlet']", "ARRAY['Town ' || n %% 60]"),
        "source": rare.format(7, "'Elsewhere'", "'Source ' || n %% 9"),
        "remote_option": rare.format(8, "'hybrid'", "'remote'"),
        "job_type": rare.format(9, "'contract'", "'full_time'"),
        "salary_max": rare.format(10, "999999", "n"),
        "posted_on": rare.format(11, "DATE '2026-02-02'", "DATE '2026-01-01' + n %% 28"),
        "deadline_on": rare.format(12, "DATE '2026-02-02'", "DATE '2026-01-01' + n %% 28"),
        "created_at": rare.format(13, "TIMESTAMPTZ '2199-02-02'", "now() + n * interval '1 second'"),
        "updated_at": "now() + n * interval '1 second'",
        "salary_currency": "'USD'", "salary_period": "'year'", "availability": "'open'", "is_archived": "false",
        "experience_level": "''", "requirements": "''", "notes": "''", "url": "''", "external_reference": "''",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO jobs_job ({', '.join(columns)}) SELECT {', '.join(columns.values())} "  # our own
            "FROM generate_series(1, 3000) AS n, unnest(ARRAY[%(owner)s, %(other)s]) AS owner",
            {"owner": user.pk, "other": other_user.pk},
        )
        cursor.execute("ANALYZE jobs_job, jobs_jobword")


@pytest.mark.usefixtures("one_person_with_many")
def test_each_search_filter_and_order_has_its_index(api: APIClient) -> None:
    used = {query: {name for _, name in scans_of(api, f"{JOBS}{query}")} for query in INDEXES}
    assert {query: used[query] for query, index in INDEXES.items() if index not in used[query]} == {}
    assert {name for _, name in scans_of(api, f"{JOBS}{STEPS}", avoiding="indexscan")} >= INDEXES_OF_STEPS


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
