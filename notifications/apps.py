"""App configuration."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What a person is told, and the WebSocket that tells it at once."""

    name = "notifications"
