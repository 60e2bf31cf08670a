from typing import Any

from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps: Any, schema_editor: Any) -> None:
    """Make the table in which tries to sign in are counted."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_profile_and_tokens")]

    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
