"""Many people at once: the list endpoint under a number of connections, each of which asks again at once."""

import shutil
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = (32, 100)
ANEW = "Cache-Control: no-cache"
# What is asked for, and with which further header: whether the answer is made anew, or taken from what was kept.
CASES = {
    "25 postings": ("/api/v1/jobs/?page_size=25", ANEW),
    "50 postings": ("/api/v1/jobs/", ANEW),
    "50 postings, kept": ("/api/v1/jobs/", "Accept: application/json"),
}
SECONDS = 6
ROUNDS = 3
_SCRIPT = Path(__file__).with_name("percentiles.lua")


@dataclass(frozen=True)
class Load:
    """One round, or the medians of several, whose `errors` add up. Times in milliseconds."""

    name: str
    connections: int
    requests_per_second: float
    p50: float
    p95: float
    p99: float
    errors: int


def measure_load(port: int, session: str) -> list[Load]:
    """Every list under every number of connections, in turns; nothing where wrk is not installed."""
    if shutil.which("wrk") is None:
        print("wrk is not installed (apt-get install wrk): no requests per second.")
        return []
    cases = [(name, connections) for name in CASES for connections in CONNECTIONS]
    rounds: dict[tuple[str, int], list[Load]] = {case: [] for case in cases}
    for _ in range(ROUNDS):
        for name, connections in cases:
            rounds[name, connections].append(_wrk(name, connections, f"http://127.0.0.1:{port}", session))
    return [_medians(loads) for loads in rounds.values()]


def _wrk(name: str, connections: int, origin: str, session: str) -> Load:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--timeout=30s", f"--script={_SCRIPT}"]
    path, header = CASES[name]
    headers = ["-H", "Host: localhost", "-H", f"Cookie: {session}", "-H", header]
    run = subprocess.run(
        [*command, *headers, origin + path], capture_output=True, text=True, check=True, timeout=SECONDS + 60
    )
    line = next(line for line in run.stdout.splitlines() if line.startswith("result "))
    rate, p50, p95, p99, errors = line.split()[1:]
    return Load(name, connections, float(rate), float(p50), float(p95), float(p99), int(errors))


def _medians(loads: Sequence[Load]) -> Load:
    return Load(
        loads[0].name,
        loads[0].connections,
        statistics.median(load.requests_per_second for load in loads),
        statistics.median(load.p50 for load in loads),
        statistics.median(load.p95 for load in loads),
        statistics.median(load.p99 for load in loads),
        sum(load.errors for load in loads),
    )
