"""App configuration."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """Figures of a search; they are only read."""

    name = "analytics"
