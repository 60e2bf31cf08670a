"""The WebSocket of a signed-in person."""

from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer

from accounts.callers import Caller
from accounts.models import User
from jobtracker.metrics import WEBSOCKETS_OPEN
from notifications.sockets import account_group, end_dead, open_sockets

# RFC 6455 leaves 4000-4999 to applications; these mirror HTTP's 401 and 404.
CLOSE_NOT_SIGNED_IN = 4401
CLOSE_NOT_FOUND = 4404


class EventsConsumer(AsyncJsonWebsocketConsumer):
    """One socket of one person: says `{"type": "ready"}` once it is open.

    A caller who is not signed in is accepted and closed at once with code 4401: a browser shows a refused handshake
    only as "failed", from which a client could not tell that signing in again would help. So is one whose session or
    token ends while the socket is open.
    """

    caller: Caller

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve the socket to its end; it counts as open so long, however it ends."""
        with WEBSOCKETS_OPEN.track_inprogress():
            try:
                await super().__call__(scope, receive, send)
            finally:
                open_sockets.discard(self)

    async def connect(self) -> None:
        """Accept a signed-in person; tell anybody else to sign in."""
        await self.accept()
        self.caller = self.scope["caller"]
        if not isinstance(self.caller.user, User):
            await self.end()
            return
        open_sockets.add(self)
        await self.channel_layer.group_add(account_group(self.caller.user.pk), self.channel_name)
        await self.send_json({"type": "ready"})

    async def disconnect(self, code: int) -> None:
        """Hear no more of the account."""
        if isinstance(self.caller.user, User):
            await self.channel_layer.group_discard(account_group(self.caller.user.pk), self.channel_name)

    async def account_changed(self, message: dict[str, Any]) -> None:
        """Look whether the caller is signed in still."""
        await end_dead([self])

    async def end(self) -> None:
        """Close: the caller is signed out."""
        await self.close(code=CLOSE_NOT_SIGNED_IN)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        """Ignore what the client says: this socket only tells."""


class NothingHere(AsyncJsonWebsocketConsumer):
    """Any other address: says so with code 4404."""

    async def connect(self) -> None:
        """Accept, so that a browser learns why, and close."""
        await self.accept()
        await self.close(code=CLOSE_NOT_FOUND)
