"""Every row of a person's pipeline refers to rows of the same person's alone, and its changes are noted."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON applications_{table}
FOR EACH ROW EXECUTE FUNCTION accounts_note_owner()
"""
WATCHED = (
    "activity",
    "applicationcontact",
    "applicationdocument",
    "cadencerule",
    "calendarfeed",
    "contact",
    "document",
    "documentversion",
    "interview",
    "interviewchange",
    "interviewer",
    "stage",
    "stagechange",
    "suggestiondecision",
    "task",
)
REFERENCE = """
ALTER TABLE applications_{table} ADD CONSTRAINT {table}_{column}_same_owner
FOREIGN KEY ({column}_id, owner_id) REFERENCES applications_{referred} (id, owner_id) DEFERRABLE INITIALLY DEFERRED
"""
REFERENCES = (
    ("activity", "application", "application"),
    ("activity", "contact", "contact"),
    ("applicationcontact", "application", "application"),
    ("applicationcontact", "contact", "contact"),
    ("applicationdocument", "application", "application"),
    ("applicationdocument", "version", "documentversion"),
    ("documentversion", "document", "document"),
    ("documentversion", "file", "storedfile"),
    ("interview", "application", "application"),
    ("interviewchange", "interview", "interview"),
    ("interviewer", "interview", "interview"),
    ("interviewer", "contact", "contact"),
    ("stagechange", "application", "application"),
    ("suggestiondecision", "application", "application"),
    ("task", "application", "application"),
    ("task", "contact", "contact"),
)
# A stage stands for a status: an application whose status changes leaves it.
STAGE_OF_APPLICATION = """
ALTER TABLE applications_application ADD CONSTRAINT application_stage_same_owner_and_status
FOREIGN KEY (stage_id, owner_id, status) REFERENCES applications_stage (id, owner_id, status)
DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0006_pipeline"), ("accounts", "0004_data_changes")]

    operations = [
        *(
            migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER note_change ON applications_{table}")
            for table in WATCHED
        ),
        *(
            migrations.RunSQL(
                REFERENCE.format(table=table, column=column, referred=referred),
                f"ALTER TABLE applications_{table} DROP CONSTRAINT {table}_{column}_same_owner",
            )
            for table, column, referred in REFERENCES
        ),
        migrations.RunSQL(
            STAGE_OF_APPLICATION,
            "ALTER TABLE applications_application DROP CONSTRAINT application_stage_same_owner_and_status",
        ),
    ]
