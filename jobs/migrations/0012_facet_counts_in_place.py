"""Counts of the values of facets that are raised and lowered in place (`jobs/facet_counts.py` says by whom).

They take the place of notes, which `0011_facet_counts.py` made every statement add: until these were summed up, and their
remains vacuumed away, there could be many more of them than there are counts.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

former = import_module("jobs.migrations.0011_facet_counts")

ALIKE = former.ALIKE
COUNTED = f"{ALIKE}, facet, value"
# Whether a lane of this person's counts is the transaction's own until it ends, from now on or already. There is a lock
# for many people's lanes, so that a statement that concerns all of them holds a bounded number of locks.
ENTER = """
CREATE FUNCTION job_count_enters(owner bigint, lane integer) RETURNS boolean LANGUAGE sql VOLATILE
SET search_path FROM CURRENT
AS $$ SELECT pg_try_advisory_xact_lock('jobs_facetcount'::regclass::oid::integer, (owner % 64)::integer * 1024 + lane) $$
"""
# The first lane that nobody else is in.
LANE = """
CREATE FUNCTION job_count_lane(owner bigint) RETURNS integer LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE lane integer := 0;
BEGIN
    WHILE NOT job_count_enters(owner, lane) LOOP
        lane := lane + 1;
    END LOOP;
    RETURN lane;
END $$
"""
# Of a row that was changed since the statement began, by whoever was in the lane before, `ON CONFLICT` takes the latest
# state. The rows come in the order in which the key's index has them.
COUNT = f"""
WITH counts AS MATERIALIZED (
    SELECT {COUNTED}, sum(times) AS count
    FROM (
        SELECT {ALIKE}, company, source, skills, sum(times) AS times
        FROM ({{changed}}) AS changed
        GROUP BY {ALIKE}, company, source, skills HAVING sum(times) <> 0
    ) AS kinds
    CROSS JOIN LATERAL (
        SELECT 'remote_option', remote_option UNION ALL SELECT 'job_type', job_type UNION ALL SELECT 'company', company
        UNION ALL SELECT 'source', source UNION ALL SELECT 'skills', unnest(skills)
    ) AS held (facet, value)
    WHERE value <> ''
    GROUP BY {COUNTED} HAVING sum(times) <> 0
),
lanes AS MATERIALIZED (
    SELECT owner_id, job_count_lane(owner_id) AS lane FROM (SELECT DISTINCT owner_id FROM counts) AS owners
)
INSERT INTO jobs_facetcount ({COUNTED}, lane, count)
SELECT {COUNTED}, lane, count FROM counts JOIN lanes USING (owner_id)
ORDER BY owner_id, facet, value
ON CONFLICT ON CONSTRAINT jobs_facetcount_pkey DO UPDATE SET count = jobs_facetcount.count + excluded.count
"""  # noqa: S608  # of names of ours alone
# An update that leaves the key alone, and finds room in its page, touches no index, and its remains go without a vacuum.
# What is left to vacuums are counts that were deleted; the default is to wait for a fifth of the table.
STORAGE = """
ALTER TABLE jobs_facetcount SET (
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 10000
)
"""
FUNCTION = former.FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
ALL = former.CHANGED.format(times=1, rows="jobs_job")


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0011_facet_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The way back ends here, with the former table.
        migrations.RunSQL(
            migrations.RunSQL.noop,
            [
                *(
                    FUNCTION.format(name=name, statement=former.COUNT.format(changed=changed, is_note="true"))
                    for name, _, _, changed in former.TRIGGERS
                ),
                former.COUNT.format(changed=ALL, is_note="false"),
            ],
        ),
        migrations.DeleteModel(name="FacetCount"),
        migrations.CreateModel(
            name="FacetCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "owner",
                        "facet",
                        "value",
                        "availability",
                        "is_archived",
                        "experience_level",
                        "remote_option",
                        "job_type",
                        "lane",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("availability", models.CharField(max_length=7)),
                ("is_archived", models.BooleanField()),
                ("experience_level", models.CharField(max_length=12)),
                ("remote_option", models.CharField(max_length=10)),
                ("job_type", models.CharField(max_length=12)),
                ("facet", models.CharField(max_length=13)),
                ("value", models.CharField(max_length=200)),
                ("lane", models.IntegerField()),
                ("count", models.IntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(models.F("owner"), models.F("facet"), name="facet_count_of"),
                ],
            },
        ),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL([ENTER, LANE], ["DROP FUNCTION job_count_lane", "DROP FUNCTION job_count_enters"]),
        *(
            migrations.RunSQL(
                FUNCTION.format(name=name, statement=COUNT.format(changed=changed)), migrations.RunSQL.noop
            )
            for name, _, _, changed in former.TRIGGERS
        ),
        # What is there already.
        migrations.RunSQL(COUNT.format(changed=ALL), migrations.RunSQL.noop),
    ]
