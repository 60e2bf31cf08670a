"""App configuration."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """What a person is told, and the WebSocket that tells it at once."""

    name = "notifications"

    def ready(self) -> None:
        """Follow what happens to accounts."""
        from jobtracker.account_events import subscribe
        from notifications.sockets import tell_sockets

        subscribe(tell_sockets)
