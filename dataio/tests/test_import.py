"""Files of postings: what is recognised, what is known again, and that nothing is lost on the way."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from dataio.importing.postings import ImportResult, import_postings
from dataio.models import SourceRow
from dataio.tests.conftest import Upload, csv_text
from jobs.factories import JobFactory
from jobs.models import Job
from jobtracker.testing.concurrency import at_once
from jobtracker.testing.database import every_row

SHEET = (
    ("Title", "Company", "Location"),
    ("Engineer", "Acme", "Bern"),
    ("Designer", "Globex", "Köln; Wien"),
)


def counts(answer: Any) -> tuple[int, int, int]:
    """Rows, created, unchanged."""
    result = answer.json()
    return result["rows"], result["created"], result["unchanged"]


def test_a_file_becomes_postings_and_a_second_time_changes_nothing(upload: Upload, user: User) -> None:
    assert counts(upload(csv_text(*SHEET))) == (2, 2, 0)
    kept = every_row()
    assert counts(upload(csv_text(*SHEET))) == (2, 0, 2)
    assert every_row() == kept
    engineer, designer = Job.objects.visible_to(user).order_by("-pk")
    assert (engineer.title, engineer.company, engineer.locations) == ("Engineer", "Acme", ["Bern"])
    assert (designer.title, designer.company, designer.locations) == ("Designer", "Globex", ["Köln", "Wien"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "beginning", ["", "\ufeff", "\r\n\r\n", "\ufeff\n"], ids=["plain", "BOM", "blank", "BOM+blank"]
)
def test_other_separators_and_beginnings_are_the_same_file(delimiter: str, beginning: str, upload: Upload) -> None:
    upload(csv_text(*SHEET))
    assert counts(upload(beginning + csv_text(*SHEET, delimiter=delimiter))) == (2, 0, 2)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_is_read(line_end: str, upload: Upload) -> None:
    assert counts(upload(f"Title,Company{line_end}Engineer,Acme{line_end}")) == (1, 1, 0)


def test_the_same_rows_under_columns_in_another_order_are_unchanged(upload: Upload) -> None:
    upload(csv_text(*SHEET))
    turned = [(row[2], row[0], row[1]) for row in SHEET]
    assert counts(upload(csv_text(turned[0], *reversed(turned[1:])))) == (2, 0, 2)


def test_a_row_that_the_file_repeats_is_taken_once(upload: Upload) -> None:
    assert counts(upload(csv_text(*SHEET, SHEET[1], (" Engineer ", "Acme", "Bern ")))) == (4, 2, 2)


def test_rows_that_differ_in_any_cell_are_postings_of_their_own(upload: Upload) -> None:
    sheet = csv_text(
        ("Title", "Company", "Cohort"),
        ("Engineer", "Acme", "spring"),
        ("Engineer", "Acme", "autumn"),
        ("Engineer", "Acme", ""),
    )
    assert counts(upload(sheet)) == (3, 3, 0)


def test_a_row_is_known_again_by_its_source_and_reference(upload: Upload, user: User) -> None:
    header = ("Title", "Company", "Source", "Job ID")
    assert counts(upload(csv_text(header, ("Engineer", "Acme", "Board", "A-1")))) == (1, 1, 0)
    changed = csv_text(
        header,
        ("Engineer (m/f/d)", "Acme AG", "Board", "A-1"),
        ("Engineer", "Acme", "Other board", "A-1"),
        ("Engineer", "Acme", "Board", "A-2"),
        ("Engineer, again", "Acme", "Board", "A-2"),
    )
    assert counts(upload(changed)) == (4, 2, 2)
    # What is there stays as it is.
    assert Job.objects.get(source="Board", external_reference="A-1").title == "Engineer"


def test_a_posting_that_was_typed_in_is_known_again_by_its_reference(upload: Upload, user: User) -> None:
    JobFactory.create(owner=user, source="Board", external_reference="A-1")
    sheet = csv_text(("Title", "Company", "Source", "Job ID"), ("Engineer", "Acme", "Board", "A-1"))
    assert counts(upload(sheet)) == (1, 0, 1)


def test_what_was_changed_since_stays_changed_and_what_was_deleted_may_come_again(upload: Upload, user: User) -> None:
    upload(csv_text(*SHEET))
    Job.objects.filter(title="Engineer").update(title="Engineer, renamed", notes="mine")
    Job.objects.filter(title="Designer").delete()
    assert counts(upload(csv_text(*SHEET))) == (2, 1, 1)
    assert set(Job.objects.values_list("title", "notes")) == {("Engineer, renamed", "mine"), ("Designer", "")}


def test_each_persons_import_is_their_own(upload: Upload, user: User, other_user: User) -> None:
    upload(csv_text(*SHEET))
    result = import_postings(actor=other_user, content=csv_text(*SHEET).encode(), file_name="x.csv")
    assert (result.created, result.unchanged) == (2, 0)
    assert Job.objects.visible_to(user).count() == Job.objects.visible_to(other_user).count() == 2
    assert set(SourceRow.objects.values_list("owner", "job__owner")) == {
        (user.pk, user.pk),
        (other_user.pk, other_user.pk),
    }


def test_one_bad_row_keeps_all_others_out(upload: Upload) -> None:
    good = [(f"Engineer {n}", "Acme", "") for n in range(50)]
    before = every_row()
    assert upload(csv_text(SHEET[0], *good, ("", "Acme", ""))).status_code == 400
    assert every_row() == before


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_a_file_at_the_same_time_make_one_set(user: User) -> None:
    content = csv_text(("Title", "Company"), *((f"Engineer {n}", "Acme") for n in range(300))).encode()

    def import_it() -> ImportResult:
        return import_postings(actor=user, content=content, file_name="x.csv")

    results = at_once(*[import_it] * 3)
    assert sorted((result.created, result.unchanged) for result in results) == [(0, 300), (0, 300), (300, 0)]
    assert Job.objects.count() == SourceRow.objects.count() == 300


@pytest.mark.parametrize(
    ("header", "cell", "field", "value"),
    [
        ("Job Title", "Engineer", "title", "Engineer"),
        ("POSITION", "Engineer", "title", "Engineer"),
        ("title_", "Engineer", "title", "Engineer"),
        ("Employer", "Acme", "company", "Acme"),
        ("Job Location", "Bern;Köln|Wien\nGraz", "locations", ["Bern", "Köln", "Wien", "Graz"]),
        ("City", "Zürich, Switzerland", "locations", ["Zürich, Switzerland"]),
        ("work-mode", "On site", "remote_option", "on_site"),
        ("Remote", "yes", "remote_option", "remote"),
        ("Remote?", "HYBRID", "remote_option", "hybrid"),
        ("Employment type", "full-time", "job_type", "full_time"),
        ("Type", "Permanent", "job_type", "full_time"),
        ("Level", "Junior", "experience_level", "entry"),
        ("Skills", "Go, SQL; C++", "skills", ["Go", "SQL", "C++"]),
        ("Labels", "a,b|c", "tags", ["a", "b", "c"]),
        ("Job description", "<b>Do</b> it", "description", "<b>Do</b> it"),
        ("Link", "https://jobs.example/1", "url", "https://jobs.example/1"),
        ("Status", "Closed", "availability", "closed"),
        ("Status", "Expired", "availability", "closed"),
        ("Status", "active", "availability", "open"),
        ("Found on", "Board", "source", "Board"),
        ("Req ID", "A-1", "external_reference", "A-1"),
        ("Date Posted", "2026-11-03", "posted_on", date(2026, 11, 3)),
        ("Date Posted", "2026-11-03T23:59:59+02:00", "posted_on", date(2026, 11, 3)),
        ("Date Posted", "2026/11/03", "posted_on", date(2026, 11, 3)),
        ("Date Posted", "3.11.2026", "posted_on", date(2026, 11, 3)),
        ("Date Posted", "Nov 3, 2026", "posted_on", date(2026, 11, 3)),
        ("Date Posted", "3 November 2026", "posted_on", date(2026, 11, 3)),
        ("Apply by", "2026-12-24", "deadline_on", date(2026, 12, 24)),
        ("Comment", "call them", "notes", "call them"),
        ("Recruiter", "Ms Novák", "notes", "Recruiter: Ms Novák"),
        ("", "a cell without a name", "notes", "Column 3: a cell without a name"),
        ("Status", "rejected", "notes", "Status: rejected"),
        ("Status", "Applied", "notes", "Status: Applied"),
    ],
)
def test_a_column_is_recognised_by_its_name_or_kept_in_the_notes(
    header: str, cell: str, field: str, value: Any, upload: Upload
) -> None:
    needful = {"title": ("Company", "Acme"), "company": ("Title", "Engineer")}
    others = [needful[field]] if field in needful else [("Title", "Engineer"), ("Company", "Acme")]
    columns = [*others, (header, cell)]
    answer = upload(csv_text([name for name, _ in columns], [value for _, value in columns]))
    assert counts(answer) == (1, 1, 0), answer.content
    assert getattr(Job.objects.get(), field) == value
    recognised = {column["column"]: column["field"] for column in answer.json()["columns"]}
    if value == cell or field != "notes":
        assert recognised[header.strip()] == field
        assert answer.json()["columns_in_notes"] == []
    else:
        assert header not in recognised
        assert answer.json()["columns_in_notes"] == [header or "Column 3"]


def test_a_status_that_is_the_applications_in_one_row_is_so_in_all_of_them(upload: Upload) -> None:
    answer = upload("Title,Company,Status\nEngineer,Acme,open\nDesigner,Acme,Interview\n")
    assert answer.json()["columns_in_notes"] == ["Status"]
    kept = set(Job.objects.values_list("availability", "notes"))
    assert kept == {("unknown", "Status: open"), ("unknown", "Status: Interview")}


def test_the_first_of_two_columns_with_the_same_meaning_wins_and_the_other_is_kept_in_the_notes(upload: Upload) -> None:
    answer = upload("Title,Company,Position,Notes\nEngineer,Acme,Platform,mine\n")
    assert answer.json()["columns_in_notes"] == ["Position"]
    job = Job.objects.get()
    assert (job.title, job.notes) == ("Engineer", "mine\nPosition: Platform")


def test_a_salary_comes_with_its_currency_and_period(upload: Upload) -> None:
    upload('Title,Company,Min salary,Max salary,Currency,Period\nEngineer,Acme,"52,000",60000.50,chf,Yearly\n')
    job = Job.objects.get()
    assert (job.salary_min, job.salary_max) == (Decimal("52000.00"), Decimal("60000.50"))
    assert (job.salary_currency, job.salary_period, job.salary_max_yearly) == ("CHF", "year", Decimal("60000.50"))


@pytest.mark.parametrize(
    ("locations", "option"),
    [
        ("Remote", "remote"),
        ("Remote in USA; remote, Germany", "remote"),
        ("Remote; Bern", ""),
        ("Bern", ""),
        ("", ""),
    ],
)
def test_a_posting_whose_places_are_all_remote_is_remote(locations: str, option: str, upload: Upload) -> None:
    upload(csv_text(("Title", "Company", "Location"), ("Engineer", "Acme", locations)))
    assert Job.objects.get().remote_option == option


def test_what_a_column_says_of_remote_work_comes_before_what_the_places_say(upload: Upload) -> None:
    upload(csv_text(("Title", "Company", "Location", "Remote"), ("Engineer", "Acme", "Remote", "hybrid")))
    assert Job.objects.get().remote_option == "hybrid"


# All that UTF-8 and a text column can hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
NEEDFUL = TEXTS.filter(str.strip)


@settings(max_examples=40)
@given(rows=st.lists(st.tuples(NEEDFUL, NEEDFUL, TEXTS), min_size=1, max_size=8))
def test_any_text_survives_an_import(user: User, rows: list[tuple[str, str, str]]) -> None:
    with transaction.atomic():
        content = csv_text(("Title", "Company", "Notes"), *rows).encode()
        result = import_postings(actor=user, content=content, file_name="x.csv")
        # Without the blanks around a text; a row that comes again, is the same row.
        expected = list(
            dict.fromkeys((title.strip(), company.strip(), notes.strip()) for title, company, notes in rows)
        )
        kept = Job.objects.visible_to(user).order_by("-pk").values_list("title", "company", "notes")
        assert list(kept) == expected
        assert (result.created, result.unchanged) == (len(expected), len(rows) - len(expected))
        transaction.set_rollback(True)


@pytest.fixture
def run_command(tmp_path: Path, user: User) -> Callable[..., str]:
    """Runs `import_file` on a file with this content; what it prints."""

    def run(content: str, email: str = user.email) -> str:
        file = tmp_path / "postings.csv"
        file.write_text(content, encoding="utf-8")
        printed = io.StringIO()
        call_command("import_file", str(file), user=email, stdout=printed, no_color=True)
        return printed.getvalue()

    return run


def test_the_command_imports_for_the_person_with_this_address_in_any_case(
    run_command: Callable[..., str], user: User
) -> None:
    content = csv_text((*SHEET[0], "Recruiter"), (*SHEET[1], "Ms Novák"), (*SHEET[2], ""))
    first, second = run_command(content, user.email.upper()), run_command(content)
    assert first.startswith("Kept in the notes: Recruiter\n2 rows in ")
    assert first.endswith(" s: 2 created, 0 unchanged.\n")
    assert second.endswith(" s: 0 created, 2 unchanged.\n")
    assert Job.objects.visible_to(user).count() == 2


def test_the_command_knows_its_people(run_command: Callable[..., str]) -> None:
    with pytest.raises(CommandError, match=r"^There is no account with the address nobody@example\.org\.$"):
        run_command(csv_text(*SHEET), "nobody@example.org")
    assert not Job.objects.exists()


def test_the_command_says_why_it_cannot_read_a_file(user: User, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Cannot read .*none\.csv: No such file or directory\."):
        call_command("import_file", str(tmp_path / "none.csv"), user=user.email)
    with pytest.raises(CommandError, match=r"Cannot read .*: Is a directory\."):
        call_command("import_file", str(tmp_path), user=user.email)


def test_the_command_lists_every_bad_row_and_writes_nothing(run_command: Callable[..., str]) -> None:
    with pytest.raises(CommandError) as refusal:
        run_command("Title,Company,Date posted\n,Acme,\nEngineer,Acme,soon\nEngineer,Acme,\n")
    assert str(refusal.value).splitlines() == [
        "2 rows cannot be read, so nothing was imported.",
        "  row 2, Title: This field cannot be blank.",
        "  row 3, Date posted: This is no date that can be read safely. Write it as 2026-11-23.",
    ]
    assert not Job.objects.exists()
    with pytest.raises(CommandError, match="row 2, whole row: This row has 1 cells, the header 2"):
        run_command("Title,Company\nEngineer\n")
