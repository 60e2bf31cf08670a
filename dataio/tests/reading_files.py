"""Reading files in tests: what comes out of them, and how they are refused."""

import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dataio.reading.opening import AS_DETECTED, open_file
from dataio.reading.tables import ReadingOptions, Table
from jobtracker.errors import InvalidFile

MIB = 1024 * 1024


def written(content: bytes | str) -> Path:
    """A file with this content, which stays until the tests have ended."""
    with tempfile.NamedTemporaryFile(delete=False, dir=_folder()) as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return Path(file.name)


def opened(content: bytes | str | Path, options: ReadingOptions = AS_DETECTED) -> dict[str, tuple[Table, list[Any]]]:
    """The tables of a file, by name, with the number and cells of each row."""
    path = content if isinstance(content, Path) else written(content)
    with open_file(path, "file", options) as file:
        return {
            table.name: (table, [(number, list(cells)) for number, cells in table.records()]) for table in file.tables
        }


def rows_of(content: bytes | str | Path, options: ReadingOptions = AS_DETECTED) -> list[list[str]]:
    """The names of the columns of a file's only table, and its rows."""
    ((table, rows),) = opened(content, options).values()
    return [list(table.columns), *(cells for _, cells in rows)]


def refusal(content: bytes | str | Path, options: ReadingOptions = AS_DETECTED) -> InvalidFile:
    """How a file is refused."""
    with pytest.raises(InvalidFile) as caught:
        opened(content, options)
    return caught.value


def left_out(content: bytes | Path) -> Mapping[str, str]:
    """What of a file is no table, by the reason."""
    with open_file(content if isinstance(content, Path) else written(content), "file") as file:
        return file.left_out


def packed(members: Iterable[tuple[str | zipfile.ZipInfo, bytes | str]]) -> bytes:
    """A ZIP archive."""
    path = written(b"")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path.read_bytes()


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _folder() -> str:
    if not _kept:
        _kept.append(tempfile.TemporaryDirectory(prefix="reading-"))
    return _kept[0].name
