"""App configuration."""

from django.apps import AppConfig


class DataIOConfig(AppConfig):
    """Data in and out."""

    name = "dataio"

    def ready(self) -> None:
        """Fill the ports of the app below and of the kit, and name the kinds of runs."""
        from dataio.backups.performing import BackupParametersSerializer, perform_backup, perform_restore
        from dataio.backups.services import BACKUP, RESTORE
        from dataio.exporting.performing import KIND, perform_export
        from dataio.exporting.serializers import ExportParametersSerializer
        from dataio.imports import performing
        from dataio.merging import ImportedRows
        from dataio.reports.parameters import ReportParametersSerializer
        from dataio.reports.report import make_report
        from dataio.runs.kinds import provide_kind
        from dataio.tasks import remove_files_with_account, stop_runs_with_account
        from jobs.ports import provide_imports
        from jobtracker.account_events import subscribe

        provide_imports(ImportedRows())
        subscribe(remove_files_with_account)
        subscribe(stop_runs_with_account)
        provide_kind(KIND, perform_export, ExportParametersSerializer)
        provide_kind("report", make_report, ReportParametersSerializer)
        provide_kind(BACKUP, perform_backup, BackupParametersSerializer)
        provide_kind(RESTORE, perform_restore)
        performing.provide_kinds()
