"""A person's files go along with the person, and versions are counted from 1."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0008_contacts")]

    operations = [
        migrations.AlterField(
            model_name="documentversion",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="versions", to="applications.storedfile"
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), models.Q(("filename", ""), _negated=True)),
                name="document_version_number_and_name",
                violation_error_message="Versions are counted from 1, and have names.",
            ),
        ),
    ]
