"""The cells of one row, read: what the layout's fix-ups and the composing of posting and application go by."""

from dataclasses import dataclass, field
from typing import Any, Final

from dataio.layouts.reading import CellProblem

MAX_SHOWN: Final = 200


@dataclass
class Row:
    """What the cells of a row say, by target, and what became of the others, by column."""

    values: dict[str, Any] = field(default_factory=dict)
    # By target, the column and the cell that it comes from.
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    # By target, all columns and cells that a value is put together of.
    parts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    # Lines for notes, by the target of these.
    lines: dict[str, list[str]] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)

    def complain(self, target: str, code: str, message: str) -> None:
        """Note a problem of what the target comes from; of a target that no column is, by the target's name."""
        for column, cell in self.parts.get(target) or [self.cells.get(target, (target, ""))]:
            self.problems.append({"column": column, "code": code, "message": message, "value": cell[:MAX_SHOWN]})

    def add_line(self, notes: str, column: str, cell: str) -> None:
        """Add a line to the notes of this target that begins with the column's name."""
        self.lines.setdefault(notes, []).append(f"{column}: {cell.strip()}")
        self.parts.setdefault(notes, []).append((column, cell))

    def keep_in_notes(self, target: str, remark: str) -> None:
        """Keep the cell of the target as a line of the posting's notes."""
        self.add_line("notes", *self.cells[target])
        self.remark(target, f"{remark} Kept in the notes.")

    def leave(self, target: str, remark: str) -> None:
        """List the cell of the target, if there is one, as not imported."""
        column, cell = self.cells.get(target, ("", ""))
        if target in self.values and cell:
            self.left[column] = cell
            self.remark(target, remark)

    def remark(self, target: str, remark: str) -> None:
        """Note what was made of the cell of the target."""
        column, _ = self.cells.get(target, ("", ""))
        if column:
            said = self.remarks.get(column)
            self.remarks[column] = f"{said} {remark}" if said else remark
