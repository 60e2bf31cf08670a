"""Filters, facets and totals against plain Python over small random data."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import PERIODS_PER_YEAR, Job
from jobtracker.testing.answers import refused_fields

JOBS = "/api/v1/jobs/"
FACETS = ("remote_option", "job_type", "company", "skills", "source")

Row = dict[str, Any]
Query = dict[str, list[str]]

# In Auckland a day of November begins at 11 o'clock UTC of the day before.
ZONE = "Pacific/Auckland"
DAY_BEGINS = timedelta(hours=-13)

NAMES = st.sampled_from(["Acme", "ACME", "Globex", "Zürich AG"])
SKILLS = st.lists(st.sampled_from(["Go", "go", "C++", "SQL", "R"]), max_size=3, unique_by=str.lower)
TAGS = st.lists(st.sampled_from(["a", "B", "c"]), max_size=2, unique=True)
DAYS = st.integers(1, 4).map(lambda n: date(2026, 11, n))
MONEY = st.sampled_from([Decimal(10), Decimal(20), Decimal("20.01"), Decimal(400)])


@st.composite
def postings(draw: st.DrawFn) -> Row:
    """The fields of a posting that filters look at."""
    amounts = sorted(draw(st.lists(MONEY, max_size=2)))
    least, most = (amounts[0], amounts[-1]) if len(amounts) == 2 else (None, amounts[0] if amounts else None)
    if amounts and most is not None and len(amounts) == 1 and draw(st.booleans()):
        least, most = most, None
    return {
        "company": draw(NAMES),
        "source": draw(st.sampled_from(["", "Board", "board"])),
        "locations": draw(st.lists(st.sampled_from(["Zürich", "New York, NY", "100% remote", "a_b"]), max_size=2)),
        "remote_option": draw(st.sampled_from(["", "on_site", "remote"])),
        "job_type": draw(st.sampled_from(["", "full_time", "contract"])),
        "experience_level": draw(st.sampled_from(["", "entry", "senior"])),
        "availability": draw(st.sampled_from(["open", "closed"])),
        "skills": draw(SKILLS),
        "tags": draw(TAGS),
        "salary_min": least,
        "salary_max": most,
        "salary_currency": draw(st.sampled_from(["EUR", "USD"])) if amounts else "",
        "salary_period": draw(st.sampled_from(["hour", "year"])) if amounts else "",
        "posted_on": draw(st.none() | DAYS),
        "deadline_on": draw(st.none() | DAYS),
        "created_at": datetime(2026, 11, draw(st.integers(1, 3)), draw(st.sampled_from([0, 10, 11, 23])), tzinfo=UTC),
        "is_archived": draw(st.booleans()),
    }


def one_of(*values: str) -> st.SearchStrategy[list[str]]:
    """One value of a parameter."""
    return st.sampled_from(values).map(lambda value: [value])


def some_of(*values: str) -> st.SearchStrategy[list[str]]:
    """One or two values of a parameter."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=2)


A_DAY = DAYS.map(lambda day: [day.isoformat()])
FILTERS: dict[str, st.SearchStrategy[list[str]]] = {
    "company": some_of("acme", "Globex", "ZÜRICH AG", "Acm"),
    "source": some_of("BOARD", "boar"),
    "location": some_of("zurich", "york", "0%", "%", "_", "a_b", "Ü", "\\"),
    "remote_option": some_of("on_site", "remote"),
    "job_type": some_of("full_time", "contract"),
    "experience_level": some_of("entry", "senior"),
    "availability": some_of("open", "closed"),
    "skills": some_of("GO", "c++", "sql", "C"),
    "skills_match": one_of("any", "all"),
    "tags": some_of("A", "b", "x"),
    "tags_match": one_of("any", "all"),
    "salary_min": one_of("20", "20.01", "41600", "400"),
    "salary_max": one_of("400", "41600", "100000"),
    "salary_currency": one_of("EUR", "USD"),
    "salary_period": one_of("hour", "year", "month"),
    "posted_from": A_DAY,
    "posted_to": A_DAY,
    "deadline_from": A_DAY,
    "deadline_to": A_DAY,
    "created_from": A_DAY,
    "created_to": A_DAY,
    "is_archived": one_of("true", "false"),
    "has_application": one_of("false"),
}
QUERIES: st.SearchStrategy[Query] = st.sets(st.sampled_from(sorted(FILTERS)), max_size=4).flatmap(
    lambda names: st.fixed_dictionaries({name: FILTERS[name] for name in names})
)


def folded(text: str) -> str:
    """Without case and the one accent of these rows."""
    return text.lower().replace("ü", "u")


def bounds(row: Row) -> tuple[Decimal, Decimal] | None:
    """The least and most yearly pay."""
    amounts = [amount for amount in (row["salary_min"], row["salary_max"]) if amount is not None]
    times = PERIODS_PER_YEAR[row["salary_period"] or "year"]
    return (min(amounts) * times, max(amounts) * times) if amounts else None


def pays(row: Row, query: Query) -> bool:
    """Whether the pay fits."""
    asked = {name: Decimal(query[name][0]) for name in ("salary_min", "salary_max") if name in query}
    currency = query.get("salary_currency", ["USD"])[0]
    if (asked or "salary_currency" in query) and row["salary_currency"] != currency:
        return False
    times = PERIODS_PER_YEAR[query.get("salary_period", ["year"])[0]]
    within = bounds(row)
    return all(
        within is not None and (within[1] >= amount * times if name == "salary_min" else within[0] <= amount * times)
        for name, amount in asked.items()
    )


def has(held: list[str], asked: list[str], match: str) -> bool:
    """Whether a list has any or all of the values."""
    lower = {item.lower() for item in held}
    return (all if match == "all" else any)(item.lower() in lower for item in asked)


def is_one_of(held: str) -> Callable[[list[str]], bool]:
    """Whether a text is one of the values, whatever their case."""
    return lambda values: held.lower() in [value.lower() for value in values]


def is_from(day: date | None) -> Callable[[list[str]], bool]:
    """Whether a day is the value's, or a later one."""
    return lambda values: day is not None and day.isoformat() >= values[0]


def is_to(day: date | None) -> Callable[[list[str]], bool]:
    """Whether a day is the value's, or an earlier one."""
    return lambda values: day is not None and day.isoformat() <= values[0]


def fits(row: Row, query: Query) -> bool:
    """Whether a posting fits all filters of the query."""
    day_created = (row["created_at"] - DAY_BEGINS).date()
    days = {"posted": row["posted_on"], "deadline": row["deadline_on"], "created": day_created}
    tests: dict[str, Callable[[list[str]], bool]] = {
        name: is_one_of(row[name])
        for name in ("company", "source", "remote_option", "job_type", "experience_level", "availability")
    }
    tests["location"] = lambda values: any(folded(v) in folded(place) for v in values for place in row["locations"])
    tests["skills"] = lambda values: has(row["skills"], values, query.get("skills_match", ["any"])[0])
    tests["tags"] = lambda values: has(row["tags"], values, query.get("tags_match", ["any"])[0])
    tests["is_archived"] = lambda values: row["is_archived"] == (values[0] == "true")
    for name, day in days.items():
        tests[f"{name}_from"], tests[f"{name}_to"] = is_from(day), is_to(day)
    return pays(row, query) and all(tests[name](values) for name, values in query.items() if name in tests)


def is_refused(query: Query) -> bool:
    """Whether the query has a range that begins after its end."""
    days = any(
        f"{name}_from" in query and f"{name}_to" in query and query[f"{name}_from"] > query[f"{name}_to"]
        for name in ("posted", "deadline", "created")
    )
    money = {name: Decimal(query[name][0]) for name in ("salary_min", "salary_max") if name in query}
    return days or (len(money) == 2 and money["salary_min"] > money["salary_max"])


def store(owner: User, rows: list[Row]) -> dict[int, Row]:
    """Insert postings with exactly these values; the rows by their ids."""
    jobs = Job.objects.bulk_create([Job(owner=owner, title="x", **row) for row in rows])
    for job, row in zip(jobs, rows, strict=True):  # the insertion itself sets this to the present
        job.created_at = row["created_at"]
    Job.objects.bulk_update(jobs, ["created_at"])
    return {job.pk: row for job, row in zip(jobs, rows, strict=True)}


def facet_of(name: str, rows: list[Row], query: Query) -> list[tuple[str, int]]:
    """The values of a facet, counted among the postings that fit the other filters."""
    counts_itself = name == "skills" and query.get("skills_match") == ["all"]
    others = query if counts_itself else {key: values for key, values in query.items() if key != name}
    among = [row for row in rows if fits(row, others)]
    spellings = [item for row in among for item in (row[name] if name == "skills" else [row[name]]) if item]
    counted = Counter(spelling.lower() for spelling in spellings)
    first = {low: min(spelling for spelling in spellings if spelling.lower() == low) for low in counted}
    return [(first[low], count) for low, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


@settings(max_examples=120)
@given(rows=st.lists(postings(), max_size=12), query=QUERIES)
def test_filters_facets_and_totals_say_what_python_says(
    api: APIClient, user: User, other_user: User, rows: list[Row], query: Query
) -> None:
    cache.clear()  # so that no request is one too many
    with transaction.atomic():
        user.time_zone = ZONE
        user.save()
        store(other_user, rows)
        by_id = store(user, rows)
        address = f"{JOBS}?{urlencode(query, doseq=True)}"
        response = api.get(f"{address}&page_size=200&total=exact")
        facets = api.get(address.replace("/?", "/facets/?"))
        transaction.set_rollback(True)
    if is_refused(query):
        assert set(refused_fields(response)) == set(refused_fields(facets))
        return
    expected = {key for key, row in by_id.items() if fits(row, query)}
    assert {row["id"] for row in response.json()["results"]} == expected
    assert response.json()["total"] == {"count": len(expected), "exact": True}
    counted = {name: [(row["value"], row["count"]) for row in facets.json()[name]] for name in FACETS}
    assert counted == {name: facet_of(name, rows, query) for name in FACETS}


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("salary_min=2&salary_max=1", "salary_min", "min_above_max"),
        ("salary_min=-1", "salary_min", "min_value"),
        ("salary_min=1e400", "salary_min", None),
        ("salary_min=NaN", "salary_min", None),
        ("salary_max=99999999999999999999", "salary_max", None),
        ("salary_min=1.001", "salary_min", "max_decimal_places"),
        ("salary_currency=usd", "salary_currency", "invalid_currency"),
        ("salary_period=decade", "salary_period", "invalid_choice"),
        ("posted_from=2026-02-02&posted_to=2026-02-01", "posted_from", "from_after_to"),
        ("created_from=2026-02-02&created_to=2026-02-01", "created_from", "from_after_to"),
        ("posted_from=yesterday", "posted_from", "invalid"),
        ("created_to=9999-12-31", "created_to", "max_value"),
        ("created_from=0001-01-01", "created_from", "min_value"),
        ("deadline_to=2026-02-30", "deadline_to", "invalid"),
        ("skills=%00", "skills", "null_characters_not_allowed"),
        ("skills=" + "x" * 101, "skills", "max_length"),
        ("&".join(f"skills={n}" for n in range(21)), "skills", "too_many"),
        ("skills_match=none", "skills_match", "invalid_choice"),
        ("_connector=OR", "_connector", "unknown"),
        ("_negated=1", "_negated", "unknown"),
        ("owner__email=x", "owner__email", "unknown"),
        ("total=yes", "total", "invalid"),
        ("total=", "total", "invalid"),
    ],
)
def test_a_bad_filter_is_refused_by_its_name(query: str, field: str, code: str | None, api: APIClient) -> None:
    refused = refused_fields(api.get(f"{JOBS}?{query}"))
    assert list(refused) == [field]
    assert code is None or refused[field] == [code]
    if field != "total":
        assert list(refused_fields(api.get(f"{JOBS}facets/?{query}"))) == [field]


def test_a_total_is_there_only_on_request(api: APIClient, user: User) -> None:
    JobFactory.create_batch(3, owner=user)
    assert "total" not in api.get(JOBS).json()
    for kind in ("exact", "estimated"):
        page = api.get(JOBS, {"total": kind, "page_size": 2}).json()
        assert page["total"] == {"count": 3, "exact": True}
        assert api.get(page["next"]).json()["total"] == {"count": 3, "exact": True}


def test_an_estimate_of_many_is_near_and_says_that_it_is_one(api: APIClient, user: User) -> None:
    Job.objects.bulk_create([Job(owner=user, title="x", company="y") for _ in range(1_500)])
    total = api.get(JOBS, {"total": "estimated"}).json()["total"]
    assert not total["exact"]
    assert total["count"] > 1_000


def test_facets_count_postings_that_are_alike_each(api: APIClient, user: User) -> None:
    JobFactory.create_batch(2, owner=user, title="x", company="Acme", availability="open", experience_level="mid")
    facets = api.get(f"{JOBS}facets/", {"availability": "open", "experience_level": "mid"}).json()
    assert facets["company"] == [{"value": "Acme", "count": 2}]


def test_a_facet_shows_its_twenty_most_frequent_values(api: APIClient, user: User) -> None:
    companies = [f"c{number:02}" for number in range(25)]
    for company in [*companies, "c24", "c24", "c07"]:
        JobFactory.create(owner=user, company=company)
    shown = [row["value"] for row in api.get(f"{JOBS}facets/").json()["company"]]
    assert shown == ["c24", "c07", *[name for name in companies if name not in ("c24", "c07")][:18]]
