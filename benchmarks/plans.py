"""What the database does for an address: the pages that its statements read, and whether by an index."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.probes import Probe

_TABLES = ("jobs_job", "applications_application", "applications_statuschange", "jobs_facetcount")


def explain(probe: Probe, client: Client, database: psycopg.Connection) -> None:
    """Note what both sides of `probe` read, warm. Sends the address to the application in this process."""
    with CaptureQueriesContext(connection) as queries:
        # A kept answer reads nothing.
        answer = client.get(probe.path, headers={"cache-control": "no-cache"})
    assert answer.status_code == 200, answer.content
    statements = [query["sql"] for query in queries.captured_queries]
    plans = [_plan(database, sql) for sql in statements if any(table in sql for table in _TABLES)]
    probe.buffers = sum(_buffers(plan) for plan in plans)
    probe.reads_whole_table = any(
        node["Node Type"] == "Seq Scan" and node["Relation Name"] in _TABLES for plan in plans for node in _nodes(plan)
    )
    with psycopg.ClientCursor(database) as cursor:
        probe.floor_buffers = _buffers(_plan(database, cursor.mogrify(probe.sql, probe.parameters)))


def _plan(database: psycopg.Connection, sql: str) -> dict[str, Any]:
    row = database.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}".encode()).fetchone()
    assert row is not None
    plans = row[0] if isinstance(row[0], list) else json.loads(row[0])
    plan: dict[str, Any] = plans[0]["Plan"]
    return plan


def _buffers(plan: dict[str, Any]) -> int:
    """Pages of the plan's top node, which count those below it."""
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from _nodes(below)
