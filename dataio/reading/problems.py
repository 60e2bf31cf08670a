"""Refusals of rows that cannot be read at all."""

from collections.abc import Sequence

from django.conf import settings

from dataio.reading.limits import MAX_CELL_CHARACTERS, MAX_ROW_PROBLEMS, MAX_TABLES
from jobtracker.errors import InvalidFile, RowProblem

# Of a bad cell as much is shown.
_SHOWN = 200


def in_table(table: str, message: str) -> str:
    """The message, with the table before it where a file has several."""
    return f"{table}: {message}" if table else message


def reason_of(error: InvalidFile) -> str:
    """Why a table is left out, without its name, beside which the reason stands."""
    return error.rows[0]["message"] if error.rows else error.message


def bad_row(problem: RowProblem, table: str) -> InvalidFile:
    """The refusal of a file for one row, behind which nothing can be read."""
    return InvalidFile(in_table(table, problem["message"]), [problem], code=problem["code"])


def row_problem(number: int, code: str, message: str, column: str = "", value: str = "") -> RowProblem:
    """What is wrong with a row, or with a cell of it. NULs, which no text may have, are shown as signs."""
    message, value = (text.replace("\0", "\N{SYMBOL FOR NULL}") for text in (message, value[:_SHOWN]))
    return {"row": number, "column": column, "code": code, "message": message, "value": value}


def nul_character(number: int, columns: Sequence[str], cells: Sequence[str]) -> RowProblem:
    """The problem of a row that has a NUL, which the database cannot keep."""
    column, cell = next((column, cell) for column, cell in zip(columns, cells, strict=True) if "\0" in cell)
    message = f"Row {number} has a NUL character, which no text has, in “{column}”. Take it out."
    return row_problem(number, "nul_character", message, column, cell)


def cell_too_long(number: int, columns: Sequence[str], cells: Sequence[str]) -> RowProblem:
    """The problem of a row with a cell that is longer than any is read."""
    column, cell = max(zip(columns, cells, strict=True), key=lambda pair: len(pair[1]))
    message = f"Row {number} has a cell of more than {MAX_CELL_CHARACTERS:,} characters in “{column}”."
    return row_problem(number, "cell_too_long", message, column, cell)


def ragged_row(number: int, cells: int, columns: int) -> RowProblem:
    """The problem of a row that has more or fewer cells than the header."""
    count = "1 cell" if cells == 1 else f"{cells} cells"
    message = f"Row {number} has {count}, the header {columns}. Is a quote or a separator missing?"
    return row_problem(number, "ragged_row", message)


def too_many_tables(count: int) -> InvalidFile:
    """The refusal of a file with more tables than a person can map."""
    return InvalidFile(f"The file has {count:,} tables; {MAX_TABLES} are allowed.", code="too_many_tables")


def too_many_rows(table: str) -> InvalidFile:
    """The refusal of a table with more rows than an import may have."""
    message = f"The table has more than {settings.MAX_IMPORT_ROWS:,} rows. Split it."
    return InvalidFile(in_table(table, message), code="too_many_rows")


class BadRows:
    """Bad rows of a table behind which others can be read: the first of them are listed together."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._problems: list[RowProblem] = []

    def __bool__(self) -> bool:
        return bool(self._problems)

    def add(self, problem: RowProblem) -> None:
        """List a row. Raises InvalidFile when the list is full."""
        self._problems.append(problem)
        if len(self._problems) == MAX_ROW_PROBLEMS:
            self.refuse()

    def refuse(self) -> None:
        """Raise InvalidFile where there are bad rows."""
        if self._problems:
            first = self._problems[0]
            others = len(self._problems) - 1
            more = "One more row has a problem." if others == 1 else f"{others} more rows have problems."
            message = f"{first['message']} {more}" if others else first["message"]
            raise InvalidFile(in_table(self._table, message), self._problems, code=first["code"])
