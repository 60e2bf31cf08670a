"""Clients that break off an export, or read nothing of it: thread and database are free again soon.

A real web process as the supervisor starts it, with few threads, and clients that speak over sockets of their own.
"""

import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from jobtracker.testing.background import until
from jobtracker.testing.web_process import Browser, WebProcess, web_process
from jobtracker.tests.conftest import PASSWORD

# The test database, of which the web process uses a copy, is made only for those who ask for it.
pytestmark = pytest.mark.django_db

JOBS = "/api/v1/jobs/"
EXPORT = "/api/v1/exports/jobs/?format=csv"
WEB_THREADS = 2
ROWS = 3_000
# Noise, which no socket's buffers hold: some 45 MB in all.
NOTES_CHARACTERS = 15_000
MIB = 1024 * 1024
FREE_SECONDS = 5.0
SOON_SECONDS = 2.0
# What is behind waits in a file; in memory a little for each client.
MEMORY_BYTES = 40 * MIB


@dataclass
class Site:
    """A web process, and a person who has many postings."""

    web: WebProcess
    person: Browser
    database_url: str

    def export(self) -> socket.socket:
        """Somebody who has asked for the file, and has read nothing yet."""
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(20)
        client.connect(("127.0.0.1", self.web.port))
        cookies = "; ".join(f"{name}={value}" for name, value in self.person.cookies.items())
        client.sendall(f"GET {EXPORT} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n\r\n".encode())
        return client

    def copies(self) -> int:
        """How many exports the database is at, or holds a transaction open for."""
        with psycopg.connect(self.database_url) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'"
                " AND pid <> pg_backend_pid() AND query LIKE 'COPY (%'"
            ).fetchone()
        assert row
        return int(row[0])

    def assert_free(self) -> None:
        """No export is at work soon, and every thread answers."""
        until(lambda: self.copies() == 0, FREE_SECONDS)
        with ThreadPoolExecutor(2 * WEB_THREADS) as pool:
            answers = list(pool.map(self.person.get, [JOBS] * 2 * WEB_THREADS))
        assert [answer.status for answer in answers] == [200] * 2 * WEB_THREADS
        assert max(answer.seconds for answer in answers) < SOON_SECONDS

    def memory(self) -> int:
        """The bytes of memory that the process has at hand."""
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self.web.process.pid}/status").read_text("ascii"))
        assert found
        return int(found[1]) * 1024


@pytest.fixture(scope="module")
def site(database_copy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The one that all tests of this module use; it has made the whole file once."""
    with web_process(
        database_url=database_copy,
        redis_url=os.environ["REDIS_URL"],
        data_dir=tmp_path_factory.mktemp("export-clients"),
        JOBTRACKER_WEB_THREADS=str(WEB_THREADS),
        JOBTRACKER_RATE_API="100000",
    ) as web:
        person = Browser(web.port)
        person.sign_up(f"{uuid4().hex}@example.org", PASSWORD)
        assert person.post(JOBS, {"title": "Engineer", "company": "Acme"}).status == 201
        with psycopg.connect(database_copy) as connection:
            # Copies of that one: notes are not searched, so that they cost nothing but room.
            names = connection.execute(
                "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = 'jobs_job'::regclass"
                " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname NOT IN ('id', 'title', 'notes')"
            ).fetchone()
            assert names
            connection.execute(
                f"INSERT INTO jobs_job (title, notes, {names[0]}) SELECT 'Posting ' || n, repeat(md5(n::text), %s),"
                f" {names[0]} FROM jobs_job, generate_series(1, %s) AS n",
                [NOTES_CHARACTERS // 32, ROWS],
            )
        site = Site(web, person, database_copy)
        assert len(person.get(EXPORT).body) > ROWS * NOTES_CHARACTERS * 0.9
        yield site


def test_clients_that_break_off_leave_nothing_behind(site: Site, record_property: Callable[[str, Any], None]) -> None:
    before = site.memory()
    for _ in range(4 * WEB_THREADS):
        with site.export() as client:
            # In the middle of the first rows.
            assert client.recv(4096).startswith(b"HTTP/1.1 200 ")
            client.recv(4096)
    started = time.monotonic()
    site.assert_free()
    record_property("seconds until the server was free of exports broken off", round(time.monotonic() - started, 1))
    record_property("MiB more after exports broken off", (site.memory() - before) // MIB)
    assert site.memory() - before < MEMORY_BYTES


def test_clients_that_read_nothing_hold_neither_thread_nor_connection(
    site: Site, record_property: Callable[[str, Any], None]
) -> None:
    before = site.memory()
    with ExitStack() as stack:
        for _ in range(2 * WEB_THREADS):
            stack.enter_context(site.export())
        started = time.monotonic()
        until(lambda: site.copies() > 0, FREE_SECONDS)
        # They are still there: what they do not take waits in files.
        until(lambda: site.copies() == 0, 20)
        site.assert_free()
        record_property(
            "seconds until the server was free of clients that read nothing", round(time.monotonic() - started, 1)
        )
        record_property("MiB more with clients that read nothing", (site.memory() - before) // MIB)
        assert site.memory() - before < MEMORY_BYTES
    site.assert_free()
    assert len(site.person.get(EXPORT).body) > ROWS * NOTES_CHARACTERS * 0.9
