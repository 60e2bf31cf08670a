"""App configuration of the kit."""

from django.apps import AppConfig

from jobtracker import query_log, task_log, worker_files
from jobtracker.heartbeats import connect_signals


class KitConfig(AppConfig):
    """The kit that every app builds on: errors, ownership, pages, schema, health."""

    name = "jobtracker"
    verbose_name = "Job tracker"

    def ready(self) -> None:
        """Have queries and tasks watched; have Celery's worker give signs of life, should this process be one."""
        query_log.watch_connections()
        task_log.connect_signals()
        worker_files.connect_signals()
        connect_signals()
