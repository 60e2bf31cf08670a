"""Gives every WebSocket its caller."""

from typing import Any
from urllib.parse import urlsplit

from channels.db import database_sync_to_async
from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from accounts.callers import ANONYMOUS, Caller, InvalidToken, identify

Scope = dict[str, Any]


class CallerMiddleware:
    """Puts the caller into the scope, and refuses the pages of other sites.

    A browser sends the session's cookie along with whatever page opens the socket, so that its Origin must be ours: the
    very scheme, host and port that the socket is asked of, as Django has it for forms. A token is sent by programs
    alone, which have no Origin.
    """

    def __init__(self, application: Any) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> Any:
        """Answer with the application, which finds `scope["caller"]`."""
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get(b"host", "")
        if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
            return await WebsocketDenier()(scope, receive, send)
        caller = await database_sync_to_async(_caller_of)(scope, headers.get(b"authorization", ""))
        if caller.token is None and not _is_our_page(headers.get(b"origin", ""), host):
            return await WebsocketDenier()(scope, receive, send)
        return await self._application(scope | {"caller": caller}, receive, send)


def _is_our_page(origin: str, host: str) -> bool:
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:  # such as half of an IPv6 address
        return False
    return (parts.scheme, parts.netloc) == ("https" if settings.HTTPS else "http", host)


def _caller_of(scope: Scope, authorization: str) -> Caller:
    try:
        return identify(session=scope["session"], authorization=authorization)
    except InvalidToken:
        return ANONYMOUS
