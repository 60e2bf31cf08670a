"""Texts parted by a delimiter: what is detected, what can be chosen, and how bad rows are named."""

import codecs
import re
from pathlib import Path

import pytest
from pytest_django import Settings

from dataio.reading.limits import MAX_CELL_CHARACTERS, MAX_ROW_PROBLEMS
from dataio.reading.opening import open_file
from dataio.reading.tables import Encoding, ReadingOptions
from dataio.tests.reading_files import opened, refusal, rows_of, written
from jobtracker.errors import InvalidFile

TWO_ROWS = [["Title", "Company"], ["Köchin", "Café"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "mark", "encoding"),
    [
        ("utf-8", b"", Encoding.UTF_8),
        ("utf-8", codecs.BOM_UTF8, Encoding.UTF_8),
        ("utf-16-le", codecs.BOM_UTF16_LE, Encoding.UTF_16),
        ("utf-16-be", codecs.BOM_UTF16_BE, Encoding.UTF_16),
        ("utf-16-le", b"", Encoding.UTF_16),
        ("utf-16-be", b"", Encoding.UTF_16),
        ("cp1252", b"", Encoding.CP1252),
    ],
)
def test_encoding_delimiter_and_line_ends_are_detected(
    delimiter: str, end: str, codec: str, mark: bytes, encoding: Encoding
) -> None:
    text = end.join(delimiter.join(row) for row in TWO_ROWS) + end
    ((table, rows),) = opened(mark + text.encode(codec)).values()
    assert [list(table.columns), *(cells for _, cells in rows)] == TWO_ROWS
    assert (table.encoding, table.delimiter, table.header_row) == (encoding, delimiter, 1)
    assert table.format == ("tsv" if delimiter == "\t" else "csv")


def test_an_encoding_is_decided_by_the_whole_file() -> None:
    """The first byte beyond ASCII may stand anywhere: here in the second megabyte, and across two blocks."""
    for size in (2**20, 2**18 - 1):
        rows = rows_of(b"Title\n" + b"x" * 10 + b"\n" * (size - 17) + "Köchin\n".encode("cp1252"))
        assert rows == [["Title"], ["x" * 10], ["Köchin"]]
        rows = rows_of(b"Title\n" + b"x" * 10 + b"\n" * (size - 17) + "Köchin 職位\n".encode())
        assert rows == [["Title"], ["x" * 10], ["Köchin 職位"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Öl,Ös,Ök,Öz\nä,ö,ü,ß\né,è,ê,".encode() + b"\xff\n", "Line 3 is damaged"),
        (b"a,b\n\n\x81,c\n", "Line 3 is neither UTF-8 nor Windows-1252"),
        (codecs.BOM_UTF8 + b"a,b\n\xff,c\n", "Line 2 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0\0\xd8b\0", "Line 2 is not UTF-16"),
        (codecs.BOM_UTF32_LE + "a,b\nc,d\n".encode("utf-32-le"), "written in UTF-32"),
    ],
)
def test_text_in_no_encoding_is_refused_with_its_line(content: bytes, message: str) -> None:
    error = refusal(content)
    assert error.code == "invalid_encoding"
    assert message in error.message


def test_what_was_detected_can_be_chosen_otherwise() -> None:
    content = "Title;Company,Inc;Pay\nKöchin;x,y;1\n"
    assert rows_of(content)[0] == ["Title", "Company,Inc", "Pay"]
    assert rows_of(content, ReadingOptions(delimiter=","))[0] == ["Title;Company", "Inc;Pay"]
    assert rows_of(content, ReadingOptions(encoding=Encoding.CP1252))[1] == ["KÃ¶chin", "x,y", "1"]
    assert rows_of(content, ReadingOptions(header_row=0))[0] == ["Column 1", "Column 2", "Column 3"]
    assert rows_of(content, ReadingOptions(header_row=0))[1] == ["Title", "Company,Inc", "Pay"]
    assert rows_of(content + "a;b;c\n", ReadingOptions(header_row=2)) == [["Köchin", "x,y", "1"], ["a", "b", "c"]]
    assert refusal(content, ReadingOptions(header_row=7)).code == "invalid_header"
    assert refusal(content, ReadingOptions(encoding=Encoding.UTF_16)).code in ("invalid_encoding", "no_rows")
    for delimiter in ('"', "", ";;", "\n"):
        assert refusal(content, ReadingOptions(delimiter=delimiter)).code == "invalid_delimiter"


@pytest.mark.parametrize(
    ("content", "delimiter", "columns"),
    [
        ('sep=;\r\n"a,b";c\r\n1;2\r\n', ";", ["a,b", "c"]),
        ('"SEP=|"\na,b|c\n1|2\n', "|", ["a,b", "c"]),
        ("Title;Place;Pay\nx;Oslo, NO;1,5\ny;Bergen, NO;2,5\n", ";", ["Title", "Place", "Pay"]),
        ('Title,Skills\nx,"a|b|c"\ny,a|b\nz,a|b|c\n', ",", ["Title", "Skills"]),
        ('Title,Notes\nx,"a;b\nc;d;e\n;;"\n', ",", ["Title", "Notes"]),
        ("Title\nEngineer\nCook\n", ",", ["Title"]),
    ],
)
def test_the_delimiter_is_the_one_in_which_rows_agree(content: str, delimiter: str, columns: list[str]) -> None:
    ((table, _),) = opened(content).values()
    assert (table.delimiter, list(table.columns)) == (delimiter, columns)


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    ((table, rows),) = opened("sep=;\na;b\n1;2\n").values()
    assert table.header_row == 1
    assert [number for number, _ in rows] == [2]


def test_what_stands_above_the_header_is_passed_over_and_said() -> None:
    connections = (
        'Notes:\n"When exporting your data, you may notice, that some are missing."\n\n'
        "First Name,Last Name,URL,Company,Position\nKim,Berg,https://example.org/kim,Fjordbank,Analyst\n"
    )
    ((table, rows),) = opened(connections).values()
    assert (table.header_row, table.columns[0]) == (4, "First Name")
    assert [number for number, _ in rows] == [5]
    assert list(table.warnings) == ["What stands above row 4, the header, is not read."]


@pytest.mark.parametrize(
    "first",
    [
        "Fjordbank,Analyst,2026-09-03",
        "Fjordbank,Analyst,9/3/26",
        "Fjordbank,https://example.org/1,x",
        "Fjordbank,kim@example.org,x",
        "Fjordbank,$52000,x",
    ],
)
def test_a_first_row_with_values_is_no_header(first: str) -> None:
    ((table, rows),) = opened(f"{first}\na,b,c\n").values()
    assert (table.header_row, list(table.columns)) == (0, ["Column 1", "Column 2", "Column 3"])
    assert rows[0] == (1, first.split(","))
    assert list(table.warnings) == ["No row names the columns."]


def test_names_are_made_to_differ() -> None:
    content = "Status,,Status,Job\tTitle,Status (2), Status ,,\na,b,c,d,e,f,g\n".replace("Job\tTitle", '"Job\n Title"')
    assert rows_of(content.replace("g\n", "g,\n")) == [
        ["Status", "Column 2", "Status (2)", "Job Title", "Status (2) (2)", "Status (3)", "Column 7"],
        ["a", "b", "c", "d", "e", "f", "g"],
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    ((_, rows),) = opened('Title,Company\n\n"two\nlines",Acme\n,\nEngineer,Acme\n').values()
    assert [number for number, _ in rows] == [3, 5]


def test_a_guard_against_formulas_is_taken_off() -> None:
    assert rows_of("Title,Pay\n'=1+1,'-5\n'hello,''@x\n")[1:] == [["=1+1", "-5"], ["'hello", "'@x"]]


@pytest.mark.parametrize(
    ("body", "row", "code", "message"),
    [
        ('Engineer,"Acme\nx,y\n' + "more,rows\n" * 50, 3, "malformed_csv", "quote that opens in row 3 is never closed"),
        ('"Engineer"s,Acme\n', 3, "malformed_csv", "In row 3 text follows a closing quote"),
        ('Engineer,"Acme\nx,y\n"a",b\n', 3, "malformed_csv", "Or is a quote left open"),
        (f"a,{'x' * (MAX_CELL_CHARACTERS + 1)}\n", 3, "cell_too_long", "Row 3 has a cell of more than 1,000,000"),
        ("Engineer\n", 3, "ragged_row", "Row 3 has 1 cell, the header 2"),
        ("Engineer,Acme,more\n", 3, "ragged_row", "Row 3 has 3 cells, the header 2"),
        ('"two\nlines",Acme\n\nEngineer\n', 5, "ragged_row", "Row 5"),
        ("Engi\0neer,Acme\n", 3, "nul_character", "NUL character, which no text has, in “Title”"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(body: str, row: int, code: str, message: str) -> None:
    error = refusal("Title,Company\nGood,Row\n" + body)
    assert (error.code, [problem["row"] for problem in error.rows]) == (code, [row])
    assert message in error.message


def test_bad_rows_are_listed_together_up_to_a_limit() -> None:
    error = refusal("Title,Company\na\nx,y\nb\nc,d,,\n")
    assert [problem["row"] for problem in error.rows] == [2, 4]
    assert "One more row has a problem." in error.message
    assert len(refusal("Title,Company\n" + "a\n" * 500).rows) == MAX_ROW_PROBLEMS


def test_rows_before_a_bad_one_are_read() -> None:
    path = written("Title,Company\na,b\nc\nd,e\n")
    with open_file(path, "file") as file:
        records = file.tables[0].records()
        assert list(next(records).cells) == ["a", "b"]


def test_long_cells_and_control_characters_are_for_the_fields_to_judge() -> None:
    cell = "x" * 131_073
    assert rows_of(f"Title,Company\n{cell},a\x01\x1b\x7fb\n")[1] == [cell, "a\x01\x1b\x7fb"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n \r\n\t\n", "empty_file"),
        (codecs.BOM_UTF8, "empty_file"),
        (b",,,\n,,,\n", "empty_file"),
        (b"Title,Company\n", "no_rows"),
        (b"Title,Company\n,\n\n", "no_rows"),
        (b"," * 20_000 + b"\n" + b"x," * 20_000, "too_many_columns"),
        (b"%PDF-1.7\n", "unsupported_format"),
        (b"\x89PNG\r\n\x1a\n", "unsupported_format"),
        (b"\x1f\x8b\x08\0", "unsupported_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "unsupported_format"),
        (b"<!DOCTYPE html><table><tr><td>Title", "unsupported_format"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "unsupported_format"),
        (b"{\\rtf1 Title}", "unsupported_format"),
        (bytes(range(256)) * 10, "invalid_file"),
    ],
)
def test_what_is_no_table_is_refused_for_what_it_is(content: bytes, code: str) -> None:
    assert refusal(content).code == code


@pytest.mark.parametrize(
    ("file_name", "message"),
    [
        ("jobs.xls", "This is an old Excel workbook (.xls)."),
        ("jobs.xlsx", "This is a workbook with a password."),
        ("jobs.doc", "This is an old Microsoft document (.doc)."),
    ],
)
def test_a_name_says_what_an_old_document_is(file_name: str, message: str) -> None:
    path = written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    with pytest.raises(InvalidFile, match=re.escape(message)), open_file(path, file_name):
        pass


def test_a_million_rows_may_be_fewer(settings: Settings) -> None:
    settings.MAX_IMPORT_ROWS = 2
    assert len(rows_of("Title\na\n\nb\n")) == 3
    error = refusal("Title\na\n\nb\nc\n")
    assert (error.code, error.message) == ("too_many_rows", "The table has more than 2 rows. Split it.")


def test_reading_tells_how_far_it_is_and_can_begin_anew(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("Title,Company\n" + "Engineer,Acme\n" * 100_000)
    with open_file(path, "file") as file:
        (table,) = file.tables
        assert table.progress() == 0
        seen = [table.progress() for _ in table.records()]
        assert seen == sorted(seen)
        assert 0.4 < seen[50_000] < 0.6
        assert table.progress() == 1
        assert sum(1 for _ in table.records()) == 100_000


def test_the_real_postings_are_read(real_postings: Path) -> None:
    ((table, rows),) = opened(real_postings).values()
    assert (len(table.columns), table.delimiter, table.header_row) == (9, ",", 1)
    assert len(rows) > 7_000
