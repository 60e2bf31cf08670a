"""What is no table of postings is refused with the reason, and leaves nothing behind."""

from typing import Any

import pytest
from pytest_django import Settings

from dataio.models import SourceRow
from dataio.tests.conftest import Upload, csv_text
from jobs.models import Job
from jobtracker.testing.answers import error_of, refused_fields
from jobtracker.testing.database import every_row

HEADER = ("Title", "Company")
GOOD = ("Engineer", "Acme")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        pytest.param(b"\n \r\n\t\n", "empty_file", "The file is empty.", id="blank lines"),
        pytest.param(b"\xef\xbb\xbf", "empty_file", "The file is empty.", id="nothing but a BOM"),
        pytest.param(b",,,\n,,,\n", "empty_file", "The file is empty.", id="empty cells"),
        pytest.param(b"Title,Company\n", "no_rows", "The file has a header and no rows.", id="nothing but a header"),
        pytest.param("Firma,Stelle\nx,y\n", "missing_column", "the title and the company", id="no known column"),
        pytest.param(
            "Company,Pay\nx,y\n", "missing_column", "the title. Columns found: “Company”, “Pay”", id="no title"
        ),
        pytest.param("Title\nx\n", "missing_column", "a column for the company", id="no company"),
        pytest.param("1,2\nx,y\n", "missing_column", "Columns found: “1”, “2”", id="no header"),
        pytest.param(b"Title,Company\nEngi\0neer,Acme\n", "invalid_file", "NUL characters", id="NUL"),
        pytest.param("Title,Company\nx,y\n".encode("utf-16"), "invalid_file", "NUL characters", id="UTF-16"),
        pytest.param(PNG, "invalid_file", "NUL characters", id="picture"),
        pytest.param(b"\x1f\x8b\x08\xff\xfe\xfd", "invalid_encoding", "Line 1 is not UTF-8", id="other binary"),
        pytest.param(
            "Title,Company\nx,y\nKöchin,Café\n".encode("latin-1"),
            "invalid_encoding",
            "Line 3 is not UTF-8 text",
            id="Latin-1",
        ),
        pytest.param(
            "Title,Company,Pay,Pay\nx,y,1,2\n", "repeated_column", "Two columns are called “Pay”", id="same name twice"
        ),
        pytest.param(
            csv_text(("Title", "Company", *(f"c{n}" for n in range(19_998))), ["x"] * 20_000),
            "too_many_columns",
            "20,000 columns; 200 are allowed",
            id="20,000 columns",
        ),
    ],
)
def test_a_file_that_is_no_table_of_postings_is_refused(
    content: bytes | str, code: str, message: str, upload: Upload
) -> None:
    before = every_row()
    response = upload(content)
    assert response.status_code == 400
    error = error_of(response)
    assert error["code"] == code
    assert message in error["message"]
    assert error["fields"] == {"file": [{"code": code, "message": error["message"]}]}
    assert every_row() == before


@pytest.mark.parametrize(
    ("body", "row", "code"),
    [
        pytest.param('Engineer,"Acme\nx,y\n', 3, "malformed_csv", id="quote left open"),
        pytest.param('"Engineer"s,Acme\n', 3, "malformed_csv", id="text behind a quote"),
        pytest.param(f"Engineer,{'x' * 131_073}\n", 3, "malformed_csv", id="cell of 131,073 characters"),
        pytest.param("Engineer\n", 3, "ragged_row", id="too few cells"),
        pytest.param("Engineer,Acme,more\n", 3, "ragged_row", id="too many cells"),
        pytest.param(
            '"two\nlines",Acme\n\nEngineer\n', 5, "ragged_row", id="behind a cell of two lines and a blank row"
        ),
    ],
)
def test_a_row_that_cannot_be_taken_apart_is_named(body: str, row: int, code: str, upload: Upload) -> None:
    response = upload(csv_text(HEADER, GOOD) + body)
    assert response.status_code == 400
    rows = error_of(response)["rows"]
    assert [(problem["row"], problem["column"], problem["code"]) for problem in rows] == [(row, "", code)]
    assert not Job.objects.exists()


def test_all_rows_with_too_few_cells_are_named(upload: Upload) -> None:
    rows = error_of(upload("Title,Company\na\nx,y\nb\n"))["rows"]
    assert [problem["row"] for problem in rows] == [2, 4]


def test_more_rows_than_the_limit_are_refused_and_as_many_are_taken(upload: Upload, settings: Settings) -> None:
    settings.MAX_IMPORT_ROWS = 2
    rows = [(f"Engineer {n}", "Acme") for n in range(3)]
    error = error_of(upload(csv_text(HEADER, *rows)))
    assert (error["code"], error["message"]) == ("too_many_rows", "The file has more than 2 rows. Split it.")
    assert not Job.objects.exists()
    assert upload(csv_text(HEADER, *rows[:2])).json()["created"] == 2


def test_a_request_without_a_file_names_the_field(upload: Upload) -> None:
    assert refused_fields(upload(b"")) == {"file": ["empty"]}


BAD_CELLS: list[tuple[str, str, str]] = [
    ("Title", "", "blank"),
    ("Title", "x" * 301, "max_length"),
    ("Company", " ", "blank"),
    ("Company", "x" * 201, "max_length"),
    ("Remote", "on the moon", "invalid_choice"),
    ("Job type", "hobby", "invalid_choice"),
    ("Seniority", "是", "invalid_choice"),
    ("Min salary", "a lot", "invalid_amount"),
    ("Min salary", "-1", "invalid_amount"),
    ("Max salary", "1" + "0" * 400, "invalid_amount"),
    ("Max salary", "1e400", "invalid_amount"),
    ("Max salary", "99999999999", "max_whole_digits"),
    ("Currency", "XXX", "invalid_currency"),
    ("Pay period", "decade", "invalid_choice"),
    ("Job URL", "javascript:alert(1)", "invalid_url"),
    ("Job URL", "https://" + "x" * 2_041, "max_length"),
    ("Source", "x" * 101, "max_length"),
    ("Job ID", "x" * 201, "max_length"),
    ("Date posted", "03/04/2026", "invalid_date"),
    ("Date posted", "2026-02-30", "invalid_date"),
    ("Deadline", "soon", "invalid_date"),
    ("Location", "x" * 501, "item_invalid"),
    ("Location", ";".join(f"p{n}" for n in range(101)), "max_length"),
    ("Skills", "x" * 101, "item_invalid"),
    ("Tags", "x" * 51, "item_invalid"),
    ("Description", "x" * 50_001, "max_length"),
    ("Qualifications", "x" * 50_001, "max_length"),
    ("Comments", "x" * 50_001, "max_length"),
    ("Of the file's own", "x" * 50_001, "max_length"),
]
FINE: dict[str, str] = {
    "Title": "Engineer", "Company": "Acme", "Remote": "hybrid", "Job type": "Full time", "Seniority": "mid",
    "Min salary": "10", "Max salary": "20.5", "Currency": "eur", "Pay period": "hourly",
    "Job URL": "https://jobs.example/", "Source": "Board", "Job ID": "", "Date posted": "Nov 3, 2026",
    "Deadline": "24.12.2026", "Location": "Bern; Köln", "Skills": "Go, SQL", "Tags": "a|b", "Description": "d",
    "Qualifications": "q", "Comments": "c", "Of the file's own": "o",
}  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "code"), BAD_CELLS)
def test_a_bad_cell_is_named_by_its_row_column_and_value(column: str, cell: str, code: str, upload: Upload) -> None:
    bad = csv_text(list(FINE), list(FINE.values()), list((FINE | {column: cell}).values()))
    response = upload(bad)
    assert response.status_code == 400, response.content
    [problem] = error_of(response)["rows"]
    message = problem.pop("message")
    assert message
    expected = {"row": 3, "column": column, "code": code, "value": cell.strip()[:200]}
    if column == "Of the file's own":  # it was to be a part of the notes
        expected |= {"column": "Comments", "value": "c"}
    assert problem == expected
    assert not Job.objects.exists()


def test_the_file_with_the_good_cells_is_taken(upload: Upload) -> None:
    assert upload(csv_text(list(FINE), list(FINE.values()))).json()["created"] == 1


def test_every_bad_cell_of_every_row_is_named_by_the_row_that_a_spreadsheet_shows(upload: Upload) -> None:
    content = csv_text(
        ("Title", "Company", "Date posted", "Job URL", "Max salary", "Notes"),
        ("Engineer", "Acme", "2026-01-01", "https://jobs.example/", "", "a note\nof three\nlines"),
        ("", "Acme", "yesterday", "", "", ""),
        ("", "", "", "", "", ""),
        ("Engineer", "Acme", "", "ftp://files.example", "lots", "two\r\nlines"),
        ("Engineer", "Acme", "", "", "100", ""),
    )
    error = error_of(upload(content))
    assert error["code"] == "invalid_file"
    assert error["message"] == "3 rows cannot be read, so nothing was imported."
    named = {(problem["row"], problem["column"], problem["code"], problem["value"]) for problem in error["rows"]}
    assert named == {
        (3, "Title", "blank", ""),
        (3, "Date posted", "invalid_date", "yesterday"),
        (5, "Job URL", "invalid_url", "ftp://files.example"),
        (5, "Max salary", "invalid_amount", "lots"),
        (6, "salary_currency", "required", ""),
        (6, "salary_period", "required", ""),
    }
    assert len(error["rows"]) == 6
    assert not Job.objects.exists()
    assert not SourceRow.objects.exists()


def test_a_minimum_above_the_maximum_is_named_by_its_column(upload: Upload) -> None:
    content = csv_text(
        ("Title", "Company", "Max salary", "Min salary", "Currency", "Period"),
        ("Engineer", "Acme", "10", "20", "EUR", "hour"),
    )
    rows: list[dict[str, Any]] = error_of(upload(content))["rows"]
    assert [(row["column"], row["code"], row["value"]) for row in rows] == [("Min salary", "min_above_max", "20")]
