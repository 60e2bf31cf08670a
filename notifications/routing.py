"""WebSocket routes of this app."""

from django.urls import path

from notifications.consumers import EventsConsumer

websocket_urlpatterns = [path("ws/events/", EventsConsumer.as_asgi())]
