"""Keyset pages against plain Python: whatever the rows and the order, each row is seen once, and in its place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.request import Request
from rest_framework.test import APIClient, APIRequestFactory

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.views import JobViewSet
from jobtracker.pagination import KeysetPagination
from jobtracker.testing.answers import error_of, refused_fields

START = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)

# Few values, so that there are ties, and upper case, for text is sorted without regard to it. Letters alone: how other
# characters sort is the database's own affair.
TEXTS = st.sampled_from(["a", "A", "b", "Ba", "bb", "C"])
DAYS = st.none() | st.integers(0, 3).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
INSTANTS = st.integers(0, 3).map(lambda n: START + timedelta(microseconds=n))
AMOUNTS = st.none() | st.sampled_from([Decimal("0.01"), Decimal(10), Decimal("9999999999.99")])

Row = dict[str, Any]
POSTINGS: st.SearchStrategy[Row] = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "company": TEXTS,
        "posted_on": DAYS,
        "deadline_on": DAYS,
        "created_at": INSTANTS,
        "updated_at": INSTANTS,
        "salary_max": AMOUNTS,
    }
)
# How Python reads the value that each field is sorted by.
VALUES: dict[str, Callable[[Row], Any]] = {
    "posted_on": lambda row: row["posted_on"],
    "deadline_on": lambda row: row["deadline_on"],
    "created_at": lambda row: row["created_at"],
    "updated_at": lambda row: row["updated_at"],
    "company": lambda row: row["company"].lower(),
    "title": lambda row: row["title"].lower(),
    "salary_max_yearly": lambda row: row["salary_max"] and row["salary_max"] * 2080,
}
TERMS = st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=4, unique=True).flatmap(
    lambda names: st.tuples(*(st.sampled_from([name, f"-{name}"]) for name in names))
)
PAGE_SIZES = st.integers(1, 5)
# Between how many pages something changes; then the walk comes to its end.
CHANGES = 4
MOST_PAGES = 50


@contextmanager
def rolled_back() -> Iterator[None]:
    """Leave no row of an example to the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Page:
    """A page as a client sees it."""

    ids: list[int]
    next: str | None
    previous: str | None


def page_of(owner: User, ordering: Sequence[str], size: int, cursor: str | None = None) -> Page:
    """One page of the owner's postings, by the paginator and the orders of the real list."""
    query = {"ordering": ",".join(ordering), "page_size": str(size)} | ({"cursor": cursor} if cursor else {})
    request = Request(APIRequestFactory().get("/api/v1/jobs/", query))
    request.user = owner
    paginator = KeysetPagination()
    rows = paginator.paginate_queryset(Job.objects.visible_to(owner), request, JobViewSet())
    links = paginator.get_paginated_response([]).data
    following, preceding = (
        parse_qs(urlsplit(links[name]).query)["cursor"][0] if links[name] else None for name in ("next", "previous")
    )
    return Page([row.pk for row in rows], following, preceding)


def store(owner: User, rows: Sequence[Row]) -> dict[int, Row]:
    """Insert postings with exactly these values; the rows by their ids."""
    jobs = [Job(owner=owner, salary_currency="EUR", salary_period="hour", **row) for row in rows]
    Job.objects.bulk_create(jobs)
    for job, row in zip(jobs, rows, strict=True):  # the insertion itself sets these two to the present
        job.created_at, job.updated_at = row["created_at"], row["updated_at"]
    Job.objects.bulk_update(jobs, ["created_at", "updated_at"])
    return {job.pk: row for job, row in zip(jobs, rows, strict=True)}


def in_order(rows: dict[int, Row], ordering: Sequence[str]) -> list[int]:
    """The ids as Python sorts them: by one key after the other, the least important first, for its sort is stable.

    Rows without a value come last whichever way the others go; the id goes the way of the last key.
    """
    ids = sorted(rows, reverse=ordering[-1].startswith("-"))
    for term in reversed(ordering):
        values = {key: VALUES[term.removeprefix("-")](row) for key, row in rows.items()}
        present = [key for key in ids if values[key] is not None]
        present.sort(key=values.__getitem__, reverse=term.startswith("-"))
        ids = present + [key for key in ids if values[key] is None]
    return ids


@settings(max_examples=60)
@given(rows=st.lists(POSTINGS, max_size=14), ordering=TERMS, size=PAGE_SIZES)
def test_a_walk_there_and_back_shows_each_row_once_and_in_order(
    user: User, rows: list[Row], ordering: tuple[str, ...], size: int
) -> None:
    with rolled_back():
        expected = in_order(store(user, rows), ordering)
        page = page_of(user, ordering, size)
        assert page.previous is None
        there = page.ids
        while page.next and len(there) <= len(expected):
            assert len(page.ids) == size
            page = page_of(user, ordering, size, page.next)
            there = there + page.ids
        assert there == expected

        back = page.ids
        while page.previous and len(back) <= len(expected):
            page = page_of(user, ordering, size, page.previous)
            assert page.next
            back = page.ids + back
        assert back == expected


@settings(max_examples=40)
@given(data=st.data(), rows=st.lists(POSTINGS, min_size=1, max_size=10), ordering=TERMS, size=PAGE_SIZES)
def test_rows_that_come_and_go_between_pages_move_no_other_row(
    user: User, data: st.DataObject, rows: list[Row], ordering: tuple[str, ...], size: int
) -> None:
    with rolled_back():
        every = store(user, rows)
        standing = set(every)

        def change_something() -> None:
            coming = data.draw(st.lists(POSTINGS, max_size=3), label="coming")
            every.update(store(user, coming))
            alive = sorted(Job.objects.visible_to(user).values_list("pk", flat=True))
            going = data.draw(st.sets(st.sampled_from(alive), max_size=3) if alive else st.just(set()), label="going")
            Job.objects.filter(pk__in=going).delete()
            standing.difference_update(going)

        page = page_of(user, ordering, size)
        seen = page.ids
        for turn in range(MOST_PAGES):
            if not page.next:
                break
            if turn < CHANGES:
                change_something()
            page = page_of(user, ordering, size, page.next)
            seen = seen + page.ids
        places = {key: place for place, key in enumerate(in_order(every, ordering))}
        # Strictly forward: nothing twice, nothing out of its place. And what stood there all the time was passed.
        assert seen == sorted(set(seen), key=places.__getitem__)
        assert standing <= set(seen)

        standing = set(Job.objects.filter(pk__in=seen).values_list("pk", flat=True))
        back = page.ids
        for turn in range(MOST_PAGES):
            if not page.previous:
                break
            if turn < CHANGES:
                change_something()
            page = page_of(user, ordering, size, page.previous)
            back = page.ids + back
        places = {key: place for place, key in enumerate(in_order(every, ordering))}
        assert back == sorted(set(back), key=places.__getitem__)
        assert standing <= set(back)


def test_a_page_whose_rows_are_all_gone_by_now_leads_back_to_those_that_are_left(
    api: APIClient, user: User, jobs_url: str
) -> None:
    jobs = [JobFactory.create(owner=user, title=title) for title in ("a", "b", "c", "d")]
    query = {"ordering": "title", "page_size": "2"}
    first = api.get(jobs_url, query).json()
    second = api.get(first["next"]).json()

    Job.objects.filter(pk__in=[jobs[2].pk, jobs[3].pk]).delete()
    beyond_the_end = api.get(first["next"]).json()
    assert (beyond_the_end["results"], beyond_the_end["next"]) == ([], None)
    last = api.get(beyond_the_end["previous"]).json()
    assert [row["title"] for row in last["results"]] == ["a", "b"]
    assert (last["previous"], last["next"]) == (None, None)

    Job.objects.all().delete()
    JobFactory.create(owner=user, title="e")
    before_the_beginning = api.get(second["previous"]).json()
    assert (before_the_beginning["results"], before_the_beginning["previous"]) == ([], None)
    again = api.get(before_the_beginning["next"]).json()
    assert [row["title"] for row in again["results"]] == ["e"]
    assert (again["previous"], again["next"]) == (None, None)


@pytest.fixture
def jobs_url() -> str:
    """The list of postings."""
    return reverse("job-list")


def cursor_in(link: str) -> str:
    """The cursor of a link to another page."""
    return parse_qs(urlsplit(link).query)["cursor"][0]


@pytest.fixture
def cursor(api: APIClient, user: User, jobs_url: str) -> str:
    """The cursor to the second page of two postings."""
    JobFactory.create_batch(2, owner=user)
    return cursor_in(api.get(jobs_url, {"page_size": 1}).json()["next"])


def test_the_links_lead_to_the_neighbours_and_keep_order_filter_and_size(
    api: APIClient, user: User, jobs_url: str
) -> None:
    for title in ("b one", "a two", "c three", "other"):
        JobFactory.create(owner=user, title=title, company="Acme")
    query = {"ordering": "title", "search": "acme", "company": "ACME", "page_size": "2"}
    first = api.get(jobs_url, query).json()
    second = api.get(first["next"]).json()
    again = api.get(second["previous"]).json()
    assert [row["title"] for row in first["results"]] == ["a two", "b one"]
    assert [row["title"] for row in second["results"]] == ["c three", "other"]
    assert again["results"] == first["results"]
    assert (first["previous"], second["next"], again["previous"]) == (None, None, None)


def test_an_empty_list_has_no_neighbours(api: APIClient, jobs_url: str) -> None:
    assert api.get(jobs_url).json() == {"next": None, "previous": None, "results": []}


def test_a_page_has_fifty_rows_unless_asked_and_two_hundred_at_most(api: APIClient, user: User, jobs_url: str) -> None:
    Job.objects.bulk_create([Job(owner=user, title="x", company="y") for _ in range(201)])
    assert len(api.get(jobs_url).json()["results"]) == 50
    assert len(api.get(jobs_url, {"page_size": "200"}).json()["results"]) == 200
    assert refused_fields(api.get(jobs_url, {"page_size": 201})) == {"page_size": ["invalid"]}


@pytest.mark.parametrize("size", ["0", "-1", "1.0", "+1", " 1", "", "ten", "١", "9" * 5_000, "1e2", "\x00"])
def test_a_page_size_that_is_no_number_within_the_limit_is_refused(size: str, api: APIClient, jobs_url: str) -> None:
    assert refused_fields(api.get(jobs_url, {"page_size": size})) == {"page_size": ["invalid"]}


@pytest.mark.parametrize(
    "ordering", ["", "owner", "title,", "--title", "title,nothing", "id", "pk", "notes", "owner__email"]
)
def test_an_order_that_is_not_declared_is_refused(ordering: str, api: APIClient, jobs_url: str) -> None:
    assert refused_fields(api.get(jobs_url, {"ordering": ordering})) == {"ordering": ["unknown"]}


def test_an_order_names_a_field_once(api: APIClient, jobs_url: str) -> None:
    assert refused_fields(api.get(jobs_url, {"ordering": "title,-title"})) == {"ordering": ["repeated"]}


@pytest.mark.parametrize("forged", ["", "x", "x:y", "eyJ2IjpbMSwxXSwiYiI6ZmFsc2V9", "\x00", "ä:ö", "." * 10_000])
def test_a_malformed_cursor_is_refused(forged: str, api: APIClient, jobs_url: str) -> None:
    assert refused_fields(api.get(jobs_url, {"cursor": forged})) == {"cursor": ["invalid"]}


def test_a_cursor_that_somebody_changed_is_refused(cursor: str, api: APIClient, jobs_url: str) -> None:
    assert api.get(jobs_url, {"cursor": cursor}).status_code == 200
    for place in range(len(cursor)):
        changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        assert refused_fields(api.get(jobs_url, {"cursor": changed})) == {"cursor": ["invalid"]}


def test_a_cursor_of_another_person_is_refused(
    cursor: str, other_user: User, client_of: Callable[[User], APIClient], jobs_url: str
) -> None:
    response = client_of(other_user).get(jobs_url, {"cursor": cursor})
    assert refused_fields(response) == {"cursor": ["invalid"]}
    assert "Start again from the first page" in error_of(response)["message"]


@pytest.mark.parametrize(
    "other",
    [
        {"ordering": "title"},
        {"ordering": "posted_on"},
        {"ordering": "-posted_on,title"},
        {"search": "x"},
        {"availability": "open"},
        {"is_archived": "false"},
    ],
)
def test_a_cursor_of_another_order_or_filter_is_refused(
    other: dict[str, str], cursor: str, api: APIClient, jobs_url: str
) -> None:
    assert refused_fields(api.get(jobs_url, {"cursor": cursor} | other)) == {"cursor": ["invalid"]}


def test_a_cursor_of_another_list_is_refused(cursor: str, api: APIClient) -> None:
    response = api.get(reverse("application-list"), {"cursor": cursor})
    assert refused_fields(response) == {"cursor": ["invalid"]}


def test_the_order_of_repeated_filters_does_not_matter_to_a_cursor(api: APIClient, user: User, jobs_url: str) -> None:
    JobFactory.create_batch(2, owner=user, availability="open")
    query = [("availability", "open"), ("availability", "closed"), ("page_size", "1")]
    first = api.get(f"{jobs_url}?{urlencode(query)}").json()
    second = api.get(f"{jobs_url}?{urlencode([*reversed(query), ('cursor', cursor_in(first['next']))])}")
    assert second.status_code == 200


def test_a_page_size_may_change_from_page_to_page(cursor: str, api: APIClient, jobs_url: str) -> None:
    assert len(api.get(jobs_url, {"cursor": cursor, "page_size": "200"}).json()["results"]) == 1
