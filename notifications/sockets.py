"""The open sockets of this process, and the end of those whose caller is signed out.

What ends a session or a token is written to the database first. A message tells the sockets at once; the watch, which
asks the database every few seconds, does not depend on the message.
"""

import asyncio
import logging
from typing import Protocol

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from accounts.callers import Caller, still_good
from jobtracker.account_events import AccountEvent, Happening
from jobtracker.channel_layer import ChannelLayerUnavailable

logger = logging.getLogger(__name__)

WATCH_SECONDS = 2.0
ENDING = frozenset(
    {
        Happening.SIGNED_OUT,
        Happening.SESSIONS_ENDED,
        Happening.PASSWORD_CHANGED,
        Happening.TOKEN_REVOKED,
        Happening.DISABLED,
        Happening.DELETED,
    }
)


class Socket(Protocol):
    """What the watch needs of a consumer."""

    caller: Caller

    async def end(self) -> None:
        """Close: the caller is signed out."""


def account_group(user_id: int) -> str:
    """The group of a person's sockets, in all processes."""
    return f"account-{user_id}"


class OpenSockets:
    """The sockets of this process; lives in the event loop."""

    def __init__(self) -> None:
        self._sockets: set[Socket] = set()
        self._watch: asyncio.Task[None] | None = None

    def add(self, socket: Socket) -> None:
        """Watch this one, too."""
        self._sockets.add(socket)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._watch_until_empty())

    def discard(self, socket: Socket) -> None:
        """It is closed."""
        self._sockets.discard(socket)
        if not self._sockets and self._watch is not None:
            self._watch.cancel()
            self._watch = None

    async def _watch_until_empty(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            await end_dead(list(self._sockets))


async def end_dead(sockets: list[Socket]) -> None:
    """Close those whose caller is signed out. Never raises: who cannot be asked about now is asked about next time."""
    try:
        good = await database_sync_to_async(still_good)({socket.caller for socket in sockets})
    except Exception as error:  # whatever it is, the other sockets are to be looked after still
        logger.warning("the callers of open sockets could not be checked: %s", type(error).__name__)
        return
    for socket in sockets:
        if socket.caller not in good:
            try:
                await socket.end()
            except Exception as error:  # its client has left in this very moment, which uvicorn says in many ways
                logger.info("a socket was gone before it was closed: %s", type(error).__name__)


open_sockets = OpenSockets()


def tell_sockets(event: AccountEvent) -> None:
    """Subscriber of the account events: have the person's sockets, wherever they are, look at once."""
    if event.happening not in ENDING:
        return
    try:
        async_to_sync(get_channel_layer().group_send)(account_group(event.user_id), {"type": "account.changed"})
    except ChannelLayerUnavailable:
        logger.warning("open sockets could not be told that an account has changed: their watch will see it")
