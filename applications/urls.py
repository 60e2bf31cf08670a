"""API routes of this app."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from applications.views.applications import ApplicationViewSet, StatusChangeViewSet
from applications.views.calendars import CalendarFeedViewSet, CalendarView, calendar_file
from applications.views.interviews import InterviewChangeViewSet, InterviewViewSet

router = SimpleRouter()
router.register("applications", ApplicationViewSet)
router.register(r"applications/(?P<application_pk>[0-9]{1,19})/history", StatusChangeViewSet, basename="history")
router.register("interviews", InterviewViewSet)
router.register(
    r"interviews/(?P<interview_pk>[0-9]{1,19})/history", InterviewChangeViewSet, basename="interview-history"
)
router.register("calendar-feeds", CalendarFeedViewSet, basename="calendar-feed")

urlpatterns = [*router.urls, path("calendar/", CalendarView.as_view(), name="calendar")]

# Outside the API: calendars of other makers read here, by a secret in the address.
calendar_urlpatterns = [path("calendar/<str:secret>.ics", calendar_file, name="calendar-file")]
