"""The keys of repeated postings, the indexes by which they are looked up, and the groups that they form."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

# Of postings with the same role there is a group for each round: where none was posted for more than 90 days, another
# round begins, unless a posting without a date might belong to any. So there is for each season and year that their
# titles name, unless one of them names none. It is no group where one site has a number of its own for each, nor where
# it has the same one for all: that is a group by address.
GROUPS = """
CREATE VIEW jobs_duplicategroup AS
SELECT 2 * max(id) + 1 AS id, owner_id, 'same_url' AS reason, array_agg(id ORDER BY id DESC) AS job_ids
FROM jobs_job
WHERE trashed_at IS NULL AND url_key IS NOT NULL
GROUP BY owner_id, url_key
HAVING count(*) > 1
UNION ALL
SELECT 2 * max(id), owner_id, 'same_role', array_agg(id ORDER BY id DESC)
FROM (
    SELECT id, owner_id, role_key, url_site, term, count(*) FILTER (WHERE begins) OVER in_order AS round
    FROM (
        SELECT id, owner_id, role_key, url_site, term, posted_on,
            NOT is_dateless AND posted_on - lag(posted_on) OVER in_order > 90 AS begins
        FROM (
            SELECT job.id, job.owner_id, job.role_key, job.url_site, job.posted_on, is_dateless,
                CASE WHEN bool_and(job_title_term(job.title) IS NOT NULL) OVER (PARTITION BY job.owner_id, job.role_key)
                    THEN job_title_term(job.title) END AS term
            FROM (
                -- The few to look at more closely.
                SELECT owner_id, role_key, bool_or(posted_on IS NULL) AS is_dateless
                FROM jobs_job
                WHERE trashed_at IS NULL
                GROUP BY owner_id, role_key
                HAVING count(*) > 1 AND (count(url_site) < count(*) OR min(url_site) <> max(url_site))
            ) AS repeated
            JOIN jobs_job AS job USING (owner_id, role_key)
            WHERE job.trashed_at IS NULL
        ) AS termed
        WINDOW in_order AS (PARTITION BY owner_id, role_key, term ORDER BY posted_on, id)
    ) AS dated
    WINDOW in_order AS (PARTITION BY owner_id, role_key, term ORDER BY posted_on, id)
) AS placed
GROUP BY owner_id, role_key, term, round
HAVING count(*) > 1 AND (count(url_site) < count(*) OR min(url_site) <> max(url_site))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0009_duplicate_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DuplicateGroup",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("owner_id", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("same_url", "The same address"),
                            ("same_role", "The same company, title and location"),
                        ],
                        max_length=9,
                    ),
                ),
                ("job_ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                "db_table": "jobs_duplicategroup",
                "managed": False,
            },
        ),
        migrations.AddField(
            model_name="job",
            name="role_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "company", "title", "locations", function="job_role_key", output_field=models.BigIntegerField()
                ),
                output_field=models.BigIntegerField(null=True),
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="url_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("url", function="job_url_key", output_field=models.BigIntegerField()),
                output_field=models.BigIntegerField(null=True),
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="url_site",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("url", function="job_url_site", output_field=models.BigIntegerField()),
                output_field=models.BigIntegerField(null=True),
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("trashed_at", None), ("url_key__isnull", False)),
                fields=["owner", "url_key"],
                include=("id",),
                name="job_same_url",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("trashed_at", None)),
                fields=["owner", "role_key"],
                include=("id", "url_site", "posted_on"),
                name="job_same_role",
            ),
        ),
        migrations.RunSQL(GROUPS, "DROP VIEW jobs_duplicategroup"),
    ]
