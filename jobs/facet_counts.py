"""How many postings have each value of a facet, without reading the postings.

Triggers note what every statement adds and takes away (`jobs/migrations/0011_facet_counts.py`), in the transaction that
writes; the sum of what is noted and can be seen is exact at every instant. Writers do not wait for each other, as they
would at counters. Counts are kept apart by the columns of which a posting has one of few values, so that filters of
these can be counted under, too.
"""

from django.db import connection

# So many notes of one person are worth summing up.
MANY = 1_000

# What others are about to commit is not seen, and stays; of two that sum up at once, each sums what it took away.
_SUM_UP = """
WITH noted AS (SELECT owner_id FROM jobs_facetcount WHERE is_note GROUP BY owner_id HAVING count(*) >= %s),
taken AS (
    DELETE FROM jobs_facetcount USING noted WHERE jobs_facetcount.owner_id = noted.owner_id
    RETURNING jobs_facetcount.*
)
INSERT INTO jobs_facetcount (
    owner_id, availability, is_archived, experience_level, remote_option, job_type, facet, value, count, is_note
)
SELECT owner_id, availability, is_archived, experience_level, remote_option, job_type, facet, value, sum(count), false
FROM taken
GROUP BY owner_id, availability, is_archived, experience_level, remote_option, job_type, facet, value
HAVING sum(count) <> 0
ORDER BY owner_id, facet
"""


def sum_up_counts() -> None:
    """Replace the notes of everybody who has many by their sums."""
    with connection.cursor() as cursor:
        cursor.execute(_SUM_UP, [MANY])
