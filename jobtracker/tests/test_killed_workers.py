"""Long work whose worker is killed, and work of which the broker does not hear: begun again, and done once.

Real processes, as the supervisor starts them. A preview, a commit, a report and an export are at work beside each other
when their worker and its pool are killed, and a backup when another worker stops, which wakes up when it is done; a web
process takes work while the broker hangs.
"""

import csv
import io
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import redis

from jobtracker.embedded.locations import Locations, ServiceUrls
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.roles import Roles
from jobtracker.testing.background import running, until
from jobtracker.testing.tcp_proxy import proxy_of
from jobtracker.testing.web_process import CHECKOUT, Browser, WebProcess
from jobtracker.tests.conftest import PASSWORD, redis_address

# The test database, of which the processes use a copy, is made only for those who ask for it.
pytestmark = pytest.mark.django_db

IMPORTS = "/api/v1/imports/"
RUNS = "/api/v1/runs/"
RESTORES = "/api/v1/restores/"
HEADER = ("Title", "Company", "URL", "Status", "Date applied")
KEPT_ROWS, READ_ROWS, WRITTEN_ROWS = 2_500, 2_000, 200
APPLICATIONS = 60
FILES = ("report", "export", "backup")
DONE_SECONDS = 60
# The lease's half a minute, and until the sweep comes round.
TAKEN_UP_SECONDS = 60
ANSWER_SECONDS = 3.0


@dataclass
class Outcome:
    """What was seen."""

    # By their names the runs: as they were when the worker had been killed, and in the end.
    killed: dict[str, dict[str, Any]] = field(default_factory=dict)
    ended: dict[str, dict[str, Any]] = field(default_factory=dict)
    # After how many seconds another worker had begun each.
    seconds: dict[str, float] = field(default_factory=dict)
    # Postings, rows kept of the file that was being read, and whether the printing ended, when it had been killed.
    half_done: tuple[int, int] = (-1, -1)
    printing_ended: bool = False
    jobs: int = -1
    rows: int = -1
    files: dict[str, bytes] = field(default_factory=dict)
    stored_files: list[set[Path]] = field(default_factory=list)
    # Temporary files: when the worker had been killed, and in the end.
    temporary: list[list[Path]] = field(default_factory=list)
    # The backup as it was when it was done, before the worker woke up that had begun it first.
    backup_before: dict[str, Any] = field(default_factory=dict)
    # By what was asked for while the broker hung: the answer's status, and after how many seconds it came.
    without_broker: dict[str, tuple[int, float]] = field(default_factory=dict)
    # In which state each of that was in the end, and when the first of it had been begun.
    unheard: dict[str, str] = field(default_factory=dict)
    seconds_until_it_was_read: float = 0.0


def _file(name: str, rows: int, applications: int = 0) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for number in range(rows):
        applied = ("Applied", "2026-05-04") if number < applications else ("", "")
        address = f"https://{name}{number}.example/jobs/{number}"
        writer.writerow([f"{name} {number}", f"Company {name} {number}", address, *applied])
    return text.getvalue().encode()


class Scene:
    """An installation, and a person who has long work done."""

    def __init__(self, stack: ExitStack, database_url: str, data_dir: Path) -> None:
        """Start all but the long worker; `stack` ends it."""
        self._stack = stack
        self.redis = stack.enter_context(proxy_of(redis_address(os.environ["REDIS_URL"])))
        # A number of its own keeps its queues apart from those of other tests.
        stack.enter_context(redis.Redis.from_url(f"{os.environ['REDIS_URL']}?db=6")).flushdb()
        direct = stack.enter_context(proxy_of(redis_address(os.environ["REDIS_URL"])))
        self.database_url = database_url
        self.locations = Locations.of(data_dir)
        self.locations.run_dir.mkdir(parents=True)
        self.log_file = data_dir / "background.log"
        services = ServiceUrls(
            database_url, f"redis://127.0.0.1:{direct.port}/6", database_is_private=False, redis_is_private=False
        )
        self._services = services
        self.temporary = data_dir / "temporary"
        self.temporary.mkdir()
        roles = self._roles(1)
        for role in (roles.worker(), roles.beat()):
            stack.enter_context(running(role, self.log_file))
        web = WebProcess(
            database_url=database_url,
            redis_url=f"redis://127.0.0.1:{self.redis.port}/6",
            data_dir=data_dir,
            JOBTRACKER_RATE_API="100000",
        )
        web.start()
        stack.callback(web.stop)
        # Nobody has more than a few runs at a time.
        self.person, self.other = Browser(web.port), Browser(web.port)
        for browser in (self.person, self.other):
            browser.sign_up(f"{uuid4().hex}@example.org", PASSWORD)

    def _roles(self, runs_at_once: int) -> Roles:
        environment = {"JOBTRACKER_WORKER_CONCURRENCY": "1", "JOBTRACKER_LONG_WORKER_CONCURRENCY": f"{runs_at_once}"}
        return Roles(Options.from_environ(environment), self._services, self.locations, CHECKOUT)

    def long_worker(self, runs_at_once: int) -> subprocess.Popen[bytes]:
        """One more of them."""
        role = self._roles(runs_at_once).long_worker()
        role = replace(role, environment={**role.environment, "TMPDIR": str(self.temporary)})
        return self._stack.enter_context(running(role, self.log_file))

    def select(self, statement: str, *values: Any) -> Any:
        """The first column of the first row."""
        with psycopg.connect(self.database_url) as connection:
            row = connection.execute(statement, values).fetchone()
        assert row
        return row[0]

    def send(self, content: bytes) -> str:
        """Send a file to import; the import's id."""
        answer = self.person.upload(IMPORTS, "postings.csv", content)
        assert answer.status == 201, answer
        return str(answer.json()["id"])

    def begin(self, kind: str, parameters: dict[str, Any]) -> str:
        """Begin a run; its id."""
        answer = self.person.post(RUNS, {"kind": kind, "parameters": parameters})
        assert answer.status == 201, answer
        return str(answer.json()["id"])

    def commit(self, import_id: str) -> None:
        """Have an import written."""
        answer = self.person.post(f"{IMPORTS}{import_id}/commit/", {"mode": "all_or_nothing", "duplicates": "skip"})
        assert answer.status == 202, answer

    def until_import_is(self, import_id: str, state: str) -> None:
        """Wait for it."""
        until(lambda: self.person.get(f"{IMPORTS}{import_id}/").json()["state"] == state, DONE_SECONDS)

    def run_of(self, import_id: str) -> str:
        """The id of an import's present run."""
        return str(self.select("SELECT run_id FROM dataio_import WHERE id = %s", import_id))

    def runs(self, ids: dict[str, str], person: Browser | None = None) -> dict[str, dict[str, Any]]:
        """The runs of these ids as they are."""
        browser = person or self.person
        return {name: browser.get(f"{RUNS}{run_id}/").json() for name, run_id in ids.items()}

    def stored_files(self) -> set[Path]:
        """All files that runs have made."""
        return set((self.locations.data_dir / "files" / "runs").glob("*/*"))

    def backup_of_the_other(self) -> bytes:
        """The backup of one who has nothing."""
        run = self.other.post(RUNS, {"kind": "backup", "parameters": {}}).json()
        until(lambda: not _unfinished(self.runs({"backup": run["id"]}, self.other)), DONE_SECONDS)
        return self.other.get(f"{RUNS}{run['id']}/file/").body

    def waits_for(self, table: str) -> bool:
        """Whether somebody waits for a lock on a table."""
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
        return bool(self.select(waiting, table))

    def waits(self, statement: str) -> bool:
        """Whether a statement that begins so waits for a lock."""
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(self.select(f"{waiting} AND ltrim(query, E' \n') LIKE %s", f"{statement}%"))


def _children(pid: int) -> list[int]:
    """The processes that a process has begun, and theirs."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]
    return [*children, *(grandchild for child in children for grandchild in _children(child))]


def _printing(pid: int) -> list[int]:
    """Those of them that print."""
    return [child for child in _children(pid) if "dataio.reports.printing" in _command(child)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def _play(scene: Scene) -> Outcome:
    outcome = Outcome()
    sleeper = scene.long_worker(1)
    backup = scene.backup_of_the_other()
    made_before = scene.stored_files()
    kept, written = scene.send(_file("kept", KEPT_ROWS, APPLICATIONS)), scene.send(_file("written", WRITTEN_ROWS))
    scene.until_import_is(kept, "ready")
    scene.commit(kept)
    scene.until_import_is(kept, "committed")
    scene.until_import_is(written, "ready")

    ids: dict[str, str] = {}
    with ExitStack() as stack:
        backup_lock, locks = [stack.enter_context(psycopg.connect(scene.database_url)) for _ in range(2)]
        # Only the backup reads these.
        backup_lock.execute("LOCK TABLE applications_suggestiondecision IN ACCESS EXCLUSIVE MODE")
        ids["backup"] = scene.begin("backup", {})
        until(lambda: scene.waits_for("applications_suggestiondecision"), DONE_SECONDS)
        worker = scene.long_worker(4)
        # The commit comes to a stop when all its postings are written, the preview when all its rows are.
        locks.execute("LOCK TABLE dataio_sourcerow IN SHARE MODE")
        read = scene.send(_file("read", READ_ROWS))
        locks.execute("SELECT FROM dataio_import WHERE id = %s FOR UPDATE", [read])
        ids["preview"] = scene.run_of(read)
        scene.commit(written)
        ids["commit"] = scene.run_of(written)
        until(lambda: scene.waits("INSERT INTO dataio_sourcerow"), DONE_SECONDS)
        until(lambda: scene.waits('UPDATE "dataio_import"'), DONE_SECONDS)

        ids["report"] = scene.begin("report", {})
        until(lambda: bool(_printing(worker.pid)), DONE_SECONDS)
        [printing] = _printing(worker.pid)
        os.kill(printing, signal.SIGSTOP)
        ids["export"] = scene.begin("export", {"resource": "jobs", "format": "xlsx"})
        until(lambda: scene.runs({"export": ids["export"]})["export"]["state"] == "running", DONE_SECONDS)

        os.killpg(sleeper.pid, signal.SIGSTOP)
        stack.callback(os.killpg, sleeper.pid, signal.SIGCONT)
        for pid in [worker.pid, *(child for child in _children(worker.pid) if child != printing)]:
            os.kill(pid, signal.SIGKILL)
        killed_at = time.time()
        os.kill(printing, signal.SIGCONT)
        outcome.killed = scene.runs(ids)
        until(lambda: "printing" not in _command(printing), 10)
        outcome.printing_ended = True
        outcome.temporary.append(list(scene.temporary.glob("*/*")))
        worker.wait()
        locks.rollback()
        outcome.half_done = (_count_jobs(scene), scene.select(_ROWS, read))

        posted_at = time.time()
        unheard = _ask_without_broker(scene, backup, outcome)
        # The supervisor starts it anew.
        scene.long_worker(4)
        backup_lock.rollback()
        until(lambda: not _unfinished(scene.runs(ids)), DONE_SECONDS + TAKEN_UP_SECONDS)
        until(lambda: not _unfinished(scene.runs(unheard, scene.other)), DONE_SECONDS)
        outcome.unheard = {name: run["state"] for name, run in scene.runs(unheard, scene.other).items()}
        outcome.backup_before = scene.runs({"backup": ids["backup"]})["backup"]
        outcome.stored_files.append(scene.stored_files() - made_before)

    # The sleeper is awake.
    until(lambda: "another worker has taken over a run of kind backup" in scene.log_file.read_text(), DONE_SECONDS)
    until(lambda: not list(scene.temporary.glob("*/*")), DONE_SECONDS)
    outcome.temporary.append(list(scene.temporary.glob("*/*")))
    outcome.ended = scene.runs(ids)
    begun = "SELECT extract(epoch FROM started_at)::float FROM dataio_run WHERE id = %s"
    outcome.seconds = {name: scene.select(begun, run_id) - killed_at for name, run_id in ids.items()}
    outcome.seconds_until_it_was_read = scene.select(begun, unheard["import"]) - posted_at
    outcome.jobs, outcome.rows = _count_jobs(scene), scene.select(_ROWS, read)
    outcome.files = {name: scene.person.get(f"{RUNS}{ids[name]}/file/").body for name in FILES}
    outcome.stored_files.append(scene.stored_files() - made_before)
    return outcome


def _unfinished(runs: dict[str, dict[str, Any]]) -> bool:
    return any(run["state"] in ("queued", "running") for run in runs.values())


def _ask_without_broker(scene: Scene, backup: bytes, outcome: Outcome) -> dict[str, str]:
    """Ask for an import, an export, a restore, and to cancel an export, while the broker hangs; their runs."""
    person = scene.other
    scene.redis.hang()
    try:
        export = {"kind": "export", "parameters": {"resource": "jobs", "format": "csv"}}
        answers = {
            "import": person.upload(IMPORTS, "postings.csv", _file("unheard", 3)),
            "export": person.post(RUNS, export),
            "restore": person.upload(RESTORES, "backup.zip", backup),
            "cancelled": person.post(RUNS, export),
        }
        runs = {name: str(answer.json()["id"]) for name, answer in answers.items()}
        answers["cancel"] = person.post(f"{RUNS}{runs['cancelled']}/cancel/", {})
    finally:
        scene.redis.resume()
    runs["import"] = scene.run_of(runs["import"])
    outcome.without_broker = {name: (answer.status, answer.seconds) for name, answer in answers.items()}
    return runs


_ROWS = "SELECT count(*) FROM dataio_importrow WHERE of_import_id = %s"


def _count_jobs(scene: Scene) -> int:
    return int(scene.select("SELECT count(*) FROM jobs_job"))


@pytest.fixture(scope="module")
def outcome(database_copy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    """What came of it; all tests of this module look at it."""
    with ExitStack() as stack:
        scene = Scene(stack, database_copy, tmp_path_factory.mktemp("killed-workers"))
        yield _play(scene)


KINDS = ["preview", "commit", "report", "export", "backup"]


@pytest.mark.parametrize("name", KINDS)
def test_what_a_killed_worker_was_at_is_taken_up_by_another_one_and_done(
    name: str, outcome: Outcome, record_property: Callable[[str, Any], None]
) -> None:
    assert outcome.killed[name]["state"] == "running", "it was not being done when its worker was killed"
    assert (outcome.ended[name]["state"], outcome.ended[name]["problem"]) == ("done", None)
    assert 0 < outcome.seconds[name] < TAKEN_UP_SECONDS
    record_property(f"seconds until the {name} of a killed worker was taken up", round(outcome.seconds[name], 1))


def test_nothing_was_half_done_and_each_has_one_result(outcome: Outcome) -> None:
    assert outcome.half_done == (KEPT_ROWS, 0)
    assert outcome.jobs == KEPT_ROWS + WRITTEN_ROWS
    assert outcome.rows == READ_ROWS
    assert outcome.files["report"].startswith(b"%PDF-")
    assert outcome.files["export"].startswith(b"PK")
    assert outcome.files["backup"].startswith(b"PK")
    assert outcome.ended["export"]["result"]["rows"] in (KEPT_ROWS, KEPT_ROWS + WRITTEN_ROWS)


def test_temporary_files_of_a_killed_worker_go_when_the_next_one_starts(outcome: Outcome) -> None:
    when_killed, at_the_end = outcome.temporary
    assert when_killed
    assert at_the_end == []


def test_what_a_worker_does_that_wakes_up_when_its_run_is_done_counts_for_nothing(outcome: Outcome) -> None:
    assert outcome.backup_before["state"] == "done"
    assert outcome.ended["backup"] == outcome.backup_before
    before, after = outcome.stored_files
    assert after == before
    # And the export that was asked for while the broker hung.
    assert len(after) == len(FILES) + 1


def test_the_process_that_prints_ends_with_its_worker(outcome: Outcome) -> None:
    assert outcome.printing_ended


def test_what_is_asked_for_while_the_broker_hangs_is_answered_and_done_when_the_sweep_comes_round(
    outcome: Outcome, record_property: Callable[[str, Any], None]
) -> None:
    answered = {name: status for name, (status, _) in outcome.without_broker.items()}
    assert answered == {"import": 201, "export": 201, "restore": 201, "cancelled": 201, "cancel": 200}
    for name, (_, seconds) in outcome.without_broker.items():
        assert seconds < ANSWER_SECONDS
        record_property(f"seconds until the {name} was answered while the broker hung", round(seconds, 2))
    assert outcome.unheard == {"import": "done", "export": "done", "restore": "done", "cancelled": "cancelled"}
    assert outcome.seconds_until_it_was_read < TAKEN_UP_SECONDS
    record_property("seconds until it was read", round(outcome.seconds_until_it_was_read, 1))
