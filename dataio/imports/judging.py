"""What becomes of each row: which posting and application it is about, and what it would change. All rows at once.

The rows' keys stand in a temporary table of their own, which the planner has statistics of: a staging table is
everybody's, and its statistics say nothing of the rows that have just come. Temporary tables end with the transaction.
The same is done for a preview and, since time has passed, once more when it is committed.

A posting is known again, in this order: by its number here, of a file of ours; by its source and external reference; by
the row, if that was imported before; by its address; and, by a row that tells of an application, by company and title.
What an earlier row of the file is about, a later one does not make anew. Of one that is only saved in a row, and
applied to in another, the second has the application.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import connection
from django.db.backends.utils import CursorWrapper

from applications.models import OPEN_VALUES, Status
from jobs.duplicates import SAME_ROUND

# Called between statements; raises where the work is to stop.
Pause = Callable[[], None]

# From what a file says: the table of what was read has them (`dataio/imports/previewing.py`).
KEYS_OF_READ: Final = """
SELECT position, fingerprint, digest, job, application, table_index,
    job_key(address) AS url_key, job_key(split_part(address, '/', 3)) AS url_site, role_key
FROM import_read WHERE problems IS NULL
"""
# The same, as it is kept.
KEYS_OF_KEPT: Final = """
SELECT id AS position, fingerprint, digest, job, application, table_index, url_key, url_site, role_key
FROM dataio_importrow WHERE of_import_id = %(import)s AND verdict <> 'error'
"""

_KEYS: Final = """
CREATE TEMPORARY TABLE import_key ON COMMIT DROP AS
SELECT position, fingerprint, digest, url_key, url_site, role_key,
    (job ->> 'id')::bigint AS own_id, (job ->> 'created_at')::timestamptz AS own_created_at,
    coalesce(job ->> 'source', '') AS source, coalesce(job ->> 'external_reference', '') AS reference,
    lower(job ->> 'title') AS title, lower(job ->> 'company') AS company, (job ->> 'posted_on')::date AS posted_on,
    application IS NOT NULL AS applies, (application ->> 'id')::bigint AS application_own_id,
    (application ->> 'applied_on')::date AS applied_on, application ->> 'status' = ANY(%(open)s) AS is_open,
    application IS NOT NULL AND (application ->> 'applied_on' IS NOT NULL OR application ->> 'status' <> %(saved)s)
        AS has_applied
FROM ({rows}) AS given
"""

# Which posting of the person's a row is about.
_MATCHES: Final = """
CREATE TEMPORARY TABLE import_match ON COMMIT DROP AS
WITH by_id AS (
    SELECT k.position, j.id FROM import_key k JOIN jobs_job j ON j.id = k.own_id
    WHERE j.owner_id = %(owner)s AND j.trashed_at IS NULL
        -- The number of another installation's posting is no reason.
        AND (j.created_at = k.own_created_at OR j.role_key = k.role_key OR j.url_key = k.url_key
            OR k.reference <> '' AND (j.source, j.external_reference) = (k.source, k.reference))
), by_reference AS (
    SELECT k.position, j.id FROM import_key k JOIN jobs_job j
        ON j.owner_id = %(owner)s AND j.source = k.source AND j.external_reference = k.reference
    WHERE k.reference <> '' AND j.trashed_at IS NULL
), by_row AS (
    SELECT k.position, s.job_id AS id, s.application_id, s.digest = k.digest AS is_unchanged
    FROM import_key k
    JOIN dataio_sourcerow s ON s.owner_id = %(owner)s AND s.fingerprint = k.fingerprint
    JOIN jobs_job j ON j.id = s.job_id AND j.trashed_at IS NULL
    LEFT JOIN applications_application a ON a.id = s.application_id
    -- What was deleted of it is to come anew.
    WHERE (s.application_id IS NULL OR a.trashed_at IS NULL)
), by_url AS (
    SELECT k.position, max(j.id) AS id
    FROM import_key k JOIN jobs_job j ON j.owner_id = %(owner)s AND j.url_key = k.url_key AND j.trashed_at IS NULL
    -- One source, two references: two postings, whatever the address.
    WHERE NOT (
        k.reference <> '' AND j.external_reference <> '' AND k.source = j.source AND k.reference <> j.external_reference
    )
    GROUP BY k.position
), by_name AS (
    SELECT k.position, max(j.id) AS id
    FROM import_key k JOIN jobs_job j
        ON j.owner_id = %(owner)s AND lower(j.company) = k.company AND lower(j.title) = k.title AND j.trashed_at IS NULL
    -- Two addresses are two postings.
    WHERE k.applies AND (j.url_key = k.url_key) IS NOT FALSE
    GROUP BY k.position
)
SELECT k.position, coalesce(by_id.id, by_reference.id, by_row.id, by_url.id, by_name.id) AS job_id,
    by_row.application_id AS row_application_id,
    coalesce(by_row.is_unchanged, false) AS is_unchanged,
    -- By name alone it is linked, and not changed: another posting may have the same.
    coalesce(by_id.id, by_reference.id, by_row.id, by_url.id) IS NULL AS is_by_name,
    NULL::bigint AS first_row, false AS is_copy, false AS is_overtaken,
    NULL::bigint AS duplicate_job, NULL::bigint AS duplicate_row, NULL::text AS reason,
    false AS makes_job, NULL::bigint AS application_id, false AS makes_application, NULL::jsonb AS changes,
    NULL::jsonb AS application_changes, NULL::jsonb AS remarks, NULL::jsonb AS problems
FROM import_key k
LEFT JOIN by_id USING (position) LEFT JOIN by_reference USING (position) LEFT JOIN by_row USING (position)
LEFT JOIN by_url USING (position) LEFT JOIN by_name USING (position)
"""

# Which earlier row of the file a row is about the same posting as, and why.
_REPEATS: Final = """
UPDATE import_match m
SET first_row = f.first_row, is_copy = f.is_copy, duplicate_row = f.duplicate_row, reason = f.reason
FROM (
    SELECT position, is_copy,
        CASE
            WHEN same_job < position THEN same_job
            WHEN same_row < position THEN same_row
            WHEN same_own < position THEN same_own
            WHEN same_reference < position THEN same_reference
            WHEN same_url < position THEN same_url
            WHEN same_name < position THEN same_name
        END AS first_row,
        -- Whatever differs in it from the first row would be lost: a person should know.
        CASE WHEN NOT is_copy AND NOT applies THEN
            CASE
                WHEN same_job < position THEN same_job
                WHEN same_own < position THEN same_own
                WHEN same_reference < position THEN same_reference
                WHEN same_url < position THEN same_url
            END
        END AS duplicate_row,
        CASE WHEN NOT is_copy AND NOT applies THEN
            CASE
                WHEN same_own < position OR same_reference < position THEN 'same_reference'
                WHEN same_job < position OR same_url < position THEN 'same_url'
            END
        END AS reason
    FROM (
        SELECT k.position, k.applies,
            CASE WHEN m.job_id IS NOT NULL THEN min(k.position) OVER (PARTITION BY m.job_id) END AS same_job,
            min(k.position) OVER (PARTITION BY k.fingerprint) AS same_row,
            min(k.position) OVER (PARTITION BY k.fingerprint) < k.position
                OR min(k.position) OVER (PARTITION BY k.digest) < k.position AS is_copy,
            CASE WHEN k.own_id IS NOT NULL THEN min(k.position) OVER (PARTITION BY k.own_id) END AS same_own,
            CASE WHEN k.reference <> ''
                THEN min(k.position) OVER (PARTITION BY k.source, k.reference)
            END AS same_reference,
            CASE WHEN k.url_key IS NOT NULL
                THEN min(k.position) OVER (PARTITION BY k.url_key, k.source || chr(1) || k.reference) END AS same_url,
            CASE WHEN k.applies AND k.url_key IS NULL AND k.reference = ''
                THEN min(k.position) OVER (PARTITION BY k.company, k.title)
            END AS same_name
        FROM import_key k JOIN import_match m USING (position)
    ) AS firsts
) AS f
WHERE m.position = f.position AND f.first_row IS NOT NULL
"""

# A first row that has a first row itself leads to that one.
_FOLLOW: Final = """
UPDATE import_match m SET first_row = f.first_row FROM import_match f
WHERE f.position = m.first_row AND f.first_row IS NOT NULL
"""
_SHARE: Final = """
UPDATE import_match m SET job_id = f.job_id FROM import_match f
WHERE f.position = m.first_row AND m.job_id IS NULL AND f.job_id IS NOT NULL
"""

# Of one posting, by its address, the row that has applied counts: trackers keep what was saved beside it, in a file of
# its own or as a twin.
_OVERTAKE: Final = """
UPDATE import_match m SET is_overtaken = true, duplicate_row = NULL, reason = NULL, remarks = jsonb_build_object(
    'url', 'Another row has the application to this posting: of this one there is none.'
)
FROM (
    SELECT k.position, k.has_applied,
        bool_or(k.has_applied) OVER (PARTITION BY coalesce(m.first_row, k.position), k.url_key) AS is_applied_to
    FROM import_key k JOIN import_match m USING (position) WHERE k.url_key IS NOT NULL
) AS o
WHERE o.position = m.position AND o.is_applied_to AND NOT o.has_applied AND NOT m.is_copy
"""

# Where duplicates are wanted: each is a posting of its own, unless its reference is taken.
_OWN_POSTINGS: Final = """
UPDATE import_match m
SET job_id = NULL, first_row = NULL, duplicate_job = NULL, duplicate_row = NULL, reason = NULL,
    makes_application = k.applies
FROM import_key k
WHERE k.position = m.position AND (m.duplicate_row IS NOT NULL OR m.duplicate_job IS NOT NULL) AND k.reference = ''
"""
# Else what is about the posting of a row that is left out is left out, too.
_INHERIT: Final = """
UPDATE import_match m SET duplicate_row = f.position, reason = f.reason
FROM import_match f
WHERE f.position = m.first_row AND f.job_id IS NULL AND NOT m.is_copy AND m.duplicate_row IS NULL
    AND (f.duplicate_job IS NOT NULL OR f.duplicate_row IS NOT NULL)
"""

# Of what is new, the posting that is probably the same, by the rules of `jobs/duplicates.py`: of many the newest are
# looked at.
_DUPLICATES: Final = """
UPDATE import_match m SET duplicate_job = d.id, reason = d.reason
FROM import_key k CROSS JOIN LATERAL (
    SELECT id, 'same_role' AS reason FROM (
        SELECT id, url_site, url_key, posted_on, title FROM jobs_job
        WHERE owner_id = %(owner)s AND role_key = k.role_key AND trashed_at IS NULL ORDER BY id DESC LIMIT 20
    ) AS alike
    WHERE (url_site = k.url_site) IS NOT TRUE
        AND (abs(posted_on - k.posted_on) > %(same_round)s) IS NOT TRUE
        AND (job_title_term(title) <> job_title_term(k.title)) IS NOT TRUE
    ORDER BY id DESC LIMIT 1
) AS d
WHERE k.position = m.position AND m.job_id IS NULL AND m.first_row IS NULL
"""
# And of two rows of the file, each compared with the first one of its role and the one before it.
_DUPLICATE_ROWS: Final = """
UPDATE import_match m SET duplicate_row = d.other, reason = 'same_role'
FROM (
    SELECT k.position, min(o.position) AS other
    FROM (
        SELECT k.*, first_value(k.position) OVER roles AS first_one, lag(k.position) OVER roles AS former
        FROM import_key k JOIN import_match USING (position)
        WHERE job_id IS NULL AND first_row IS NULL AND duplicate_job IS NULL AND role_key IS NOT NULL
        WINDOW roles AS (PARTITION BY role_key ORDER BY k.position)
    ) AS k
    JOIN import_key o ON o.position IN (k.first_one, k.former) AND o.position < k.position
    WHERE k.former IS NOT NULL
        AND (o.url_site = k.url_site) IS NOT TRUE
        AND (abs(o.posted_on - k.posted_on) > %(same_round)s) IS NOT TRUE
        AND (job_title_term(o.title) <> job_title_term(k.title)) IS NOT TRUE
    GROUP BY k.position
) AS d
WHERE m.position = d.position
"""

# What a row says of its posting, and the posting does not have so. A row that was read before says nothing new,
# whatever became of the posting since.
_CHANGES: Final = """
UPDATE import_match m SET changes = c.changes
FROM (
    SELECT m.position,
        jsonb_object_agg(said.key, jsonb_build_object('from', had.value -> said.key, 'to', said.value)) AS changes
    FROM import_match m
    JOIN ({rows}) AS given USING (position)
    JOIN jobs_job j ON j.id = m.job_id
    CROSS JOIN LATERAL (SELECT jsonb_build_object({fields}) AS value) AS had
    CROSS JOIN LATERAL jsonb_each(given.job) AS said
    WHERE m.first_row IS NULL AND NOT m.is_unchanged AND NOT m.is_by_name
        AND had.value ? said.key AND had.value -> said.key <> said.value
    GROUP BY m.position
) AS c
WHERE m.position = c.position
"""

# One end of a pay range that does not fit the other one, which stays.
_UNFIT_PAY: Final = """
UPDATE import_match m
SET changes = nullif(m.changes - '{salary_min,salary_max,salary_currency,salary_period}'::text[], '{}'),
    remarks = coalesce(m.remarks, '{}') || jsonb_build_object(
        'salary', 'It does not fit the posting’s other end of pay: pay stays as it is.'
    )
FROM jobs_job j
WHERE j.id = m.job_id AND m.changes ?| '{salary_min,salary_max}'
    AND coalesce((m.changes #>> '{salary_min,to}')::numeric, j.salary_min)
        > coalesce((m.changes #>> '{salary_max,to}')::numeric, j.salary_max)
"""

# Which application a row is about: by its number here, by the row, by the day of applying, or the one that is open and
# tells no other day.
_APPLICATIONS: Final = """
UPDATE import_match m SET application_id = a.id, makes_application = a.id IS NULL
FROM import_key k LEFT JOIN LATERAL (
    SELECT id FROM applications_application AS known
    JOIN import_match AS matched ON matched.position = k.position AND known.job_id = matched.job_id
    WHERE known.owner_id = %(owner)s AND known.trashed_at IS NULL
        AND (known.id = k.application_own_id OR known.id = matched.row_application_id
            OR known.applied_on = k.applied_on
            OR known.status = ANY(%(open)s) AND (known.applied_on IS NULL OR k.applied_on IS NULL))
    ORDER BY known.id = k.application_own_id DESC NULLS LAST, known.id = matched.row_application_id DESC NULLS LAST,
        known.applied_on = k.applied_on DESC NULLS LAST, known.id DESC
    LIMIT 1
) AS a ON true
WHERE k.position = m.position AND k.applies AND NOT m.is_copy AND NOT m.is_overtaken AND m.problems IS NULL
    AND m.duplicate_job IS NULL AND m.duplicate_row IS NULL
    AND NOT (m.is_unchanged AND m.row_application_id IS NOT NULL)
"""
# Rows that tell of one application, and a second open one to the same posting, which there may not be.
_SECOND_APPLICATIONS: Final = """
UPDATE import_match m
SET makes_application = false, duplicate_row = s.other, duplicate_job = s.job_id, reason = s.reason
FROM (
    SELECT k.position,
        CASE WHEN same_day < k.position THEN same_day WHEN first_open < k.position THEN first_open END AS other,
        CASE WHEN same_day < k.position OR first_open < k.position THEN NULL ELSE k.job_id END AS job_id,
        CASE WHEN same_day < k.position THEN 'same_application' ELSE 'open_application' END AS reason
    FROM (
        SELECT k.position, k.is_open, m.job_id,
            min(k.position) OVER (PARTITION BY coalesce(m.first_row, k.position), k.applied_on) AS same_day,
            CASE WHEN k.is_open
                THEN min(k.position) FILTER (WHERE k.is_open) OVER (PARTITION BY coalesce(m.first_row, k.position))
            END AS first_open
        FROM import_key k JOIN import_match m USING (position) WHERE m.makes_application
    ) AS k
    WHERE same_day < k.position OR first_open < k.position OR k.is_open AND EXISTS (
        SELECT FROM applications_application a
        WHERE a.job_id = k.job_id AND a.trashed_at IS NULL AND a.status = ANY(%(open)s)
    )
) AS s
WHERE m.position = s.position
"""
# What a row says of an application that is there. Its status moves on by it, and never back: a file may be old.
_APPLICATION_CHANGES: Final = """
UPDATE import_match m SET application_changes = c.changes
FROM (
    SELECT m.position,
        jsonb_object_agg(said.key, jsonb_build_object('from', had.value -> said.key, 'to', said.value)) AS changes
    FROM import_match m
    JOIN ({rows}) AS given USING (position)
    JOIN applications_application a ON a.id = m.application_id
    CROSS JOIN LATERAL (
        SELECT jsonb_build_object(
            'status', a.status, 'applied_on', a.applied_on, 'notes', a.notes, 'tags', a.tags,
            'priority', CASE a.priority WHEN 1 THEN 'low' WHEN 2 THEN 'normal' ELSE 'high' END
        ) AS value
    ) AS had
    CROSS JOIN LATERAL jsonb_each(given.application) AS said
    WHERE had.value ? said.key AND had.value -> said.key <> said.value AND said.value <> 'null'
        AND (said.key <> 'status' OR a.status = ANY(%(open)s)
            AND array_position(%(statuses)s::text[], said.value #>> '{{}}')
                > array_position(%(statuses)s::text[], a.status::text))
    GROUP BY m.position
) AS c
WHERE m.position = c.position
"""

# The columns of a posting as JSON has them in a row that was read; numbers as the column has them.
_JOB_FIELDS: Final = """
'title', j.title, 'company', j.company, 'locations', j.locations, 'remote_option', j.remote_option,
'job_type', j.job_type, 'experience_level', j.experience_level, 'salary_min', j.salary_min::text,
'salary_max', j.salary_max::text, 'salary_currency', j.salary_currency, 'salary_period', j.salary_period,
'skills', j.skills, 'tags', j.tags, 'description', j.description, 'requirements', j.requirements, 'url', j.url,
'availability', j.availability, 'source', j.source, 'external_reference', j.external_reference,
'posted_on', j.posted_on, 'deadline_on', j.deadline_on, 'notes', j.notes, 'is_archived', j.is_archived
"""

# What none of this says is there.
_NEW: Final = """
UPDATE import_match SET makes_job = true
WHERE problems IS NULL AND job_id IS NULL AND first_row IS NULL AND duplicate_job IS NULL AND duplicate_row IS NULL
"""

# A number alone, of a posting that is not here, makes none.
_NAMELESS: Final = """
UPDATE import_match m SET problems = jsonb_build_array(jsonb_build_object(
    'column', '', 'code', 'unknown_posting', 'value', coalesce(k.own_id::text, ''),
    'message', 'There is no such posting of yours, and the row has no title and company to make one of.'
))
FROM import_key k
WHERE k.position = m.position AND m.job_id IS NULL AND m.first_row IS NULL AND (k.title IS NULL OR k.company IS NULL)
"""

# What is to be changed stays as it is from now on, and out of the trash.
_HOLD_JOBS: Final = """
SELECT j.id FROM jobs_job j
WHERE j.id IN (SELECT job_id FROM import_match WHERE NOT is_unchanged) ORDER BY j.id FOR NO KEY UPDATE
"""
_HOLD_APPLICATIONS: Final = """
SELECT a.id FROM applications_application a
WHERE a.id IN (SELECT application_id FROM import_match) ORDER BY a.id FOR NO KEY UPDATE
"""

VERDICT: Final = """
CASE
    WHEN m.position IS NULL OR m.problems IS NOT NULL THEN 'error'
    WHEN m.duplicate_job IS NOT NULL OR m.duplicate_row IS NOT NULL THEN 'duplicate'
    WHEN m.makes_job OR m.makes_application THEN 'new'
    WHEN m.changes IS NOT NULL OR m.application_changes IS NOT NULL THEN 'updates'
    ELSE 'same'
END
"""


def judge(
    rows: str,
    *,
    owner: int,
    parameters: Mapping[str, Any],
    pause: Pause,
    is_commit: bool = False,
    creates_duplicates: bool = False,
) -> None:
    """Fill the table `import_match` with what becomes of the rows that the statement `rows` gives.

    For a commit, what they change is locked until its end.
    """
    values = {
        **parameters,
        "owner": owner,
        "open": OPEN_VALUES,
        "saved": Status.INTERESTED.value,
        # In their order: open ones further along come later, and every closed one after them.
        "statuses": [status.value for status in Status],
        "same_round": SAME_ROUND.days,
    }
    with connection.cursor() as cursor:

        def do(statement: str) -> int:
            pause()
            cursor.execute(statement, values)
            return int(cursor.rowcount)

        do("DROP TABLE IF EXISTS import_key, import_match")
        do(_KEYS.format(rows=rows))
        do("ALTER TABLE import_key ADD PRIMARY KEY (position)")
        do("ANALYZE import_key")
        do(_MATCHES)
        do("ALTER TABLE import_match ADD PRIMARY KEY (position)")
        do("ANALYZE import_match")
        do(_REPEATS)
        while do(_FOLLOW):
            pass
        do(_SHARE)
        has_applications = _has_applications(cursor)
        if has_applications:
            do(_OVERTAKE)
        do(_NAMELESS)
        if creates_duplicates:
            do(_OWN_POSTINGS)
        else:
            do(_DUPLICATES)
            do(_DUPLICATE_ROWS)
            while do(_INHERIT):
                pass
        if is_commit:
            do(_HOLD_JOBS)
        do(_CHANGES.format(rows=rows, fields=_JOB_FIELDS))
        do(_UNFIT_PAY)
        if has_applications:
            do(_APPLICATIONS)
            do(_SECOND_APPLICATIONS)
            if creates_duplicates:
                do(_OWN_POSTINGS)
            if is_commit:
                do(_HOLD_APPLICATIONS)
            do(_APPLICATION_CHANGES.format(rows=rows))
        do(_NEW)
        do("ANALYZE import_match")


def _has_applications(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT EXISTS (SELECT FROM import_key WHERE applies)")
    [(has_any,)] = cursor.fetchall()
    return bool(has_any)
