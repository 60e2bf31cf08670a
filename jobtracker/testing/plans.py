"""By which scans the database finds what an address answers."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient


def scans_of(api: APIClient, address: str, *, avoiding: str = "") -> set[tuple[str, str]]:
    """The scans of an answer, each its kind and its table or index, if the planner is `avoiding` one kind of them."""
    with CaptureQueriesContext(connection) as captured:
        assert api.get(address).status_code == 200
    found = set()
    with transaction.atomic(), connection.cursor() as cursor:
        if avoiding:
            cursor.execute(f"SET LOCAL enable_{avoiding} = off")
        for query in captured:
            if "jobs_" in query["sql"] and query["sql"].startswith(("SELECT", "WITH", "\nSELECT")):
                cursor.execute("EXPLAIN (FORMAT JSON) " + query["sql"])
                plan = cursor.fetchone()[0]
                found |= set(_scans((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))
    return found


def _scans(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "Scan" in plan["Node Type"] and ("Relation Name" in plan or "Index Name" in plan):
        yield plan["Node Type"], plan.get("Index Name") or plan["Relation Name"]
    for part in plan.get("Plans", []):
        yield from _scans(part)
