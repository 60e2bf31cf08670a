"""What is known of the files of one tracker."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from dataio.layouts.cells.letters import letters
from dataio.layouts.cells.outcomes import Reader
from dataio.layouts.cells.statuses import Meaning, normalised
from dataio.layouts.continued import first_of
from dataio.layouts.reading import DateOrder


class Clock(Enum):
    """Where the clock hangs that a time without an offset was read from."""

    PERSON = "person"
    UTC = "utc"
    # Nobody knows: the day alone counts, as it stands there.
    UNKNOWN = "unknown"


Fix = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Layout:
    """One kind of file. Column names are compared by their letters and digits (`cells.letters`).

    A table is of this kind if all names of one of the `signatures` are among its columns. `targets` says what each
    column is; None: not imported. Columns that are not in it become lines of the notes.
    """

    name: str
    label: str
    signatures: Sequence[Sequence[str]]
    targets: Mapping[str, str | None] = field(default_factory=dict)
    # Its columns are those of the signature and no others.
    is_whole: bool = False
    # Where the cells of a column are not read as its target's usually are.
    readers: Mapping[str, Reader] = field(default_factory=dict)
    status_words: Mapping[str, Meaning] = field(default_factory=dict)
    # Of a row that says nothing of a status; empty: only a posting, unless it has applied.
    status: str = ""
    date_order: DateOrder | None = None
    clock: Clock = Clock.PERSON
    # Goes over the values of a row, by target, before they become a posting and an application.
    fix: Fix | None = None
    # Texts are taken to the letter, and cells for "nothing" are texts: this project's own files.
    is_exact: bool = False
    nothing_to_import: str = ""

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether columns of these names are those of this layout."""
        there = {letters(column) for column in columns}
        for signature in self.signatures:
            wanted = {letters(name) for name in signature}
            if wanted == there or (not self.is_whole and wanted <= there):
                return True
        return False

    def target_of(self, column: str) -> str | None:
        """What a column is, by its name."""
        name = first_of(column) if self.is_exact else column
        target: str | None = _by_letters(self.targets).get(letters(name), "note_line")
        return target

    def reader_of(self, column: str) -> Reader | None:
        """How its cells are read, if not as usual."""
        return _by_letters(self.readers).get(letters(column))


def _by_letters(values: Mapping[str, Any]) -> dict[str, Any]:
    return {letters(name): value for name, value in values.items()}


def words(**meanings: str) -> dict[str, Meaning]:
    """Meanings of status words: by our status, theirs, parted by commas."""
    return {
        normalised(word): Meaning(status) for status, list_ in meanings.items() for word in list_.split(",") if word
    }


def not_imported(names: str) -> dict[str, str | None]:
    """Columns, parted by blanks, that are not imported."""
    return dict.fromkeys(names.split())
