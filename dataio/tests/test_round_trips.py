"""What comes out in any format and is brought in again is the same to the letter, whatever it holds."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from applications.factories import make_application
from applications.models import Application, ApplicationContact, Contact, Interview, StatusChange
from dataio.exporting.formats import write_rows
from dataio.resources import APPLICATIONS, JOBS, Resource
from dataio.tests.import_files import bring_in, rows_of, verdicts_of
from jobs.factories import JobFactory
from jobs.merging import FIELDS
from jobs.models import Job

pytestmark = pytest.mark.django_db

# What PostgreSQL takes: no NUL, no halves of characters.
ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
NASTY = st.sampled_from(
    [
        "=1+1", "'=x", "''@x", "＝1", '=HYPERLINK("http://x.example")', "N/A", "-", "null", "&amp;", "<p>x</p>",
        "<r><t>x</t></r>", "a;b", '"q"', '"a";b', " x ", "a\r\nb", "a\rb", "\n", "\t", "\\N", "\\.", "_x000D_",
        "_x005F_x000D_", "_x0000_x0001_x0002_",
        "\x01\x0b\x1f\x7f", "\ufffe\u2028", "工程师 😀", "0012", "1e5", "true", "2026-11-23",
        '{"a": [1]}', "",
    ]
)  # fmt: skip
# Longer than a cell of a sheet, with what is to be escaped or guarded where one cell ends and the next begins.
LONG = st.builds(
    lambda begin, unit: begin + unit * (49_000 // len(unit)), ANY, st.sampled_from(["x", "=", "'=", "😀", "é\r\n", '"'])
)
TEXT = ANY | NASTY
TRIMMED = TEXT.map(str.strip)
NAME = TRIMMED.filter(bool)
ITEMS = st.lists(NAME.map(lambda text: text[:50].strip()).filter(bool), max_size=4, unique_by=str.casefold)
AMOUNT = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)
DAYS = st.none() | st.dates(date(1970, 1, 1), date(2099, 1, 1))
PAST = st.none() | st.dates(date(1970, 1, 1), date(2026, 1, 1))
INSTANTS = st.datetimes(datetime(2001, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))


# Each format, and whether it begins with a byte order mark.
in_every_format = pytest.mark.parametrize(
    ("file_format", "with_mark"), [("csv", False), ("csv", True), ("json", False), ("ndjson", False), ("xlsx", False)]
)
as_often_as_time_allows = settings(max_examples=8)


@contextmanager
def undone() -> Iterator[None]:
    """What is written in the block is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def exported(user: User, resource: Resource, file_format: str, *, with_mark: bool) -> bytes:
    """Everything that a person has in this list, as a file."""
    model: Any = {"jobs": Job, "applications": Application}[resource.name]
    file = io.BytesIO()
    write_rows(
        model.objects.filter(owner=user),
        resource.columns,
        resource=resource,
        file_format=file_format,
        with_mark=with_mark,
        file=file,
        told=lambda done, total: None,
    )
    return file.getvalue()


def brought_in(user: User, content: bytes) -> list[str]:
    """The verdicts on the rows of a file of which nothing is lost; the name tells nothing."""
    of_import = bring_in(user, content, "file")
    for row in rows_of(of_import):
        assert (row.problems, row.left_cells, row.remarks) == (None, None, None)
    return verdicts_of(of_import)


def rows(model: type[Model], user: User, order: str, *names: str) -> list[dict[str, Any]]:
    """What stands in the table of one person's."""
    found: Any = model._default_manager.filter(owner=user)
    return list(found.order_by(*order.split()).values(*names))


@in_every_format
@as_often_as_time_allows
@given(
    values=st.fixed_dictionaries(
        {
            "title": NAME, "company": NAME, "description": TEXT | LONG, "requirements": TEXT, "notes": TEXT | LONG,
            "source": TEXT, "external_reference": TEXT, "locations": ITEMS, "skills": ITEMS, "tags": ITEMS,
            "remote_option": st.sampled_from(["", "remote", "on_site"]), "job_type": st.sampled_from(["", "contract"]),
            "experience_level": st.sampled_from(["", "senior"]), "is_archived": st.booleans(),
            "availability": st.sampled_from(["open", "closed", "unknown"]), "posted_on": DAYS, "deadline_on": DAYS,
            "url": st.sampled_from(["", "https://example.org/?a=1&b=%20;c#d"]),
        }
    ),
    pay=st.none() | st.tuples(AMOUNT, AMOUNT).map(sorted),
)  # fmt: skip
def test_any_posting_comes_back_from_every_format(
    user: User, other_user: User, file_format: str, with_mark: bool, values: dict[str, Any], pay: list[Decimal] | None
) -> None:
    least, most = pay or (None, None)
    paid = {"salary_currency": "EUR" if pay else "", "salary_period": "year" if pay else ""}

    def held(person: User) -> list[dict[str, Any]]:
        return rows(Job, person, "pk", *FIELDS, "created_at")

    with undone():
        JobFactory.create(owner=user, **values, **paid, salary_min=least, salary_max=most)
        before = held(user)
        content = exported(user, JOBS, file_format, with_mark=with_mark)

        assert brought_in(other_user, content) == ["new"]
        assert held(other_user) == before
        assert brought_in(user, content) == ["same"]
        assert held(user) == before


INTERVIEW = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Interview.Kind.values), "title": TEXT, "starts_at": INSTANTS,
        "time_zone": st.sampled_from(["UTC", "Asia/Kathmandu"]), "place": TEXT, "preparation": TEXT | LONG,
        "url": st.sampled_from(["", "https://meet.example/1?a=b&c"]), "feedback": TEXT,
        "state": st.sampled_from(Interview.State.values),
        "questions": st.lists(st.fixed_dictionaries({"question": NAME, "answer": TRIMMED}), max_size=2),
        "skill_ratings": st.lists(st.fixed_dictionaries({"skill": NAME, "rating": st.integers(1, 5)}), max_size=2),
    }
)  # fmt: skip
INTERVIEW_FIELDS = (
    "kind", "title", "starts_at", "ends_at", "time_zone", "place", "url", "state", "outcome", "preparation",
    "questions", "skill_ratings", "feedback",
)  # fmt: skip
CONTACT = st.fixed_dictionaries(
    {"name": NAME, "role": TRIMMED, "email": st.sampled_from(["", "grace@example.org", "o'hara+x@example.org"])}
)
STEPS = st.lists(INSTANTS, min_size=1, max_size=4, unique=True).map(sorted)


@in_every_format
@as_often_as_time_allows
@given(
    posting=st.fixed_dictionaries({"title": NAME, "company": NAME, "locations": ITEMS}),
    values=st.fixed_dictionaries(
        {"notes": TEXT | LONG, "tags": ITEMS, "priority": st.sampled_from([1, 2, 3]), "applied_on": PAST}
    ),
    steps=STEPS,
    note=TEXT,
    interviews=st.lists(INTERVIEW, max_size=2),
    contacts=st.lists(CONTACT, max_size=2, unique_by=(itemgetter("name"), itemgetter("email"))),
)
def test_any_application_comes_back_with_its_parts_from_every_format(
    user: User,
    other_user: User,
    file_format: str,
    with_mark: bool,
    posting: dict[str, Any],
    values: dict[str, Any],
    steps: list[datetime],
    note: str,
    interviews: list[dict[str, Any]],
    contacts: list[dict[str, Any]],
) -> None:
    with undone():
        job = JobFactory.create(owner=user, **posting)
        path = zip(("interested", "applied", "interview", "rejected"), steps, strict=False)
        application = make_application(user, *path, job=job)
        Application.objects.filter(pk=application.pk).update(**values)
        StatusChange.objects.filter(application=application).update(note=note)
        for each in interviews:
            ends = each["starts_at"] + timedelta(minutes=45)
            outcome = Interview.Outcome.MIXED if each["state"] == Interview.State.COMPLETED else ""
            Interview.objects.create(owner=user, application=application, **each, ends_at=ends, outcome=outcome)
        for each in contacts:
            known = Contact.objects.create(owner=user, **each)
            ApplicationContact.objects.create(owner=user, application=application, contact=known)
        before = held_of_application(user)
        content = exported(user, APPLICATIONS, file_format, with_mark=with_mark)

        assert brought_in(other_user, content) == ["new"]
        assert held_of_application(other_user) == before
        assert brought_in(user, content) == ["same"]
        assert held_of_application(user) == before


def held_of_application(person: User) -> list[list[dict[str, Any]]]:
    """The one application, and what belongs to it."""
    return [
        rows(Job, person, "pk", "title", "company", "locations", "url"),
        rows(
            Application, person, "pk", "status", "status_since", "applied_on", "priority", "tags", "notes", "created_at"
        ),
        rows(StatusChange, person, "occurred_at pk", "kind", "from_status", "to_status", "occurred_at", "note"),
        rows(Interview, person, "starts_at pk", *INTERVIEW_FIELDS),
        rows(ApplicationContact, person, "contact__name", "contact__name", "contact__role", "contact__email"),
    ]
