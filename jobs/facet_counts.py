"""How many postings have each value of a facet, without reading the postings.

Triggers raise and lower the counts with every statement (`jobs/migrations/0012_facet_counts_in_place.py`), in the
transaction that writes. At counters that all share, writers would wait for each other; so each transaction counts in a
lane of its own, the first that nobody else is in: lane 0, as long as it is alone. The sum of all lanes that can be seen
is exact at every instant. A count is one row, however often it changes, and an update of it leaves nothing behind that
waits for a vacuum. Counts are kept apart by the columns of which a posting has one of few values, so that filters of
these can be counted under, too.
"""

from django.db import connection, transaction

_UNTIDY = "SELECT DISTINCT owner_id FROM jobs_facetcount WHERE lane > 0 OR count = 0"
_ENTERED = """
SELECT lane FROM (SELECT DISTINCT lane FROM jobs_facetcount WHERE owner_id = %(owner)s AND lane > 0) AS lanes
WHERE job_count_enters(%(owner)s, lane)
"""
_ALIKE = "owner_id, availability, is_archived, experience_level, remote_option, job_type, facet, value"
_INTO_ONE = f"""
WITH taken AS (DELETE FROM jobs_facetcount WHERE owner_id = %(owner)s AND lane = ANY(%(lanes)s) RETURNING *)
INSERT INTO jobs_facetcount ({_ALIKE}, lane, count)
SELECT {_ALIKE}, 0, sum(count) FROM taken GROUP BY {_ALIKE} HAVING sum(count) <> 0
ORDER BY facet, value
ON CONFLICT ON CONSTRAINT jobs_facetcount_pkey DO UPDATE SET count = jobs_facetcount.count + excluded.count
"""  # noqa: S608  # of names of ours alone
_FORGET_NONE = "DELETE FROM jobs_facetcount WHERE owner_id = %(owner)s AND lane = 0 AND count = 0"


def sum_up_counts() -> None:
    """Bring everybody's lanes into one, and let go of the values that no posting has any more.

    What somebody else is in stays as it is, until next time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNTIDY)
        owners = [owner for (owner,) in cursor.fetchall()]
        for owner in owners:
            with transaction.atomic():
                cursor.execute("SELECT job_count_enters(%(owner)s, 0)", {"owner": owner})
                if cursor.fetchone() != (True,):
                    continue
                cursor.execute(_ENTERED, {"owner": owner})
                lanes = [lane for (lane,) in cursor.fetchall()]
                cursor.execute(_INTO_ONE, {"owner": owner, "lanes": lanes})
                cursor.execute(_FORGET_NONE, {"owner": owner})
