"""Gives every WebSocket its caller."""

from typing import Any

from channels.db import database_sync_to_async
from channels.security.websocket import AllowedHostsOriginValidator

from accounts.callers import ANONYMOUS, Caller, InvalidToken, identify

Scope = dict[str, Any]


class CallerMiddleware:
    """Puts the caller into the scope, and refuses the pages of other sites.

    A browser sends the session's cookie along with whatever page opens the socket, so that its Origin must be ours. A
    token is sent by programs alone, which have no Origin.
    """

    def __init__(self, application: Any) -> None:
        self._with_token = application
        self._with_session = AllowedHostsOriginValidator(application)

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> Any:
        """Answer with the application, which finds `scope["caller"]`."""
        caller = await database_sync_to_async(_caller_of)(scope)
        application = self._with_session if caller.token is None else self._with_token
        return await application(scope | {"caller": caller}, receive, send)


def _caller_of(scope: Scope) -> Caller:
    authorization = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    try:
        return identify(session=scope["session"], authorization=authorization)
    except InvalidToken:
        return ANONYMOUS
