"""One address beside its floor: both sides of a line, ready to be measured, and what came out."""

import http.client
import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import psycopg
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.utils.crypto import get_random_string

from benchmarks.lines import DEEP_PAGE, MOST_WARM, PAGE_SIZE, Answer, Listing

_STRIDE = 200


class Asks(Protocol):
    """Whoever asks the API."""

    def get(self, path: str) -> bytes:
        """The body of the answer."""


class Caller:
    """The measured user at one web process, over one connection that is kept open."""

    def __init__(self, port: int, session: str) -> None:
        """Connect with the first request. `session` is the cookie."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        token = get_random_string(CSRF_SECRET_LENGTH)
        self._headers = {"Host": "localhost", "Cookie": f"{session}; csrftoken={token}", "X-CSRFToken": token}

    def get(self, path: str) -> bytes:
        """The body of the answer, made anew: a repeated read would measure Redis."""
        return self._send("GET", path, None, {"Cache-Control": "no-cache"})

    def post(self, path: str, body: Any) -> bytes:
        """Send JSON, with an idempotency key as a careful client does; the body of the answer."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        return self._send("POST", path, json.dumps(body), headers)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> bytes:
        self._connection.request(method, path, body, {**self._headers, **headers})
        response = self._connection.getresponse()
        content = response.read()
        if response.status >= http.HTTPStatus.BAD_REQUEST:
            text = content[:500].decode(errors="replace")
            raise SystemExit(f"{method} {path} answered {response.status}: {text}")
        return content


@dataclass
class Times:
    """Milliseconds of each round."""

    measured: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """What half of the rounds stay below."""
        return statistics.median(self.measured)

    @property
    def p95(self) -> float:
        """What 95 in 100 rounds stay within."""
        ordered = sorted(self.measured)
        return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]

    @property
    def worst(self) -> float:
        """The longest."""
        return max(self.measured)


@dataclass
class Probe:
    """An address and the SQL that gives the same rows. `page` is None for what has no pages."""

    name: str
    page: int | None
    path: str
    sql: str
    parameters: Mapping[str, Any]
    is_cold_too: bool
    most_warm: float = MOST_WARM
    most_cold: float | None = None
    ours: Times = field(default_factory=Times)
    floor: Times = field(default_factory=Times)
    ours_cold: Times = field(default_factory=Times)
    floor_cold: Times = field(default_factory=Times)
    is_same: bool = False
    # What the server's statements read and how, by EXPLAIN (ANALYZE, BUFFERS).
    buffers: int = 0
    floor_buffers: int = 0
    reads_whole_table: bool = False

    def time_ours(self, caller: Caller) -> float:
        """Milliseconds until the whole answer is there."""
        started = time.perf_counter()
        caller.get(self.path)
        return (time.perf_counter() - started) * 1000

    def time_floor(self, database: psycopg.Connection) -> float:
        """Milliseconds until all rows are there."""
        started = time.perf_counter()
        database.execute(self.sql, self.parameters).fetchall()
        return (time.perf_counter() - started) * 1000

    def time_floor_connecting(self, database_url: str) -> float:
        """The same over a connection that is made first."""
        started = time.perf_counter()
        with psycopg.connect(database_url, autocommit=True) as database:
            database.execute(self.sql, self.parameters).fetchall()
            return (time.perf_counter() - started) * 1000


def probes_of_listing(listing: Listing, caller: Asks, database: psycopg.Connection, owner: int) -> Iterator[Probe]:
    """The first page of a list and page 500, or the last full one where there are fewer."""
    given: Mapping[str, Any] = {"owner": owner, **listing.parameters()}
    count = _one(database, listing.count, given)[0]
    path = f"{listing.resource.path}?{urlencode([*parse_qsl(listing.query), ('page_size', str(PAGE_SIZE))])}"
    deep = min(DEEP_PAGE, count // PAGE_SIZE)
    for page in (1, deep) if deep > 1 else (1,):
        parameters = dict(given)
        edge = None
        if page > 1:
            offset = (page - 1) * PAGE_SIZE
            edge = _one(database, listing.edge, parameters | {"offset": offset - 1})
            parameters |= {f"key_{place}": value for place, value in enumerate(edge)}
            path = _walk(caller, path, offset)
        probe = Probe(listing.name, page, path, listing.floor(edge), parameters, listing.is_cold_too)
        said = [row["id"] for row in json.loads(caller.get(probe.path))["results"]]
        probe.is_same = said == [row[0] for row in database.execute(probe.sql, parameters)]
        yield probe


def probe_of_answer(answer: Answer, caller: Asks, database: psycopg.Connection, named: Mapping[str, int]) -> Probe:
    """What an address answers; `named` are the ids that it and its floor may name."""
    probe = Probe(
        answer.name,
        None,
        answer.path.format_map(named),
        answer.floor,
        {**named, **answer.parameters()},
        answer.is_cold_too,
        answer.most_warm,
        answer.most_cold,
    )
    rows = database.execute(probe.sql, probe.parameters).fetchall()
    probe.is_same = answer.said(json.loads(caller.get(probe.path))) == answer.found(rows)
    return probe


def _one(database: psycopg.Connection, query: str, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
    row = database.execute(query, parameters).fetchone()
    assert row is not None
    return row


def _walk(caller: Asks, path: str, offset: int) -> str:
    """The address of the page that begins at `offset`, reached as a client reaches it: by following `next`."""
    while offset:
        size = _STRIDE if offset >= _STRIDE else PAGE_SIZE
        path = _relative(json.loads(caller.get(_with_size(path, size)))["next"])
        offset -= size
    return _with_size(path, PAGE_SIZE)


def _with_size(path: str, size: int) -> str:
    address = urlsplit(path)
    query = [(name, value) for name, value in parse_qsl(address.query) if name != "page_size"]
    return f"{address.path}?{urlencode([*query, ('page_size', str(size))])}"


def _relative(url: str) -> str:
    address = urlsplit(url)
    return f"{address.path}?{address.query}"


def interleaved(
    probes: Sequence[Probe], rounds: int, caller: Caller, database: psycopg.Connection, forget: Callable[[], None]
) -> None:
    """Measure all probes in turns, both sides right after one another and in changing order.

    `forget` drops what the application keeps of its answers: a kept one says nothing of what a search costs.
    """
    for number in range(rounds + 1):
        for probe in probes:
            forget()
            if number % 2:
                ours, floor = probe.time_ours(caller), probe.time_floor(database)
            else:
                floor, ours = probe.time_floor(database), probe.time_ours(caller)
            # The first round warms up.
            if number:
                probe.ours.measured.append(ours)
                probe.floor.measured.append(floor)
