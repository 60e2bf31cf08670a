"""What Prometheus reads at `/metrics`: requests, tasks and WebSockets counted as they happen, the rest when it asks.

Several processes answer for one installation. The supervisor gives them a directory (PROMETHEUS_MULTIPROC_DIR), where
prometheus_client keeps the numbers of each, and whichever is asked adds them up. Without it, each speaks for itself.
"""

import ipaddress
import json
import logging
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import redis
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from jobtracker.databases import answers_within, without_pool
from jobtracker.redis_connection import RedisUnavailable, shared_redis

logger = logging.getLogger(__name__)

_shared_directory = Path(directory) if (directory := os.environ.get("PROMETHEUS_MULTIPROC_DIR")) else None
if _shared_directory is not None:
    # The first metric opens its file there.
    _shared_directory.mkdir(parents=True, exist_ok=True)

# --- Counted as it happens --------------------------------------------------------------------------------------

_own = CollectorRegistry()

REQUESTS = Counter("jobtracker_requests", "Requests that were answered.", ("method", "route", "status"), registry=_own)
REQUEST_SECONDS = Histogram(
    "jobtracker_request_duration_seconds", "How long requests took.", ("method", "route"), registry=_own
)
REQUESTS_IN_PROGRESS = Gauge(
    "jobtracker_requests_in_progress", "Requests at hand.", registry=_own, multiprocess_mode="livesum"
)
POOL_IN_USE = Gauge(
    "jobtracker_database_pool_connections_in_use",
    "Database connections of the web processes' pools at work.",
    registry=_own,
    multiprocess_mode="livesum",
)
POOL_MAX = Gauge(
    "jobtracker_database_pool_connections_max",
    "Database connections that the web processes' pools may hold.",
    registry=_own,
    multiprocess_mode="livesum",
)
POOL_WAIT_SECONDS = Histogram(
    "jobtracker_database_pool_wait_seconds",
    "For how long a pool was waited for, a new connection or the sign of life of a kept one included.",
    registry=_own,
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3),
)
WEBSOCKETS_OPEN = Gauge("jobtracker_websockets_open", "Open WebSockets.", registry=_own, multiprocess_mode="livesum")
JOBS = Counter(
    "jobtracker_jobs",
    "Background jobs by outcome: succeeded, failed, retried, rejected, ignored or interrupted.",
    ("job", "outcome"),
    registry=_own,
)
JOB_SECONDS = Histogram(
    "jobtracker_job_duration_seconds",
    "How long background jobs took, without their wait.",
    ("job",),
    registry=_own,
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600),
)


# --- Asked when Prometheus asks ---------------------------------------------------------------------------------

# For so long the page waits for the database; then the numbers of the database are missing from it.
_DATABASE_SECONDS = 1.0
_CONNECTIONS = """
    SELECT coalesce(state, 'other'), count(*), current_setting('max_connections')::int
    FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1
"""

# One at a time: if the database hangs, so does one thread, and not one for each scrape.
_database_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="metrics-database")
_reading: Future[list[tuple[str, int, int]]] | None = None


class DatabaseCollector(Collector):
    """The database's connections, as it counts them itself."""

    def collect(self) -> Iterator[Metric]:
        """Yield the connections by state and how many there may be; nothing if the database does not answer."""
        global _reading
        if _reading is None or _reading.done():
            _reading = _database_thread.submit(_read_connections)
        try:
            rows = _reading.result(timeout=_DATABASE_SECONDS)
        except (DatabaseError, TimeoutError) as error:
            logger.warning("no metrics of the database: %s", type(error).__name__)
            return
        by_state = GaugeMetricFamily(
            "jobtracker_database_connections", "Connections to this database.", labels=["state"]
        )
        for state, count, _ in rows:
            by_state.add_metric([state], count)
        yield by_state
        # There is one row at least: the connection that asks.
        yield GaugeMetricFamily(
            "jobtracker_database_connections_max", "Most connections that the server takes.", value=rows[0][2]
        )


def _read_connections() -> list[tuple[str, int, int]]:
    """Each state, its connections, and the server's limit; on a connection that is given back at once."""
    # Also while all of the pool's connections are taken.
    with answers_within(_DATABASE_SECONDS), without_pool():
        try:
            with connection.cursor() as cursor:
                cursor.execute(_CONNECTIONS)
                rows: list[tuple[str, int, int]] = cursor.fetchall()
                return rows
        finally:
            connection.close()


# kombu keeps a list for each queue and step of priority (its Redis transport's defaults); new messages come in on the
# left.
_PRIORITY_SUFFIXES = ("", "\x06\x163", "\x06\x166", "\x06\x169")


class QueueCollector(Collector):
    """The jobs that wait at the broker."""

    def collect(self) -> Iterator[Metric]:
        """Yield the length of each queue and the age of its oldest job; nothing if the broker does not answer."""
        queues = list(current_app.amqp.queues)
        try:
            answers = shared_redis().ask(lambda client: _read_queues(client, queues))
        except RedisUnavailable as error:
            logger.warning("no metrics of the queues: %s", error)
            return
        depth = GaugeMetricFamily("jobtracker_queue_depth", "Background jobs that wait.", labels=["queue"])
        age = GaugeMetricFamily(
            "jobtracker_queue_oldest_seconds", "For how long the oldest waiting job has waited.", labels=["queue"]
        )
        now = time.time()
        for queue, (waiting, oldest) in answers.items():
            depth.add_metric([queue], waiting)
            published = [at for at in map(_published_at, oldest) if at is not None]
            age.add_metric([queue], max(0.0, now - min(published, default=now)))
        yield depth
        yield age


def _read_queues(client: redis.Redis, queues: list[str]) -> dict[str, tuple[int, list[bytes | None]]]:
    """For each queue how many jobs wait, and the oldest of each priority, in one round trip."""
    pipeline = client.pipeline(transaction=False)
    for queue in queues:
        for suffix in _PRIORITY_SUFFIXES:
            pipeline.llen(queue + suffix)
            pipeline.lindex(queue + suffix, -1)
    answers = pipeline.execute()
    size = 2 * len(_PRIORITY_SUFFIXES)
    parts = {queue: answers[index * size : (index + 1) * size] for index, queue in enumerate(queues)}
    return {queue: (sum(part[::2]), part[1::2]) for queue, part in parts.items()}


def _published_at(message: bytes | None) -> float | None:
    """When a waiting message was published (seconds since the epoch); None for one that does not say."""
    try:
        return float(json.loads(message or b"null")["headers"]["published_at"])
    except (ValueError, TypeError, KeyError):
        return None


# --- The page ---------------------------------------------------------------------------------------------------

_LIVE_GAUGE_FILE = re.compile(r"gauge_live\w+_(\d+)\.db")
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
# Whoever passes a request on for others says so in one of these.
_FORWARDING = re.compile(r"FORWARDED|X_FORWARDED_\w+|X_REAL_IP|VIA")


@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """All metrics in Prometheus's text format. Whoever may not see them finds nothing at this address."""
    if request.method not in ("GET", "HEAD") or not _is_open_to(request):
        raise Http404
    registry = CollectorRegistry()
    if _shared_directory is None:
        registry.register(_own)
    else:
        _forget_the_dead(_shared_directory)
        MultiProcessCollector(registry, str(_shared_directory))  # type: ignore[no-untyped-call]
    registry.register(DatabaseCollector())
    registry.register(QueueCollector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _is_open_to(request: HttpRequest) -> bool:
    """Whether the request shows the token; without one to show, whether it comes from this machine itself."""
    if settings.METRICS_TOKEN:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and constant_time_compare(token.strip(), settings.METRICS_TOKEN)
    is_forwarded = any(_FORWARDING.fullmatch(name.removeprefix("HTTP_")) for name in request.META)
    host, _ = split_domain_port(request.get_host())
    return not is_forwarded and host in _LOOPBACK_NAMES and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    # Python takes ::ffff:127.0.0.1 for an address like any other.
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def _forget_the_dead(directory: Path) -> None:
    """Drop what processes that have ended left in gauges of what is at hand: a killed one takes nothing back."""
    pids = {int(match[1]) for path in directory.iterdir() if (match := _LIVE_GAUGE_FILE.fullmatch(path.name))}
    for pid in pids:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            # Another scrape may be a moment ahead.
            with suppress(FileNotFoundError):
                mark_process_dead(pid, str(directory))  # type: ignore[no-untyped-call]
        except PermissionError:
            pass  # it lives, as somebody else
