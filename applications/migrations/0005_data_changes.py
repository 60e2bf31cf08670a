"""Every change is noted for the version of its owner's data (`accounts/data_versions.py`)."""

from django.db import migrations

TABLES = ("applications_application", "applications_statuschange")
TRIGGER = """
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION accounts_note_owner()
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_trash"), ("accounts", "0004_data_changes")]

    operations = [
        migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER note_change ON {table}") for table in TABLES
    ]
