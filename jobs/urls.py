"""API routes of this app."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from jobs.capturing.views import JobFromHtmlView, JobFromUrlView
from jobs.views import DuplicateGroupViewSet, JobViewSet, SavedViewViewSet

router = SimpleRouter()
# Before the postings, which would take the word for an id.
router.register("jobs/duplicates", DuplicateGroupViewSet, basename="job-duplicates")
router.register("jobs", JobViewSet)
router.register("saved-views", SavedViewViewSet)

urlpatterns = [
    # Before the router's: these are no ids.
    path("jobs/from-url/", JobFromUrlView.as_view(), name="job-from-url"),
    path("jobs/from-html/", JobFromHtmlView.as_view(), name="job-from-html"),
    *router.urls,
]
