"""The counts of facets are those of the postings, whatever was written and by however many at once."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from accounts.services import delete_account
from jobs import facet_counts
from jobs.factories import JobFactory
from jobs.models import FacetCount, Job
from jobtracker.testing.concurrency import at_once
from jobtracker.trash import Deletion

ALIKE = ("owner_id", "availability", "is_archived", "experience_level", "remote_option", "job_type")
FACETS = ("remote_option", "job_type", "company", "skills", "source")

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "company": st.sampled_from(["Acme", "ACME", "Globex"]),
    "source": st.sampled_from(["", "Board", "board"]),
    "remote_option": st.sampled_from(["", "on_site", "remote"]),
    "job_type": st.sampled_from(["", "contract"]),
    "experience_level": st.sampled_from(["", "senior"]),
    "availability": st.sampled_from(["open", "closed"]),
    "is_archived": st.booleans(),
    "skills": st.lists(st.sampled_from(["Go", "go", "C++", "SQL"]), max_size=3),
    "notes": st.sampled_from(["", "called"]),
}
POSTING = st.fixed_dictionaries(VALUES)
CHANGES = st.sets(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3).flatmap(
    lambda names: st.fixed_dictionaries({name: VALUES[name] for name in names})
)
# Which of the postings that are there: every one at a place that divides by this.
EVERY = st.integers(1, 3)


def some(every: int) -> list[int]:
    """The ids of some postings."""
    return list(Job.objects.order_by("pk").values_list("pk", flat=True))[::every]


def copy(owners: list[User], row: dict[str, Any]) -> None:
    """Add postings past Django."""
    values = {**row, "owner_id": 0, "title": "x", "locations": [], "tags": [], "description": "", "requirements": ""}
    values |= {"url": "", "external_reference": "", "salary_currency": "", "salary_period": ""}
    values |= {"created_at": timezone.now(), "updated_at": timezone.now()}
    with connection.cursor() as cursor, cursor.copy(f"COPY jobs_job ({', '.join(values)}) FROM STDIN") as rows:
        for owner in owners:
            rows.write_row(list((values | {"owner_id": owner.pk}).values()))


def act(owners: list[User], kind: str, argument: Any) -> None:
    """Do one of the things that happen to postings."""
    if kind == "create":
        Job.objects.bulk_create(Job(owner=owners[place % 2], title="x", **row) for place, row in enumerate(argument))
    elif kind == "copy":
        copy(owners, argument)
    elif kind == "update":
        every, changes = argument
        Job.objects.filter(pk__in=some(every)).update(**changes)
    elif kind == "trash":
        Job.objects.filter(pk__in=some(argument), trashed_at=None).put_into_trash(Deletion())
    elif kind == "restore":
        Job.objects.filter(pk__in=some(argument)).take_out_of_trash()
    elif kind == "delete":
        Job.objects.filter(pk__in=some(argument + 1)).delete()
    elif kind == "give away":
        Job.objects.filter(pk__in=some(argument)).update(owner=owners[0])
    else:
        facet_counts.sum_up_counts()


ACTS = st.lists(
    st.tuples(st.just("create"), st.lists(POSTING, max_size=6))
    | st.tuples(st.just("copy"), POSTING)
    | st.tuples(st.just("update"), st.tuples(EVERY, CHANGES))
    | st.tuples(st.sampled_from(["trash", "restore", "delete", "give away"]), EVERY)
    | st.tuples(st.just("sum up"), st.none()),
    max_size=8,
)


def counted() -> Counter[tuple[Any, ...]]:
    """What the postings say."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for job in Job.objects.filter(trashed_at=None).values(*ALIKE, *FACETS):
        alike = tuple(job[name] for name in ALIKE)
        for facet in FACETS:
            values = job[facet] if facet == "skills" else [job[facet]]
            counts.update((*alike, facet, value) for value in values if value)
    return counts


def noted() -> Counter[tuple[Any, ...]]:
    """What the counts say."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for *kind, count in FacetCount.objects.values_list(*ALIKE, "facet", "value", "count"):
        counts[tuple(kind)] += count
    return Counter({kind: count for kind, count in counts.items() if count})


@settings(max_examples=150)
@given(rows=st.lists(POSTING, min_size=1, max_size=6), acts=ACTS)
def test_the_counts_follow_whatever_is_written(
    user: User, other_user: User, rows: list[dict[str, Any]], acts: list[tuple[str, Any]]
) -> None:
    with transaction.atomic():
        for kind, argument in [("create", rows), *acts]:
            act([user, other_user], kind, argument)
            assert noted() == counted(), kind
        transaction.set_rollback(True)


def test_what_no_posting_has_any_more_is_forgotten(user: User) -> None:
    JobFactory.create_batch(3, owner=user, company="Acme", skills=["Go"])
    JobFactory.create(owner=user, company="Initech").delete()

    facet_counts.sum_up_counts()

    rows = FacetCount.objects.order_by("facet").values_list("facet", "value", "count", "lane")
    assert list(rows) == [("company", "Acme", 3, 0), ("skills", "Go", 3, 0)]


def test_what_no_facet_shows_changes_no_count(user: User) -> None:
    JobFactory.create_batch(3, owner=user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid FROM jobs_facetcount ORDER BY ctid")
        before = cursor.fetchall()
        Job.objects.update(notes="called", title="y", updated_at=timezone.now())
        cursor.execute("SELECT ctid FROM jobs_facetcount ORDER BY ctid")
        assert cursor.fetchall() == before


def test_nothing_is_left_of_an_account(user: User) -> None:
    JobFactory.create(owner=user)
    assert FacetCount.objects.exists()

    delete_account(user=user)

    assert not FacetCount.objects.exists()


def test_an_emptied_table_has_no_counts(user: User) -> None:
    JobFactory.create(owner=user)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE jobs_job CASCADE")
    assert not FacetCount.objects.exists()


def test_a_choice_is_counted_under_without_reading_postings(api: APIClient, user: User) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        JobFactory.create(owner=user, company="Acme", availability="open", remote_option="remote")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Postings of which the triggers know nothing.
        cursor.execute("ALTER TABLE jobs_job DISABLE TRIGGER USER")
        JobFactory.create(owner=user, company="Acme", availability="open", remote_option="remote")
    one = [{"value": "Acme", "count": 1}]
    two = [{"value": "Acme", "count": 2}]
    expected = {
        "": one,
        "availability=open&is_archived=false&remote_option=remote": one,
        "company=acme": one,
        "company=acme&search=acme": two,
        "source=x&company=acme": [],
        "created_from=2000-01-01": two,
        "location=": one,
    }
    assert {query: api.get(f"/api/v1/jobs/facets/?{query}").json()["company"] for query in expected} == expected


WRITERS = 6


@pytest.mark.django_db(transaction=True)
def test_many_who_write_and_sum_up_at_once_lose_nothing() -> None:
    owner, other = UserFactory.create_batch(2)

    def write(number: int) -> None:
        for turn in range(8):
            with transaction.atomic():
                Job.objects.bulk_create(
                    Job(owner=owner, title="x", company=company, skills=["Go", "SQL"])
                    for company in (["Acme", "Globex"] if number % 2 else ["Globex", "Acme"])
                )
                mine = Job.objects.create(owner=owner, title=f"of {number}", company="Acme")
                Job.objects.filter(pk=mine.pk).update(is_archived=bool(turn % 2), skills=["Go"])
            if turn % 3 == 0:
                mine.delete()

    def sum_up() -> None:
        for _ in range(12):
            facet_counts.sum_up_counts()

    calls: list[Callable[[], None]] = [*(partial(write, number) for number in range(WRITERS)), sum_up, sum_up]
    at_once(*calls)

    assert Job.objects.filter(owner=owner).count() > WRITERS
    assert noted() == counted()
    facet_counts.sum_up_counts()
    assert noted() == counted()
    assert not FacetCount.objects.filter(owner=other).exists()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_who_has_not_committed_yet() -> None:
    owner = UserFactory.create()
    JobFactory.create(owner=owner, company="Acme")

    def write_without_waiting() -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1ms'")
            Job.objects.create(owner=owner, title="x", company="Acme")
            facet_counts.sum_up_counts()
        return len(noted())

    with transaction.atomic():
        Job.objects.create(owner=owner, title="x", company="Acme")
        [seen] = at_once(write_without_waiting)

    assert seen == 1
    assert noted() == counted()
    assert sum(noted().values()) == 3


@pytest.mark.django_db(transaction=True)
def test_lanes_come_together() -> None:
    owner = UserFactory.create()

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1s'")
            Job.objects.create(owner=owner, title="x", company="Acme")

    with transaction.atomic():
        Job.objects.create(owner=owner, title="x", company="Acme")
        at_once(write)
    assert set(FacetCount.objects.values_list("lane", "count")) == {(0, 1), (1, 1)}

    facet_counts.sum_up_counts()
    assert list(FacetCount.objects.values_list("lane", "count")) == [(0, 2)]


def pages_read(api: APIClient) -> int:
    """How many pages the database reads for the facets."""
    with CaptureQueriesContext(connection) as captured:
        # Past the cache, which has an answer where nothing has changed since the last time.
        assert api.get("/api/v1/jobs/facets/", headers={"Cache-Control": "no-cache"}).status_code == 200
    [statement] = [query["sql"] for query in captured if "jobs_facetcount" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}")
        plan = cursor.fetchone()[0][0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def add_many(owner: User) -> list[int]:
    """Postings with many values, and some that each of them has alone."""
    jobs = Job.objects.bulk_create(
        Job(owner=owner, title="x", company=f"Company {number}", skills=["Go", f"Skill {number % 40}"], source="Board")
        for number in range(300)
    )
    return [job.pk for job in jobs]


@pytest.mark.django_db(transaction=True)
def test_what_was_changed_often_is_counted_as_fast(api: APIClient, user: User) -> None:
    add_many(user)
    Job.objects.filter(pk__in=add_many(user)).update(availability="closed")
    with connection.cursor() as cursor:
        # Whatever the changes leave behind is there when the facets are read.
        cursor.execute("ALTER TABLE jobs_facetcount SET (autovacuum_enabled = false)")
    try:
        # Space is not used again while an older snapshot is held, as autovacuum holds one to analyze some other table.
        assert any(_stays_as_fast(api, user) for _ in range(3))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE jobs_facetcount RESET (autovacuum_enabled)")


def _stays_as_fast(api: APIClient, user: User) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL, ANALYZE) jobs_facetcount")
    fresh = pages_read(api)
    rows = FacetCount.objects.count()
    for _ in range(10):
        jobs = Job.objects.filter(pk__in=add_many(user))
        jobs.update(availability="closed")
        jobs.put_into_trash(Deletion())
        jobs.take_out_of_trash()
        jobs.delete()
    assert FacetCount.objects.count() == rows
    return pages_read(api) <= 2 * fresh + 10
