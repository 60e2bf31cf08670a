"""The cells of one row, read: what the layout's fix-ups and the composing of posting and application go by."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from dataio.layouts.reading import CellProblem

MAX_SHOWN: Final = 200


@dataclass
class Row:
    """What the cells of a row say, by target, and what became of the others, by column."""

    values: dict[str, Any] = field(default_factory=dict)
    # By target, the column and the cell that it comes from.
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    # Lines for the notes of the posting and of the application.
    lines: dict[str, list[str]] = field(default_factory=lambda: {"job": [], "application": []})
    problems: list[CellProblem] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)

    def complain(self, target: str, code: str, message: str) -> None:
        """Note a problem of what the target comes from; of a target that no column is, by the target's name."""
        column, cell = self.cells.get(target, (target, ""))
        self.problems.append({"column": column, "code": code, "message": message, "value": cell[:MAX_SHOWN]})

    def keep_in_notes(self, target: str, remark: str, part: Literal["job", "application"] = "job") -> None:
        """Keep the cell of the target as a line of the notes."""
        column, cell = self.cells[target]
        self.lines[part].append(f"{column}: {cell.strip()}")
        self.remark(target, f"{remark} Kept in the notes.")

    def remark(self, target: str, remark: str) -> None:
        """Note what was made of the cell of the target."""
        column, _ = self.cells.get(target, ("", ""))
        if column:
            said = self.remarks.get(column)
            self.remarks[column] = f"{said} {remark}" if said else remark
