"""API routes of this app."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from dataio.backups.views import RestoreCommitView, RestoreView
from dataio.exporting.views import ApplicationExportView, JobExportView
from dataio.runs.views import RunViewSet
from dataio.views import ImportView, SampleDataView

router = SimpleRouter()
router.register("runs", RunViewSet)

urlpatterns = [
    *router.urls,
    path("exports/jobs/", JobExportView.as_view(), name="export-jobs"),
    path("exports/applications/", ApplicationExportView.as_view(), name="export-applications"),
    path("imports/", ImportView.as_view(), name="imports"),
    path("restores/", RestoreView.as_view(), name="restores"),
    path("restores/<uuid:pk>/commit/", RestoreCommitView.as_view(), name="restore-commit"),
    path("sample-data/", SampleDataView.as_view(), name="sample-data"),
]
