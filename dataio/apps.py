"""App configuration."""

from django.apps import AppConfig


class DataIOConfig(AppConfig):
    """Data in and out."""

    name = "dataio"

    def ready(self) -> None:
        """Fill the port of the app below, and name the kinds of runs."""
        from dataio.backups.performing import BackupParametersSerializer, perform_backup, perform_restore
        from dataio.backups.services import BACKUP, RESTORE
        from dataio.exporting.performing import KIND, perform_export
        from dataio.exporting.serializers import ExportParametersSerializer
        from dataio.merging import ImportedRows
        from dataio.reports.parameters import ReportParametersSerializer
        from dataio.reports.report import make_report
        from dataio.runs.kinds import provide_kind
        from jobs.ports import provide_imports

        provide_imports(ImportedRows())
        provide_kind(KIND, perform_export, ExportParametersSerializer)
        provide_kind(BACKUP, perform_backup, BackupParametersSerializer)
        provide_kind(RESTORE, perform_restore)
        provide_kind("report", make_report, ReportParametersSerializer)
