"""Search in the notes on applications, and the indexes of their filters and orders."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import jobtracker.generated
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_same_owner"),
        ("jobs", "0004_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="search_notes",
            field=jobtracker.generated.SearchedField(
                db_persist=True,
                expression=models.Func("notes", function="job_search_notes"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.F("owner"),
                models.OrderBy(models.F("applied_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="application_by_applied_on",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.F("owner"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="application_by_created_at",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("owner"), models.F("search_notes"), name="application_search"
            ),
        ),
        migrations.AddIndex(
            model_name="statuschange",
            index=models.Index(
                models.F("owner"),
                models.F("to_status"),
                models.F("occurred_at"),
                models.F("application"),
                name="status_change_by_stage",
            ),
        ),
    ]
