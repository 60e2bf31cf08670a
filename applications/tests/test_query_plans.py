"""How the database finds applications: through indexes, not by reading everybody's rows."""

import pytest
from django.db import connection
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from applications.models import Application
from jobtracker.testing.plans import scans_of

LIST = "/api/v1/applications/"
# Enough people that reading everybody's rows costs more than asking an index.
OTHERS = 14
EACH = 400
TABLES = ("jobs_job", "jobs_jobword", "applications_application", "applications_activity")


@pytest.fixture
def many_applications(user: User) -> None:
    """Applications of many people with a log, all alike, and the statistics that a server gathers by itself."""
    owners = [person.pk for person in [user, *UserFactory.create_batch(OTHERS)]]
    jobs = {
        "owner_id": "owner",
        "title": "CASE n WHEN 7 THEN 'Rare' ELSE 'Common' END || ' engineer ' || n",
        "company": "'Company ' || n % 40",
        "description": "CASE n % 97 WHEN 5 THEN 'hidden' ELSE '' END || repeat(' words', 100)",
        "skills": "'{}'", "tags": "'{}'", "locations": "'{}'", "source": "''", "remote_option": "''", "job_type": "''",
        "salary_currency": "''", "salary_period": "''", "availability": "'open'", "is_archived": "false",
        "experience_level": "''", "requirements": "''", "notes": "''", "url": "''", "external_reference": "''",
        "created_at": "now()", "updated_at": "now()",
    }  # fmt: skip
    applications = {
        "owner_id": "owner_id", "job_id": "id", "status": "'applied'", "priority": "2", "created_at": "now()",
        "updated_at": "now()", "tags": "'{}'", "status_since": "now() + id * interval '1 second'",
        "notes": "CASE id % 97 WHEN 6 THEN 'phoned' ELSE 'wrote' END",
    }  # fmt: skip
    entries = {
        "owner_id": "owner_id", "application_id": "id", "kind": "'note'", "direction": "''", "occurred_at": "now()",
        "created_at": "now()", "updated_at": "now()",
        "body": "CASE id % 97 WHEN 7 THEN 'parrot' ELSE 'sparrow' END || repeat(' bird', 20)",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO jobs_job ({', '.join(jobs)}) SELECT {', '.join(jobs.values())} "
            f"FROM unnest(ARRAY{owners}) AS owner, generate_series(1, {EACH}) AS n"
        )
        cursor.execute(
            f"INSERT INTO applications_application ({', '.join(applications)}) "
            f"SELECT {', '.join(applications.values())} FROM jobs_job"
        )
        cursor.execute(
            f"INSERT INTO applications_activity ({', '.join(entries)}) "
            f"SELECT {', '.join(entries.values())} FROM applications_application"
        )
        # All of them: of a table without statistics the planner guesses, and then it depends on the guess.
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")


SEARCHES = [
    "rare",
    "common",
    "words",
    "hidden",
    "phoned",
    "parrot",
    "bird",
    "hidden phoned",
    "hidden OR parrot",
    "hidden OR phoned",
    "engineer -hidden",
    "-common",
    '"rare engineer"',
    "enginer",
    "engin",
]


# All in one test: their rows take seconds to make.
@pytest.mark.usefixtures("many_applications")
def test_no_search_reads_everybody_s_rows(api: APIClient, user: User) -> None:
    found = {search: scans_of(api, f"{LIST}?search={search}") for search in SEARCHES}
    found["counted"] = scans_of(api, f"{LIST}?search=common&total=exact")
    found["sorted by name"] = scans_of(api, f"{LIST}?search=common&ordering=company")
    deep = api.get(f"{LIST}?search=words&page_size=50").json()["next"]
    found["deep"] = scans_of(api, deep)

    everybodys = {("Seq Scan", table) for table in TABLES}
    assert {search: scans for search, scans in found.items() if scans & everybodys} == {}
    # What few postings have is looked up among the words of all texts.
    assert ("Bitmap Index Scan", "job_search") in found["hidden"]
    # What many have is read in the order of the list, as soon as there is more than one would rather sort.
    in_order = scans_of(api, f"{LIST}?search=words&page_size=10", avoiding="sort")
    assert "application_by_since" in {name for _, name in in_order}
    assert Application.objects.filter(owner=user).count() == EACH
