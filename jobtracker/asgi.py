"""The ASGI application: HTTP and WebSocket on one port."""

from jobtracker.wsgi import application as wsgi_application  # sets Django up before the imports below  # isort: skip

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from django.conf import settings

from jobtracker.routing import websocket_application

# The views are synchronous. Running them through WSGI in a pool of threads answers about one and a half times
# as many requests as Django's ASGI handler does, and keeps one database connection a thread
# (docs/adr/0005-web-server.md has the measurements).
application = ProtocolTypeRouter(
    {
        # Django calls its response HttpResponseBase where a2wsgi, as PEP 3333 does, says iterable of bytes.
        "http": WSGIMiddleware(wsgi_application, workers=settings.WEB_THREADS),  # type: ignore[arg-type]
        "websocket": websocket_application,
    }
)
