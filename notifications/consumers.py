"""The WebSocket of a signed-in person."""

from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer

# RFC 6455 leaves 4000-4999 to applications; 4401 mirrors HTTP's 401.
CLOSE_NOT_SIGNED_IN = 4401


class EventsConsumer(AsyncJsonWebsocketConsumer):
    """One socket of one person: says `{"type": "ready"}` once it is open.

    A caller who is not signed in is accepted and closed at once with code 4401: a browser shows a refused handshake
    only as "failed", from which a client could not tell that signing in again would help.
    """

    async def connect(self) -> None:
        """Accept a signed-in person; tell anybody else to sign in."""
        await self.accept()
        if not self.scope["user"].is_authenticated:
            await self.close(code=CLOSE_NOT_SIGNED_IN)
            return
        await self.send_json({"type": "ready"})

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        """Ignore what the client says: this socket only tells."""
