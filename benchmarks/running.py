"""The parts of a run, one after the other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from benchmarks import report
from benchmarks.bulk import Bulk
from benchmarks.installation import Installation
from benchmarks.lines import ANSWERS, LISTINGS
from benchmarks.load import Load, measure_load
from benchmarks.plans import explain
from benchmarks.probes import Caller, Probe, interleaved, probe_of_answer, probes_of_listing
from benchmarks.seeding.loading import mark_as_seeded, seed, seeded_version, tidy, version_of
from benchmarks.seeding.pools import Pools, read_pools, real_file
from benchmarks.seeding.shape import MEASURED_USER, Shape

COLD_ROUNDS = 3
# What the supervisor starts on two cores.
WEB_PROCESSES = 2


def provide_data(installation: Installation, shape: Shape) -> Pools:
    """Start PostgreSQL with the data of `shape`: what is there already, if it is what would be made now."""
    pools = read_pools(real_file())
    print(f"Data: {shape.postings:,} postings over {shape.users} users, grown from {pools.origin}.")
    version = version_of(shape, pools)
    if not installation.is_incomplete:
        installation.start_postgres()
        if seeded_version() == version:
            print("It is there.")
            return pools
        connection.close()
    installation.begin_anew()
    installation.start_postgres(durable=False)
    call_command("migrate", interactive=False, verbosity=0)
    seed(shape, pools, print)
    tidy()
    connection.close()
    installation.stop_postgres()
    installation.start_postgres()
    mark_as_seeded(version)
    installation.mark_complete()
    return pools


def measure(
    installation: Installation, shape: Shape, pools: Pools, *, only: str, rounds: int, parts: str, write: bool
) -> None:
    """Measure the `parts` of the run, print what came out, and keep it in the documentation where that is asked for."""
    data = (
        f"{shape.postings:,} postings, {shape.measured_postings:,} of them and {shape.measured_applications:,} "
        f"applications the caller's, grown from {pools.origin}"
    )
    fragments = [f"{data}."]
    load_before = os.getloadavg()[0]

    def show(title: str, table: str) -> None:
        print(f"\n{title}\n\n{table}", flush=True)
        fragments.append(f"### {title}\n\n{table}")

    session = _session()
    if "w" in parts or "c" in parts:
        probes = _probes(installation, session, only)
        if "w" in parts:
            _measure_warm(installation, session, probes, rounds)
            show(f"Warm, {rounds} rounds", report.warm_table(probes))
        if "c" in parts:
            _measure_cold(installation, session, probes)
            show(f"Cold, {COLD_ROUNDS} rounds", report.cold_table(probes))
    if "l" in parts:
        show("Many connections", report.load_table(_measure_load(installation, session)))
    if "b" in parts:
        with installation.web(1) as port, _beside(installation, port, session) as (caller, database):
            results = Bulk(pools, caller, database).measure()
        show("Bulk", report.bulk_table(results))
        tidy()
    if write:
        fragments.insert(0, report.machine(load_before))
        report.write_page("\n\n".join(fragments))


def _session() -> str:
    """The session cookie of the measured user."""
    client = _client()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _client() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=MEASURED_USER))
    return client


@contextmanager
def _beside(installation: Installation, port: int, session: str) -> Iterator[tuple[Caller, psycopg.Connection]]:
    """A caller of the web process, and a connection to its database, which prepares nothing: neither does Django's."""
    with psycopg.connect(installation.database_url, autocommit=True, prepare_threshold=None) as database:
        caller = Caller(port, session)
        try:
            yield caller, database
        finally:
            caller.close()


def _probes(installation: Installation, session: str, only: str) -> list[Probe]:
    print("Finding the pages ...", flush=True)
    with installation.web(1) as port, _beside(installation, port, session) as (caller, database):
        named = {"owner": MEASURED_USER, "job": _some_posting(database)}
        probes = [probe_of_answer(answer, caller, database, named) for answer in ANSWERS if only in answer.name]
        for listing in LISTINGS:
            if only in listing.name:
                probes += probes_of_listing(listing, caller, database, MEASURED_USER)
    return probes


def _some_posting(database: psycopg.Connection) -> int:
    row = database.execute("SELECT max(id) FROM jobs_job WHERE owner_id = %s", [MEASURED_USER]).fetchone()
    assert row is not None
    return int(row[0])


def _measure_warm(installation: Installation, session: str, probes: list[Probe], rounds: int) -> None:
    print(f"Measuring {len(probes)} lines, {rounds} rounds ...", flush=True)
    with installation.web(1) as port, _beside(installation, port, session) as (caller, database):
        interleaved(probes, rounds, caller, database, installation.forget_answers)
        client = _client()
        for probe in probes:
            explain(probe, client, database)


def _measure_cold(installation: Installation, session: str, probes: list[Probe]) -> None:
    """Each side's first answer after PostgreSQL was started with nothing in memory, connecting to it included."""
    cold = [probe for probe in probes if probe.is_cold_too]
    print(f"Measuring {len(cold)} lines cold ...", flush=True)
    connection.close()
    with installation.web(1) as port:
        for _ in range(COLD_ROUNDS):
            for probe in cold:
                caller = Caller(port, session)
                installation.restart_cold()
                installation.forget_answers()
                probe.ours_cold.measured.append(probe.time_ours(caller))
                caller.close()
                installation.restart_cold()
                probe.floor_cold.measured.append(probe.time_floor_connecting(installation.database_url))


def _measure_load(installation: Installation, session: str) -> list[Load]:
    print("Measuring many connections ...", flush=True)
    with installation.web(WEB_PROCESSES) as port:
        return measure_load(port, session)
