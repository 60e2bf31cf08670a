"""App configuration."""

from django.apps import AppConfig


class DataIOConfig(AppConfig):
    """Data in and out."""

    name = "dataio"

    def ready(self) -> None:
        """Fill the port of the app below, and name the kinds of runs."""
        from dataio.imports import performing
        from dataio.merging import ImportedRows
        from jobs.ports import provide_imports

        provide_imports(ImportedRows())
        performing.provide_kinds()
