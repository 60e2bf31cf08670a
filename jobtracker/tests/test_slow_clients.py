"""Clients that are slow, cut off, or send too much keep nobody else waiting, and leave nothing behind.

A real web process as the supervisor starts it, with few threads, and clients that speak over sockets of their own. What
takes its time by nature (a limit that has to run out) begins with the module and is looked at in its last tests.
"""

import errno
import json
import os
import re
import select
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.test import Client
from websockets.sync.client import connect
from websockets.typing import Origin

from jobtracker.body_limits import BODY_PROBLEM
from jobtracker.testing.answers import error_of
from jobtracker.testing.web_process import Browser, WebProcess, web_process
from jobtracker.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

JOBS = "/api/v1/jobs/"
HEALTH = "/health/live"
WEB_THREADS = 2
SOON = 1.0
MIB = 1024 * 1024
LARGE_FILE = os.urandom(5 * MIB)
HUGE_FILE_BYTES = 96 * MIB

# As docs/operations.md has them, with room for a busy machine.
HEAD_SECONDS = 15.0
BODY_SECONDS = 20.0
READ_SECONDS = 15.0
LATE = 6.0


@dataclass
class Waiting:
    """What begins with the module: after how many seconds each client was let go, and what it was told."""

    half_head: Future[tuple[float, bytes]]
    silent: Future[tuple[float, bytes]]
    blank_lines: Future[tuple[float, bytes]]
    slow_body: Future[tuple[float, bytes]]
    not_reading: Future[float]
    websocket: Future[None]


@dataclass
class Site:
    """A web process, and a person who is signed in to it."""

    web: WebProcess
    person: Browser
    database_url: str

    def connection(self, *, receive_buffer: int | None = None) -> socket.socket:
        """A connection of somebody's."""
        new = socket.socket()
        if receive_buffer is not None:
            new.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        new.settimeout(10)
        new.connect(("127.0.0.1", self.web.port))
        return new

    def head(self, content_type: str, length: int) -> bytes:
        """The head of a request of the person's that makes a posting."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.person.cookies.items())
        lines = [
            f"POST {JOBS} HTTP/1.1",
            "Host: localhost",
            f"Cookie: {cookies}",
            f"X-CSRFToken: {self.person.cookies['csrftoken']}",
            f"Content-Type: {content_type}",
            f"Content-Length: {length}",
        ]
        return "\r\n".join([*lines, "", ""]).encode()

    def titles(self) -> set[str]:
        """The titles of all postings."""
        with psycopg.connect(self.database_url) as connection:
            return {title for (title,) in connection.execute("SELECT title FROM jobs_job").fetchall()}

    def assert_answers_soon(self) -> None:
        """Pages, probes and metrics come within a second, with every thread at work at once."""
        with ThreadPoolExecutor(WEB_THREADS) as pool:
            pages = [pool.submit(self.person.get, JOBS) for _ in range(WEB_THREADS)]
            probes = [Browser(self.web.port, 10).get(path) for path in (HEALTH, "/metrics")]
        for answer in (*(page.result() for page in pages), *probes):
            assert answer.status == 200, answer
            assert answer.seconds < SOON

    def memory(self) -> int:
        """The bytes of memory that the process has at hand."""
        status = Path(f"/proc/{self.web.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024


@pytest.fixture(scope="module")
def site(database_copy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The one that all tests of this module use."""
    data_dir = tmp_path_factory.mktemp("slow-clients")
    static = data_dir / "static"
    static.mkdir()
    (static / "large.bin").write_bytes(LARGE_FILE)
    with (static / "huge.bin").open("wb") as huge:
        huge.truncate(HUGE_FILE_BYTES)
    with web_process(
        database_url=database_copy,
        redis_url=os.environ["REDIS_URL"],
        data_dir=data_dir,
        JOBTRACKER_WEB_THREADS=str(WEB_THREADS),
        JOBTRACKER_RATE_API="100000",
    ) as web:
        person = Browser(web.port, timeout=15)
        person.sign_up(f"{uuid4().hex}@example.org", PASSWORD)
        site = Site(web, person, database_copy)
        # Each thread's first request connects it to the database.
        with ThreadPoolExecutor(WEB_THREADS) as pool:
            list(pool.map(person.get, [JOBS] * 4 * WEB_THREADS))
        yield site


@pytest.fixture(scope="module", autouse=True)
def waiting(site: Site) -> Iterator[Waiting]:
    """Clients that wait for a limit to run out while the other tests run."""
    with ThreadPoolExecutor(6) as pool:
        yield Waiting(
            half_head=pool.submit(_let_go, site, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Name: half a val"),
            silent=pool.submit(_let_go, site, b""),
            blank_lines=pool.submit(
                _let_go, site, f"GET {HEALTH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), b"\r\n"
            ),
            slow_body=pool.submit(_let_go, site, site.head("application/json", 1000), b" "),
            not_reading=pool.submit(_let_go_without_reading, site),
            websocket=pool.submit(_use_websocket_twice, site),
        )


def _let_go(site: Site, first: bytes, then: bytes = b"") -> tuple[float, bytes]:
    """Send `first`, and `then` every second; return after how many seconds the server closes, and all that it said."""
    started = time.monotonic()
    said = b""
    with site.connection() as connection:
        connection.sendall(first)
        while time.monotonic() < started + 60:
            readable, _, _ = select.select([connection], [], [], 1.0)
            if readable:
                part = connection.recv(65536)
                if not part:
                    break
                said += part
            elif then:
                connection.sendall(then)
    return time.monotonic() - started, said


def _let_go_without_reading(site: Site) -> float:
    """Ask for a large file, read nothing, and return after how many seconds the server cuts the connection."""
    started = time.monotonic()
    with site.connection(receive_buffer=4096) as connection:
        connection.sendall(b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
        cut = select.poll()
        cut.register(connection, select.POLLERR | select.POLLHUP)
        cut.poll(60_000)
    return time.monotonic() - started


def _use_websocket_twice(site: Site) -> None:
    """Open a WebSocket, and use it again after every limit of HTTP has run out."""
    with connect(
        f"ws://localhost:{site.web.port}/ws/events/",
        origin=Origin(f"http://localhost:{site.web.port}"),
        additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in site.person.cookies.items())},
    ) as websocket:
        websocket.recv(timeout=10)
        time.sleep(HEAD_SECONDS + LATE)
        assert websocket.ping().wait(timeout=5)


@contextmanager
def _clients(site: Site, number: int, sends: bytes, *, receive_buffer: int | None = None) -> Iterator[None]:
    """So many connections that have sent something, and do nothing more while the block runs."""
    with ExitStack() as stack:
        for _ in range(number):
            stack.enter_context(site.connection(receive_buffer=receive_buffer)).sendall(sends)
        time.sleep(0.3)  # until all of it has arrived
        yield


# --- Bodies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [JOBS, "/", HEALTH, "/metrics"])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_bodies_that_trickle_keep_nobody_waiting(method: str, address: str, site: Site) -> None:
    head = (
        f"{method} {address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n"
    )
    with _clients(site, 10, f"{head}\r\n{{".encode()):
        site.assert_answers_soon()


def _json(title: str) -> tuple[str, bytes]:
    return "application/json", json.dumps({"title": title, "company": "Acme"}).encode() + b" " * 20


def _form(title: str) -> tuple[str, bytes]:
    return "application/x-www-form-urlencoded", f"title={title}&company=Acme&location={'x' * 20}".encode()


def _upload(title: str, size: int = 20) -> tuple[str, bytes]:
    parts = [f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in _fields(title)]
    file = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n\r\n'
        + b"x" * size
        + b"\r\n--x--\r\n"
    )
    return "multipart/form-data; boundary=x", "".join(parts).encode() + file


def _fields(title: str) -> list[tuple[str, str]]:
    return [("title", title), ("company", "Acme")]


@pytest.mark.parametrize("body_of", [_json, _form, _upload])
def test_what_is_cut_off_before_its_end_is_not_taken_for_a_whole(
    body_of: Callable[[str], tuple[str, bytes]], site: Site
) -> None:
    cut, whole = f"Cut{uuid4().hex}", f"Whole{uuid4().hex}"
    content_type, body = body_of(cut)
    with site.connection() as connection:
        connection.sendall(site.head(content_type, len(body)) + body[:-12])
        time.sleep(0.1)
    content_type, body = body_of(whole)
    with site.connection() as connection:
        connection.sendall(site.head(content_type, len(body)) + body)
        assert connection.recv(100).startswith(b"HTTP/1.1 201 ")
    time.sleep(0.3)
    assert whole in site.titles()
    assert cut not in site.titles()


def test_a_large_upload_that_comes_slowly_is_taken(site: Site) -> None:
    title = f"Upload{uuid4().hex}"
    content_type, body = _upload(title, 5 * MIB)
    with site.connection() as connection:
        connection.sendall(site.head(content_type, len(body)))
        for start in range(0, len(body), MIB // 2):
            connection.sendall(body[start : start + MIB // 2])
            time.sleep(0.1)
        assert connection.recv(100).startswith(b"HTTP/1.1 201 ")
    assert title in site.titles()


def test_uploads_take_little_memory_until_they_are_there(site: Site) -> None:
    before = site.memory()
    content_type, body = _upload("Never", 24 * MIB)
    with _clients(site, 3, site.head(content_type, len(body)) + body[:-1]):
        assert site.memory() - before < 20 * MIB
    site.assert_answers_soon()


def test_a_refused_body_is_answered_in_the_envelope(client: Client) -> None:
    def refused(problem: OSError) -> tuple[int, str]:
        answer = client.post(JOBS, b"{}", content_type="application/json", **{BODY_PROBLEM: problem})  # type: ignore[arg-type]  # it stands in the WSGI environment
        return answer.status_code, error_of(answer)["code"]

    client.raise_request_exception = False
    assert refused(TimeoutError()) == (408, "request_timeout")
    assert refused(OSError(errno.ENOSPC, "No space left on device")) == (507, "insufficient_storage")


# --- Answers ----------------------------------------------------------------------------------------------------

PIPELINED = b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n" * 4


def test_clients_that_do_not_read_hold_no_thread_while_they_are_there_nor_when_they_have_gone(site: Site) -> None:
    with _clients(site, 4 * WEB_THREADS, PIPELINED, receive_buffer=4096):
        site.assert_answers_soon()
    site.assert_answers_soon()


def test_an_answer_that_nobody_takes_takes_little_memory(site: Site) -> None:
    before = site.memory()
    with _clients(site, 1, b"GET /static/huge.bin HTTP/1.1\r\nHost: localhost\r\n\r\n", receive_buffer=4096):
        site.assert_answers_soon()
        time.sleep(0.5)
        assert site.memory() - before < HUGE_FILE_BYTES / 4


@pytest.mark.parametrize("pause", [0.0, 0.02])
def test_an_answer_reaches_readers_whole_however_slow(pause: float, site: Site) -> None:
    read = bytearray()
    with site.connection(receive_buffer=65536) as connection:
        connection.sendall(b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        while part := connection.recv(65536):
            read += part
            time.sleep(pause)
    assert bytes(read).partition(b"\r\n\r\n")[2] == LARGE_FILE


def test_more_pipelined_requests_than_anybody_needs_are_not_collected(site: Site) -> None:
    before = site.memory()
    request = b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with site.connection() as connection:
        connection.settimeout(5)
        with pytest.raises(ConnectionError):
            connection.sendall(request * 1_000_000)
    assert site.memory() - before < 20 * MIB
    site.assert_answers_soon()


def test_pipelined_requests_are_answered_in_turn(site: Site) -> None:
    def request(path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n".encode()

    with site.connection() as connection:
        connection.sendall(request("/static/large.bin") + b"\r\n" + request(HEALTH) + b"Connection: close\r\n\r\n")
        said = bytearray()
        while part := connection.recv(MIB):
            said += part
    first = bytes(said).partition(b"\r\n\r\n")[2]
    assert first[: len(LARGE_FILE)] == LARGE_FILE
    assert first[len(LARGE_FILE) :].startswith(b"HTTP/1.1 200 ")
    assert first.endswith(b'{"status": "ok"}')


# --- Heads ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param(b"X-Name: " + b"x" * 10 * MIB + b"\r\n", id="one large"),
        pytest.param(b"X: y\r\n" * 20_000, id="many small"),
        pytest.param(b"X-Name: " + b"x" * 70_000 + b"\r\n", id="a little too large"),
    ],
)
def test_too_large_headers_are_refused_before_they_are_all_there(headers: bytes, site: Site) -> None:
    before = site.memory()
    with site.connection() as connection:
        # A server that closes while it is being sent to resets the connection: what it said may be lost then.
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + b"\r\n")
            said = connection.recv(1000)
        except ConnectionError:
            said = b"HTTP/1.1 431 "
    assert said.startswith(b"HTTP/1.1 431 ")
    assert site.memory() - before < 5 * MIB
    site.assert_answers_soon()


def test_headers_that_are_just_small_enough_are_accepted(site: Site) -> None:
    lines = b"".join(b"X-Name-%d: %s\r\n" % (number, b"x" * 1000) for number in range(60))
    with site.connection() as connection:
        connection.sendall(f"GET {HEALTH} HTTP/1.1\r\nHost: localhost\r\n".encode())
        for start in range(0, len(lines), 20_000):
            connection.sendall(lines[start : start + 20_000])
            time.sleep(0.05)
        connection.sendall(b"\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")


def test_headers_after_a_chunked_body_are_not_collected(site: Site) -> None:
    before = site.memory()
    with site.connection() as connection:
        try:
            connection.sendall(
                f"POST {JOBS} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
            )
            connection.sendall(b"0\r\nX-Name: " + b"x" * 30 * MIB)
            said = connection.recv(100)
        except ConnectionError:
            said = b"HTTP/1.1 411 "
    assert said.startswith(b"HTTP/1.1 411 ")
    assert site.memory() - before < 5 * MIB


# --- Limits of time: last, because they have been running since the module began -----------------------------------


@pytest.mark.parametrize("client", ["half_head", "silent", "blank_lines"])
def test_a_connection_without_a_whole_head_is_closed(client: str, waiting: Waiting) -> None:
    seconds, _ = getattr(waiting, client).result()
    assert HEAD_SECONDS <= seconds < HEAD_SECONDS + LATE


def test_a_client_that_does_not_read_is_cut_off(waiting: Waiting) -> None:
    assert READ_SECONDS <= waiting.not_reading.result() < READ_SECONDS + LATE


def test_a_websocket_knows_no_such_limits(waiting: Waiting) -> None:
    waiting.websocket.result()


def test_a_body_that_comes_too_slowly_is_refused_in_the_envelope(waiting: Waiting) -> None:
    seconds, said = waiting.slow_body.result()
    assert BODY_SECONDS <= seconds < BODY_SECONDS + LATE
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in head.lower()
    error = json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])["error"]  # between the marks of its chunk
    assert error["code"] == "request_timeout"
    assert f"x-request-id: {error['request_id']}".encode() in head.lower()
