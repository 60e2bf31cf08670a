"""App configuration."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications and the stages they go through."""

    name = "applications"

    def ready(self) -> None:
        """Fill the port of the app below."""
        from applications.selectors import ApplicationsOfJobs
        from jobs.ports import provide_applications

        provide_applications(ApplicationsOfJobs())
