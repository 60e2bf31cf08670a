"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Postings that a person keeps."""

    name = "jobs"

    def ready(self) -> None:
        """Fill the ports of the kit."""
        from jobs.bulk import RESOURCE, undo_jobs
        from jobtracker.bulk_operations import provide_undo
        from jobtracker.list_resources import provide_list

        provide_list("jobs", "jobs.views.JobViewSet")
        provide_undo(RESOURCE, undo_jobs)
