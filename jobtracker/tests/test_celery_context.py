"""A background task knows the request that it goes back to, and is logged and counted like one."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from celery import Task
from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector

from jobtracker.embedded.children import die_with_parent
from jobtracker.embedded.tests.processes import wait_until
from jobtracker.request_context import Work, begin, current_work, end
from jobtracker.testing.web_process import CHECKOUT
from jobtracker.tests import celery_tasks

SECRET = "c4n4ry-Zq7"
_SECONDS = 20
NAME = "jobtracker.tests.celery_tasks."


@dataclass(frozen=True)
class Worker:
    """A worker in processes of its own, with a queue of its own."""

    queue: str
    log_file: Path
    metrics_dir: Path

    def lines(self) -> list[dict[str, Any]]:
        """What it has logged; each line must be an object."""
        return [json.loads(line) for line in self.log_file.read_text(encoding="utf-8").splitlines()]

    def lines_of(self, request_id: str, *, tasks: int) -> list[dict[str, Any]]:
        """What it has logged for a request, once so many tasks of it are done."""

        def found() -> list[dict[str, Any]]:
            return [line for line in self.lines() if line.get("request_id") == request_id]

        wait_until(lambda: sum(line["event"] == "task" for line in found()) == tasks, _SECONDS)
        return found()

    def do(self, task: Task[Any, Any], *arguments: object, tasks: int = 1) -> list[dict[str, Any]]:
        """Enqueue a task from within a request; return what is logged for that, once so many tasks are done."""
        request_id = uuid4().hex
        token = begin(Work(request_id))
        try:
            task.apply_async(arguments, queue=self.queue)
        finally:
            end(token)
        return self.lines_of(request_id, tasks=tasks)

    def metric(self, name: str, **labels: str) -> float:
        """A number that its processes have counted together; 0 for one that is not there."""
        registry = CollectorRegistry()
        MultiProcessCollector(registry, str(self.metrics_dir))  # type: ignore[no-untyped-call]
        return registry.get_sample_value(name, labels) or 0.0


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """A worker, ready for tasks."""
    directory = tmp_path_factory.mktemp("worker")
    worker = Worker(f"tests-{uuid4().hex}", directory / "worker.log", directory / "metrics")
    command = ["-m", "celery", "--app=jobtracker", "--quiet", "worker", "--concurrency=1", f"--queues={worker.queue}"]
    environment = {"JOBTRACKER_LOG_FORMAT": "json", "PROMETHEUS_MULTIPROC_DIR": str(worker.metrics_dir)}
    with worker.log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *command, f"--include={celery_tasks.__name__}", "--without-mingle"],
            cwd=CHECKOUT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
    try:
        wait_until(lambda: any(" ready." in line["event"] for line in worker.lines()), 60)
        yield worker
    finally:
        process.terminate()
        process.wait(30)


def test_a_task_is_logged_with_the_request_that_it_goes_back_to(worker: Worker) -> None:
    said, done = worker.do(celery_tasks.ask_the_database)
    assert (said["event"], said["logger"]) == ("asked", "jobtracker.tests")
    assert UUID(done["task_id"])
    assert (said["task"], said["task_id"]) == (done["task"], done["task_id"])
    assert done["duration_ms"] > 0
    assert done["database_ms"] > 0
    assert done["waited_ms"] >= 0
    expected = {"event": "task", "level": "info", "task": f"{NAME}ask_the_database", "outcome": "succeeded"}
    assert done | expected | {"query_count": 1} == done


def test_a_task_that_enqueues_another_passes_the_request_on(worker: Worker) -> None:
    lines = worker.do(celery_tasks.enqueue_another, worker.queue, tasks=2)
    assert [line["task"] for line in lines if line["event"] == "task"] == [
        f"{NAME}enqueue_another",
        f"{NAME}ask_the_database",
    ]


def test_a_task_that_nobody_requested_has_an_id_of_its_own(worker: Worker) -> None:
    task_ids = {celery_tasks.ask_the_database.apply_async(queue=worker.queue).id for _ in range(2)}

    def done() -> dict[str, str]:
        lines = [line for line in worker.lines() if line["event"] == "task" and line["task_id"] in task_ids]
        return {line["task_id"]: line["request_id"] for line in lines}

    wait_until(lambda: set(done()) == task_ids, _SECONDS)
    first, second = map(UUID, done().values())
    assert first != second


def test_a_task_that_crashes_is_one_traceback_with_both_ids_and_without_its_arguments(worker: Worker) -> None:
    crash, done = worker.do(celery_tasks.crash, SECRET)
    assert (crash["event"], crash["level"], crash["task"]) == ("task failed", "error", f"{NAME}crash")
    assert crash["exception"].splitlines()[-1] == r"ValueError: no way\n2026-01-01 forged\npassword=[masked]"
    assert (done["task_id"], done["outcome"], done["level"]) == (crash["task_id"], "failed", "warning")
    assert SECRET not in worker.log_file.read_text()
    about_it = [line for line in worker.lines() if crash["task_id"] in json.dumps(line)]
    assert about_it == [crash, done]


def test_a_failure_that_a_task_names_is_no_traceback(worker: Worker) -> None:
    [done] = worker.do(celery_tasks.fail_as_expected)
    assert done["outcome"] == "failed"


def test_a_task_that_runs_out_of_time_is_logged_and_counted(worker: Worker) -> None:
    [done] = worker.do(celery_tasks.take_too_long)
    assert (done["outcome"], done["level"]) == ("interrupted", "warning")
    counted = {"job": f"{NAME}take_too_long", "outcome": "interrupted"}
    assert worker.metric("jobtracker_jobs_total", **counted) == 1
    # Celery's own words.
    wait_until(lambda: any(done["task_id"] in line["event"] for line in worker.lines()), _SECONDS)


def test_what_a_task_returns_is_not_logged(worker: Worker) -> None:
    worker.do(celery_tasks.return_a_secret, SECRET)
    assert SECRET not in worker.log_file.read_text()


def test_outcomes_and_durations_are_counted(worker: Worker) -> None:
    def counts(name: str) -> dict[str, float]:
        outcomes = ("succeeded", "failed", "retried")
        return {
            outcome: worker.metric("jobtracker_jobs_total", job=f"{NAME}{name}", outcome=outcome)
            for outcome in outcomes
        }

    before = {name: counts(name) for name in ("crash", "ask_the_database")}
    worker.do(celery_tasks.crash, SECRET)
    worker.do(celery_tasks.ask_the_database)
    lines = worker.do(celery_tasks.try_twice, tasks=2)
    assert [line["outcome"] for line in lines] == ["retried", "succeeded"]
    assert counts("crash")["failed"] == before["crash"]["failed"] + 1
    assert counts("ask_the_database")["succeeded"] == before["ask_the_database"]["succeeded"] + 1
    assert counts("try_twice") == {"succeeded": 1, "failed": 0, "retried": 1}
    assert worker.metric("jobtracker_job_duration_seconds_count", job=f"{NAME}try_twice") == 2


def test_a_worker_logs_everything_the_one_way(worker: Worker) -> None:
    worker.do(celery_tasks.ask_the_database)
    assert all({"timestamp", "level", "logger", "event"} <= set(line) for line in worker.lines())


def test_a_task_that_is_done_in_place_leaves_the_request_as_it_was() -> None:
    work = Work("the-very-request")
    token = begin(work)
    try:
        celery_tasks.return_a_secret.apply((SECRET,))
        assert current_work() is work
    finally:
        end(token)
