"""An application belongs to its posting's owner, and a history entry to its application's: kept by the database."""

from django.db import migrations

APPLICATION_TO_JOB = """
ALTER TABLE applications_application ADD CONSTRAINT application_job_same_owner
FOREIGN KEY (job_id, owner_id) REFERENCES jobs_job (id, owner_id) DEFERRABLE INITIALLY DEFERRED
"""
CHANGE_TO_APPLICATION = """
ALTER TABLE applications_statuschange ADD CONSTRAINT status_change_same_owner
FOREIGN KEY (application_id, owner_id) REFERENCES applications_application (id, owner_id) DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial"), ("jobs", "0001_initial")]

    operations = [
        migrations.RunSQL(
            APPLICATION_TO_JOB,
            "ALTER TABLE applications_application DROP CONSTRAINT application_job_same_owner",
        ),
        migrations.RunSQL(
            CHANGE_TO_APPLICATION,
            "ALTER TABLE applications_statuschange DROP CONSTRAINT status_change_same_owner",
        ),
    ]
