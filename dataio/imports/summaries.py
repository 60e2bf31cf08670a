"""What a commit did, in numbers, and the numbers of the rows."""

from typing import Any, Final

from django.db import connection
from django.db.models import Count

from dataio.models import Import, ImportRow

_MAX_RANGES: Final = 2_000
_OUTCOMES: Final = ("created", "updated", "unchanged", "skipped", "failed")

# What became of each row: of its posting, of its application if it tells of one, and of both together.
_OUTCOME_OF_ROWS: Final = """
SELECT i.table_index, i.number, i.application IS NOT NULL AS applies,
    CASE
        WHEN m.position IS NULL OR m.problems IS NOT NULL THEN 'failed'
        WHEN m.duplicate_job IS NOT NULL OR m.duplicate_row IS NOT NULL THEN 'skipped'
        WHEN m.makes_job THEN 'created' WHEN m.changes IS NOT NULL THEN 'updated' ELSE 'unchanged'
    END AS job,
    CASE
        WHEN m.position IS NULL OR m.problems IS NOT NULL THEN 'failed'
        WHEN m.duplicate_job IS NOT NULL OR m.duplicate_row IS NOT NULL THEN 'skipped'
        WHEN m.makes_application THEN 'created' WHEN m.application_changes IS NOT NULL THEN 'updated'
        ELSE 'unchanged'
    END AS application
FROM dataio_importrow i LEFT JOIN import_match m ON m.position = i.id
WHERE i.of_import_id = %(import)s
"""
_COUNTS: Final = f"""
WITH outcomes AS ({_OUTCOME_OF_ROWS})
SELECT 'jobs', job, count(*) FROM outcomes GROUP BY 2
UNION ALL SELECT 'applications', application, count(*) FROM outcomes WHERE applies GROUP BY 2
"""  # noqa: S608  # our own parts
# Numbers that follow each other lie as far from their ranks as the first of them.
_RANGES: Final = f"""
WITH outcomes AS ({_OUTCOME_OF_ROWS}), ranked AS (
    SELECT table_index, number, outcome,
        number - row_number() OVER (PARTITION BY table_index, outcome ORDER BY number) AS run
    FROM (
        SELECT table_index, number,
            CASE
                WHEN job IN ('failed', 'skipped') THEN job
                WHEN 'created' IN (job, application) AND (job = 'created' OR applies) THEN 'created'
                WHEN 'updated' IN (job, application) AND (job = 'updated' OR applies) THEN 'updated'
                ELSE 'unchanged'
            END AS outcome
        FROM outcomes
    ) AS whole
), runs AS (
    SELECT table_index, outcome, min(number) AS first, max(number) AS last,
        row_number() OVER (PARTITION BY table_index, outcome ORDER BY min(number)) AS place
    FROM ranked GROUP BY table_index, outcome, run
)
SELECT table_index, outcome, bool_or(place > %(most)s) AS is_cut,
    string_agg(CASE WHEN first = last THEN first::text ELSE first || '-' || last END, ', ' ORDER BY first)
        FILTER (WHERE place <= %(most)s) AS rows
FROM runs GROUP BY table_index, outcome ORDER BY table_index, outcome
"""  # noqa: S608  # our own parts


def sum_up(of_import: Import) -> dict[str, Any]:
    """The summary of a commit that has judged its rows (the table `import_match`), as the API shows it."""
    counts = {name: dict.fromkeys(_OUTCOMES, 0) for name in ("jobs", "applications")}
    values: dict[str, Any] = {"import": of_import.pk, "most": _MAX_RANGES}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, values)
        for name, outcome, count in cursor.fetchall():
            counts[name][outcome] = count
        cursor.execute(_RANGES, values)
        ranges = cursor.fetchall()
    names = [table["name"] for table in of_import.tables]
    numbers = [
        {"table": names[index], "outcome": outcome, "rows": f"{rows}, …" if is_cut else rows}
        for index, outcome, is_cut, rows in ranges
    ]
    return {**counts, "row_numbers": numbers, "kept": 0}


def verdicts_of(of_import: Import) -> dict[str, int]:
    """How many rows of an import have which verdict."""
    counted = ImportRow.objects.filter(of_import=of_import).values_list("verdict").annotate(count=Count("pk"))
    return dict(counted.order_by())
