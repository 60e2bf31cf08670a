"""Stands between a client and its server, and misbehaves as networks and servers do."""

import enum
import selectors
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_CHUNK = 65536
_POLL_SECONDS = 0.02
# A backlog that no test fills: a connection that waits there would look like a slow server.
_BACKLOG = 256

Upstream = Path | tuple[str, int]


class Mode(enum.Enum):
    """What becomes of connections."""

    PASS = enum.auto()
    # Accepted, and all that is sent is swallowed. Such a connection stays silent for good, as one does whose
    # firewall forgot it: the client has to give it up.
    HANG = enum.auto()
    # Nobody listens, and open connections are closed, as when the server has stopped.
    REFUSE = enum.auto()
    # Open connections are reset, and new ones as soon as they are made.
    RESET = enum.auto()


class TcpProxy:
    """Listens on a free port of 127.0.0.1 for the server at `upstream` (a Unix socket, or host and port)."""

    def __init__(self, upstream: Upstream) -> None:
        """Begin to listen, and to pass everything on."""
        self._upstream = upstream
        self._mode = Mode.PASS
        self._closing = threading.Event()
        self._connections: set[_Connection] = set()
        self._lock = threading.Lock()
        self._listener = _listen(0)
        self.port: int = self._listener.getsockname()[1]
        self._start_accepting()

    def hang(self) -> None:
        """Swallow what is sent from now on, over connections old and new."""
        self._mode = Mode.HANG

    def refuse(self) -> None:
        """Stop listening, and close what is open."""
        self._mode = Mode.REFUSE
        self._stop_accepting()
        self._end_connections()

    def reset(self) -> None:
        """Reset what is open and what comes."""
        self._mode = Mode.RESET
        self._end_connections(abruptly=True)

    def resume(self) -> None:
        """Serve new connections again; those that have hung stay silent."""
        was_refusing = self._mode is Mode.REFUSE
        self._mode = Mode.PASS
        if was_refusing:
            self._listener = _listen(self.port)
            self._start_accepting()

    def close(self) -> None:
        """End everything."""
        self._closing.set()
        self._stop_accepting()
        self._end_connections()

    def _start_accepting(self) -> None:
        self._acceptor = threading.Thread(target=self._accept, args=(self._listener,), daemon=True)
        self._acceptor.start()

    def _stop_accepting(self) -> None:
        # Wakes the thread that waits in accept(), which a mere close() does not.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            if self._mode is Mode.RESET:
                _abort(client)
                continue
            connection = _Connection(self, client)
            with self._lock:
                self._connections.add(connection)
            threading.Thread(target=connection.run, daemon=True).start()

    def _end_connections(self, *, abruptly: bool = False) -> None:
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            connection.end(abruptly=abruptly)
        for connection in connections:
            connection.ended.wait(5)

    @property
    def mode(self) -> Mode:
        """What becomes of connections at present."""
        return self._mode

    def connect(self) -> socket.socket:
        """Open a connection to the server behind."""
        if isinstance(self._upstream, Path):
            upstream = socket.socket(socket.AF_UNIX)
            upstream.connect(str(self._upstream))
            return upstream
        return socket.create_connection(self._upstream, timeout=5)

    def forget(self, connection: "_Connection") -> None:
        """Drop a connection that has ended."""
        with self._lock:
            self._connections.discard(connection)


class _Connection:
    """One client's connection, and the one to the server that belongs to it; runs in a thread of its own."""

    def __init__(self, proxy: TcpProxy, client: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._end_requested = threading.Event()
        self._abruptly = False
        self.ended = threading.Event()

    def end(self, *, abruptly: bool) -> None:
        """Have the thread close both sides, soon."""
        self._abruptly = abruptly
        self._end_requested.set()

    def run(self) -> None:
        """Pass bytes on until one side closes or the proxy ends it."""
        upstream: socket.socket | None = None
        try:
            # One that is made while the server hangs never reaches it.
            is_silent = self._proxy.mode is Mode.HANG
            upstream = None if is_silent else self._proxy.connect()
            self._pass_on(upstream, is_silent=is_silent)
        except OSError:
            pass
        finally:
            if self._abruptly:
                _abort(self._client)
            self._client.close()
            if upstream is not None:
                upstream.close()
            self._proxy.forget(self)
            self.ended.set()

    def _pass_on(self, upstream: socket.socket | None, *, is_silent: bool) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._client, selectors.EVENT_READ, upstream)
            if upstream is not None:
                selector.register(upstream, selectors.EVENT_READ, self._client)
            while not self._end_requested.is_set():
                for key, _ in selector.select(_POLL_SECONDS):
                    source: socket.socket = key.fileobj  # type: ignore[assignment]  # sockets alone are registered
                    data = source.recv(_CHUNK)
                    # Also before the end of the server is passed on: a silent connection does not say that it ends.
                    is_silent = is_silent or self._proxy.mode is Mode.HANG
                    if not data and (not is_silent or source is self._client):
                        return
                    if not data:
                        selector.unregister(source)
                    elif not is_silent and key.data is not None:
                        key.data.sendall(data)


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(_BACKLOG)
    return listener


def _abort(connection: socket.socket) -> None:
    """Close with a reset in place of an orderly end."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()


@contextmanager
def proxy_of(upstream: Upstream) -> Iterator[TcpProxy]:
    """A proxy for as long as the block runs."""
    proxy = TcpProxy(upstream)
    try:
        yield proxy
    finally:
        proxy.close()
