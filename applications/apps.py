"""App configuration."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications and the stages they go through."""

    name = "applications"

    def ready(self) -> None:
        """Fill the ports of the apps below."""
        from applications.selectors import ApplicationsOfJobs
        from jobs.ports import provide_applications
        from jobtracker.list_resources import provide_list

        provide_applications(ApplicationsOfJobs())
        provide_list("applications", "applications.views.ApplicationViewSet")
