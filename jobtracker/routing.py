"""Which consumer answers a WebSocket; `accounts.websockets` finds out who opens it."""

from channels.routing import URLRouter
from channels.sessions import SessionMiddlewareStack

from accounts.websockets import CallerMiddleware
from notifications.routing import websocket_urlpatterns

websocket_application = SessionMiddlewareStack(CallerMiddleware(URLRouter(websocket_urlpatterns)))
