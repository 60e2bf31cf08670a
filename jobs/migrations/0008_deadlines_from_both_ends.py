"""Deadlines sorted like all other orders: nulls behind the highest value, read backwards from the lowest."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0007_data_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="job", name="job_by_deadline"),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                models.F("owner"),
                models.OrderBy(models.F("deadline_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="job_by_deadline",
            ),
        ),
    ]
