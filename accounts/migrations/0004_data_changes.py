"""The version of a person's data: `accounts/data_versions.py` says what it is for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# For tables by the name of the column that says whose a row is. One statement leaves one note for each owner.
FUNCTION = """
CREATE FUNCTION accounts_note_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO accounts_datachange (owner_id, noted_at, backend)
    VALUES (
        CASE TG_OP WHEN 'DELETE' THEN OLD.{column} ELSE NEW.{column} END, statement_timestamp(), pg_backend_pid()
    ) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$
"""
# Who is there already gets a first note, so that nobody's version is ever empty.
NOTE_ALL = """
INSERT INTO accounts_datachange (owner_id, noted_at, backend)
SELECT id, statement_timestamp(), pg_backend_pid() FROM accounts_user
"""
NEW_USER_TRIGGER = """
CREATE TRIGGER note_new AFTER INSERT ON accounts_user FOR EACH ROW EXECUTE FUNCTION accounts_note_person()
"""
# A person's row also says when they signed in last, which concerns nobody else.
USER_TRIGGER = """
CREATE TRIGGER note_change AFTER UPDATE ON accounts_user FOR EACH ROW
WHEN (to_jsonb(OLD) - 'last_login' IS DISTINCT FROM to_jsonb(NEW) - 'last_login')
EXECUTE FUNCTION accounts_note_person()
"""
SKILL_TRIGGER = """
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON accounts_skill
FOR EACH ROW EXECUTE FUNCTION accounts_note_user()
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_cache_table")]

    operations = [
        migrations.CreateModel(
            name="DataChange",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "owner", "noted_at", "backend", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                ("backend", models.IntegerField()),
            ],
        ),
        *(
            migrations.RunSQL(FUNCTION.format(name=name, column=column), f"DROP FUNCTION accounts_note_{name}")
            for name, column in (("owner", "owner_id"), ("user", "user_id"), ("person", "id"))
        ),
        migrations.RunSQL(NOTE_ALL, migrations.RunSQL.noop),
        migrations.RunSQL(NEW_USER_TRIGGER, "DROP TRIGGER note_new ON accounts_user"),
        migrations.RunSQL(USER_TRIGGER, "DROP TRIGGER note_change ON accounts_user"),
        migrations.RunSQL(SKILL_TRIGGER, "DROP TRIGGER note_change ON accounts_skill"),
    ]
