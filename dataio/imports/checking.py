"""A row that was read, in the form in which it is kept. What the reader has not done: hold a history to its rules."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Status, StatusChange
from applications.serializers.applications import PRIORITY_NAMES
from applications.services.applications import NewApplication, Step, plan_application
from dataio.layouts.reading import CellProblem, RowReading
from jobs.merging import FIELDS
from jobs.models import Job
from jobtracker.errors import DomainError, fields_of

MAX_SHOWN_VALUE: Final = 200
# What tells which posting it is, and when it was made, beside its fields.
_KEPT_OF_JOB: Final = frozenset((*FIELDS, "id", "created_at"))
_AMOUNTS: Final = ("salary_min", "salary_max")
_PRIORITY_NUMBERS: Final = {word: number for number, word in PRIORITY_NAMES.items()}
# What a row may say of an application that the models here do not check as a whole.
_AS_READ: Final = ("id", "stage", "interviews", "contacts", "created_at")


@dataclass(frozen=True)
class CheckedRow:
    """A row in the form in which it is kept until it is written; each text is JSON, or None where there is nothing."""

    job: str | None
    # Once more, for the key of the role; of a row without problems.
    locations: list[str]
    application: str | None
    fingerprint: bytes
    digest: bytes
    problems: str | None
    left: str | None
    remarks: str | None


class RowChecker:
    """Checks the rows of one table of one person's file."""

    def __init__(self, actor: User, targets: Mapping[str, str | None], stages: Iterable[str]) -> None:
        """`targets` says which column is what; `stages` are the names of the person's."""
        self._actor = actor
        self._zone = ZoneInfo(actor.time_zone)
        self._columns = {target: column for column, target in targets.items() if target is not None}
        self._stages = {name.casefold() for name in stages}

    def check(self, columns: Sequence[str], cells: Sequence[str], reading: RowReading) -> CheckedRow:
        """The row with all that is wrong with it."""
        # Of what was read, not of what it comes to: that may depend on the present instant.
        read = json.dumps([reading.job, reading.application], sort_keys=True, default=str)
        problems = list(reading.problems)
        job = {name: _as_stored(name, value) for name, value in reading.job.items() if name in _KEPT_OF_JOB}
        application = self._application(reading.application, problems, reading.remarks) if reading.application else None
        values = dict(zip(columns, cells, strict=False))
        for problem in problems:
            problem["value"] = (problem["value"] or values.get(problem["column"], ""))[:MAX_SHOWN_VALUE]
        return CheckedRow(
            job=_kept(job),
            locations=[] if problems else job.get("locations", []),
            application=_kept(application),
            fingerprint=_fingerprint(columns, cells),
            digest=hashlib.sha256(read.encode()).digest(),
            problems=_kept(problems),
            left=_kept(reading.left),
            remarks=_kept(reading.remarks),
        )

    def _application(
        self, read: Mapping[str, Any], problems: list[CellProblem], remarks: dict[str, str]
    ) -> dict[str, Any] | None:
        """The application's values with its whole history, as they would be stored."""
        if not self._are_storable(read, problems, "application."):
            return None
        try:
            application, history = plan_application(actor=self._actor, new=self._new(read), origin="import")
        except (ValidationError, DomainError) as error:
            self._note(error, problems, "application.")
            return dict(read)
        stored: dict[str, Any] = {name: read[name] for name in _AS_READ if name in read}
        if stored.get("stage") and stored["stage"].casefold() not in self._stages:
            column = self._column("stage", "")
            remarks[column] = f"The board has no stage “{stored.pop('stage')[:50]}”."
        for name in ("notes", "tags"):
            if name in read:
                stored[name] = getattr(application, name)
        if "priority" in read:
            stored["priority"] = PRIORITY_NAMES[application.priority]
        # Without a date in the file nobody knows the day; nor where the column for it is empty, as in an export of an
        # application whose day somebody took away.
        has_day = "applied_on" in read or ("history" in read and "applied_on" not in self._columns)
        return stored | {
            "status": application.status,
            "status_since": _plain(application.status_since),
            "applied_on": _plain(application.applied_on) if has_day else None,
            "history": [_entry(change) for change in history],
        }

    def _new(self, read: Mapping[str, Any]) -> NewApplication:
        applied_on = date.fromisoformat(read["applied_on"]) if read.get("applied_on") else None
        return NewApplication(
            job=Job(),
            steps=steps_of(read, applied_on, self._zone),
            applied_on=applied_on,
            notes=read.get("notes", ""),
            priority=_PRIORITY_NUMBERS.get(read.get("priority", ""), Application.Priority.NORMAL),
            tags=read.get("tags", ()),
        )

    def _are_storable(self, values: Mapping[str, Any], problems: list[CellProblem], prefix: str) -> bool:
        """Whether no text has half a character, which JSON can hold and the database cannot; else it is noted."""
        bad = [name for name, value in values.items() if not _is_storable(value)]
        for name in bad:
            message = "This has characters that cannot be stored."
            problems.append(_problem(self._column(name, prefix), "invalid_characters", message))
        return not bad

    def _note(self, error: ValidationError | DomainError, problems: list[CellProblem], prefix: str = "") -> None:
        """Add what the model complains of, but for cells that could not be read in the first place."""
        named = {problem["column"] for problem in problems}
        for field, found in fields_of(error).items():
            column = self._column(field, prefix)
            if column not in named:
                problems += [_problem(column, item["code"], item["message"]) for item in found]

    def _column(self, field: str, prefix: str) -> str:
        """The column from which a field came; the field's own name where there is none."""
        if field in (NON_FIELD_ERRORS, "non_field_errors"):
            return ""
        for target in (f"{prefix}{field}", field):
            if target in self._columns:
                return self._columns[target]
        return field


def steps_of(read: Mapping[str, Any], applied_on: date | None, zone: tzinfo) -> list[Step]:
    """An application's history, from the dates that a file has.

    Its own history, if it has one. Else the day of applying, and the present status since its date. A status without
    any date is known from now on.
    """
    now = timezone.now()
    status = read.get("status") or (Status.APPLIED if applied_on else Status.INTERESTED)
    steps = [
        Step(entry["status"], datetime.fromisoformat(entry["occurred_at"]), entry.get("note", ""))
        for entry in read.get("history", ())
    ]
    steps.sort(key=lambda step: step.occurred_at)
    if not steps and applied_on and status != Status.INTERESTED:
        steps.append(Step(Status.APPLIED, min(datetime.combine(applied_on, time(), zone), now)))
    if not steps or ("status" in read and steps[-1].status != status):
        since = datetime.fromisoformat(read["status_since"]) if read.get("status_since") else now
        steps.append(Step(status, max([since, *(step.occurred_at for step in steps)])))
    # A file may repeat a status with another note; a history moves.
    return [step for place, step in enumerate(steps) if place == 0 or steps[place - 1].status != step.status]


def _fingerprint(columns: Sequence[str], cells: Sequence[str]) -> bytes:
    """SHA-256 of the row's cells under their columns, whatever order the columns stand in."""
    named = sorted((name, cell.strip()) for name, cell in zip(columns, cells, strict=False) if cell.strip())
    return hashlib.sha256(json.dumps(named, ensure_ascii=False).encode("utf-8", "surrogatepass")).digest()


def _problem(column: str, code: str, message: str) -> CellProblem:
    return {"column": column, "code": code, "message": message, "value": ""}


def _entry(change: StatusChange) -> dict[str, Any]:
    return {
        "kind": str(change.kind),
        "from_status": str(change.from_status),
        "status": str(change.to_status),
        "occurred_at": _plain(change.occurred_at),
        "note": change.note,
    }


def _as_stored(name: str, value: Any) -> Any:
    """A posting's value as the column has it: amounts with their two decimals."""
    return str(Decimal(value).quantize(Decimal("0.01"))) if name in _AMOUNTS else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _is_storable(value: Any) -> bool:
    try:
        return "\0" not in str(value) and bool(json.dumps(value, ensure_ascii=False).encode())
    except UnicodeEncodeError:
        return False


def _kept(value: Any) -> str | None:
    """JSON that the database takes: what no text of its may hold is shown by a sign."""
    if not value:
        return None
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in text:
        text = json.dumps(_without_nul(value), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, Mapping):
        return {_without_nul(name): _without_nul(item) for name, item in value.items()}
    return [_without_nul(item) for item in value] if isinstance(value, list) else value
