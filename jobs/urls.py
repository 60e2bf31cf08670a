"""API routes of this app."""

from rest_framework.routers import SimpleRouter

from jobs.views import JobViewSet, SavedViewViewSet

router = SimpleRouter()
router.register("jobs", JobViewSet)
router.register("saved-views", SavedViewViewSet)

urlpatterns = router.urls
