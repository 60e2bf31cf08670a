"""Archives of tables, and archives that are refused."""

import struct
import zipfile

import pytest

from dataio.reading.archives import open_archive
from dataio.tests.reading_files import left_out, opened, packed, refusal, written
from dataio.tests.test_reading_sheets import rows_written

TABLE = "Title,Company\nx,y\n"


def link() -> zipfile.ZipInfo:
    """A member that is a symbolic link."""
    member = zipfile.ZipInfo("link.csv")
    member.external_attr = 0o120777 << 16
    return member


def encrypted() -> bytes:
    """An archive that says its member has a password."""
    content = bytearray(packed([("a.csv", TABLE)]))
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def overlapping() -> bytes:
    """An archive with two members whose contents are the same bytes."""
    content = bytearray(packed([("a.csv", TABLE), ("b.csv", TABLE)]))
    second = content.index(b"PK\1\2", content.index(b"PK\1\2") + 1)
    struct.pack_into("<L", content, second + 42, 0)
    return bytes(content)


def understated() -> bytes:
    """An archive whose directory says that its member is smaller than it is."""
    content = bytearray(packed([("a.csv", TABLE * 1_000)]))
    struct.pack_into("<L", content, content.index(b"PK\1\2") + 24, 10)
    return bytes(content)


def by_method(method: int) -> bytes:
    """An archive packed in another way than usual."""
    path = written(b"")
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.csv", TABLE)
    return path.read_bytes()


def test_members_are_tables_by_the_same_rules() -> None:
    content = packed(
        [
            ("Basic/Jobs/", ""),
            ("Basic/Jobs/Saved Jobs.csv", TABLE),
            ("jobs.json", '{"jobs": [{"a": 1}], "v": 1}'),
            ("name without suffix", '{"a": 2}\n{"a": 3}'),
            ("book.xlsx", rows_written(["Title"], ["z"])),
            ("sheet.tsv", "Title\tCompany\nKöchin\tx\n".encode("utf-16")),
        ]
    )
    assert {name: (table.format, [cells for _, cells in rows]) for name, (table, rows) in opened(content).items()} == {
        "Basic/Jobs/Saved Jobs.csv": ("csv", [["x", "y"]]),
        "jobs.json / jobs": ("json", [["1"]]),
        "name without suffix": ("ndjson", [["2"], ["3"]]),
        "book.xlsx / Jobs": ("xlsx", [["z"]]),
        "sheet.tsv": ("tsv", [["Köchin", "x"]]),
    }
    assert left_out(content) == {"jobs.json / v": "It is no list of objects."}


def test_other_members_are_left_out_with_the_reason() -> None:
    content = packed(
        [
            ("a.csv", TABLE),
            ("__MACOSX/._a.csv", "x"),
            (".DS_Store", b"\0\1"),
            ("cv.pdf", "%PDF-1.7"),
            ("photo.csv", b"\x89PNG\r\n\x1a\n"),
            ("page.md", "# Acme"),
            ("empty.csv", ""),
            ("names.csv", "Title,Company\n"),
            ("bad.csv", "Title,Company\nx\n"),
        ]
    )
    assert list(opened(content)) == ["a.csv"]
    assert left_out(content) == {
        "__MACOSX/._a.csv": "macOS put it there.",
        ".DS_Store": "It is hidden.",
        "cv.pdf": "This is a PDF document. Save the table as CSV (UTF-8) or XLSX.",
        "photo.csv": "This is a picture. Save the table as CSV (UTF-8) or XLSX.",
        "page.md": "It is not called as a table is: .csv, .tsv, .xlsx, .json or .ndjson.",
        "empty.csv": "The file is empty.",
        "names.csv": "The file has a header and no rows.",
        "bad.csv": "Row 2 has 1 cell, the header 2. Is a quote or a separator missing?",
    }


def test_a_bad_row_names_its_table() -> None:
    error = refusal(packed([("a.csv", TABLE + "x\n")]))
    assert error.message.startswith("a.csv: Row 3 has 1 cell")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(packed([]), "empty_file", id="empty"),
        pytest.param(packed([("cv.pdf", "%PDF-1.7")]), "empty_file", id="no table"),
        pytest.param(packed([("../a.csv", TABLE)]), "unsafe_archive", id="out of the archive"),
        pytest.param(packed([("a/../../a.csv", TABLE)]), "unsafe_archive", id="out of it on a detour"),
        pytest.param(packed([("..\\a.csv", TABLE)]), "unsafe_archive", id="out of it as Windows says"),
        pytest.param(packed([("/etc/a.csv", TABLE)]), "unsafe_archive", id="absolute"),
        pytest.param(packed([("C:\\a.csv", TABLE)]), "unsafe_archive", id="absolute on Windows"),
        pytest.param(packed([(link(), "/etc/passwd")]), "unsafe_archive", id="link"),
        pytest.param(packed([(".", TABLE)]), "unsafe_archive", id="no name"),
        pytest.param(overlapping(), "unsafe_archive", id="overlapping"),
        pytest.param(encrypted(), "encrypted_archive", id="password"),
        pytest.param(by_method(zipfile.ZIP_LZMA), "unsupported_format", id="LZMA"),
        pytest.param(
            packed([("a.zip", packed([("a.csv", TABLE)])), ("b.csv", TABLE)]), "nested_archive", id="nested beside"
        ),
        pytest.param(
            packed([("a.zip", packed([("b.zip", packed([("a.csv", TABLE)]))]))]), "nested_archive", id="nested deeper"
        ),
        pytest.param(packed([("a.csv", packed([("a.csv", TABLE)]))]), "nested_archive", id="nested and disguised"),
        pytest.param(packed([("a.csv", TABLE * 100)])[:60], "damaged_archive", id="cut off"),
        pytest.param(understated(), "damaged_archive", id="larger than it says"),
        pytest.param(packed([(f"{number}.csv", TABLE) for number in range(101)]), "too_many_tables", id="101 tables"),
        pytest.param(
            packed([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")]),
            "unsupported_format",
            id="ODS",
        ),
        pytest.param(packed([("[Content_Types].xml", ""), ("word/document.xml", "")]), "unsupported_format", id="Word"),
        pytest.param(packed([("[Content_Types].xml", ""), ("xl/workbook.bin", "")]), "unsupported_format", id="XLSB"),
        pytest.param(packed([("[Content_Types].xml", "<"), ("xl/workbook.xml", "")]), "damaged_archive", id="no XML"),
        pytest.param(rows_written(["Title"], ["x"])[:-100], "damaged_archive", id="workbook cut off"),
    ],
)
def test_an_archive_that_is_not_what_it_should_be_is_refused(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_a_name_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = packed([("a.csv", TABLE), ("a.csv", TABLE)])
    assert refusal(content).code == "unsafe_archive"


def test_a_refused_archive_is_closed(recwarn: pytest.WarningsRecorder) -> None:
    refusal(encrypted())
    with open_archive(written(packed([("a.csv", TABLE)]))) as archive:
        assert archive.namelist() == ["a.csv"]
    assert [warning for warning in recwarn if warning.category is ResourceWarning] == []


def test_the_only_archive_in_an_archive_is_read_as_notion_packs_it() -> None:
    inner = packed([("Jobs 0123_all.csv", TABLE), ("Jobs/One.md", "# One\n")])
    export = packed([("Export-0123-Part-1.zip", inner)])
    (found,) = opened(export).items()
    assert found[0] == "Jobs 0123_all.csv"
    assert [cells for _, cells in found[1][1]] == [["x", "y"]]
    assert list(left_out(export)) == ["Jobs/One.md"]


def test_the_archive_in_an_archive_is_checked_as_any_other() -> None:
    inner = packed([("../a.csv", TABLE)])
    assert refusal(packed([("a.zip", inner)])).code == "unsafe_archive"
