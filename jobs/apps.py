"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Postings that a person keeps."""

    name = "jobs"
