"""`manage.py export_data`: the same files, from a shell."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from accounts.models import User
from jobs.factories import JobFactory

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def _export(user: User, *arguments: str) -> None:
    call_command("export_data", "--user", user.email, *arguments)


@pytest.mark.parametrize("file_format", ["csv", "json", "ndjson"])
def test_the_file_is_that_of_the_api(api: APIClient, user: User, tmp_path: Path, file_format: str) -> None:
    JobFactory.create_batch(3, owner=user)
    JobFactory.create()
    path = tmp_path / "jobs"
    _export(user, "--format", file_format, "--output", str(path))
    assert path.read_bytes() == api.get("/api/v1/exports/jobs/", {"format": file_format}).getvalue()


def test_filters_order_and_columns_are_chosen(user: User, tmp_path: Path) -> None:
    for company in ("B", "A", "C"):
        JobFactory.create(owner=user, company=company, remote_option="remote" if company != "C" else "on_site")
    path = tmp_path / "jobs.json"
    chosen = ["--filter", "remote_option=remote", "ordering=company", "--fields", "company", "--format", "json"]
    _export(user, *chosen, "--output", str(path))
    assert json.loads(path.read_text()) == [{"company": "A"}, {"company": "B"}]


def test_a_name_is_made_and_a_bar_is_shown(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    JobFactory.create_batch(2, owner=user)
    monkeypatch.chdir(tmp_path)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    call_command("export_data", "--user", user.email, "--format", "xlsx", stderr=terminal)
    [path] = tmp_path.iterdir()
    assert path.name.startswith("jobs-")
    assert openpyxl.load_workbook(path)["jobs"].max_row == 3
    assert "0 of 2" in terminal.getvalue()


def test_no_bar_is_shown_to_a_file(user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    JobFactory.create_batch(2, owner=user)
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    call_command("export_data", "--user", user.email, "--output", str(tmp_path / "x"), stderr=log)
    assert log.getvalue() == ""


def test_a_workbook_is_not_written_onto_a_terminal(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(CommandError, match="--output"):
        _export(user, "--format", "xlsx", "--output", "-")


def test_a_mark_for_excel_and_the_other_list(user: User, tmp_path: Path) -> None:
    path = tmp_path / "applications.csv"
    _export(user, "--resource", "applications", "--fields", "id", "status", "--bom", "--output", str(path))
    assert path.read_bytes() == b"\xef\xbb\xbfid,status\r\n"


def test_an_address_is_known_however_it_is_written(user: User, tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    call_command("export_data", "--user", user.email.upper(), "--fields", "id", "--output", str(path))
    assert path.read_bytes() == b"id\r\n"


def test_a_dash_is_stdout(user: User, capfdbinary: Any) -> None:
    _export(user, "--output", "-", "--fields", "id", "title")
    assert capfdbinary.readouterr().out == b"id,title\r\n"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--filter", "colour=red"], "colour"),
        (["--filter", "colour"], "NAME=VALUE"),
        (["--filter", "posted_from=x"], "posted_from"),
        (["--filter", "ordering=colour"], "colour"),
        (["--fields", "colour"], "colour"),
        (["--output", "/nowhere/at/all"], "/nowhere"),
    ],
)
def test_what_makes_no_sense_is_refused(user: User, arguments: list[str], word: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=word):
        _export(user, "--output", str(tmp_path / "x"), *arguments)
    assert not list(tmp_path.iterdir())


def test_nobody_is_nobody() -> None:
    with pytest.raises(CommandError, match="no account with the address"):
        call_command("export_data", "--user", "nobody@example.org")
