"""Imports of one person go one after the other."""

from django.db import connection


def wait_for_turn(owner_id: int) -> None:
    """Keep this person's other imports from writing, or being taken back, until the end of the transaction.

    Not by the person's row: signing in and beginning other work write to that or lock it, and a commit takes minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"dataio.imports {owner_id}"])
