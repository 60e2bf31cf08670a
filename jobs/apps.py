"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Postings that a person keeps."""

    name = "jobs"

    def ready(self) -> None:
        """Fill the port of the kit."""
        from jobs.bulk import RESOURCE, undo_jobs
        from jobtracker.bulk_operations import provide_undo

        provide_undo(RESOURCE, undo_jobs)
