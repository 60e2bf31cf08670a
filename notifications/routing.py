"""WebSocket routes of this app."""

from django.urls import path, re_path

from notifications.consumers import EventsConsumer, NothingHere

websocket_urlpatterns = [
    path("ws/events/", EventsConsumer.as_asgi()),
    re_path(r"", NothingHere.as_asgi()),
]
