"""App configuration of the kit."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """The kit that every app builds on: errors, ownership, pages, schema, health."""

    name = "jobtracker"
    verbose_name = "Job tracker"
