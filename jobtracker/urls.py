"""Where every address leads."""

from django.contrib import admin
from django.urls import include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

import accounts.urls
import applications.urls
import dataio.urls
import jobs.urls
from jobtracker import errors, health, metrics, spa
from jobtracker.bulk_views import BulkOperationViewSet

ROOT_LINKS = {
    "jobs": "job-list",
    "applications": "application-list",
    "contacts": "contact-list",
    "activities": "activity-list",
    "documents": "document-list",
    "tasks": "task-list",
    "today": "today",
    "suggestions": "suggestions",
    "cadence": "cadence",
    "interviews": "interview-list",
    "calendar-feeds": "calendar-feed-list",
    "saved-views": "savedview-list",
    "profile": "profile",
    "tokens": "token-list",
    "bulk-operations": "bulk-operation-list",
    "runs": "run-list",
    "imports": "import-list",
    "sample-data": "sample-data",
    "schema": "schema",
    "swagger-ui": "swagger-ui",
    "redoc": "redoc",
}


class APIRoot(APIView):
    """The API's entrance, for people who explore it."""

    name = "jobtracker API"

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Where to go from here."""
        return Response({label: reverse(name, request=request) for label, name in ROOT_LINKS.items()})


kit_router = SimpleRouter()
kit_router.register("bulk-operations", BulkOperationViewSet, basename="bulk-operation")

api_urlpatterns = [
    path("", APIRoot.as_view(), name="api-root"),
    *accounts.urls.urlpatterns,
    *jobs.urls.urlpatterns,
    *applications.urls.urlpatterns,
    *dataio.urls.urlpatterns,
    *kit_router.urls,
    path("schema/", SpectacularAPIView.as_view(permission_classes=[AllowAny]), name="schema"),
    path(
        "schema/swagger-ui/",
        SpectacularSwaggerSplitView.as_view(url_name="schema", permission_classes=[AllowAny]),
        name="swagger-ui",
    ),
    path(
        "schema/redoc/",
        SpectacularRedocView.as_view(url_name="schema", permission_classes=[AllowAny]),
        name="redoc",
    ),
]

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", metrics.page, name="metrics"),
    path("api/v1/", include(api_urlpatterns)),
    *accounts.urls.account_urlpatterns,
    *applications.urls.calendar_urlpatterns,
    path("admin/", admin.site.urls),
    # Every other address is a page of the SPA, which shows its own "not found"; these prefixes are not.
    re_path(r"^(?!api/|_allauth/|admin/|static/|health/|ws/)", spa.index, name="spa"),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
