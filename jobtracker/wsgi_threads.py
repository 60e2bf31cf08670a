"""A WSGI application in a pool of threads, behind an ASGI server; no thread ever waits for a client.

A request takes a thread when its body is there as a whole. The thread hands over its answer as fast as it makes it;
what the client has not taken yet waits in memory, and beyond MAX_MEMORY_BYTES in a temporary file, from which the event
loop sends it. An answer of any size, such as an export that is streamed, thus takes a bounded amount of memory for each
client, however slow, and its first bytes leave when they are made. On the disk it takes what the client is behind.
When the client is gone, the application is not called, or is stopped after the part that it is making, and its iterable
is closed in any case, in its thread.

This stands in the place of a2wsgi's middleware, whose threads read the body and wait for room in a queue themselves.
"""

import asyncio
import io
import tempfile
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from os import pread
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, cast

from a2wsgi.wsgi import build_environ
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

from jobtracker.body_limits import BODY_PROBLEM, body_limit
from jobtracker.request_bodies import ClientGoneError, collect_body

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

# What the parts of an answer may take of memory until the client takes them. One part is never divided: whoever makes a
# page as a whole has it in memory anyway.
MAX_MEMORY_BYTES = 256 * 1024
_BLOCK_BYTES = 64 * 1024

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class WSGIThreads:
    """ASGI application for HTTP: `application` in `number` threads."""

    def __init__(self, application: "WSGIApplication", number: int, *, takes_bodies: bool = True) -> None:
        """Describe it; without `takes_bodies` every request reaches the application as if it had none."""
        self._application = application
        self._takes_bodies = takes_bodies
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="wsgi")

    async def __call__(self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer one request."""
        body: IO[bytes] = io.BytesIO()
        # a2wsgi's own types of both sides are narrower than those of ASGI and WSGI.
        environ = cast("WSGIEnvironment", build_environ(cast("Any", scope), cast("Any", body)))
        is_unread = has_failed = False
        if not self._takes_bodies:
            is_unread = _has_body(environ)
            environ["CONTENT_LENGTH"] = "0"
            environ.pop("HTTP_TRANSFER_ENCODING", None)
        elif _has_body(environ):
            is_unread = _is_refused(environ)
            if not is_unread:
                try:
                    body = await collect_body(receive)
                except ClientGoneError:
                    return
                except OSError as problem:
                    environ[BODY_PROBLEM] = problem
                    is_unread = has_failed = True
        environ["wsgi.input"] = body
        with body:
            # Of an unread body the server holds what has come. To ask whether the client is there would read on.
            await self._answer(environ, None if is_unread else receive, send, close=has_failed)

    async def _answer(
        self, environ: "WSGIEnvironment", receive: ASGIReceiveCallable | None, send: ASGISendCallable, *, close: bool
    ) -> None:
        """Have a thread answer, and send what it answers; then the connection is closed, if `close`."""
        loop = asyncio.get_running_loop()
        answer = _Answer(loop)
        work = self._threads.submit(copy_context().run, self._work, environ, answer)
        watching = loop.create_task(_abandon_when_gone(answer, receive)) if receive else None
        try:
            await _deliver(answer, send, close=close)
        except ClientGoneError:
            pass
        finally:
            answer.abandon()
            if watching:
                watching.cancel()
            # A thread that works uses the body and the answer's file until it has ended.
            if not work.cancel() and not work.done():
                await asyncio.wrap_future(work)
            answer.close()

    def _work(self, environ: "WSGIEnvironment", answer: "_Answer") -> None:
        """Run the application, in a thread."""
        error: BaseException | None = None
        try:
            parts = self._application(environ, answer.start)
            try:
                for part in parts:
                    if not answer.put(part):
                        break
            finally:
                if hasattr(parts, "close"):
                    parts.close()
        except BaseException as raised:  # the event loop raises it again, to the server, which logs it
            error = raised
        answer.end(error)


def _has_body(environ: "WSGIEnvironment") -> bool:
    return "HTTP_TRANSFER_ENCODING" in environ or environ.get("CONTENT_LENGTH", "0") != "0"


def _is_refused(environ: "WSGIEnvironment") -> bool:
    """Whether BodyLimitMiddleware will refuse the body unread: it is too large, or does not say how large it is."""
    length = environ.get("CONTENT_LENGTH", "")
    # isdecimal() alone would let other scripts' digits through.
    is_number = length.isascii() and length.isdecimal()
    return (
        "HTTP_TRANSFER_ENCODING" in environ
        or not is_number
        or int(length) > body_limit(environ.get("CONTENT_TYPE", ""), environ.get("PATH_INFO", ""))
    )


async def _abandon_when_gone(answer: "_Answer", receive: ASGIReceiveCallable) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    answer.abandon()


async def _deliver(answer: "_Answer", send: ASGISendCallable, *, close: bool) -> None:
    """Send the answer as it comes. Raises ClientGoneError, and what the application has raised."""
    body, more = await answer.take()
    headers = [*answer.headers, (b"connection", b"close")] if close else answer.headers
    await send({"type": "http.response.start", "status": answer.status, "headers": headers, "trailers": False})
    while more:
        await send({"type": "http.response.body", "body": body, "more_body": True})
        body, more = await answer.take()
    await send({"type": "http.response.body", "body": body, "more_body": False})


class _Answer:
    """What a thread answers, until the event loop has sent it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self._loop = loop
        self._news = asyncio.Event()
        # Guards what follows; never held while a file is read or written.
        self._lock = threading.Lock()
        # First come the parts in memory, then what is in the file from `_taken` to `_written`: as long as there is
        # anything, every further part goes there, too.
        self._parts: list[bytes] = []
        self._parts_bytes = 0
        self._file: IO[bytes] | None = None
        self._taken = self._written = 0
        self._error: BaseException | None = None
        self._has_ended = False
        self._is_abandoned = False

    # --- for the thread ---------------------------------------------------------------------------------------------

    def start(
        self, status: str, headers: Iterable[tuple[str, str]], exc_info: _ExceptionInfo | None = None
    ) -> Callable[[bytes], object]:
        """WSGI's `start_response`. Nothing is sent before the first part."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.encode("latin1").lower(), value.encode("latin1")) for name, value in headers]
        return self.put

    def put(self, part: bytes) -> bool:
        """Hand over the next part of the body; whether there is anybody who wants more."""
        if self._is_abandoned:
            return False
        if part:
            with self._lock:
                is_room = not self._parts or self._parts_bytes + len(part) <= MAX_MEMORY_BYTES
                in_memory = is_room and self._taken == self._written
                if in_memory:
                    self._parts.append(part)
                    self._parts_bytes += len(part)
            if not in_memory:
                self._put_into_file(part)
            self._wake()
        return True

    def _put_into_file(self, part: bytes) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the answer
        self._file.write(part)
        self._file.flush()
        with self._lock:
            self._written += len(part)

    def end(self, error: BaseException | None) -> None:
        """There is no more, because the application has finished, or because of an error."""
        with self._lock:
            self._error, self._has_ended = error, True
        if not self._is_abandoned:
            self._wake()

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._news.set)

    # --- for the event loop -----------------------------------------------------------------------------------------

    async def take(self) -> tuple[bytes, bool]:
        """What is to be sent next, and whether more will come. Raises ClientGoneError, and the application's error."""
        while True:
            self._news.clear()
            if self._is_abandoned:
                raise ClientGoneError
            with self._lock:
                parts, self._parts, self._parts_bytes = self._parts, [], 0
                behind = self._written - self._taken
                has_ended, error = self._has_ended, self._error
            if parts:
                return b"".join(parts), bool(behind or error or not has_ended)
            if behind:
                part = await self._take_from_file(min(behind, _BLOCK_BYTES))
                return part, bool(behind > len(part) or error or not has_ended)
            if error:
                raise error
            if has_ended:
                return b"", False
            await self._news.wait()

    async def _take_from_file(self, size: int) -> bytes:
        assert self._file is not None  # noqa: S101  # somebody has written into it
        part = await asyncio.to_thread(pread, self._file.fileno(), size, self._taken)
        with self._lock:
            self._taken += len(part)
        return part

    def abandon(self) -> None:
        """Nobody wants more."""
        self._is_abandoned = True
        self._news.set()

    def close(self) -> None:
        """Remove the file, if there is one."""
        if self._file is not None:
            self._file.close()
