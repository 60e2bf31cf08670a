"""The two files of the sample: where they are, what their columns are called, and how they are read and written."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

POSTINGS_FILE = Path(__file__).with_name("postings.csv")
APPLICATIONS_FILE = Path(__file__).with_name("applications.csv")

SOURCE = "Sample data"

POSTING_COLUMNS = (
    "Title",
    "Company",
    "Location",
    "Remote",
    "Job type",
    "Level",
    "Salary min",
    "Salary max",
    "Currency",
    "Period",
    "Skills",
    "Tags",
    "Description",
    "Requirements",
    "Link",
    "Date posted",
    "Deadline",
    "Status",
    "Source",
    "Reference",
    "Notes",
)
DATE_COLUMNS = ("Date posted", "Deadline")

# One row for each step of an application. What concerns the whole application stands in the row of its first step.
APPLICATION_COLUMNS = (
    "Reference",
    "Application",
    "Step",
    "Status",
    "Days before loading",
    "Time",
    "Note",
    "Priority",
    "Application notes",
    "Contact",
)


def written(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """The rows as CSV text."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a file of the sample."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def postings_as_of(today: date) -> str:
    """The postings as CSV text, all their dates moved by the same number of days so that the newest is of `today`."""
    rows = read(POSTINGS_FILE)
    move = today - max(date.fromisoformat(row["Date posted"]) for row in rows)
    return written(POSTING_COLUMNS, [row | _moved(row, move) for row in rows])


def _moved(row: Mapping[str, str], move: timedelta) -> dict[str, str]:
    return {name: (date.fromisoformat(row[name]) + move).isoformat() for name in DATE_COLUMNS if row[name]}
