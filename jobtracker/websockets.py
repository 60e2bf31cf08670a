"""What a WebSocket's caller sees when a part behind it fails: an answer, in time, with a code that says so."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.db import InterfaceError, OperationalError

from jobtracker.channel_layer import ChannelLayerUnavailable

logger = logging.getLogger(__name__)

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

# IANA's registry of close codes: the server is temporarily unable; the client is to come back.
CLOSE_TRY_AGAIN_LATER = 1013

_HANDSHAKE_SECONDS = 5.0
_UNAVAILABLE = (TimeoutError, OperationalError, InterfaceError, ChannelLayerUnavailable)


class ClosesWhenUnavailable:
    """ASGI middleware: a WebSocket whose database or Redis fails is closed with 1013, before it opens or after.

    Who waits for the handshake is told within five seconds. It is accepted before it is closed, because a browser shows
    a refused handshake only as "failed".
    """

    def __init__(self, application: Application) -> None:
        """Wrap `application`."""
        self._application = application

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Serve one WebSocket."""
        said: list[str] = []
        limit = asyncio.timeout(_HANDSHAKE_SECONDS)

        async def note_and_send(event: Event) -> None:
            # From the first answer on it may stay open for as long as it likes.
            if not said and not limit.expired():
                limit.reschedule(None)
            said.append(event["type"])
            await send(event)

        try:
            async with limit:
                await self._application(scope, receive, note_and_send)
        except _UNAVAILABLE as error:
            logger.warning("WebSocket closed, because a part is unavailable: %s", type(error).__name__)
            if "websocket.close" not in said:
                if not said:
                    await send({"type": "websocket.accept"})
                await send({"type": "websocket.close", "code": CLOSE_TRY_AGAIN_LATER})
