"""The version of a person's data: another one after each change of it, whoever makes the change.

Triggers note every statement that writes to a watched table, in the transaction that writes. What is noted and can be
seen is the version. Writers do not wait for each other, as they would at a counter; and since a statement's time and
its server process never come together twice, no version comes back, not even when notes are summed up. (They do where
one message of the simple protocol holds several transactions: none of ours does, psql's `-c` may.)
"""

from django.db import connection

# A list of notes that is this long is worth summing up.
_MANY = 20

_VERSION = """
SELECT md5(string_agg(concat(extract(epoch FROM noted_at), '/', backend), ',' ORDER BY noted_at, backend))
FROM accounts_datachange WHERE owner_id = %s
"""

# One note, which is new, stands for all that it replaces. Those that others are about to commit are not seen, and stay.
_SUM_UP = """
WITH many AS (SELECT owner_id FROM accounts_datachange GROUP BY owner_id HAVING count(*) > %s),
summed AS (DELETE FROM accounts_datachange USING many WHERE accounts_datachange.owner_id = many.owner_id)
INSERT INTO accounts_datachange (owner_id, noted_at, backend)
SELECT owner_id, statement_timestamp(), pg_backend_pid() FROM many ON CONFLICT DO NOTHING
"""


def data_version(user_id: int) -> str:
    """The version of this person's data: 32 hexadecimal digits.

    A reader asks for it before it reads: what it reads then is this version or a later one.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [user_id])
        version: str = cursor.fetchone()[0]
        return version


def sum_up_changes() -> None:
    """Keep the notes few: replace each long list by one note."""
    with connection.cursor() as cursor:
        cursor.execute(_SUM_UP, [_MANY])
