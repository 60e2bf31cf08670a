"""Collects the body of a request before anybody works on it."""

import asyncio
import tempfile
from typing import IO

from asgiref.typing import ASGIReceiveCallable

# What a body may take of memory; the rest of it waits in a file.
MAX_MEMORY_BYTES = 1024 * 1024
# How long a body may take, and by how many bytes it earns a second more (128 kbit/s): somebody with a slow line sends
# 25 MiB in minutes, and somebody who sends nothing is refused soon.
BODY_SECONDS = 20.0
BYTES_PER_EXTRA_SECOND = 16 * 1024


class ClientGoneError(Exception):
    """There is nobody left who could be answered."""


async def collect_body(receive: ASGIReceiveCallable) -> IO[bytes]:
    """The whole body, from its beginning; to be closed by the caller.

    Raises ClientGoneError where the client goes away before its end, TimeoutError where it is too slow, and OSError
    where there is no room for it. The server ends a body at its declared length.
    """
    body = tempfile.SpooledTemporaryFile(MAX_MEMORY_BYTES)  # noqa: SIM115  # the caller's
    try:
        await _fill(body, receive)
    except BaseException:
        body.close()
        raise
    return body


async def _fill(body: IO[bytes], receive: ASGIReceiveCallable) -> None:
    size = 0
    async with asyncio.timeout(BODY_SECONDS) as limit:
        # Set above.
        deadline = limit.when() or 0.0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise ClientGoneError
            part = message["body"]
            size += len(part)
            if size > MAX_MEMORY_BYTES:
                # A disk may be slow, and everybody waits for the event loop.
                await asyncio.to_thread(body.write, part)
            else:
                body.write(part)
            if not message["more_body"]:
                break
            limit.reschedule(deadline + size / BYTES_PER_EXTRA_SECOND)
    body.seek(0)
