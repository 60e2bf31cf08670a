"""What leaves when an answer is written: its head along with the first part of its body, and never later."""

import asyncio
from asyncio import AbstractEventLoop, Transport
from collections.abc import Iterable
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from jobtracker.http_protocol import LimitedHttpProtocol

ENOUGH_TURNS = 20


class Recorder(Transport):
    """The server's side of a connection, which keeps each packet apart."""

    def __init__(self) -> None:
        super().__init__()
        self.packets: list[bytes] = []
        self.is_closed = False

    def write(self, data: Any) -> None:
        """One packet, if there is anything in it."""
        self.writelines([data])

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        """One packet of several parts."""
        packet = b"".join(list_of_data)
        if packet:
            self.packets.append(packet)

    def close(self) -> None:
        """Nothing more comes."""
        self.is_closed = True

    def is_closing(self) -> bool:
        """Whether it was closed."""
        return self.is_closed

    def resume_reading(self) -> None:
        """It reads all the time."""

    def pause_reading(self) -> None:
        """It reads all the time."""


def answered(request: bytes, status: int, headers: list[tuple[bytes, bytes]], parts: list[bytes] | None) -> Recorder:
    """What a connection carries when an application answers so; None for `parts`: it fails after the head."""

    async def application(_scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if parts is None:
            raise ConnectionError
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def serve() -> Recorder:
        loop: AbstractEventLoop = asyncio.get_running_loop()
        config = Config(application, lifespan="off", log_config=None, server_header=False, date_header=False)
        config.load()
        protocol = LimitedHttpProtocol(config=config, server_state=ServerState(), app_state={}, _loop=loop)
        recorder = Recorder()
        protocol.connection_made(recorder)
        protocol.data_received(request)
        for _ in range(ENOUGH_TURNS):
            await asyncio.sleep(0)
        protocol.connection_lost(None)
        return recorder

    return asyncio.run(serve())


def test_an_answer_leaves_in_one_packet() -> None:
    connection = answered(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200, [(b"content-length", b"4")], [b"four"])
    assert connection.packets == [b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfour"]


def test_a_streamed_answer_leaves_part_by_part() -> None:
    connection = answered(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200, [], [b"first", b"second"])
    assert connection.packets == [
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n",
        b"6\r\nsecond\r\n",
        b"0\r\n\r\n",
    ]


@pytest.mark.parametrize(("method", "status", "line"), [(b"HEAD", 200, b"200 OK"), (b"GET", 304, b"304 Not Modified")])
def test_an_answer_without_a_body_leaves(method: bytes, status: int, line: bytes) -> None:
    connection = answered(method + b" / HTTP/1.1\r\nHost: a\r\n\r\n", status, [(b"etag", b'"1"')], [])
    assert connection.packets == [b"HTTP/1.1 " + line + b'\r\netag: "1"\r\n\r\n']


def test_the_next_answer_of_a_connection_has_a_packet_of_its_own() -> None:
    request = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    connection = answered(request * 2, 200, [(b"content-length", b"1")], [b"x"])
    assert connection.packets == [b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx"] * 2


def test_who_waits_for_leave_to_send_gets_it_before_the_answer() -> None:
    request = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    connection = answered(request, 200, [(b"content-length", b"1")], [b"x"])
    assert connection.packets == [b"HTTP/1.1 100 Continue\r\n\r\n"]


def test_the_head_of_an_answer_that_fails_leaves_before_the_connection_is_closed() -> None:
    connection = answered(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200, [(b"content-length", b"1")], None)
    assert connection.packets == [b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n"]
    assert connection.is_closed
