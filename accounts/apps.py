"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who a person is, and how they sign in."""

    name = "accounts"

    def ready(self) -> None:
        """Register the schema extension, and listen to allauth."""
        from accounts import announcements, schema  # noqa: F401  # importing them is what does it
