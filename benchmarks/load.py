"""Many people at once: the list endpoint under a number of connections, each of which asks again at once."""

import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = (32, 100)
PATHS = {"25 postings": "/api/v1/jobs/?page_size=25", "50 postings": "/api/v1/jobs/"}
SECONDS = 6
ROUNDS = 3
_SCRIPT = Path(__file__).with_name("percentiles.lua")


@dataclass(frozen=True)
class Load:
    """Medians of the rounds; times in milliseconds. `errors` are of all rounds."""

    name: str
    connections: int
    requests_per_second: float
    p50: float
    p95: float
    p99: float
    errors: int


def measure_load(port: int, cookie: str) -> list[Load]:
    """Every list under every number of connections, in turns; nothing where wrk is not installed."""
    if shutil.which("wrk") is None:
        print("wrk is not installed (apt-get install wrk): no requests per second.")
        return []
    cases = [(name, connections) for name in PATHS for connections in CONNECTIONS]
    results: dict[tuple[str, int], list[list[float]]] = {case: [] for case in cases}
    for _ in range(ROUNDS):
        for name, connections in cases:
            results[name, connections].append(_wrk(f"http://127.0.0.1:{port}{PATHS[name]}", connections, cookie))
    return [
        Load(name, connections, *(statistics.median(column) for column in columns), errors=int(sum(errors)))
        for (name, connections), rounds in results.items()
        for *columns, errors in [list(zip(*rounds, strict=True))]
    ]


def _wrk(url: str, connections: int, cookie: str) -> list[float]:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--timeout=30s", f"--script={_SCRIPT}"]
    headers = ["-H", "Host: localhost", "-H", f"Cookie: {cookie}"]
    text = subprocess.run(
        [*command, *headers, url], capture_output=True, text=True, check=True, timeout=SECONDS + 60
    ).stdout
    line = next(line for line in text.splitlines() if line.startswith("result "))
    return [float(figure) for figure in line.split()[1:]]
