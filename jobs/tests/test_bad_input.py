"""Whatever is sent for a field of a posting: a 400 that names the field, or the value kept; nothing in between."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job
from jobs.serializers import JobSerializer
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.database import every_row

JOBS = "/api/v1/jobs/"
# With these, an amount is all right by itself, so that a refusal is about the amount.
PLAIN = {"title": "Engineer", "company": "Acme", "salary_currency": "EUR", "salary_period": "year"}

LENGTHS = {
    "title": 300,
    "company": 200,
    "source": 100,
    "external_reference": 200,
    "description": 50_000,
    "requirements": 50_000,
    "notes": 50_000,
}
ITEM_LENGTHS = {"locations": 500, "skills": 100, "tags": 50}
CHOICES = ("remote_option", "job_type", "experience_level", "salary_period", "availability")
AMOUNTS = ("salary_min", "salary_max")
DAYS = ("posted_on", "deadline_on")

NO_TEXT: tuple[Any, ...] = ([], ["x"], {}, {"x": 1}, True, None, "a\0b", "\ud800")
NO_CHOICE: tuple[Any, ...] = (
    "other", "ON_SITE", "x" * 100_000, 5, 1e300, [], ["remote"], {}, True, None, "a\0b", "\ud800",
)  # fmt: skip
NO_AMOUNT: tuple[Any, ...] = (
    -1, "-0.01", "1.001", 0.001, "10000000000", 10**10, 10**400, "1" + "0" * 400, "1e400", "1E+400", float("1e300"),
    "NaN", "sNaN", "Infinity", "-Infinity", "0x10", "1,000", "1 000", "ten", "€5", "5\0", "9" * 5_000,
    [], [1], {}, True,
)  # fmt: skip
NO_CURRENCY: tuple[Any, ...] = ("eur", "XXX", "EURO", "€", "E\0R", "\ud800", 978, [], ["EUR"], {}, True, None)
NO_DAY: tuple[Any, ...] = (
    "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "10000-01-01", "2026-11-23T10:00:00Z", "23.11.2026",
    "11/23/2026", "today", "", "2026-11-23\0", "x" * 100_000, 20261123,
    1e300, [], ["2026-11-23"], {}, True,
)  # fmt: skip
NO_YES_OR_NO: tuple[Any, ...] = ("maybe", "2", 2, 0.5, [], [True], {}, None, "", "true\0")
NO_ADDRESS: tuple[Any, ...] = (
    "javascript:alert(document.cookie)", "JAVASCRIPT://x/%0aalert(1)", " \x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "ftp://files.example/",
    "//jobs.example", "jobs.example", "/jobs", "https://", "https://a b", "https://[::1",
    "https://known.example@elsewhere.example", "https://x/\0", "https://" + "x" * 2_041,
)  # fmt: skip
NO_LIST: tuple[Any, ...] = ("text", 5, {}, {"0": "x"}, True, None, ["x"] * 101, [f"{n}" for n in range(10_000)])
NO_ITEM: tuple[Any, ...] = (None, [], ["x"], {}, True, "", "  ", "a\0b", "\ud800")


BAD_VALUES: dict[str, tuple[Any, ...]] = {
    **{field: (*NO_TEXT, "x" * (length + 1)) for field, length in LENGTHS.items()},
    "url": (*NO_TEXT, *NO_ADDRESS),
    **dict.fromkeys(CHOICES, NO_CHOICE),
    **dict.fromkeys(AMOUNTS, NO_AMOUNT),
    "salary_currency": NO_CURRENCY,
    **dict.fromkeys(DAYS, NO_DAY),
    "is_archived": NO_YES_OR_NO,
    **dict.fromkeys(ITEM_LENGTHS, NO_LIST),
}
NEVER_BLANK = ("title", "company", "availability")


def bad_values(field: str) -> list[tuple[Any, str]]:
    """Values that the field refuses, each with the path under which the refusal stands."""
    values = [*BAD_VALUES[field], *(("", "  \n ") if field in NEVER_BLANK else ())]
    items = [*NO_ITEM, "x" * (ITEM_LENGTHS[field] + 1)] if field in ITEM_LENGTHS else []
    return [(value, field) for value in values] + [(["fine", item], f"{field}.1") for item in items]


WRITABLE = [name for name, field in JobSerializer().fields.items() if not field.read_only]


@pytest.mark.parametrize("field", WRITABLE)
def test_a_bad_value_is_refused_by_its_name_and_nothing_is_written(field: str, api: APIClient, user: User) -> None:
    job = JobFactory.create(owner=user, salary_currency="EUR", salary_period="year")
    requests: list[tuple[str, str, dict[str, Any]]] = [("POST", JOBS, PLAIN), ("PATCH", f"{JOBS}{job.pk}/", {})]
    before = every_row()
    wrong = []
    for value, path in bad_values(field):
        for method, address, others in requests:
            body = json.dumps(others | {field: value})
            response = api.generic(method, address, body, content_type="application/json")
            if response.status_code != 400 or list(refused_fields(response)) != [path]:
                wrong.append((method, value, response.content))
    assert wrong == []
    assert every_row() == before


def test_a_number_that_json_can_write_and_no_computer_can_hold_is_refused(api: APIClient) -> None:
    for number in ("1e400", "-1e400"):
        body = json.dumps(PLAIN | {"salary_max": "?"}).replace('"?"', number)
        response = api.generic("POST", JOBS, body, content_type="application/json")
        assert refused_fields(response) == {"salary_max": ["invalid"]}
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"salary_min": 200, "salary_max": 100}, {"salary_min": ["min_above_max"]}),
        ({"salary_max": 49}, {"salary_min": ["min_above_max"]}),
        ({"salary_currency": ""}, {"salary_currency": ["required"]}),
        ({"salary_period": ""}, {"salary_period": ["required"]}),
        (
            {"salary_currency": "", "salary_period": ""},
            {"salary_currency": ["required"], "salary_period": ["required"]},
        ),
    ],
)
def test_what_concerns_several_fields_is_checked_against_what_is_kept(
    change: dict[str, Any], refused: dict[str, list[str]], api: APIClient, user: User
) -> None:
    job = JobFactory.create(owner=user, salary_min=50, salary_max=100, salary_currency="EUR", salary_period="hour")
    before = every_row()
    assert refused_fields(api.patch(f"{JOBS}{job.pk}/", change)) == refused
    assert every_row() == before


def test_all_that_is_wrong_is_said_at_once(api: APIClient) -> None:
    body = {"title": "", "skills": ["x", "x" * 101, None], "url": "javascript:x", "posted_on": "never"}
    assert refused_fields(api.post(JOBS, body)) == {
        "title": ["blank"],
        "company": ["required"],
        "skills.1": ["max_length"],
        "skills.2": ["null"],
        "url": ["invalid_url"],
        "posted_on": ["invalid"],
    }


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp; \"quoted\" 'single' {{ 7*7 }} %s ${x}"


@pytest.mark.parametrize("field", [*LENGTHS, *ITEM_LENGTHS])
def test_markup_is_kept_as_given_and_shown_as_text(field: str, api: APIClient) -> None:
    value = [MARKUP[:50], "<b>x</b>"] if field in ITEM_LENGTHS else MARKUP
    created = api.post(JOBS, PLAIN | {field: value})
    assert created.json()[field] == value
    address = f"{JOBS}{created.json()['id']}/"
    shown = api.get(address)
    assert shown.json()[field] == value
    assert shown.headers["Content-Type"] == "application/json"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    page = api.get(address, headers={"Accept": "text/html"}).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("field", [field for field in WRITABLE if field not in ITEM_LENGTHS])
def test_a_form_with_a_bad_value_is_refused_by_its_name(field: str, api: APIClient, user: User) -> None:
    # What a form can say: texts that UTF-8 can hold; and where there may be nothing, an empty text is nothing.
    texts = [value for value, _ in bad_values(field) if isinstance(value, str) and "\ud800" not in value]
    sayable = [text for text in texts if text or field in ("title", "company")]
    before = every_row()
    wrong = []
    for text in sayable:
        response = api.post(JOBS, PLAIN | {field: text}, format="multipart")
        if response.status_code != 400 or list(refused_fields(response)) != [field]:
            wrong.append((text, response.content))
    assert wrong == []
    assert every_row() == before


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ("\n".join(["x"] * 101), "skills"),
        ("fine\n" + "x" * 101, "skills.1"),
        ("fine\n\nalso fine\na\0b", "skills.2"),
    ],
)
def test_a_list_in_a_form_is_checked_like_any_other(lines: str, path: str, api: APIClient) -> None:
    response = api.post(JOBS, PLAIN | {"skills": lines}, format="multipart")
    assert list(refused_fields(response)) == [path]
    assert not Job.objects.exists()
