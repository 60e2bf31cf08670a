"""API routes of this app."""

from django.urls import path

from dataio.views import ImportView, SampleDataView

urlpatterns = [
    path("imports/", ImportView.as_view(), name="imports"),
    path("sample-data/", SampleDataView.as_view(), name="sample-data"),
]
