"""What a table is: the file of a tracker that is known, or columns that are told by their names and cells."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from dataio.layouts.cells import choices, pay
from dataio.layouts.cells.days import numeric_order, read_moment
from dataio.layouts.cells.letters import letters, says_nothing
from dataio.layouts.cells.outcomes import KeptInNotes, Unreadable
from dataio.layouts.cells.statuses import known_meaning, normalised
from dataio.layouts.layout import Layout
from dataio.layouts.names import CANDIDATES
from dataio.layouts.reading import ColumnMap, DateOrder, Recognised
from dataio.layouts.targets import TARGETS, TargetKind
from dataio.layouts.trackers import LAYOUTS
from dataio.reading.tables import Table
from jobtracker.web_addresses import WEB_ADDRESS

_SAMPLE_ROWS: Final = 1_000
_SHOWN: Final = 5
# So many of the cells have to be what a column is taken for.
_MOST: Final = 0.6
_DATES: Final = (TargetKind.DAY, TargetKind.INSTANT, TargetKind.FLAG)
# Names that say nothing of what is below them.
_NAMELESS: Final = "column"


def header_signature(columns: Sequence[str]) -> str:
    """What a remembered mapping is known by: the names of the columns, whatever their order and spelling."""
    names = sorted(letters(column) or column for column in columns)
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def recognise(table: Table, *, profile_date_order: DateOrder | None = None) -> Recognised:
    """What the table is by its columns and cells; the whole of it is read only where the order of days needs it.

    `profile_date_order` is what the person has said of their files for good; without it days that can be read in two
    ways are to be asked. Raises InvalidFile where the table cannot be read.
    """
    layout = next((layout for layout in LAYOUTS if layout.fits(table.columns)), None)
    if layout is not None and layout.nothing_to_import:
        nothing: Mapping[str, str | None] = dict.fromkeys(table.columns)
        return Recognised(layout.name, ColumnMap(layout.name, nothing, None), {}, {}, layout.nothing_to_import)
    samples = _samples(table)
    targets = _of_layout(layout, table.columns) if layout else matched(table.columns, samples)
    order, ambiguous = (layout.date_order, {}) if layout and layout.date_order else _order(table, targets)
    if order is None and profile_date_order is not None:
        order, ambiguous = profile_date_order, {}
    name = layout.name if layout else ""
    nothing_in_it = "" if "title" in targets.values() or {"id", "url"} & set(targets.values()) else _nothing(targets)
    return Recognised(
        layout=name,
        map=ColumnMap(name, targets, order),
        ambiguous_dates=ambiguous,
        unknown_statuses=_unknown_statuses(targets, samples, layout),
        nothing_to_import=nothing_in_it,
    )


def matched(columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> dict[str, str | None]:
    """A target for each column of a table that is of no known layout, by its name and its first cells.

    Columns that nothing fits become lines of the notes, so that nothing of a file is lost.
    """
    targets: dict[str, str | None] = {}
    taken: set[str] = set()

    def take(column: str, candidates: Iterable[str]) -> None:
        for target in candidates:
            if (target not in taken or TARGETS[target].repeats) and _fits(target, samples[column]):
                targets[column] = target
                taken.add(target)
                return

    by_name = {column: CANDIDATES.get(letters(column), []) for column in columns}
    # A name that means one thing comes before one that may mean several.
    for column in sorted(columns, key=lambda column: len(by_name[column]) > 1):
        take(column, by_name[column])
    for column in columns:
        if column not in targets:
            take(column, _by_cells(column, samples[column], taken))
    is_of_applications = bool({"status", "applied_on", "applied"} & taken)
    rest = "application.note_line" if is_of_applications else "note_line"
    if is_of_applications:
        targets = {column: "application.notes" if target == "notes" else target for column, target in targets.items()}
    return {column: targets.get(column, rest) for column in columns}


def _of_layout(layout: Layout, columns: Sequence[str]) -> dict[str, str | None]:
    return {column: layout.target_of(column) for column in columns}


def _nothing(targets: Mapping[str, str | None]) -> str:
    if "company" in targets.values():
        return ""
    return "No column of a title, a company or a link to a posting was found. Map the columns, if it has such."


def _samples(table: Table) -> dict[str, list[str]]:
    """The cells of the first rows that are not empty, by column."""
    samples: dict[str, list[str]] = {column: [] for column in table.columns}
    for record in islice(table.records(), _SAMPLE_ROWS):
        for column, cell in zip(table.columns, record.cells, strict=False):
            text = cell.strip()
            if text and not says_nothing(text):
                samples[column].append(text)
    return samples


def _share(cells: Sequence[str], reader: Callable[[str], Any]) -> float:
    """The share of the cells that the reader takes."""
    words = list(dict.fromkeys(cells))[:200]
    if not words:
        return 1.0
    taken = 0
    for word in words:
        try:
            taken += reader(word) is not None
        except Unreadable as error:
            taken += error.code == "ambiguous_date"
        except KeptInNotes:
            continue
    return taken / len(words)


def _is_url(cell: str) -> bool | None:
    return True if WEB_ADDRESS.match(cell) else None


def _is_day(cell: str) -> Any:
    return read_moment(cell, None)


def _day_or_flag(cell: str) -> Any:
    try:
        return choices.flag(cell)
    except Unreadable:
        return _is_day(cell)


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "url": _is_url,
    "applied": _day_or_flag,
    "status": known_meaning,
    "remote_option": choices.remote_option,
    "job_type": choices.job_type,
    "experience_level": choices.experience_level,
    "salary_min": pay.amount,
    "salary_max": pay.amount,
    "salary_currency": choices.currency,
    "salary_period": choices.salary_period,
    "priority": choices.priority,
    "is_archived": _day_or_flag,
    "contact_email": lambda cell: True if "@" in cell else None,
}


def _fits(target: str, cells: Sequence[str]) -> bool:
    """Whether the cells are what a column of this name promises; single ones that are not become problems."""
    if target == "availability":
        # “Status” is the posting's in one file and the application's in the next; every word has to be of the first.
        return bool(cells) and _share(cells, choices.availability) == 1.0
    if target == "status":
        # A column of unknown words is still one of statuses: what they mean is asked.
        return True
    reader = _READERS.get(target) or (_is_day if TARGETS[target].kind in _DATES else None)
    return reader is None or _share(cells, reader) >= _MOST


def _by_cells(column: str, cells: Sequence[str], taken: set[str]) -> list[str]:
    """What a column may be whose name says nothing, by its cells."""
    if not cells:
        return []
    if _share(cells, _is_url) > _MOST:
        return ["url"]
    if not letters(column).startswith(_NAMELESS):
        return []
    if _share(cells, _is_day) > _MOST:
        return ["applied_on"] if "status" in taken else ["posted_on", "deadline_on"]
    if _share(cells, known_meaning) > _MOST:
        return ["status"]
    if all("@" in cell and " " not in cell for cell in cells):
        return ["contact_email"]
    if _share(cells, pay.read_pay) > _MOST:
        return ["salary"]
    return []


def _order(table: Table, targets: Mapping[str, str | None]) -> tuple[DateOrder | None, dict[str, Sequence[str]]]:
    """The order of days in the table, and, where it is not known, the columns with days that can be read in two ways.

    One day decides for the table that can be read in one way alone, wherever it stands.
    """
    places = [
        (place, column)
        for place, column in enumerate(table.columns)
        if (target := targets[column]) and TARGETS[target].kind in _DATES
    ]
    said: set[DateOrder] = set()
    open_: dict[str, list[str]] = {}
    for record in table.records() if places else ():
        for place, column in places:
            match numeric_order(record.cells[place].strip()) if record.cells[place] else None:
                case "dmy":
                    said.add("dmy")
                case "mdy":
                    said.add("mdy")
                case "either":
                    shown = open_.setdefault(column, [])
                    if len(shown) < _SHOWN and record.cells[place] not in shown:
                        shown.append(record.cells[place])
    if len(said) == 1:
        return next(iter(said)), {}
    return None, dict(open_)


def _unknown_statuses(
    targets: Mapping[str, str | None], samples: Mapping[str, Sequence[str]], layout: Layout | None
) -> dict[str, Sequence[str]]:
    known = layout.status_words if layout else {}
    unknown: dict[str, Sequence[str]] = {}
    for column, target in targets.items():
        if target == "status" and not (layout and layout.is_exact):
            words = [
                word
                for word in dict.fromkeys(samples[column])
                if normalised(word) not in known and known_meaning(word) is None
            ]
            if words:
                unknown[column] = words[:20]
    return unknown
