"""The page on backups says what is so: its requests and commands are run."""

from pathlib import Path

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from dataio.backups.contents import PROFILE_TABLE, TABLES
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.tests.test_docs import fenced_blocks, send_examples

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_example_answers_as_it_says(api: APIClient) -> None:
    assert send_examples("backup.md", api) == 1


def test_each_command_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = UserFactory.create(email="ada@example.org", country="GB")
    JobFactory.create(owner=person)
    monkeypatch.chdir(tmp_path)
    commands = [
        line for language, text in fenced_blocks("backup.md") if language == "console" for line in text.splitlines()
    ]
    assert len(commands) == 5
    for command in commands:
        call_command(*command.removeprefix("$ ./run manage ").split())
    assert sorted(path.name for path in tmp_path.rglob("*.zip")) == ["ada.zip", "ada@example.org.zip"]
    grace = User.objects.get(email="grace@example.org")
    assert (Job.objects.filter(owner=person).count(), Job.objects.filter(owner=grace).count()) == (1, 2)
    assert grace.country == "GB"


def test_the_page_names_each_table() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "backup.md"
    text = page.read_text(encoding="utf-8")
    for table in (PROFILE_TABLE, *TABLES):
        assert f"`{table.name}`" in text
