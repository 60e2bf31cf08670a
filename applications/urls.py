"""API routes of this app."""

from rest_framework.routers import SimpleRouter

from applications.views.activities import ActivityViewSet
from applications.views.applications import ApplicationViewSet, StatusChangeViewSet
from applications.views.contacts import ContactViewSet
from applications.views.documents import (
    ApplicationDocumentViewSet,
    DocumentVersionViewSet,
    DocumentViewSet,
    VersionsOfDocumentViewSet,
)
from applications.views.timeline import TimelineViewSet

router = SimpleRouter()
router.register("applications", ApplicationViewSet)
router.register(r"applications/(?P<application_pk>[0-9]{1,19})/history", StatusChangeViewSet, basename="history")
router.register(r"applications/(?P<application_pk>[0-9]{1,19})/timeline", TimelineViewSet, basename="timeline")
router.register("contacts", ContactViewSet)
router.register("activities", ActivityViewSet)
router.register(
    r"applications/(?P<application_pk>[0-9]{1,19})/documents",
    ApplicationDocumentViewSet,
    basename="application-documents",
)
router.register("documents", DocumentViewSet)
router.register(
    r"documents/(?P<document_pk>[0-9]{1,19})/versions", VersionsOfDocumentViewSet, basename="document-versions"
)
router.register("document-versions", DocumentVersionViewSet, basename="document-version")

urlpatterns = router.urls
