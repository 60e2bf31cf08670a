"""Files made to take all memory or time are refused within seconds and 300 MB, or read within them."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

MIB = 1024 * 1024

# A process that reads the files whose paths it is given, each with a peak of its own.
READER = r"""
import json, re, sys, time
from pathlib import Path
import django
django.setup()
from dataio.reading.opening import open_file
from jobtracker.errors import InvalidFile

def memory(name):
    return int(re.search(name + r":\s*(\d+)", Path("/proc/self/status").read_text())[1]) // 1024

first = memory("VmRSS")
for path in map(str.strip, sys.stdin):
    Path("/proc/self/clear_refs").write_text("5")
    begun, rows, code, bad = time.process_time(), 0, "", []
    try:
        with open_file(Path(path), "file") as file:
            for table in file.tables:
                rows += sum(1 for _ in table.records())
    except InvalidFile as error:
        code, bad = error.code, [problem["row"] for problem in error.rows]
    seconds, mib = time.process_time() - begun, memory("VmHWM") - first
    print(json.dumps({"rows": rows, "code": code, "bad": bad, "seconds": seconds, "mib": mib}), flush=True)
"""

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
BOOK = (
    f'<workbook {NAMESPACE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Jobs" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET_START = f"<worksheet {NAMESPACE}><sheetData>"
SHEET_END = "</sheetData></worksheet>"
TWO_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Engineer</t></is></c></row>'
)
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a '"
    + "ha" * 50
    + "'>"
    + "".join(f"<!ENTITY {name} '{f'&{before};' * 50}'>" for before, name in zip("abcde", "bcdef", strict=True))
)

Pieces = Iterator[bytes]


def repeated(start: str, piece: str, size: int, end: str = "") -> Pieces:
    """A text of about `size` bytes in pieces that fit into memory."""
    block = piece * (MIB // len(piece))
    yield start.encode()
    for _ in range(size // len(block)):
        yield block.encode()
    yield end.encode()


def workbook(path: Path, *, packed: int = zipfile.ZIP_STORED, **parts: str | Pieces) -> None:
    """A workbook of one sheet; `parts` are those that are not as usual."""
    members: dict[str, str | Pieces] = {
        "[Content_Types].xml": parts.get("types", TYPES),
        "xl/workbook.xml": parts.get("book", BOOK),
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": parts.get("sheet", SHEET_START + TWO_ROWS + SHEET_END),
    }
    if "strings" in parts:
        members["xl/sharedStrings.xml"] = parts["strings"]
    if "styles" in parts:
        members["xl/styles.xml"] = parts["styles"]
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                for piece in [content.encode()] if isinstance(content, str) else content:
                    member.write(piece)


def text(path: Path, pieces: Pieces) -> None:
    """A file of text."""
    with path.open("wb") as file:
        file.writelines(pieces)


def many_members(path: Path) -> None:
    """An archive of 100,000 files."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{number}.csv", b"")


def bomb(path: Path) -> None:
    """An archive of a table of nothing but zeros."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as member:
        for piece in repeated("Title\n", "0", 600 * MIB):
            member.write(piece)


SHARED_ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'

REFUSED: dict[str, tuple[Callable[[Path], None], str, list[int]]] = {
    "a quote left open before 100 MB": (
        lambda path: text(path, repeated('Title,Company\nx,"y\n', "Engineer,Acme\n", 100 * MIB)),
        "cell_too_long",
        [2],
    ),
    "a line of 100 MB of commas": (
        lambda path: text(path, repeated("Title,Company\n", ",", 100 * MIB)),
        "row_too_long",
        [2],
    ),
    "a row of cells with line ends": (
        lambda path: text(path, repeated("Title,Company\n", '"ab\n",', 100 * MIB)),
        "row_too_long",
        [2],
    ),
    "a header of 100 MB": (lambda path: text(path, repeated("", "Title", 100 * MIB)), "row_too_long", [1]),
    "a JSON object of 100 MB": (
        lambda path: text(path, repeated('[{"a": [', "[],", 100 * MIB, "1]}]")),
        "row_too_long",
        [1],
    ),
    "a JSON text of 100 MB": (
        lambda path: text(path, repeated('[{"a": "', "x", 100 * MIB, '"}]')),
        "row_too_long",
        [1],
    ),
    "lists in one another, 50 MB of them": (
        lambda path: text(path, repeated('[{"a": ', "[", 50 * MIB)),
        "too_deep",
        [1],
    ),
    "NDJSON of one line, 100 MB": (
        lambda path: text(path, repeated('{"a": 1}\n{"a": "', "x", 100 * MIB, '"}')),
        "row_too_long",
        [2],
    ),
    "a workbook of 600 kB that unpacks to 600 MB": (
        lambda path: workbook(
            path,
            packed=zipfile.ZIP_DEFLATED,
            sheet=repeated(SHEET_START + TWO_ROWS, "<row></row>", 600 * MIB, SHEET_END),
        ),
        "too_large_unpacked",
        [],
    ),
    "an archive of 600 kB that unpacks to 600 MB": (
        bomb,
        "too_large_unpacked",
        [],
    ),
    "a row of a sheet of 100 MB": (
        lambda path: workbook(path, sheet=repeated(SHEET_START + TWO_ROWS + "<row>", "<c/>", 100 * MIB, "</row>")),
        "row_too_long",
        [],
    ),
    "a cell of a sheet of 100 MB": (
        lambda path: workbook(
            path, sheet=repeated(SHEET_START + TWO_ROWS + '<row><c t="inlineStr"><is><t>', "x", 100 * MIB)
        ),
        "row_too_long",
        [],
    ),
    "something of 100 MB before the rows": (
        lambda path: workbook(path, sheet=repeated(f"<worksheet {NAMESPACE}><cols>", "<col/>", 100 * MIB)),
        "row_too_long",
        [],
    ),
    "ten million blank rows": (
        lambda path: workbook(path, sheet=repeated(SHEET_START + TWO_ROWS, "<row/>", 60 * MIB, SHEET_END)),
        "too_many_rows",
        [],
    ),
    "a shared text of 100 MB": (
        lambda path: workbook(
            path,
            sheet=SHEET_START + SHARED_ROWS + SHEET_END,
            strings=repeated(f"<sst {NAMESPACE}><si><t>", "x", 100 * MIB, "</t></si></sst>"),
        ),
        "row_too_long",
        [],
    ),
    "shared texts of 200 MB": (
        lambda path: workbook(
            path,
            sheet=SHEET_START + SHARED_ROWS + SHEET_END,
            strings=repeated(f"<sst {NAMESPACE}>", "<si><t>x</t></si>", 200 * MIB, "</sst>"),
        ),
        "too_large_unpacked",
        [],
    ),
    "millions of shared texts": (
        lambda path: workbook(
            path,
            sheet=SHEET_START + SHARED_ROWS + SHEET_END,
            strings=repeated(f"<sst {NAMESPACE}>", "<si><t>x</t></si>", 100 * MIB, "</sst>"),
        ),
        "too_large_unpacked",
        [],
    ),
    "a list of sheets of 100 MB": (
        lambda path: workbook(path, book=repeated(f"<workbook {NAMESPACE}><sheets>", "<sheet/>", 100 * MIB)),
        "too_large_unpacked",
        [],
    ),
    "a million laughs in the list of sheets": (
        lambda path: workbook(path, book=BOOK.replace("<workbook", LAUGHS + "]><workbook").replace("Jobs", "&f;")),
        "unsafe_archive",
        [],
    ),
    "a million laughs in a sheet": (
        lambda path: workbook(
            path, sheet=LAUGHS + "]>" + (SHEET_START + TWO_ROWS + SHEET_END).replace("Engineer", "&f;")
        ),
        "unsafe_archive",
        [],
    ),
    "a million laughs in the shared texts": (
        lambda path: workbook(
            path,
            sheet=SHEET_START + SHARED_ROWS + SHEET_END,
            strings=f"{LAUGHS}]><sst {NAMESPACE}><si><t>&f;</t></si></sst>",
        ),
        "unsafe_archive",
        [],
    ),
    "another file as an entity": (
        lambda path: workbook(
            path,
            sheet='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
            + (SHEET_START + TWO_ROWS + SHEET_END).replace("Engineer", "&f;"),
        ),
        "unsafe_archive",
        [],
    ),
    "100,000 members": (many_members, "too_many_members", []),
}

READ: dict[str, tuple[Callable[[Path], None], int]] = {
    "a million rows": (
        lambda path: text(path, repeated("A,B,C\n", "Engineer,Acme,Oslo\n", 18_990_000)),
        990_000,
    ),
    "a sheet that says it is as large as can be": (
        lambda path: workbook(
            path,
            sheet=SHEET_START.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
            + TWO_ROWS
            + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
            + SHEET_END,
        ),
        2,
    ),
    "400,000 shared texts": (
        lambda path: workbook(
            path,
            sheet=SHEET_START + SHARED_ROWS + SHEET_END,
            strings=repeated(f"<sst {NAMESPACE}>", f"<si><t>{'x' * 250}</t></si>", 100 * MIB, "</sst>"),
        ),
        1,
    ),
    "styles as many as are read": (
        lambda path: workbook(
            path, styles=repeated(f"<styleSheet {NAMESPACE}><cellXfs>", "<xf/>", 7 * MIB, "</cellXfs></styleSheet>")
        ),
        1,
    ),
    "50 MB of what stands behind the rows": (
        lambda path: workbook(
            path, sheet=repeated(SHEET_START + TWO_ROWS + "</sheetData><hyperlinks>", "<hyperlink/>", 50 * MIB)
        ),
        1,
    ),
}


@pytest.fixture(scope="module")
def cost() -> Iterator[Callable[[Path], dict[str, Any]]]:
    """Reads a file in another process: what comes of it, seconds of the processor, and MiB at the peak."""
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("Only Linux tells how much memory a process had at its peak")
    with subprocess.Popen(
        [sys.executable, "-c", READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:

        def measure(path: Path) -> dict[str, Any]:
            assert reader.stdin
            assert reader.stdout
            reader.stdin.write(f"{path}\n")
            reader.stdin.flush()
            # A line of its log has no brace.
            measured: dict[str, Any] = json.loads(next(line for line in reader.stdout if line.startswith("{")))
            return measured

        yield measure
        assert reader.stdin
        reader.stdin.close()


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_would_take_too_much_is_refused(
    name: str, tmp_path: Path, cost: Callable[[Path], dict[str, Any]], record_property: Callable[[str, object], None]
) -> None:
    make, code, rows = REFUSED[name]
    path = tmp_path / "file"
    make(path)
    measured = cost(path)
    assert (measured["code"], measured["bad"]) == (code, rows), measured
    assert measured["mib"] < 300
    assert measured["seconds"] < 30
    record_property(f"MiB and {measured['seconds']:.1f} s for {name}", measured["mib"])


@pytest.mark.parametrize("name", READ)
def test_a_large_file_is_read_in_little_memory(
    name: str, tmp_path: Path, cost: Callable[[Path], dict[str, Any]], record_property: Callable[[str, object], None]
) -> None:
    make, least = READ[name]
    path = tmp_path / "file"
    make(path)
    measured = cost(path)
    assert measured["code"] == "", measured
    assert measured["rows"] >= least
    assert measured["mib"] < 300
    assert measured["seconds"] < 60
    record_property(f"MiB and {measured['seconds']:.1f} s for {name}", measured["mib"])
