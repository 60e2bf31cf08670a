"""The ASGI application: HTTP and WebSocket on one port."""

from jobtracker.wsgi import application as wsgi_application  # sets Django up before the imports below  # isort: skip

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from channels.routing import ProtocolTypeRouter
from django.conf import settings

from jobtracker.database_pool import DatabasePools
from jobtracker.databases import limit_answers, share_connections
from jobtracker.routing import websocket_application
from jobtracker.websockets import ClosesWhenUnavailable
from jobtracker.wsgi_threads import WSGIThreads

_PROBE_THREADS = 4

# This process answers people, who do not wait for ever.
limit_answers(settings.DATABASE_TIMEOUT)
share_connections(DatabasePools(settings.DATABASE_POOL_SIZE))

# The views are synchronous. Running them through WSGI in a pool of threads answers about one and a half times as many
# requests as Django's ASGI handler does (docs/adr/0005-web-server.md has the measurements).
_views = WSGIThreads(wsgi_application, settings.WEB_THREADS)
# Apart, so that they answer when every thread of the views waits for a database that hangs; and apart from each other,
# so that a slow scrape delays no probe. They are only read.
_apart = {
    "/health/": WSGIThreads(wsgi_application, _PROBE_THREADS, takes_bodies=False),
    "/metrics": WSGIThreads(wsgi_application, 1, takes_bodies=False),
}


async def _http(scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer a request in the threads that are meant for its address."""
    threads = next((threads for prefix, threads in _apart.items() if scope["path"].startswith(prefix)), _views)
    await threads(scope, receive, send)


application = ProtocolTypeRouter({"http": _http, "websocket": ClosesWhenUnavailable(websocket_application)})
