"""Counts of the values of facets, which triggers keep (`jobs/facet_counts.py` says how they are read)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What postings may be alike in. Those that are alike in all that is looked at come and go together: a statement that
# changes nothing of it, such as a note on each of a thousand postings, leaves nothing behind.
ALIKE = "owner_id, availability, is_archived, experience_level, remote_option, job_type"
SHOWN = "trashed_at IS NULL"
COUNT = f"""
INSERT INTO jobs_facetcount ({ALIKE}, facet, value, count, is_note)
SELECT {ALIKE}, facet, value, sum(times), {{is_note}}
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
GROUP BY {ALIKE}, facet, value HAVING sum(times) <> 0
-- What is read together lies together.
ORDER BY owner_id, facet
"""  # noqa: S608  # of names of ours alone
# S608: of names of ours alone, too.
CHANGED = f"SELECT {ALIKE}, company, source, skills, {{times}} AS times FROM {{rows}} WHERE {SHOWN}"  # noqa: S608
ADDED = CHANGED.format(times=1, rows="new_rows")
REMOVED = CHANGED.format(times=-1, rows="old_rows")
FUNCTION = """
CREATE FUNCTION job_count_{name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    {statement};
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER count_{name} AFTER {event} ON jobs_job {rows} FOR EACH STATEMENT EXECUTE FUNCTION job_count_{name}()
"""
TRIGGERS = (
    ("added", "INSERT", "REFERENCING NEW TABLE AS new_rows", ADDED),
    ("changed", "UPDATE", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows", f"{ADDED} UNION ALL {REMOVED}"),
    ("removed", "DELETE", "REFERENCING OLD TABLE AS old_rows", REMOVED),
)
# `TRUNCATE` has no rows to show.
NONE_LEFT = FUNCTION.format(name="none", statement="DELETE FROM jobs_facetcount")
# An account's postings go before it does, and leave notes of that.
FORGET = """
CREATE FUNCTION job_forget_counts() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM jobs_facetcount WHERE owner_id = OLD.id;
    RETURN NULL;
END $$
"""
FORGET_TRIGGER = """
CREATE TRIGGER forget_job_counts AFTER DELETE ON accounts_user FOR EACH ROW EXECUTE FUNCTION job_forget_counts()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0010_duplicates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FacetCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("availability", models.CharField(max_length=7)),
                ("is_archived", models.BooleanField()),
                ("experience_level", models.CharField(max_length=12)),
                ("remote_option", models.CharField(max_length=10)),
                ("job_type", models.CharField(max_length=12)),
                ("facet", models.CharField(max_length=13)),
                ("value", models.CharField(max_length=200)),
                ("count", models.IntegerField()),
                ("is_note", models.BooleanField()),
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
                    models.Index(models.F("owner"), condition=models.Q(("is_note", True)), name="facet_count_notes"),
                ],
            },
        ),
        *(
            migrations.RunSQL(
                [
                    FUNCTION.format(name=name, statement=COUNT.format(changed=changed, is_note="true")),
                    TRIGGER.format(name=name, event=event, rows=rows),
                ],
                [f"DROP TRIGGER count_{name} ON jobs_job", f"DROP FUNCTION job_count_{name}"],
            )
            for name, event, rows, changed in TRIGGERS
        ),
        migrations.RunSQL(
            [NONE_LEFT, TRIGGER.format(name="none", event="TRUNCATE", rows="")],
            ["DROP TRIGGER count_none ON jobs_job", "DROP FUNCTION job_count_none"],
        ),
        migrations.RunSQL(
            [FORGET, FORGET_TRIGGER],
            ["DROP TRIGGER forget_job_counts ON accounts_user", "DROP FUNCTION job_forget_counts"],
        ),
        # What is there already.
        migrations.RunSQL(
            COUNT.format(changed=CHANGED.format(times=1, rows="jobs_job"), is_note="false"),
            migrations.RunSQL.noop,
        ),
    ]
