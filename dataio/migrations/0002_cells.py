"""How the database writes the cells of files; `dataio/cells.py` has the rules, and reads them back."""

from django.db import migrations

CELLS = r"""
CREATE FUNCTION dataio_safe_cell(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    -- Nearly all texts begin with none of these: the first character is looked at before a pattern is.
    SELECT CASE
        WHEN left(value, 1) IN ('''', '=', '+', '-', '@', E'\t', E'\r', E'\n', '＝', '＋', '－', '＠')
            AND value ~ E'^''*[-=+@\t\r\n＝＋－＠]'
        THEN '''' || value
        ELSE value
    END;
END;

CREATE FUNCTION dataio_list_cell(items text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT CASE
        WHEN array_to_string(items, '') !~ E'[;" \t\r\n]' AND NOT '' = ANY (items) THEN array_to_string(items, '; ')
        ELSE (
            SELECT string_agg(
                CASE
                    WHEN item ~ E'[;"]|^[ \t\r\n]|[ \t\r\n]$|^$' THEN '"' || replace(item, '"', '""') || '"'
                    ELSE item
                END,
                '; ' ORDER BY place
            )
            FROM unnest(items) WITH ORDINALITY AS entry (item, place)
        )
    END;
END;
"""
WITHOUT_CELLS = "DROP FUNCTION dataio_safe_cell(text); DROP FUNCTION dataio_list_cell(text[]);"


class Migration(migrations.Migration):
    """Functions for exports."""

    dependencies = [("dataio", "0001_initial")]

    operations = [migrations.RunSQL(CELLS, WITHOUT_CELLS)]
