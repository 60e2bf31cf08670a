"""API routes of this app."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from applications.views.activities import ActivityViewSet
from applications.views.applications import ApplicationViewSet, StatusChangeViewSet
from applications.views.calendars import CalendarFeedViewSet, CalendarView, calendar_file
from applications.views.contacts import ContactViewSet
from applications.views.documents import (
    ApplicationDocumentViewSet,
    DocumentVersionViewSet,
    DocumentViewSet,
    VersionsOfDocumentViewSet,
)
from applications.views.interviews import InterviewChangeViewSet, InterviewViewSet
from applications.views.stages import BoardView
from applications.views.tasks import TaskViewSet
from applications.views.timeline import TimelineViewSet
from applications.views.today import (
    AcceptSuggestionView,
    CadenceView,
    DismissSuggestionView,
    ReconsiderSuggestionView,
    SnoozeSuggestionView,
    SuggestionsView,
    TodayView,
)

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
router.register("tasks", TaskViewSet)
router.register("interviews", InterviewViewSet)
router.register(
    r"interviews/(?P<interview_pk>[0-9]{1,19})/history", InterviewChangeViewSet, basename="interview-history"
)
router.register("calendar-feeds", CalendarFeedViewSet, basename="calendar-feed")

urlpatterns = [
    path("today/", TodayView.as_view(), name="today"),
    path("suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("suggestions/accept/", AcceptSuggestionView.as_view(), name="suggestion-accept"),
    path("suggestions/dismiss/", DismissSuggestionView.as_view(), name="suggestion-dismiss"),
    path("suggestions/snooze/", SnoozeSuggestionView.as_view(), name="suggestion-snooze"),
    path("suggestions/reconsider/", ReconsiderSuggestionView.as_view(), name="suggestion-reconsider"),
    path("cadence/", CadenceView.as_view(), name="cadence"),
    path("calendar/", CalendarView.as_view(), name="calendar"),
    path("stages/", BoardView.as_view(), name="board"),
    *router.urls,
]

# Outside the API: calendars of other makers read here, by a secret in the address.
calendar_urlpatterns = [path("calendar/<str:secret>.ics", calendar_file, name="calendar-file")]
