"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who a person is, and how they sign in."""

    name = "accounts"

    def ready(self) -> None:
        """Register the schema extension."""
        from accounts import schema  # noqa: F401  # importing it is what registers it
