"""App configuration."""

from django.apps import AppConfig


class DataIOConfig(AppConfig):
    """Data in and out."""

    name = "dataio"
