"""API routes of this app."""

from rest_framework.routers import SimpleRouter

from jobs.views import DuplicateGroupViewSet, JobViewSet, SavedViewViewSet

router = SimpleRouter()
# Before the postings, which would take the word for an id.
router.register("jobs/duplicates", DuplicateGroupViewSet, basename="job-duplicates")
router.register("jobs", JobViewSet)
router.register("saved-views", SavedViewViewSet)

urlpatterns = router.urls
