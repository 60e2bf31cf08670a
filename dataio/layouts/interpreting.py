"""Rows of a file as postings and applications, once it is known which column is what."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any, Final

from applications.models import Status
from dataio.cells import items_of
from dataio.layouts.applying import ApplicationReader
from dataio.layouts.cells import choices, lists, parts, pay, texts
from dataio.layouts.cells.days import read_moment
from dataio.layouts.cells.letters import says_nothing
from dataio.layouts.cells.outcomes import KeptInNotes, Reader, Remarked, Unreadable
from dataio.layouts.cells.statuses import Meaning, normalised, read_status
from dataio.layouts.checking import JOB_CHECKS, unsound
from dataio.layouts.continued import continued, joined
from dataio.layouts.layout import Layout
from dataio.layouts.moments import Clocks, written
from dataio.layouts.pay_of_rows import PayReader
from dataio.layouts.reading import ColumnMap, RowReading
from dataio.layouts.row import MAX_SHOWN, Row
from dataio.layouts.targets import TARGETS, TargetKind
from dataio.layouts.trackers import BY_NAME
from dataio.reading.tables import Record
from jobtracker.columns import without_repeats
from jobtracker.employment import RemoteOption

GENERAL: Final = Layout(name="", label="", signatures=[])
# In a name these say that there is none.
_NO_NAME: Final = frozenset(("n/a", "-", "–", "—", "--", "null", "undefined", "#n/a", "none"))
_WHOLE: Final = re.compile(r"\d{1,18}(?:\.0+)?", re.ASCII)
_MAX_REMEMBERED: Final = 2_000
_NOTHING: Final = "Read as empty."
_CHOICES: Final[Mapping[str, Reader]] = {
    "remote_option": choices.remote_option,
    "job_type": choices.job_type,
    "experience_level": choices.experience_level,
    "salary_currency": choices.currency,
    "salary_period": choices.salary_period,
    "availability": choices.availability,
    "priority": choices.priority,
}
# What is put into the posting as it was read.
_PLAIN: Final = (
    "id", "title", "company", "remote_option", "job_type", "experience_level", "description", "requirements", "url",
    "availability", "source", "external_reference", "is_archived",
)  # fmt: skip
_LISTS: Final = ("locations", "skills", "tags")
_DAYS: Final = ("posted_on", "deadline_on")
_INSTANTS: Final = ("created_at", "updated_at")


class Interpreter:
    """Reads the rows of one table.

    `time_zone` and `currency` are the person's: days are those of their calendar, and a bare `$` is their dollar.
    `stages`: the statuses of their board's stages, by name. `lists_are_json`: the file is JSON, so in our own exports a
    list is one of JSON, whatever its texts look like. A target that there is not raises KeyError. Nothing that
    a row holds raises anything: it has problems.
    """

    def __init__(
        self,
        columns: Sequence[str],
        column_map: ColumnMap,
        *,
        time_zone: tzinfo,
        currency: str = "",
        stages: Mapping[str, str] | None = None,
        lists_are_json: bool = False,
    ) -> None:
        self._layout = BY_NAME.get(column_map.layout, GENERAL)
        self._map = column_map
        self._exact_list: Reader = _json_list if lists_are_json else items_of
        self._clocks = Clocks(self._layout.clock, time_zone)
        stages = stages or {}
        self._words = (
            {normalised(name): Meaning(status) for name, status in stages.items()}
            | dict(self._layout.status_words)
            | {normalised(word): Meaning(status) for word, status in column_map.status_words.items()}
        )
        self._application = ApplicationReader(
            default=self._layout.status,
            clocks=self._clocks,
            stages={name.casefold(): status for name, status in stages.items()},
            is_exact=self._layout.is_exact,
        )
        self._pay = PayReader(currency)
        self._continued = continued(columns, column_map.targets) if self._layout.is_exact else {}
        self._columns = [(column, *self._reading(column, column_map.targets.get(column))) for column in columns]
        # Of our own files, where an empty list says that there is nothing that could be lost.
        self._never_imported = {
            column for column in columns if self._layout.is_exact and not self._layout.target_of(column)
        }
        # Of a target that a row says nothing of, too, there is a column to name; the first of several.
        self._places = {target: (column, "") for column, target, _, _ in reversed(self._columns) if target}
        mapped = {target for target in column_map.targets.values() if target}
        self._required = [name for name in ("title", "company") if name in mapped or not mapped & {"id", "url"}]

    def read(self, record: Record) -> RowReading:
        """What the row says."""
        row = self._read_cells(joined(record.cells, self._continued) if self._continued else record.cells)
        job: dict[str, Any] = {}
        if self._layout.fix:
            self._layout.fix(row.values)
        application = self._application.read(row, job)
        self._compose(row, job)
        return RowReading(job, application, row.problems, row.left, row.remarks)

    def _read_cells(self, cells: Sequence[str]) -> Row:
        row = Row(cells=dict(self._places))
        values = row.values
        for (column, target, reader, repeats), cell in zip(self._columns, cells, strict=False):
            text = cell if self._layout.is_exact else cell.strip()
            if not text:
                continue
            if target is None:
                if text != "[]" or column not in self._never_imported:
                    row.left[column] = cell
                continue
            if reader is None:
                if says_nothing(text):
                    row.remarks[column] = _NOTHING
                elif problem := unsound(text):
                    row.problems.append(
                        {"column": column, "code": problem[0], "message": problem[1], "value": cell[:MAX_SHOWN]}
                    )
                else:
                    row.add_line("application.notes" if target.startswith("application") else "notes", column, cell)
                continue
            value = reader(text)
            if value is None:
                row.remarks[column] = _NOTHING
                row.cells[target] = (column, cell)
                continue
            if target in values and not repeats:
                row.left[column] = cell
                continue
            if type(value) is Unreadable:
                row.problems.append(
                    {"column": column, "code": value.code, "message": value.message, "value": cell[:MAX_SHOWN]}
                )
                continue
            if type(value) is KeptInNotes:
                row.add_line("notes", column, cell)
                row.remarks[column] = f"{value.remark} Kept in the notes."
                continue
            if type(value) is Remarked:
                row.remarks[column] = value.remark
                if value.keeps_text:
                    row.add_line("application.notes", column, cell)
                value = value.value
            if repeats:
                row.parts.setdefault(target, []).append((column, cell))
                values[target] = [*values.get(target, ()), *value]
                row.cells[target] = (column, cell)
            else:
                values[target] = value
                row.cells[target] = (column, cell)
        return row

    def _reading(self, column: str, target: str | None) -> tuple[str | None, Reader | None, bool]:
        """What a column is, how its cells are read, and whether several such are put together."""
        if target is None:
            return None, None, False
        known = TARGETS[target]
        if known.kind is TargetKind.NOTE_LINE:
            return target, None, True
        reader = self._layout.reader_of(column) if self._layout.name else None
        reader = reader or self._reader(target, known.kind)
        if known.kind is TargetKind.LONG_TEXT and known.repeats:
            reader = _listing(reader)
        if not self._layout.is_exact or known.kind is TargetKind.STATUS:
            reader = _with_nothing(reader, _no_name if target in ("title", "company") else says_nothing)
        return target, _remembering(reader), known.repeats

    def _reader(self, target: str, kind: TargetKind) -> Reader:
        exact = self._layout.is_exact
        match kind:
            case TargetKind.TEXT if target == "contact_email":
                return _email
            case TargetKind.TEXT | TargetKind.URL:
                return _same if exact else texts.web_address if kind is TargetKind.URL else texts.short_text
            case TargetKind.LONG_TEXT:
                return _same if exact else texts.long_text
            case TargetKind.TEXTS:
                return self._exact_list if exact else _places if target == "locations" else _words_of
            case TargetKind.CHOICE:
                return _CHOICES[target]
            case TargetKind.AMOUNT:
                return pay.amount
            case TargetKind.PAY:
                return pay.read_pay
            case TargetKind.DAY | TargetKind.INSTANT:
                return self._moment
            case TargetKind.FLAG:
                return self._flag if target == "applied" else _flag_or_day
            case TargetKind.WHOLE_NUMBER:
                return _whole_number
            case TargetKind.STATUS:
                return _exact_status if exact else self._status
            case TargetKind.PARTS:
                return parts.READERS[target]
            case TargetKind.NOTE_LINE:
                return _same

    def _moment(self, cell: str) -> Any:
        return read_moment(cell, self._map.date_order)

    def _status(self, cell: str) -> Meaning:
        return read_status(cell, self._words)

    def _flag(self, cell: str) -> Any:
        """Yes or no; a day says yes, and when."""
        try:
            return choices.flag(cell)
        except Unreadable:
            return read_moment(cell, self._map.date_order)

    def _compose(self, row: Row, job: dict[str, Any]) -> None:
        values = row.values
        for name in _PLAIN:
            if name in values:
                job[name] = values[name]
        for name in _LISTS:
            if values.get(name):
                job[name] = without_repeats(values[name])
        for name in _DAYS:
            if name in values:
                try:
                    job[name] = self._clocks.day(values[name]).isoformat()
                except OverflowError:
                    row.complain(name, "invalid_date", "This is out of range.")
        for name in _INSTANTS:
            if name in values:
                job[name] = written(self._clocks.instant(values[name]))
        if "locations" in job and "remote_option" not in job and not self._layout.is_exact:
            places: list[str] = job["locations"]
            if places and all(place[:6].casefold() == "remote" for place in places):
                job["remote_option"] = RemoteOption.REMOTE.value
        self._pay.add(row, job)
        notes = [*values.get("notes", []), *row.lines.get("notes", [])]
        if notes:
            job["notes"] = "\n".join(notes)
        self._check(row, job)

    def _check(self, row: Row, job: dict[str, Any]) -> None:
        for name in list(job):
            check = JOB_CHECKS.get(name)
            if check is not None and (problem := check(job[name])):
                row.complain(name, *problem)
                del job[name]
        least, most = job.get("salary_min"), job.get("salary_max")
        if least is not None and most is not None and float(least) > float(most):
            row.complain("salary_min", "min_above_max", "The minimum is above the maximum.")
        if least is not None or most is not None:
            for name in ("salary_currency", "salary_period"):
                if name not in job:
                    row.complain(name, "required", f"A salary needs a {name.removeprefix('salary_')}.")
        if "id" not in job:
            for name in self._required:
                if name not in job and not any(
                    problem["column"] == row.cells.get(name, ("",))[0] for problem in row.problems
                ):
                    row.complain(name, "required", f"A posting needs a {name}.")


def _json_list(cell: str) -> Any:
    """The texts of an array; what somebody put in the place of one is read as a cell of a sheet."""
    try:
        items = json.loads(cell)
    except ValueError:
        return items_of(cell)
    return items if isinstance(items, list) and all(isinstance(item, str) for item in items) else items_of(cell)


def _with_nothing(reader: Reader, is_nothing: Callable[[str], bool]) -> Reader:
    return lambda cell: None if is_nothing(cell) else reader(cell)


def _remembering(reader: Reader) -> Reader:
    """The reader, whose outcomes for cells that come again are not made again; with refusals as values."""
    remembered: dict[str, Any] = {}

    def read(cell: str) -> Any:
        if cell in remembered:
            return remembered[cell]
        try:
            value = reader(cell)
        except (Unreadable, KeptInNotes) as refusal:
            value = refusal.with_traceback(None)
        if len(cell) < 200:
            if len(remembered) >= _MAX_REMEMBERED:
                remembered.clear()
            remembered[cell] = value
        return value

    return read


def _listing(reader: Reader) -> Reader:
    """A reader of a text that is one of several."""

    def read(cell: str) -> Any:
        if problem := unsound(cell):
            raise Unreadable(*problem)
        value = reader(cell)
        return Remarked([value.value], value.remark) if isinstance(value, Remarked) else [value]

    return read


def _no_name(cell: str) -> bool:
    return cell.casefold() in _NO_NAME


def _same(cell: str) -> str:
    return cell


_places: Final = lists.listed(";|\t")
_words_of: Final = lists.listed(";,|\t·•")


def _whole_number(cell: str) -> int:
    if not _WHOLE.fullmatch(cell.strip()):
        raise Unreadable("invalid_number", "This is no whole number.")
    return int(cell.strip().split(".")[0])


def _exact_status(cell: str) -> Meaning:
    if cell not in Status.values:
        labels = ", ".join(Status.values)
        raise Unreadable("unknown_status", f"This is none of the statuses: {labels}.")
    return Meaning(cell)


def _flag_or_day(cell: str) -> Any:
    """Yes or no, also by the day on which it became so."""
    try:
        return choices.flag(cell)
    except Unreadable:
        try:
            read_moment(cell, "ymd")
        except Unreadable as error:
            if error.code != "ambiguous_date":
                raise Unreadable("invalid_flag", "This is neither yes nor no.") from None
        return Remarked(True, f"Yes, since {cell}.", keeps_text=True)


def _email(cell: str) -> str:
    address = texts.e_mail(cell)
    if address is None:
        raise KeptInNotes("This is no e-mail address.")
    return address
