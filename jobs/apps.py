"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Postings that a person keeps."""

    name = "jobs"

    def ready(self) -> None:
        """Name the lists of which a person may keep views."""
        from jobtracker.list_resources import provide_list

        provide_list("jobs", "jobs.views.JobViewSet")
