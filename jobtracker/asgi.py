"""The ASGI application: HTTP and WebSocket on one port."""

from jobtracker.wsgi import application as wsgi_application  # sets Django up before the imports below  # isort: skip

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from django.conf import settings

from jobtracker.databases import limit_answers
from jobtracker.routing import websocket_application
from jobtracker.websockets import ClosesWhenUnavailable

_PROBE_THREADS = 4

# This process answers people, who do not wait for ever.
limit_answers(settings.DATABASE_TIMEOUT)


def _in_threads(number: int) -> WSGIMiddleware:
    """Django's views in a pool of threads of their own.

    The views are synchronous. Running them through WSGI in a pool of threads answers about one and a half times
    as many requests as Django's ASGI handler does, and keeps one database connection a thread
    (docs/adr/0005-web-server.md has the measurements).
    """
    # Django calls its response HttpResponseBase where a2wsgi, as PEP 3333 does, says iterable of bytes.
    return WSGIMiddleware(wsgi_application, workers=number)  # type: ignore[arg-type]


_views = _in_threads(settings.WEB_THREADS)
# Apart, so that they answer when every thread of the views waits for a database that hangs; and apart from each other,
# so that a slow scrape delays no probe.
_apart = {"/health/": _in_threads(_PROBE_THREADS), "/metrics": _in_threads(1)}


async def _http(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[Any]],
    send: Callable[[Any], Awaitable[None]],
) -> None:
    """Answer a request in the threads that are meant for its address."""
    path: str = scope["path"]
    threads = next((threads for prefix, threads in _apart.items() if path.startswith(prefix)), _views)
    await threads(scope, receive, send)  # type: ignore[arg-type]  # an HTTP scope, as the router has found


application = ProtocolTypeRouter({"http": _http, "websocket": ClosesWhenUnavailable(websocket_application)})
