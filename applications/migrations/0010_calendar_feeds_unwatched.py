"""No kept answer shows a calendar's address, of which each read is noted: that must not end what is kept."""

from django.db import migrations

WATCHED = """
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON applications_calendarfeed
FOR EACH ROW EXECUTE FUNCTION accounts_note_owner()
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0009_documents")]

    operations = [migrations.RunSQL("DROP TRIGGER note_change ON applications_calendarfeed", WATCHED)]
