"""API routes of this app."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from dataio.backups.views import RestoreCommitView, RestoreView
from dataio.exporting.views import ApplicationExportView, JobExportView
from dataio.imports.views import ImportLimitsView, ImportRowViewSet, ImportTargetsView, ImportViewSet
from dataio.runs.views import RunViewSet
from dataio.views import SampleDataView

router = SimpleRouter()
router.register("runs", RunViewSet)
router.register("imports", ImportViewSet)

urlpatterns = [
    path("exports/jobs/", JobExportView.as_view(), name="export-jobs"),
    path("exports/applications/", ApplicationExportView.as_view(), name="export-applications"),
    path("restores/", RestoreView.as_view(), name="restores"),
    path("restores/<uuid:pk>/commit/", RestoreCommitView.as_view(), name="restore-commit"),
    path("imports/<uuid:import_pk>/rows/", ImportRowViewSet.as_view({"get": "list"}), name="import-rows-list"),
    path("import-targets/", ImportTargetsView.as_view(), name="import-targets"),
    path("import-limits/", ImportLimitsView.as_view(), name="import-limits"),
    path("sample-data/", SampleDataView.as_view(), name="sample-data"),
    *router.urls,
]
