"""The rows of a table into postings of one person: all of them, or none."""

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from accounts.models import User
from dataio.importing.columns import Columns, recognise_columns
from dataio.importing.tables import Row, Table, read_csv
from dataio.importing.values import READERS, UnreadableCell
from dataio.models import SourceRow
from jobs.models import Job
from jobs.services import create_jobs
from jobtracker.employment import RemoteOption
from jobtracker.errors import InvalidFile, RowProblem

MAX_SHOWN_VALUE = 200


@dataclass(frozen=True)
class RecognisedColumn:
    """A column of the file, and the field that it became."""

    column: str
    field: str


@dataclass(frozen=True)
class ImportResult:
    """What came of a file. `created` and `unchanged` add up to `rows`."""

    file_name: str
    rows: int
    created: int
    unchanged: int
    columns: list[RecognisedColumn]
    columns_in_notes: list[str]
    seconds: float


@dataclass(frozen=True)
class Candidate:
    """A checked row: the posting that it would be, and by what it is known again."""

    job: Job
    fingerprint: bytes

    @property
    def reference(self) -> tuple[str, str] | None:
        """Its natural key, if it has one."""
        return (self.job.source, self.job.external_reference) if self.job.external_reference else None


def import_postings(*, actor: User, content: bytes, file_name: str) -> ImportResult:
    """Bring the postings of a CSV file in.

    A row is known again by its source and external reference, or else by its content; what is there already stays as
    it is. Raises InvalidFile that lists every bad row; then nothing is written.
    """
    started = time.perf_counter()
    table = read_csv(content)
    columns = recognise_columns(table)
    candidates = _checked(table, columns)
    created = _write(actor, candidates)
    return ImportResult(
        file_name=file_name,
        rows=len(candidates),
        created=created,
        unchanged=len(candidates) - created,
        columns=[RecognisedColumn(table.header[place], field) for place, field in columns.fields.items()],
        columns_in_notes=list(columns.in_notes.values()),
        seconds=round(time.perf_counter() - started, 3),
    )


def _checked(table: Table, columns: Columns) -> list[Candidate]:
    """Every row as a valid posting. Raises InvalidFile with every problem of every row."""
    candidates: list[Candidate] = []
    problems: list[RowProblem] = []
    for row in table.rows:
        values, row_problems = _read(row, table.header, columns)
        job = Job(**values)
        try:
            job.validate()
        except ValidationError as error:
            already_named = {problem["column"] for problem in row_problems}
            row_problems += [p for p in _invalid(error, row, table, columns) if p["column"] not in already_named]
        problems += row_problems
        candidates.append(Candidate(job, _fingerprint(table.header, row)))
    if problems:
        rows = len({problem["row"] for problem in problems})
        plural = "s" if rows > 1 else ""
        raise InvalidFile(f"{rows:,} row{plural} cannot be read, so nothing was imported.", problems)
    return candidates


def _read(row: Row, header: Sequence[str], columns: Columns) -> tuple[dict[str, Any], list[RowProblem]]:
    """The row's values by field, and what could not be read."""
    values: dict[str, Any] = {}
    problems: list[RowProblem] = []
    for place, field in columns.fields.items():
        cell = row.cells[place].strip()
        if not cell:
            continue
        try:
            values[field] = READERS[field](cell)
        except UnreadableCell as error:
            problems.append(_problem(row, header[place], error.code, error.message, cell))
    extra = [
        f"{name}: {row.cells[place].strip()}" for place, name in columns.in_notes.items() if row.cells[place].strip()
    ]
    if extra:
        values["notes"] = "\n".join([*filter(None, [values.get("notes")]), *extra])
    locations: list[str] = values.get("locations", [])
    if "remote_option" not in values and locations and all(_says_remote(place) for place in locations):
        values["remote_option"] = RemoteOption.REMOTE
    return values, problems


def _says_remote(location: str) -> bool:
    return location.casefold().startswith("remote")


def _invalid(error: ValidationError, row: Row, table: Table, columns: Columns) -> list[RowProblem]:
    """The posting's own complaints, by the column that the value came from."""
    place_by_field = {field: place for place, field in columns.fields.items()}
    problems: list[RowProblem] = []
    for field, errors in error.error_dict.items():
        place = place_by_field.get(field)
        column = table.header[place] if place is not None else "" if field == NON_FIELD_ERRORS else field
        value = row.cells[place].strip() if place is not None else ""
        problems += [_problem(row, column, item.code or "invalid", " ".join(item.messages), value) for item in errors]
    return problems


def _problem(row: Row, column: str, code: str, message: str, value: str) -> RowProblem:
    return {"row": row.number, "column": column, "code": code, "message": message, "value": value[:MAX_SHOWN_VALUE]}


def _fingerprint(header: Sequence[str], row: Row) -> bytes:
    """SHA-256 of the row's cells under their columns, whatever order the columns stand in."""
    cells = sorted((name, cell.strip()) for name, cell in zip(header, row.cells, strict=True) if cell.strip())
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode("utf-8", "surrogatepass")).digest()


@transaction.atomic
def _write(actor: User, candidates: Sequence[Candidate]) -> int:
    """Create the postings that are not there yet; how many those are."""
    # Two imports of one person go one after the other. The weaker lock lets their other writes go on meanwhile.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    known = SourceRow.objects.filter(owner=actor, job__trashed_at=None).values_list("fingerprint", flat=True)
    fingerprints = {bytes(fingerprint) for fingerprint in known}
    with_reference = Job.objects.visible_to(actor).exclude(external_reference="")
    references = set(with_reference.values_list("source", "external_reference"))
    new: list[Candidate] = []
    for candidate in candidates:
        if candidate.fingerprint in fingerprints or candidate.reference in references:
            continue
        fingerprints.add(candidate.fingerprint)
        if candidate.reference:
            references.add(candidate.reference)
        new.append(candidate)
    # The file's first row is most often its newest posting: it gets the highest id and leads the list.
    new.reverse()
    jobs = create_jobs(actor=actor, jobs=[candidate.job for candidate in new])
    SourceRow.objects.bulk_create(
        [
            SourceRow(owner=actor, job=job, fingerprint=candidate.fingerprint)
            for job, candidate in zip(jobs, new, strict=True)
        ],
        batch_size=5_000,
        # A row whose posting is in the trash makes a new one, and stands for that from now on.
        update_conflicts=True,
        unique_fields=["owner", "fingerprint"],
        update_fields=["job", "updated_at"],
    )
    return len(new)
