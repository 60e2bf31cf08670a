"""Which way to serve HTTP and WebSocket on one port answers most requests?

    ./run manage up                       # in another terminal: it has the database
    .venv/bin/python -m benchmarks.web_servers

Serves a list of 25 postings through each candidate in turn, several rounds of all of them, so that a slow moment of the
machine hits every candidate alike. Needs wrk (`apt-get install wrk`), and for the candidates that the project does not
install: `uv pip install daphne granian gunicorn`. Prints requests a second and the 99th percentile, the medians of the
rounds, and each candidate's ratio to the first.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec

CONNECTIONS = 32
SECONDS = 5
PORT = 8188
UVICORN = ["uvicorn", "--lifespan=off", "--log-level=warning", "--no-access-log", f"--port={PORT}"]

# Name, module that must be there, command; all with two processes of eight threads, where they have threads.
CANDIDATES = [
    ("uvicorn, WSGI threads", "a2wsgi", [*UVICORN, "--workers=2", "jobtracker.asgi:application"]),
    ("uvicorn, Django's ASGI", "uvicorn", [*UVICORN, "--workers=2", "benchmarks.django_asgi:application"]),
    (
        "granian, Django's ASGI",
        "granian",
        [
            "granian", "--interface=asgi", "--workers=2", "--no-ws", f"--port={PORT}",
            "benchmarks.django_asgi:application",
        ],
    ),
    ("daphne, Django's ASGI (1 process)", "daphne", ["daphne", f"--port={PORT}", "benchmarks.django_asgi:application"]),
    (
        "gunicorn, threads (HTTP alone)",
        "gunicorn",
        ["gunicorn", "--workers=2", "--threads=8", f"--bind=127.0.0.1:{PORT}", "jobtracker.wsgi:application"],
    ),
    (
        "granian, threads (HTTP alone)",
        "granian",
        [
            "granian", "--interface=wsgi", "--workers=2", "--blocking-threads=8", f"--port={PORT}",
            "jobtracker.wsgi:application",
        ],
    ),
]  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    if shutil.which("wrk") is None:
        sys.exit("This needs wrk: apt-get install wrk")
    candidates = [candidate for candidate in CANDIDATES if find_spec(candidate[1])]
    cookie = _session_with_postings()
    rates: dict[str, list[float]] = {name: [] for name, _, _ in candidates}
    slowest: dict[str, list[float]] = {name: [] for name, _, _ in candidates}
    for _ in range(rounds):
        for name, _, command in candidates:
            rate, milliseconds = _measure(command, cookie)
            rates[name].append(rate)
            slowest[name].append(milliseconds)
    first = statistics.median(rates[candidates[0][0]])
    print(f"{'candidate':36} {'requests/s':>10} {'p99 ms':>8} {'ratio':>6}")
    for name, _, _ in candidates:
        rate = statistics.median(rates[name])
        print(f"{name:36} {rate:10.0f} {statistics.median(slowest[name]):8.0f} {rate / first:6.2f}")


def _session_with_postings() -> str:
    """The session cookie of a person with 25 postings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from accounts.models import User
    from jobs.models import Job

    person, _ = User.objects.get_or_create(email="benchmark@example.org")
    Job.objects.filter(owner=person).delete()
    jobs = [Job(owner=person, title=f"Engineer {n}", company="Gletscher", skills=["Python"]) for n in range(25)]
    Job.objects.bulk_create(jobs)
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _measure(command: list[str], cookie: str) -> tuple[float, float]:
    """Requests a second and the 99th percentile in milliseconds of one candidate."""
    # Each is a child in a group of its own, so that its workers end with it.
    server = subprocess.Popen([sys.executable, "-m", *command], start_new_session=True)
    try:
        url = f"http://127.0.0.1:{PORT}/api/v1/jobs/"
        _wait_for(url, cookie)
        wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-H", f"Cookie: {cookie}", url]
        text = subprocess.run(wrk, capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in text:
            raise SystemExit(f"{command[0]} answered with errors:\n{text}")
        rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
        slowest = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
        assert rate
        assert slowest
        return float(rate[1]), float(slowest[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[slowest[2]]
    finally:
        # No candidate has anything to lose, and not each of them ends its workers when it is asked to.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        _wait_until_free()


def _wait_for(url: str, cookie: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie})):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def _wait_until_free() -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)):
                return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
