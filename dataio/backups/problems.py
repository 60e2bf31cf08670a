"""What is wrong with the rows of a backup, or what in the account they are in conflict with."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import DatabaseError, models

from dataio.backups.contents import TABLES, Table

# More than anybody reads; the first ones show what it is.
MAX_PROBLEMS: Final = 100

_COPIED: Final = re.compile(r"COPY \w+, line (\d+)(?:, column (\w+))?")


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be restored: its table, its line in the table's file, its column where there is one."""

    table: str
    row: int | None
    column: str
    code: str
    message: str

    def as_json(self) -> dict[str, Any]:
        """As the result of a run."""
        return asdict(self)

    def __str__(self) -> str:
        place = f"{self.table}, row {self.row}" if self.row else self.table
        return f"{place}{f', {self.column}' if self.column else ''}: {self.message}"


class TooManyProblems(Exception):
    """Looking for more of them is of no use."""


class Problems(list[Problem]):
    """Those that were found, up to some."""

    def add(self, problem: Problem) -> None:
        """Note one. Raises TooManyProblems."""
        self.append(problem)
        if len(self) >= MAX_PROBLEMS:
            raise TooManyProblems


def problem_of(error: DatabaseError, table: Table) -> Problem:
    """What the database has refused of this table, in the words of the constraint where it was one of ours."""
    diagnosis = getattr(error.__cause__, "diag", None)
    # What is checked at the end is of another table than the last one.
    table = next((one for one in TABLES if one.sql_name == getattr(diagnosis, "table_name", None)), table)
    name = getattr(diagnosis, "constraint_name", None) or ""
    copied = _COPIED.search(getattr(diagnosis, "context", None) or "")
    column = getattr(diagnosis, "column_name", None) or (copied[2] if copied else None) or ""
    message = "A value cannot be stored, or another row has it already."
    constraint = next((one for one in table.model._meta.constraints if one.name == name), None)
    if isinstance(constraint, models.CheckConstraint | models.UniqueConstraint):
        message = str(constraint.get_violation_error_message())
        column = column or ", ".join(_columns_of(constraint))
    elif name:
        message = f"It breaks the rule “{name}”."
    code = "repeated" if isinstance(constraint, models.UniqueConstraint) else "breaks_a_rule"
    return Problem(table.name, int(copied[1]) if copied else None, column, code, message)


def _columns_of(constraint: models.CheckConstraint | models.UniqueConstraint) -> list[str]:
    """The columns that a constraint looks at."""
    if isinstance(constraint, models.UniqueConstraint):
        return list(constraint.fields)
    return sorted({name.split("__")[0] for name in _names_in(constraint.condition)})


def _names_in(condition: Any) -> list[str]:
    if isinstance(condition, models.Q):
        return [name for child in condition.children for name in _names_in(child)]
    if isinstance(condition, tuple):
        return [condition[0]]
    if isinstance(condition, models.F):
        return [str(condition).removeprefix("F(").removesuffix(")")]
    parts: list[Any] = getattr(condition, "get_source_expressions", list)()
    return [name for part in parts if part is not None for name in _names_in(part)]
