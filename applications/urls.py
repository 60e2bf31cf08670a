"""API routes of this app."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from applications.views.applications import ApplicationViewSet, StatusChangeViewSet
from applications.views.stages import BoardView

router = SimpleRouter()
router.register("applications", ApplicationViewSet)
router.register(r"applications/(?P<application_pk>[0-9]{1,19})/history", StatusChangeViewSet, basename="history")

urlpatterns = [
    path("stages/", BoardView.as_view(), name="board"),
    *router.urls,
]
