"""What people and probes see while PostgreSQL, Redis or the disk fails, and how soon all is well again.

A real web process, as the supervisor starts it, over the test run's servers; between them stand proxies that hang,
refuse and reset. The bounds are those that docs/operations.md promises, with room for a busy machine.
"""

import itertools
import os
import random
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from jobtracker.redis_connection import PAUSE_SECONDS
from jobtracker.testing.web_process import Answer, Browser
from jobtracker.tests.conftest import PASSWORD, Installation, installation_on

# The test database, of which the web process uses a copy, is made only for those who ask for it.
pytestmark = pytest.mark.django_db

JOBS = "/api/v1/jobs/"
SIGN_IN = "/_allauth/browser/v1/auth/login"
SESSION = "/_allauth/browser/v1/auth/session"

# Shorter than the default, so that the tests are.
DATABASE_TIMEOUT = 2
# To ask the server to cancel, to roll back and to answer.
GIVING_UP = 1.5
HEALTH_SECONDS = 1.0
RECOVERY_SECONDS = 5.0
WRITE_EXTRA_SECONDS = 1.0
WEB_THREADS = 4
GUESSES = 5
FAILURES = ["refuse", "reset", "hang"]

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def installation(database_copy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The one that all tests of this module use."""
    with installation_on(
        database_copy,
        tmp_path_factory.mktemp("failing-parts"),
        JOBTRACKER_DATABASE_TIMEOUT=str(DATABASE_TIMEOUT),
        JOBTRACKER_WEB_THREADS=str(WEB_THREADS),
        JOBTRACKER_RATE_API="100000",
        # All tests come from one address.
        JOBTRACKER_RATE_SIGN_IN="1000/m/ip",
        JOBTRACKER_RATE_SIGN_IN_FAILED=f"1000/m/ip,{GUESSES}/300s/key",
    ) as running:
        yield running


@pytest.fixture(autouse=True)
def whole(installation: Installation) -> Iterator[None]:
    """Every test finds all parts working, and leaves them so."""
    _until_written(installation, within=20)
    # Writing does without Redis, and Redis is left alone for some seconds after a failure: a socket tells.
    _until_a_socket_opens(installation, within=20)
    yield
    installation.resume()


def _write(browser: Browser, title: str | None = None) -> Answer:
    return browser.post(JOBS, {"title": title or f"Posting {next(_numbers)}", "company": "Acme"})


def _until_written(installation: Installation, *, within: float) -> float:
    """Write until it succeeds; return after how many seconds it did. Fails where it takes longer than `within`."""
    started = time.monotonic()
    while True:
        answer = _write(installation.person)
        seconds = time.monotonic() - started
        if answer.status == 201:
            assert seconds < within
            return seconds
        assert seconds < within, answer
        time.sleep(0.1)


def _until_a_socket_opens(installation: Installation, *, within: float) -> None:
    """Open a WebSocket until it is welcomed; fails where that takes longer than `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        with _socket(installation) as socket:
            try:
                socket.recv(timeout=5)
            except ConnectionClosed:
                assert time.monotonic() < deadline
            else:
                return
        time.sleep(0.1)


def _assert_unavailable(answer: Answer) -> None:
    assert answer.status == 503, answer
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.headers["Content-Type"] == "application/json"
    error = answer.json()["error"]
    assert error["code"] == "unavailable"
    assert error["request_id"] == answer.headers["X-Request-ID"]
    for word in ("psycopg", "127.0.0.1", "Traceback", "OperationalError", "PostgreSQL", "onnection", "database"):
        assert word not in answer.body.decode()


@contextmanager
def _load(installation: Installation, *, threads: int) -> Iterator[list[tuple[str, Answer]]]:
    """Have so many people write without a pause while the block runs; gives what was answered to which title."""
    answers: list[tuple[str, Answer]] = []
    stop = threading.Event()

    def write_on() -> None:
        while not stop.is_set():
            title = f"Under load {next(_numbers)}"
            answers.append((title, _write(installation.person, title)))

    with ThreadPoolExecutor(threads) as pool:
        writers = [pool.submit(write_on) for _ in range(threads)]
        try:
            yield answers
        finally:
            stop.set()
        for writer in writers:
            writer.result()


@contextmanager
def _locked_postings(installation: Installation) -> Iterator[psycopg.Connection]:
    """Nobody else gets at a posting while the block runs, or until the connection rolls back."""
    with psycopg.connect(installation.database_url) as connection:
        connection.execute("LOCK TABLE jobs_job IN ACCESS EXCLUSIVE MODE")
        yield connection
        connection.rollback()


# --- Redis ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("failure", FAILURES)
def test_without_redis_reads_and_writes_go_on(failure: str, installation: Installation) -> None:
    usual = max(_write(installation.person).seconds for _ in range(5))
    usual_read = max(installation.person.get(JOBS).seconds for _ in range(5))
    getattr(installation.redis, failure)()
    titles = [f"Without Redis {failure} {number}" for number in range(12)]
    with ThreadPoolExecutor(3) as pool:
        written = list(pool.map(lambda title: _write(installation.person, title), titles))
        read = list(pool.map(lambda _: installation.person.get(JOBS), range(12)))

    assert {answer.status for answer in written} == {201}
    assert set(titles) <= installation.titles()
    assert max(answer.seconds for answer in written) < usual + WRITE_EXTRA_SECONDS
    assert {answer.status for answer in read} == {200}
    # Redis has a rest: only now and then does one caller try it, and wait for 0.3 s.
    assert sorted(answer.seconds for answer in read)[6] < usual_read + 0.2
    installation.redis.resume()
    assert _write(installation.person).status == 201


@pytest.mark.parametrize("failure", ["refuse", "hang"])
def test_without_redis_the_limits_on_guessing_passwords_hold(failure: str, installation: Installation) -> None:
    getattr(installation.redis, failure)()
    email = f"{uuid4().hex}@example.org"
    with ThreadPoolExecutor(3) as pool:
        guesses = list(pool.map(lambda number: installation.stranger().sign_in(email, f"wrong {number}"), range(9)))
    codes = [guess.json()["errors"][0]["code"] for guess in guesses]
    assert sorted(codes) == ["email_password_mismatch"] * GUESSES + ["too_many_login_attempts"] * (9 - GUESSES)


def _socket(installation: Installation) -> ClientConnection:
    cookies = "; ".join(f"{name}={value}" for name, value in installation.person.cookies.items())
    return connect(
        f"ws://localhost:{installation.web.port}/ws/events/",
        origin=Origin(f"http://localhost:{installation.web.port}"),
        additional_headers={"Cookie": cookies},
        open_timeout=10,
    )


@pytest.mark.parametrize("failure", FAILURES)
def test_an_open_websocket_outlives_redis(failure: str, installation: Installation) -> None:
    with _socket(installation) as socket:
        socket.recv(timeout=5)
        getattr(installation.redis, failure)()
        time.sleep(1.5)
        installation.redis.resume()
        socket.ping().wait(5)
        with pytest.raises(TimeoutError):
            socket.recv(timeout=0.5)


@pytest.mark.parametrize("failure", FAILURES)
def test_who_opens_a_websocket_without_redis_is_answered(failure: str, installation: Installation) -> None:
    getattr(installation.redis, failure)()
    started = time.monotonic()
    code = None
    with _socket(installation) as socket:
        try:
            socket.recv(timeout=5)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else None
            assert code == 1013
    # One that got through opens; a link that was made before the failure cannot be told from a slow one.
    assert code == 1013 or failure == "hang"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("failure", ["refuse", "reset"])
def test_who_opens_a_websocket_when_redis_has_just_failed_others_is_answered(
    failure: str, installation: Installation
) -> None:
    for _ in range(3):
        with _socket(installation) as open_before:
            open_before.recv(timeout=5)
            getattr(installation.redis, failure)()
            with _socket(installation) as socket, suppress(ConnectionClosed):
                socket.recv(timeout=5)
        assert socket.close_code in (1000, 1013)
        installation.redis.resume()
        time.sleep(PAUSE_SECONDS)


def test_who_opens_a_websocket_without_the_database_is_asked_to_come_back(installation: Installation) -> None:
    installation.database.hang()
    started = time.monotonic()
    with _socket(installation) as socket, pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1013
    assert time.monotonic() - started < 7


# --- PostgreSQL -------------------------------------------------------------------------------------------------

EVERYWHERE = {
    "the API": lambda browser: browser.get(JOBS),
    "a write": _write,
    "a session": lambda browser: browser.get(SESSION),
    "signing in": lambda browser: browser.post(SIGN_IN, {"email": "ada@example.org", "password": "wrong"}),
    "the administration": lambda browser: browser.get("/admin/"),
}


@pytest.mark.parametrize("failure", ["refuse", "reset"])
@pytest.mark.parametrize("call", EVERYWHERE.values(), ids=EVERYWHERE.keys())
def test_without_postgresql_every_page_that_needs_it_is_unavailable(
    call: Callable[[Browser], Answer], failure: str, installation: Installation
) -> None:
    getattr(installation.database, failure)()
    _assert_unavailable(call(installation.person))


@pytest.mark.parametrize("failure", FAILURES)
def test_all_is_well_within_five_seconds_of_the_return_of_postgresql_and_nothing_that_was_acknowledged_is_lost(
    failure: str, installation: Installation
) -> None:
    before = installation.titles()
    with _load(installation, threads=8) as answers:
        time.sleep(0.5)
        getattr(installation.database, failure)()
        time.sleep(0.2)
        probe = Browser(installation.web.port)
        for _ in range(4):
            live, ready = probe.get("/health/live"), probe.get("/health/ready")
            assert (live.status, ready.status) == (200, 503)
            assert max(live.seconds, ready.seconds) < HEALTH_SECONDS
            checks = ready.json()["checks"]
            assert checks["database"] == ("hangs" if failure == "hang" else "failed")
            assert checks["broker"] == "ok"
        time.sleep(1.0)
        installation.database.resume()
        _until_written(installation, within=RECOVERY_SECONDS)
        time.sleep(0.5)
    assert {answer.status for _, answer in answers} == {201, 503}
    for _, answer in answers:
        if answer.status == 503:
            _assert_unavailable(answer)
            # Eight share four threads: one may wait for another's time-out, and then for its own.
            assert answer.seconds < 2 * (DATABASE_TIMEOUT + GIVING_UP) + 4
    assert {_write(installation.person).status for _ in range(2 * WEB_THREADS)} == {201}
    acknowledged = {title for title, answer in answers if answer.status == 201}
    kept = installation.titles() - before
    assert acknowledged <= kept


def test_an_answer_that_takes_too_long_is_given_up_and_its_query_cancelled(installation: Installation) -> None:
    with _locked_postings(installation):
        answer = installation.person.get(JOBS)
        _assert_unavailable(answer)
        assert DATABASE_TIMEOUT <= answer.seconds < DATABASE_TIMEOUT + GIVING_UP
        with psycopg.connect(installation.database_url) as other:
            here = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            assert other.execute(f"{here} AND wait_event_type = 'Lock'").fetchone() == (0,)
    assert installation.person.get(JOBS).status == 200


def test_probes_are_answered_while_every_thread_waits_for_the_database(installation: Installation) -> None:
    probe = Browser(installation.web.port)
    with _locked_postings(installation), ThreadPoolExecutor(2 * WEB_THREADS) as pool:
        stuck = [pool.submit(installation.person.get, JOBS) for _ in range(2 * WEB_THREADS)]
        time.sleep(0.3)
        for _ in range(3):
            answers = [probe.get("/health/live"), probe.get("/health/ready?exclude=worker,worker-long,beat")]
            assert [answer.status for answer in answers] == [200, 200]
            assert max(answer.seconds for answer in answers) < HEALTH_SECONDS
        assert not any(request.done() for request in stuck)


# --- No room ----------------------------------------------------------------------------------------------------


@pytest.fixture
def tiny_disk(installation: Installation) -> Iterator[None]:
    """The postings are on a disk of four megabytes."""
    name = sql.Identifier(f"tiny_{uuid4().hex}")
    directory = Path(tempfile.mkdtemp(prefix="jobtracker-tiny-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=4M", "tmpfs", str(directory)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        directory.rmdir()
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        with psycopg.connect(installation.database_url, user="postgres", autocommit=True) as superuser:
            (data,) = superuser.execute("SHOW data_directory").fetchone() or ("",)
            os.chown(directory, Path(data).stat().st_uid, Path(data).stat().st_gid)
            superuser.execute(sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(name, sql.Literal(str(directory))))
            superuser.execute(sql.SQL("ALTER TABLE jobs_job SET TABLESPACE {}").format(name))
            yield
            superuser.execute("ALTER TABLE jobs_job SET TABLESPACE pg_default")
            superuser.execute(sql.SQL("DROP TABLESPACE {}").format(name))
    finally:
        subprocess.run(["umount", str(directory)], check=True)
        directory.rmdir()


def test_a_full_disk_is_said_and_what_was_acknowledged_is_kept(installation: Installation, tiny_disk: None) -> None:
    before = installation.titles()
    acknowledged: set[str] = set()
    for number in range(300):
        title = f"On a full disk {number}"
        # What compresses does not fill a disk.
        posting = {"title": title, "company": "Acme", "description": random.randbytes(24_000).hex()}
        answer = installation.person.post(JOBS, posting)
        if answer.status != 201:
            break
        acknowledged.add(title)
    _assert_no_room(answer)
    assert acknowledged
    assert installation.titles() - before == acknowledged
    assert installation.person.get(JOBS).status == 200


def test_a_disk_that_fills_up_within_a_transaction_leaves_nothing_half_written(installation: Installation) -> None:
    posting = _write(installation.person).json()["id"]
    with psycopg.connect(installation.database_url, autocommit=True) as connection:
        # The application's own row is there by then.
        connection.execute(
            """
            CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN RAISE 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100'; END
            $$;
            CREATE TRIGGER no_room BEFORE INSERT ON applications_statuschange FOR EACH ROW EXECUTE FUNCTION no_room();
            """
        )
        count = "SELECT count(*) FROM applications_application"
        before = connection.execute(count).fetchone()
        try:
            _assert_no_room(installation.person.post("/api/v1/applications/", {"job": posting}))
        finally:
            connection.execute("DROP FUNCTION no_room CASCADE")
        assert connection.execute(count).fetchone() == before
    assert installation.person.post("/api/v1/applications/", {"job": posting}).status == 201


def _assert_no_room(answer: Answer) -> None:
    assert answer.status == 507, answer
    assert answer.json()["error"]["code"] == "insufficient_storage"
    for word in ("No space", "base/", "DiskFull", "53100"):
        assert word not in answer.body.decode()


def test_a_server_with_no_connection_to_spare_is_unavailable_until_it_has(installation: Installation) -> None:
    with psycopg.connect(installation.database_url, autocommit=True) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("ALTER DATABASE {} CONNECTION LIMIT 0").format(name))
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(f"SELECT pg_terminate_backend(pid) {others}")
        try:
            _assert_unavailable(_write(installation.person))
        finally:
            connection.execute(sql.SQL("ALTER DATABASE {} CONNECTION LIMIT -1").format(name))
    _until_written(installation, within=RECOVERY_SECONDS)


# --- The end ----------------------------------------------------------------------------------------------------


def test_on_sigterm_a_request_is_answered_a_websocket_is_closed_and_the_process_ends(
    database_copy: str, tmp_path: Path
) -> None:
    with installation_on(database_copy, tmp_path) as ending, ThreadPoolExecutor(2) as pool, _socket(ending) as socket:
        socket.recv(timeout=5)
        with _locked_postings(ending):
            in_flight = pool.submit(ending.person.get, JOBS)
            time.sleep(0.5)
            started = time.monotonic()
            ending.web.process.terminate()
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=5)
            assert not in_flight.done()
        answer = in_flight.result(timeout=10)
        # As uvicorn ends: by the signal that it was sent, once all is done.
        assert ending.web.process.wait(10) == -signal.SIGTERM
        assert time.monotonic() - started < 10
    assert answer.status == 200
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code in (1001, 1012)
    with pytest.raises((OSError, HTTPException)):
        ending.person.get(JOBS)
    assert PASSWORD not in ending.web.log
