"""The page on files names the limits and errors that there are."""

import re
from pathlib import Path

from django.conf import settings

from dataio.reading import limits

PAGE = Path(settings.BASE_DIR) / "docs" / "import-files.md"
READING = Path(settings.BASE_DIR) / "dataio" / "reading"


def test_the_page_names_the_limits() -> None:
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {name: rows[name] for name in rows if name in LIMITS} == LIMITS


LIMITS = {
    "columns": f"{limits.MAX_COLUMNS}",
    "tables of a file": f"{limits.MAX_TABLES}",
    "a cell": f"{limits.MAX_CELL_CHARACTERS:,} characters",
    "a row of CSV": f"{limits.MAX_ROW_CHARACTERS:,} characters",
    "a row of XLSX": f"{limits.MAX_ELEMENT_BYTES // limits.MIB} MiB of XML",
    "an object of JSON": f"{limits.MAX_OBJECT_BYTES // limits.MIB} MiB, "
    f"{limits.MAX_JSON_DEPTH} lists and objects in one another",
    "different texts of a workbook": f"{limits.MAX_SHARED_TEXTS:,}, {limits.MAX_SHARED_TEXT_BYTES // limits.MIB} MiB",
    "files in a ZIP": f"{limits.MAX_MEMBERS:,}",
    "a ZIP or XLSX, unpacked": f"{limits.MAX_UNPACKED_BYTES // limits.MIB:,} MiB; {limits.MAX_RATIO} times its size, "
    f"once it has {limits.ALWAYS_UNPACKED_BYTES // limits.MIB} MiB",
}


def test_the_page_names_each_code_of_a_refusal() -> None:
    # Told in code as `code="..."`, and as the second of what makes a problem of a row.
    source = "".join(path.read_text(encoding="utf-8") for path in READING.glob("*.py"))
    codes = set(re.findall(r'(?:code=|row_problem\(\w+(?:\(\))?, |NESTED_ARCHIVE: Final = )"(\w+)"', source))
    codes |= set(re.findall(r'_refused\([\w.]+, "(\w+)"', source)) | set(re.findall(r'number \+ 1, "(\w+)"', source))
    table = PAGE.read_text(encoding="utf-8").partition("## Errors")[2]
    # What InvalidFile is called where it is given no other code.
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", table)) == codes | {"invalid_file"}
