"""API routes of this app."""

from rest_framework.routers import SimpleRouter

from applications.views.applications import ApplicationViewSet, StatusChangeViewSet

router = SimpleRouter()
router.register("applications", ApplicationViewSet)
router.register(r"applications/(?P<application_pk>[0-9]{1,19})/history", StatusChangeViewSet, basename="history")

urlpatterns = router.urls
