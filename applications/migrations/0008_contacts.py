"""Searches of contacts and of the log, and the timeline of an application."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
import django.db.models.lookups
import jobtracker.generated
from django.conf import settings
from django.db import migrations, models

# All that happened to applications: a row of each of six tables, by when it happened. What is in the trash is left out,
# but for documents: which of them went with an application stays true. The ids sort entries of the same instant.
TIMELINE = """
CREATE VIEW applications_timelineentry AS
SELECT (6::bigint << 56) + id AS id, owner_id, application_id, 'activity' AS type, id AS row_id, occurred_at
FROM applications_activity
WHERE application_id IS NOT NULL AND trashed_at IS NULL
UNION ALL
SELECT (5::bigint << 56) + id, owner_id, application_id, 'document', id, created_at
FROM applications_applicationdocument
UNION ALL
SELECT (4::bigint << 56) + change.id, change.owner_id, interview.application_id, 'interview_change', change.id,
    change.occurred_at
FROM applications_interviewchange AS change
JOIN applications_interview AS interview ON interview.id = change.interview_id
WHERE interview.trashed_at IS NULL
UNION ALL
SELECT (3::bigint << 56) + id, owner_id, application_id, 'stage_change', id, occurred_at
FROM applications_stagechange
UNION ALL
SELECT (2::bigint << 56) + id, owner_id, application_id, 'status_change', id, occurred_at
FROM applications_statuschange
UNION ALL
SELECT (1::bigint << 56) + id, owner_id, application_id, 'task', id, done_at
FROM applications_task
WHERE application_id IS NOT NULL AND done_at IS NOT NULL AND trashed_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0007_pipeline_rules"),
        ("jobs", "0003_search_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TimelineEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("owner_id", models.BigIntegerField()),
                ("application_id", models.BigIntegerField()),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("activity", "Entry of the log"),
                            ("document", "Document"),
                            ("interview_change", "Interview"),
                            ("stage_change", "Stage"),
                            ("status_change", "Status"),
                            ("task", "Task that was done"),
                        ],
                        max_length=16,
                    ),
                ),
                ("row_id", models.BigIntegerField()),
                ("occurred_at", models.DateTimeField()),
            ],
            options={
                "db_table": "applications_timelineentry",
                "managed": False,
            },
        ),
        migrations.RunSQL(TIMELINE, "DROP VIEW applications_timelineentry"),
        migrations.AddField(
            model_name="activity",
            name="search_body",
            field=jobtracker.generated.SearchedField(
                db_persist=True,
                expression=models.Func("body", function="job_search_notes"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        # Words in the log, for searches of applications.
        migrations.AddIndex(
            model_name="activity",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"), models.F("search_body"), name="activity_search"
            ),
        ),
        # Parts of names, companies, addresses and roles, by trigrams.
        migrations.AddIndex(
            model_name="contact",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"),
                django.contrib.postgres.indexes.OpClass(
                    models.Func(
                        django.db.models.functions.text.Concat(
                            "name",
                            models.Value("\n"),
                            "company",
                            models.Value("\n"),
                            "email",
                            models.Value("\n"),
                            "role",
                            output_field=models.TextField(),
                        ),
                        function="job_folded",
                        output_field=models.TextField(),
                    ),
                    "gin_trgm_ops",
                ),
                name="contact_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    django.db.models.functions.text.Length("body"), models.Value(50000)
                ),
                name="activity_body_length",
                violation_error_message="The text may have 50,000 characters at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="contact_email_is_lower_case",
                violation_error_message="An e-mail address is kept in lower case.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("links__len__lte", 20)),
                name="contact_links",
                violation_error_message="A contact may have 20 links at most.",
            ),
        ),
    ]
