"""What a test must know of the whole database, and the end of one of its own."""

from typing import Any

import psycopg
from django.apps import apps
from django.contrib.sessions.models import Session
from psycopg import sql


def every_row() -> dict[str, list[dict[str, Any]]]:
    """Each table's rows by the model's label: two of these are equal if nothing was written in between.

    Without sessions, which a request may renew.
    """
    models = [model for model in apps.get_models() if model is not Session]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def drop_database(connection: psycopg.Connection[Any], name: str) -> None:
    """Drop a database, whoever of ours is connected to it still.

    Not `WITH (FORCE)`, which fails where autovacuum is at work in it: that is nobody's to end but the server's.
    """
    leaving = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
    connection.execute(leaving, [name])
    connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
