"""Somebody who asks for an address again and again, in a process of their own, while something else is measured."""

import http.client
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

_BETWEEN_SECONDS = 0.3


@contextmanager
def asking(port: int, session: str, path: str) -> Iterator[list[float]]:
    """Ask about three times a second as long as the block runs; then the list has the milliseconds of each answer.

    `session` is the cookie of whoever asks. The answers are made anew each time.
    """
    milliseconds: list[float] = []
    # Not a fork: connections to the database are nothing to share.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    is_over = context.Event()
    asker = context.Process(target=_ask, args=(port, session, path, is_over, theirs), daemon=True)
    asker.start()
    try:
        ours.recv()
        yield milliseconds
    finally:
        is_over.set()
        milliseconds += ours.recv()
        asker.join()


def _ask(port: int, session: str, path: str, is_over: Event, results: Connection) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Host": "localhost", "Cookie": session, "Cache-Control": "no-cache"}
    milliseconds: list[float] = []
    while not is_over.wait(_BETWEEN_SECONDS):
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        if response.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} answered {response.status}")
        if not milliseconds:
            results.send("ready")
        milliseconds.append((time.perf_counter() - started) * 1000)
    # The first one warmed up.
    results.send(milliseconds[1:])
    connection.close()
