"""Every example in the documentation is sent, and answers what the page says."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import Job

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANYTHING = "..."


def fenced_blocks(page: str) -> list[tuple[str, str]]:
    """The language and content of each fenced block of a page in `docs/`."""
    return FENCE.findall((Path(settings.BASE_DIR) / "docs" / page).read_text(encoding="utf-8"))


def exchanges(page: str) -> Iterator[tuple[str, str]]:
    """Each `http` block with the `json` block that must follow it."""
    blocks = [block for block in fenced_blocks(page) if block[0] in ("http", "json")]
    assert len(blocks) % 2 == 0
    for (request_language, request), (answer_language, answer) in zip(blocks[::2], blocks[1::2], strict=True):
        assert (request_language, answer_language) == ("http", "json")
        yield request, answer


def differences(expected: Any, actual: Any, path: str = "answer") -> list[str]:
    """Where `actual` is not what the page shows; `...` stands for any value, and as a key for further keys."""
    if expected == ANYTHING:
        return []
    if isinstance(expected, dict) and isinstance(actual, dict):
        keys = expected.keys() - {ANYTHING}
        found = [f"{path} has no {key}" for key in keys - actual.keys()]
        if ANYTHING not in expected:
            found += [f"{path} also has {key}" for key in actual.keys() - keys]
        for key in keys & actual.keys():
            found += differences(expected[key], actual[key], f"{path}.{key}")
        return found
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = zip(expected, actual, strict=True)
        return [text for index, pair in enumerate(pairs) for text in differences(*pair, f"{path}[{index}]")]
    return [] if expected == actual else [f"{path} is {actual!r}, not {expected!r}"]


def send_examples(page: str, client: APIClient) -> int:
    """Send every example of a page, check its answer, and say how many there were."""
    # What an answer named, for the requests and answers after it.
    names: dict[str, Any] = {}
    sent = 0
    for request, answer in exchanges(page):
        head, _, body = request.partition("\n\n")
        first, *lines = head.strip().splitlines()
        method, address = first.split(" ", 1)
        headers = dict(line.split(": ", 1) for line in lines)
        for name, number in names.items():
            address = address.replace(f"{{{name}}}", str(number))
            body = body.replace(f'"{{{name}}}"', json.dumps(number))
            answer = answer.replace(f'"{{{name}}}"', json.dumps(number))
        content_type = headers.pop("Content-Type", "application/json")
        if content_type.startswith("multipart/"):
            body = body.replace("\n", "\r\n")
        response = client.generic(method, address, body, content_type=content_type, headers=headers)
        actual = json.loads(response.content or "null")
        if method == "POST" and response.status_code < 300 and "operation" in actual:
            # What a bulk request made, until another one makes something.
            names |= {f"created.{place}": row_id for place, row_id in enumerate(actual["created"])}
            names["operation"] = actual["operation"]
        assert differences(json.loads(answer), actual) == [], request
        if method == "POST" and response.status_code == 201 and "id" in actual:
            # What was made at /api/v1/saved-views/ is {saved-view} from there on, and what was at
            # /api/v1/documents/1/versions/ is {version}.
            names[address.strip("/").split("/")[-1].removesuffix("s")] = actual["id"]
        if method == "PUT" and isinstance(actual, list):
            # The columns of a board that was just made.
            names |= {f"{address.split('/')[3]}.{place}": row["id"] for place, row in enumerate(actual)}
        if isinstance(actual, dict) and actual.get("duplicates"):
            # The posting that the answer to a new one names first.
            names["duplicate"] = actual["duplicates"][0]["id"]
        if isinstance(actual, dict) and actual.get("suggestions"):
            # The first one on the page of today.
            names["suggestion"] = actual["suggestions"][0]["key"]
        sent += 1
    return sent


@pytest.mark.django_db
def test_each_example_of_the_api_page_answers_as_it_says(client_of: Callable[[User | None], APIClient]) -> None:
    assert send_examples("api.md", client_of(None)) == 20


@pytest.mark.django_db
def test_each_example_of_the_bulk_page_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("bulk.md", api) == 13


@pytest.mark.django_db
def test_each_example_of_the_page_on_documents_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("documents.md", api) == 9


@pytest.mark.django_db
def test_each_example_of_the_calendar_page_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("calendar.md", api) == 11


@pytest.mark.django_db
def test_each_example_of_the_page_on_repeated_postings_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("duplicates.md", api) == 5


@pytest.mark.django_db
def test_each_example_of_the_page_on_the_search_as_it_goes_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("pipeline.md", api) == 10


def test_each_example_of_the_page_on_the_board_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("board.md", api) == 8


@pytest.mark.django_db
def test_each_example_of_the_capture_page_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("capture.md", api) == 2


@pytest.mark.django_db
def test_each_example_of_the_search_page_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("search.md", api) == 9


@pytest.mark.django_db
def test_each_example_of_the_export_page_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("export.md", api) == 5


@pytest.mark.django_db
def test_the_commands_of_the_export_page_write_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = UserFactory.create(email="ada@example.org")
    JobFactory.create(owner=person, title="Gardener", company="Gletscher")
    monkeypatch.chdir(tmp_path)
    for language, text in fenced_blocks("export.md"):
        for line in text.splitlines() if language == "console" else []:
            call_command(*line.removeprefix("$ ./run manage ").split())
    assert "Gardener" in (tmp_path / "jobs.csv").read_text()
    assert json.loads((tmp_path / "found.json").read_text()) == [{"title": "Gardener", "company": "Gletscher"}]


@pytest.mark.django_db
def test_each_example_of_the_page_on_today_answers_as_it_says(
    user: User, client_of: Callable[[User | None], APIClient]
) -> None:
    with time_machine.travel("2026-03-20T08:00:00Z", tick=False):
        assert send_examples("today.md", client_of(user)) == 12


@pytest.mark.django_db
def test_each_example_of_the_page_on_the_report_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("report.md", api) == 3


@pytest.mark.django_db
def test_the_commands_of_the_import_page_import_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = [
        line for language, text in fenced_blocks("import.md") if language == "console" for line in text.splitlines()
    ]
    assert len(commands) == 4
    person = UserFactory.create(email="ada@example.org")
    (tmp_path / "postings.csv").write_text("Company,Position\nGletscher,Engineer\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    # What writes nothing comes first, so that it can be seen to write nothing.
    for command in sorted(commands, key=lambda command: "--dry-run" not in command):
        before = Job.objects.count()
        call_command(*command.removeprefix("$ ./run manage ").split())
        assert ("--dry-run" not in command) or Job.objects.count() == before

    assert list(Job.objects.filter(owner=person).values_list("title", "company")) == [("Engineer", "Gletscher")]
