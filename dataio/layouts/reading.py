"""What one row of a file says, once it is known which column is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

# The order in which days stand that are written with numbers alone; None: not known, so 03/09/2026 has to be asked.
DateOrder = Literal["dmy", "mdy", "ymd"]


class CellProblem(TypedDict):
    """Why a cell cannot be taken as it is."""

    column: str
    code: str
    message: str
    # As it stands in the file, cut after 200 characters.
    value: str


@dataclass(frozen=True)
class ColumnMap:
    """Which column is what: by the column's name, a target of `dataio.layouts.targets`; None: not imported."""

    layout: str
    targets: Mapping[str, str | None]
    date_order: DateOrder | None
    # What a person says of status words that are not known, or mean different things: a status of ours, or empty for
    # “no application”.
    status_words: Mapping[str, str] = field(default_factory=dict)


@dataclass
class RowReading:
    """A row: fields of a posting and, where it says anything of one, of an application, as the API would take them.

    Only fields that the row has a value for. Values are what JSON has: texts, numbers, lists; days and instants in
    ISO 8601, amounts as text. `application` holds `status`, `applied_on`, `priority`, `tags`, `notes`, `stage`,
    `history` (objects of `status`, `occurred_at`, `note`), `interviews`, `contacts` as the export writes them.
    """

    job: dict[str, Any]
    application: dict[str, Any] | None
    problems: list[CellProblem]
    # Cells that are not empty and go nowhere: by column, the text.
    left: dict[str, str]
    # What was taken otherwise than it stands there, for a person to read: by column, what was made of it.
    remarks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Recognised:
    """What was found out about a table from its columns and first rows."""

    # Empty: no known layout.
    layout: str
    map: ColumnMap
    # Columns of days that can be read in two ways, with samples: to be asked.
    ambiguous_dates: Mapping[str, Sequence[str]]
    # Columns of statuses with words that have to be asked, each with the words.
    unknown_statuses: Mapping[str, Sequence[str]]
    # Why there is nothing to import in it, such as a file of answers of LinkedIn; empty: there is.
    nothing_to_import: str
