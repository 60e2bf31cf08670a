"""App configuration."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications and the stages they go through."""

    name = "applications"

    def ready(self) -> None:
        """Fill the ports of the app below and of the kit."""
        from applications import bulk_tasks
        from applications.bulk import RESOURCE, undo_applications
        from applications.selectors import ApplicationsOfJobs
        from applications.tasks import remove_files_with_account
        from jobs.ports import provide_applications
        from jobtracker.account_events import subscribe
        from jobtracker.bulk_operations import provide_undo
        from jobtracker.list_resources import provide_list

        provide_applications(ApplicationsOfJobs())
        provide_list("applications", "applications.views.applications.ApplicationViewSet")
        provide_undo(RESOURCE, undo_applications)
        subscribe(remove_files_with_account)
        provide_undo(bulk_tasks.RESOURCE, bulk_tasks.undo_tasks)
