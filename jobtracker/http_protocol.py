"""uvicorn's HTTP protocol with limits on what a connection may hold, for how long, and a word to all who answer it.

uvicorn itself lets request headers and the queue of pipelined requests grow without end, waits for ever for the rest of
headers and for clients that do not read, and tells only the last of several pipelined requests that its client is gone.
"""

from asyncio import Handle, Transport
from collections import deque
from collections.abc import Sized
from fcntl import ioctl
from http import HTTPStatus
from socket import SO_LINGER, SOL_SOCKET
from struct import Struct
from termios import TIOCOUTQ
from typing import Any

from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

# Some ten times what browsers send at most; proxies allow 8 to 32 KiB.
MAX_HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 15.0
# Hardly anybody sends a request before the answer to the last one; a single read could bring thousands.
MAX_PIPELINED = 100
# A client that reads takes this much (1 KiB/s) in this time.
READ_SECONDS = 15.0
READ_BYTES = 16 * 1024

# How often a connection is looked at: what a limit may be late. One timer for each connection, none for a request.
_LOOK_SECONDS = 2.5
_INT = Struct("i")
# Linux's socket(7): to linger for no time when the socket is closed.
_DISCARD = Struct("ii").pack(1, 0)
# What a header takes besides its name and value: ": " and the end of the line.
_HEADER_FRAME = 4


class _RefusedError(Exception):
    """Ends the parser's work."""


class _PipelineFlow(FlowControl):
    """Reads nothing while requests wait for the answers to earlier ones: those were read as a whole."""

    def __init__(self, transport: Transport, pipeline: Sized) -> None:
        """Control `transport`, for a connection whose waiting requests are in `pipeline`."""
        super().__init__(transport)
        self._pipeline = pipeline

    def resume_reading(self) -> None:
        """Read on, unless requests wait."""
        if not self._pipeline:
            super().resume_reading()


class _Output:
    """What an answer is written to: its head leaves along with the first part of its body, not in a packet of its own.

    The client, woken by the head, would wait for the body, and take the processor from whoever makes it.
    """

    def __init__(self, transport: Transport, cycle: RequestResponseCycle) -> None:
        """Write the answer of `cycle` to `transport`."""
        self._transport = transport
        self._cycle = cycle
        self._head: bytes | None = None

    def write(self, data: bytes) -> None:
        """Write the next part, which of an answer that has begun is first its head; of another, `100 Continue`."""
        if self._head is None and self._cycle.response_started:
            self._head = data
        elif self._head:
            self._transport.writelines((self._head, data))
            self._head = b""
        else:
            self._transport.write(data)

    def end(self) -> None:
        """Write the head, if no body has followed it."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Close the connection when all is written."""
        self.end()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether nothing more can be written."""
        return self._transport.is_closing()


class LimitedHttpProtocol(HttpToolsProtocol):
    """One connection.

    Request line and headers: 431 beyond MAX_HEAD_BYTES, closed where they are not complete after HEAD_SECONDS.
    Pipelined requests: closed beyond MAX_PIPELINED. Answers: the connection is cut where the client does not take
    READ_BYTES in READ_SECONDS of what waits for it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what uvicorn gives its protocols."""
        super().__init__(*arguments, **options)
        self._look: Handle | None = None
        # Since when the client owes the rest of a request's head, on the loop's clock; None while it owes none.
        self._owes_head_since: float | None = None
        self._head_is_open = False
        self._head_bytes = 0
        self._head_too_large = False
        # The pipelined requests, oldest first, that wait for their answer or for the end of it.
        self._unanswered: deque[RequestResponseCycle] = deque()
        # What the client was to read when it last made progress, and when that was; 0 while nothing keeps us waiting.
        self._unread = 0
        self._read_at = 0.0
        self._pauses = 0
        self._pauses_seen = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to watch the connection."""
        super().connection_made(transport)
        self.flow = _PipelineFlow(transport, self.pipeline)
        self._owes_head_since = self.loop.time()
        self._look = self.loop.call_later(_LOOK_SECONDS, self._look_after)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell every request that its client is gone."""
        self._stop_looking()
        super().connection_lost(exc)
        for cycle in self._unanswered:
            cycle.disconnected = True
            cycle.message_event.set()
        self._unanswered.clear()

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the protocol of WebSockets."""
        self._stop_looking()
        super().handle_websocket_upgrade()

    def pause_writing(self) -> None:
        """The client is slower than the answer."""
        self._pauses += 1
        super().pause_writing()

    def data_received(self, data: bytes) -> None:
        """Take in what the client sends, within the limits."""
        if self.timeout_keep_alive_task is not None:
            # The first bytes after a pause, whatever they are: uvicorn's own limit on idle connections ends with them.
            self._owes_head_since = self.loop.time()
        was_open = self._head_is_open
        super().data_received(data)
        if was_open and self._head_is_open:  # then all of it belongs to the head
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self._head_too_large = True
                self.send_400_response("")

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._head_is_open = True
        self._head_bytes = 0
        if self._owes_head_since is None:
            self._owes_head_since = self.loop.time()

    def on_headers_complete(self) -> None:
        """The head of a request is complete. Raises where it is refused; the parser makes an error of that."""
        self._head_is_open = False
        self._owes_head_since = None
        size = len(self.url)
        is_chunked = False
        for name, value in self.headers:
            size += len(name) + len(value) + _HEADER_FRAME
            is_chunked = is_chunked or name == b"transfer-encoding"
        if size > MAX_HEAD_BYTES:
            self._head_too_large = True
            raise _RefusedError
        if len(self._unanswered) > MAX_PIPELINED:
            raise _RefusedError
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is before:  # it is for a WebSocket
            return
        self._unanswered.append(self.cycle)
        self.cycle.on_response = self._on_answered
        self.cycle.transport = _Output(self.transport, self.cycle)  # type: ignore[assignment]  # all that it calls
        if is_chunked:
            # It will be refused for its unknown length. Nobody reads on, because what follows the body counts as
            # headers, too, and could be of any size.
            self.cycle.keep_alive = False
            self.flow.pause_reading()

    def _on_answered(self) -> None:
        cycle = self._unanswered.popleft()
        cycle.transport.end()  # type: ignore[attr-defined]  # an _Output
        self.on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, or one that is too much; without a word within the answer to an earlier one."""
        if self._unanswered:
            self.transport.close()
        elif self._head_too_large:
            self._refuse_head()
        else:
            super().send_400_response(msg)

    def _refuse_head(self) -> None:
        status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        text = f"The headers of the request are larger than {MAX_HEAD_BYTES // 1024} KiB."
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        self.transport.write(f"{head}Content-Length: {len(text)}\r\nConnection: close\r\n\r\n{text}".encode())
        self.transport.close()

    def _look_after(self) -> None:
        """Close the connection where the client is too slow."""
        now = self.loop.time()
        # While we do not read, the rest of a head may have come long ago.
        owes_since = None if self.flow.read_paused else self._owes_head_since
        if owes_since is not None and now - owes_since > HEAD_SECONDS:
            self.transport.close()
        if self._has_stopped_reading(now):
            # Closing alone would wait for the client once more, here and then in the kernel.
            self.transport.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, _DISCARD)
            self.transport.abort()
        self._look = self.loop.call_later(_LOOK_SECONDS, self._look_after)

    def _has_stopped_reading(self, now: float) -> bool:
        """Whether the client has taken too little of what waits for it, for too long."""
        keeps_us_waiting = self.flow.write_paused or self.transport.is_closing()
        unread = self.transport.get_write_buffer_size() if keeps_us_waiting else 0
        if unread:
            # The kernel asks for more only when a third of what it holds is gone: minutes, with a slow client.
            unread += _held_by_kernel(self.transport)
        if not unread or self._pauses != self._pauses_seen or not 0 < self._unread < unread + READ_BYTES:
            self._unread, self._read_at, self._pauses_seen = unread, now, self._pauses
        return unread > 0 and now - self._read_at > READ_SECONDS

    def _stop_looking(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None


def _held_by_kernel(transport: Transport) -> int:
    """How many bytes the other side has not acknowledged yet (Linux's tcp(7): SIOCOUTQ, the same as TIOCOUTQ)."""
    number = ioctl(transport.get_extra_info("socket").fileno(), TIOCOUTQ, bytes(_INT.size))
    return int(_INT.unpack(number)[0])
