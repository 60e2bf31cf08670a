"""`manage.py import_file`: a file from a shell."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from applications.models import Application
from dataio.models import Import
from dataio.tests.test_export_data import Terminal
from jobs.models import Job
from jobtracker.testing.database import every_row

pytestmark = pytest.mark.django_db

GOOD = "Title,Company,Salary,Status,Applied\nEngineer,Acme,50k-60k EUR per year,Applied,2026-03-02\n"
# So many days that one word among them does not make the column one of words.
GOOD_ROWS = "".join(f"Engineer {number},Acme,2026-05-0{number},red\n" for number in range(1, 5))
MIXED = f"Title,Company,Deadline,Colour\n{GOOD_ROWS}Painter,Acme,soon,\n"


@pytest.fixture
def bring(user: User, tmp_path: Path) -> Any:
    """Import a text; what was said on stdout."""

    def run(text: str | bytes, *arguments: str, name: str = "a.csv") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        out = io.StringIO()
        call_command("import_file", str(path), "--user", user.email, *arguments, stdout=out)
        return out.getvalue()

    return run


def test_it_says_what_it_did(bring: Any, user: User) -> None:
    said = bring(GOOD)
    assert "jobs: 1 created" in said
    assert "applications: 1 created" in said
    assert Application.objects.get(owner=user).job.title == "Engineer"
    assert json.loads(bring(GOOD, "--format", "json"))["jobs"]["unchanged"] == 1
    assert Job.objects.count() == 1


def test_a_dry_run_says_what_would_be_and_writes_nothing(bring: Any) -> None:
    before = every_row()
    assert "new: 1" in bring(GOOD, "--dry-run")
    [row] = json.loads(bring(GOOD, "--dry-run", "--format", "json"))
    assert (row["number"], row["verdict"], row["problems"]) == (2, "new", [])
    stored = {name: row["job"][name] for name in ("title", "company", "salary_min", "salary_currency")}
    assert stored == {"title": "Engineer", "company": "Acme", "salary_min": "50000.00", "salary_currency": "EUR"}
    assert (row["application"]["status"], row["application"]["applied_on"]) == ("applied", "2026-03-02")
    assert every_row() == before


def test_a_dry_run_that_finds_bad_rows_ends_with_1(bring: Any) -> None:
    before = every_row()
    with pytest.raises(SystemExit) as ended:
        bring(MIXED, "--dry-run")
    assert ended.value.code == 1
    with pytest.raises(SystemExit):
        bring(MIXED, "--dry-run", "--good-rows")
    assert every_row() == before


def test_a_dry_run_names_each_problem_by_its_column(user: User, tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", io.StringIO()
    path.write_text(MIXED)
    with pytest.raises(SystemExit):
        call_command("import_file", str(path), "--user", user.email, "--dry-run", "--format", "json", stdout=out)
    *good, bad = json.loads(out.getvalue())
    assert ([row["verdict"] for row in good], bad["verdict"], bad["number"]) == (["new"] * 4, "error", 6)
    [problem] = bad["problems"]
    assert (problem["column"], problem["value"], problem["code"]) == ("Deadline", "soon", "invalid_date")


def test_a_bad_row_keeps_all_out_unless_the_good_ones_are_asked_for(bring: Any) -> None:
    before = every_row()
    with pytest.raises(CommandError, match=r"(?s)Rows with errors: 1\..*row 6, Deadline: "):
        bring(MIXED)
    assert every_row() == before
    summary = json.loads(bring(MIXED, "--good-rows", "--format", "json"))
    assert (summary["jobs"]["created"], summary["jobs"]["failed"]) == (4, 1)
    assert not Job.objects.filter(title="Painter").exists()


def test_probable_duplicates_are_left_out_unless_they_are_asked_for(bring: Any) -> None:
    bring("Title,Company\nEngineer,Acme\n")
    again = "Title,Company,Notes\nEngineer,ACME,otherwise the same\n"
    assert json.loads(bring(again, "--format", "json"))["jobs"]["skipped"] == 1
    assert Job.objects.count() == 1
    assert json.loads(bring(again, "--duplicates", "create", "--format", "json"))["jobs"]["created"] == 1
    assert Job.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "."),
        (b"PK\x03\x04not an archive", "."),
        (b"a,b\n1,2\n", "title"),
        (b'[{"title": "a"', "."),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(bring: Any, content: bytes, words: str) -> None:
    before = every_row()
    with pytest.raises(CommandError, match=words):
        bring(content)
    assert every_row() == before


def test_nobody_and_nothing(user: User, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    with pytest.raises(CommandError, match=r"no account with the address nobody@example\.org"):
        call_command("import_file", str(tmp_path / "a.csv"), "--user", "nobody@example.org")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path / "none.csv", tmp_path, pipe):
        with pytest.raises(CommandError, match="Cannot read"):
            call_command("import_file", str(path), "--user", user.email)
    assert not Import.objects.exists()


def test_the_bar_of_a_dry_run_ends_its_line(bring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    bring(GOOD, "--dry-run")
    assert terminal.getvalue().endswith("100%\n")


@pytest.mark.parametrize("is_watched", [True, False])
def test_a_bar_shows_on_a_terminal_alone(bring: Any, is_watched: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal() if is_watched else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    bring(GOOD, "--format", "json")
    # Bars are for people's eyes: what a program reads is on stdout.
    assert [word in stderr.getvalue() for word in ("Reading [", "Writing [")] == [is_watched] * 2
    assert stderr.getvalue().endswith("100%\n" if is_watched else "")
