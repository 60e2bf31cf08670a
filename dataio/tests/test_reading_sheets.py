"""Workbooks as tables."""

import io
import warnings
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from pytest_django import Settings
from xlsxwriter.worksheet import Worksheet

from dataio.reading.tables import ReadingOptions
from dataio.tests.reading_files import left_out, opened, refusal, rows_of


def workbook(fill: Callable[[xlsxwriter.Workbook, Worksheet], Any], **options: Any) -> bytes:
    """A workbook whose first sheet, “Jobs”, is filled."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Jobs"))
    book.close()
    return content.getvalue()


def rows_written(*rows: list[Any]) -> bytes:
    """A workbook of one sheet with these rows."""
    return workbook(lambda _, sheet: [sheet.write_row(place, 0, row) for place, row in enumerate(rows)])


def shown(value: Any, number_format: str = "General") -> str:
    """A cell with a value and a format, as it is read."""

    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["Title", "Value"])
        sheet.write(1, 0, "x")
        sheet.write(1, 1, value, book.add_format({"num_format": number_format}))

    return rows_of(workbook(fill))[1][1]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (120000.0, "General", "120000"),
        (0.1 + 0.2, "General", "0.3"),
        (-12.5, "#,##0.00 [$€-407]", "-12.5"),
        (1e20, "General", "1e+20"),
        (True, "General", "true"),
        (False, "General", "false"),
        ("2026", "General", "2026"),
        (datetime(2026, 9, 3), "dd/mm/yyyy", "2026-09-03"),
        (date(2026, 9, 3), "m/d/yy", "2026-09-03"),
        (datetime(2026, 9, 3, 15, 21), "dd/mm/yyyy hh:mm", "2026-09-03T15:21:00"),
        (time(15, 21), "hh:mm", "15:21:00"),
        (99999999, "dd/mm/yyyy", "99999999"),
        (timedelta(hours=36, seconds=5), "[h]:mm:ss", "36:00:05"),
        ("'=1+1", "General", "=1+1"),
        ("a_x000D_b", "General", "a_x000D_b"),
        ("x005F_", "General", "x005F_"),
        ("a\x01b", "General", "a\x01b"),
        (" two\nlines ", "General", " two\nlines "),
    ],
)
def test_values_become_texts(value: Any, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_formulas_are_their_last_values() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["Sum", "Text", "Error", "Link"])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(1, 1, '="a"', None, "a")
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
        sheet.write_url(1, 3, "https://example.org/1", string="here")

    assert rows_of(workbook(fill))[1] == ["2", "a", "#N/A", "here"]


def test_merged_cells_and_texts_of_several_styles_are_read() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["A", "B", "C"])
        sheet.merge_range(1, 0, 1, 1, "both")
        sheet.write_rich_string(1, 2, "one ", book.add_format({"bold": True}), "two", " three")

    assert rows_of(workbook(fill))[1] == ["both", "", "one two three"]


def test_dates_may_be_counted_from_1904() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["Day"])
        sheet.write_datetime(1, 0, datetime(2026, 9, 3), book.add_format({"num_format": "yyyy-mm-dd"}))

    assert rows_of(workbook(fill, date_1904=True))[1] == ["2026-09-03"]


def test_rows_keep_their_numbers_and_blank_ones_are_passed_over() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "My search")
        sheet.write_row(2, 1, ["Title", "Company"])
        sheet.write_row(5, 1, ["Engineer", "Acme"])
        sheet.write_row(6, 1, [" ", ""])
        sheet.write_row(9, 1, ["Cook"])

    ((table, rows),) = opened(workbook(fill)).values()
    assert (table.header_row, list(table.columns)) == (3, ["Column 1", "Title", "Company"])
    assert rows == [(6, ["", "Engineer", "Acme"]), (10, ["", "Cook", ""])]


def test_cells_behind_the_header_are_columns_without_a_name_or_named_as_a_problem() -> None:
    assert rows_of(rows_written(["Title", "Company"], ["x", "", "note"])) == [
        ["Title", "Company", "Column 3"],
        ["x", "", "note"],
    ]
    error = refusal(rows_written(["Title"], *[["x"]] * 200, ["x", "note"]))
    assert (error.code, error.rows[0]["row"]) == ("ragged_row", 202)


def test_each_visible_sheet_with_rows_is_a_table() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for each in (sheet, book.add_worksheet("Old"), book.add_worksheet("Hidden")):
            each.write_column(0, 0, ["Title", each.name])
        book.worksheets()[2].hide()
        book.add_worksheet("Empty")
        book.add_worksheet("Names").write_row(0, 0, ["Title", "Company"])
        chart = book.add_chartsheet("Chart")
        pie = book.add_chart({"type": "pie"})
        pie.add_series({"values": "=Jobs!$A$1:$A$2"})
        chart.set_chart(pie)

    content = workbook(fill)
    assert {name: rows for name, (_, rows) in opened(content).items()} == {
        "Jobs": [(2, ["Jobs"])],
        "Old": [(2, ["Old"])],
    }
    assert left_out(content) == {
        "Hidden": "The sheet is hidden.",
        "Empty": "The sheet is empty.",
        "Names": "The sheet has a header and no rows.",
    }


def test_the_header_can_be_chosen() -> None:
    content = rows_written(["Title", "Company"], ["Titel", "Firma"], ["x", "y"])
    assert rows_of(content, ReadingOptions(header_row=2)) == [["Titel", "Firma"], ["x", "y"]]
    assert rows_of(content, ReadingOptions(header_row=0))[0] == ["Column 1", "Column 2"]
    assert refusal(content, ReadingOptions(header_row=9)).code == "invalid_header"


def test_limits_of_rows_columns_and_cells(settings: Settings) -> None:
    assert refusal(rows_written(["x"] * 501, ["y"] * 501)).code == "too_many_columns"
    settings.MAX_IMPORT_ROWS = 2
    assert refusal(rows_written(["Title"], ["a"], ["b"], ["c"])).code == "too_many_rows"


def test_a_workbook_without_rows_is_empty() -> None:
    assert refusal(rows_written()).code == "empty_file"
    assert refusal(rows_written(["Title"])).code == "no_rows"


def test_texts_may_stand_in_their_cells() -> None:
    """As pandas and openpyxl may write them, with no table of shared texts, and no number of a row or cell."""
    content = io.BytesIO()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Jobs")
    sheet.append(["Title", "Day"])
    sheet.append(["Köchin", date(2026, 9, 3)])
    book.save(content)
    assert rows_of(content.getvalue()) == [["Title", "Day"], ["Köchin", "2026-09-03"]]
    assert rows_of(workbook(lambda _, sheet: sheet.write_column(0, 0, ["Title", "x"]), constant_memory=True)) == [
        ["Title"],
        ["x"],
    ]


def test_progress_is_that_of_the_sheet() -> None:
    content = rows_written(["Title"], *[[f"x{number}"] for number in range(20_000)])
    ((table, _),) = opened(content).values()
    assert table.progress() == 1


def test_openpyxl_parses_with_defusedxml() -> None:
    from openpyxl.xml import functions

    assert functions.fromstring.__module__.startswith("defusedxml")


def test_nothing_is_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows_of(rows_written(["Title"], ["x"]))
