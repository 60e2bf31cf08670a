"""A file into rows that are kept until they are written, each with its verdict. Nothing else is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from applications.board import board_of
from dataio.imports.checking import CheckedRow, RowChecker
from dataio.imports.judging import KEYS_OF_READ, VERDICT, judge
from dataio.imports.mappings import remember
from dataio.imports.summaries import verdicts_of
from dataio.layouts.cells.statuses import normalised
from dataio.layouts.interpreting import Interpreter
from dataio.layouts.reading import ColumnMap, DateOrder
from dataio.layouts.recognising import recognise
from dataio.models import Import
from dataio.reading.opening import open_file
from dataio.reading.tables import Encoding, FileFormat, ReadFile, ReadingOptions, Table
from jobtracker.errors import InvalidFile

# Says how far it is, and raises where the work is to stop.
Report = Callable[[int, int], None]

MAX_SAMPLES: Final = 5
MAX_SAMPLE: Final = 200
_STEP: Final = 250
_ORDERS: Final[Mapping[str, DateOrder]] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}
# What a table needs for an import, one of these.
_TELLING: Final = frozenset(("title", "company", "url", "id", "application.id"))
# Of a preview so much is reading, the rest judging.
_READING: Final = 80
_ALL: Final = 100

# By what a repeated posting is known is computed while rows come in: the server does so as the next ones are read.
_READ: Final = """
CREATE TEMPORARY TABLE import_read (
    position bigint, table_index smallint, number integer, job jsonb, locations text[], application jsonb,
    fingerprint bytea, digest bytea, problems jsonb, left_cells jsonb, remarks jsonb,
    address text GENERATED ALWAYS AS (CASE WHEN problems IS NULL THEN job_posting_url(job ->> 'url') END) STORED,
    role_key bigint GENERATED ALWAYS AS (
        CASE WHEN problems IS NULL THEN job_role_key(job ->> 'company', job ->> 'title', locations) END
    ) STORED
) ON COMMIT DROP
"""
_COPY: Final = "COPY import_read FROM STDIN"
# What a row repeats is shown by name, for it may be gone when the row is looked at.
_KEEP: Final = f"""
INSERT INTO dataio_importrow (
    of_import_id, table_index, number, verdict, job, application, fingerprint, digest, url_key, url_site, role_key,
    job_id_known, application_id_known, duplicate_of, changes, problems, left_cells, remarks
)
SELECT %(import)s, r.table_index, r.number, {VERDICT}, r.job, r.application, r.fingerprint, r.digest,
    k.url_key, k.url_site, k.role_key, m.job_id, coalesce(m.application_id, m.row_application_id),
    CASE
        WHEN m.duplicate_job IS NOT NULL THEN jsonb_build_object(
            'id', j.id, 'row', NULL, 'title', j.title, 'company', j.company, 'reason', m.reason
        )
        WHEN m.duplicate_row IS NOT NULL THEN jsonb_build_object(
            'id', NULL, 'row', o.number, 'title', coalesce(o.job ->> 'title', ''),
            'company', coalesce(o.job ->> 'company', ''), 'reason', m.reason
        )
    END,
    nullif(coalesce(m.changes, '{{}}') || coalesce((
        SELECT jsonb_object_agg('application.' || key, value) FROM jsonb_each(m.application_changes)
    ), '{{}}'), '{{}}'),
    coalesce(r.problems, m.problems), r.left_cells,
    nullif(coalesce(r.remarks, '{{}}') || coalesce(m.remarks, '{{}}'), '{{}}')
FROM import_read r
LEFT JOIN import_match m USING (position)
LEFT JOIN import_key k USING (position)
LEFT JOIN jobs_job j ON j.id = m.duplicate_job
LEFT JOIN import_read o ON o.position = m.duplicate_row
ORDER BY r.position
"""  # noqa: S608  # our own parts


@dataclass
class TableReport:
    """What is shown of a table."""

    name: str
    format: str
    encoding: str | None
    delimiter: str | None
    header_row: int | None
    layout: str
    has_own_mapping: bool
    nothing_to_import: str
    rows: int
    columns: list[dict[str, Any]]
    date_order: DateOrder | None
    ambiguous_dates: dict[str, list[str]]
    unknown_statuses: dict[str, list[str]]
    warnings: list[str]
    is_included: bool


@transaction.atomic
def preview(of_import: Import, path: Path, report: Report) -> None:
    """Read the file at `path` into rows of the import with their verdicts, in place of those that it has.

    Raises InvalidFile for a file that cannot be read; then everything is as before.
    """
    actor: User = of_import.owner
    of_import.rows.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_read")
        cursor.execute(_READ)
    with open_file(path, of_import.file_name, _options(of_import)) as file:
        of_import.tables = [asdict(table) for table in _read(of_import, file, report)]
        of_import.left_out = dict(file.left_out)
    if not any(table["is_included"] for table in of_import.tables):
        reasons = [table["nothing_to_import"] for table in of_import.tables if table["nothing_to_import"]]
        if reasons:
            raise InvalidFile(reasons[0], code="nothing_to_import")

    def pause() -> None:
        report(_READING, _ALL)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE import_read ADD PRIMARY KEY (position)")
        cursor.execute("ANALYZE import_read")
        judge(KEYS_OF_READ, owner=actor.pk, parameters={}, pause=pause)
        cursor.execute(_KEEP, {"import": of_import.pk})
    of_import.verdicts = verdicts_of(of_import)
    of_import.read_at = timezone.now()
    of_import.save(update_fields=["tables", "left_out", "verdicts", "read_at", "updated_at"])


def _options(of_import: Import) -> ReadingOptions:
    said = of_import.options
    return ReadingOptions(
        encoding=Encoding(said["encoding"]) if said.get("encoding") else None,
        delimiter=said.get("delimiter"),
        header_row=said.get("header_row"),
    )


def _read(of_import: Import, file: ReadFile, report: Report) -> list[TableReport]:
    """Put the rows of every included table into the temporary table, as they are read."""
    actor: User = of_import.owner
    # While rows are copied the connection does nothing else.
    stages = {stage.name: stage.status for stage in board_of(actor).stages}
    described = [_described(of_import, table) for table in file.tables]
    position = 0
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for index, (table, (shown, column_map)) in enumerate(zip(file.tables, described, strict=True)):
            for number, row in _rows(actor, table, column_map, stages, shown):
                if row is not None:
                    copy.write_row((position, index, number, *_columns(row)))
                position += 1
                if position > settings.MAX_IMPORT_ROWS:
                    message = f"The file has more than {settings.MAX_IMPORT_ROWS:,} rows. Split it."
                    raise InvalidFile(message, code="too_many_rows")
                if position % _STEP == 0:
                    report(int((index + table.progress()) / len(file.tables) * _READING), _ALL)
            shown.warnings = list(table.warnings)
    return [shown for shown, _ in described]


def _columns(row: CheckedRow) -> tuple[str | bytes | list[str] | None, ...]:
    return row.job, row.locations, row.application, row.fingerprint, row.digest, row.problems, row.left, row.remarks


def _described(of_import: Import, table: Table) -> tuple[TableReport, ColumnMap]:
    """What there is to say of a table before its rows are read, and how its columns are read."""
    actor: User = of_import.owner
    choices = of_import.choices.get(table.name, {})
    recognised = recognise(table)
    column_map = recognised.map
    own = remember(actor, table.columns, choices)
    nothing = recognised.nothing_to_import
    if own is not None:
        said = {name: target for name, target in own.columns.items() if name in table.columns}
        column_map = replace(
            column_map,
            targets={**column_map.targets, **said},
            date_order=_ORDERS.get(own.date_order, column_map.date_order),
            status_words={**column_map.status_words, **own.status_words},
        )
        nothing = "" if set(said.values()) & _TELLING else nothing
    described = TableReport(
        name=table.name,
        format=table.format,
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_row=table.header_row,
        layout=recognised.layout,
        has_own_mapping=own is not None,
        nothing_to_import=nothing,
        rows=0,
        columns=[{"name": name, "target": column_map.targets.get(name), "samples": []} for name in table.columns],
        date_order=column_map.date_order,
        ambiguous_dates={name: list(texts) for name, texts in recognised.ambiguous_dates.items()},
        unknown_statuses=_unanswered(recognised.unknown_statuses, column_map),
        warnings=[],
        is_included=choices.get("is_included", not nothing),
    )
    return described, column_map


def _unanswered(unknown: Mapping[str, Sequence[str]], column_map: ColumnMap) -> dict[str, list[str]]:
    """The words for statuses that are still to be asked; a column that is no status any more asks nothing."""
    said = {normalised(word) for word in column_map.status_words}
    asked = {
        column: [word for word in words if normalised(word) not in said]
        for column, words in unknown.items()
        if column_map.targets.get(column) == "status"
    }
    return {column: words for column, words in asked.items() if words}


def _rows(
    actor: User, table: Table, column_map: ColumnMap, stages: Mapping[str, str], described: TableReport
) -> Iterator[tuple[int, CheckedRow | None]]:
    """Every row with its number; None for those of a table that is left out, which are only counted."""
    interpreter = Interpreter(
        table.columns,
        column_map,
        time_zone=ZoneInfo(actor.time_zone),
        currency=actor.currency,
        stages=stages,
        lists_are_json=table.format in (FileFormat.JSON, FileFormat.NDJSON),
    )
    checker = RowChecker(actor, column_map.targets, stages)
    samples = _Samples(described.columns)
    for record in table.records():
        described.rows += 1
        samples.add(record.cells)
        is_included = described.is_included
        yield (
            record.number,
            checker.check(table.columns, record.cells, interpreter.read(record)) if is_included else None,
        )


class _Samples:
    """The first cells of each column that differ."""

    def __init__(self, columns: list[dict[str, Any]]) -> None:
        self._open = list(enumerate(column["samples"] for column in columns))

    def add(self, cells: Iterable[str]) -> None:
        """Look at a row, as long as a column has too few."""
        if not self._open:
            return
        texts = list(cells)
        for place, samples in self._open:
            text = texts[place].strip()[:MAX_SAMPLE].replace("\0", "") if place < len(texts) else ""
            if text and text not in samples:
                samples.append(text)
        self._open = [(place, samples) for place, samples in self._open if len(samples) < MAX_SAMPLES]
