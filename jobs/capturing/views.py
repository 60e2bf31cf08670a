"""API of captures."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.authentication import caller
from accounts.models import User
from jobs.capturing.drafts import Draft
from jobs.capturing.places import FETCHES, READINGS
from jobs.capturing.reading import read_address, read_page
from jobs.capturing.serializers import CaptureSerializer, FromHtmlSerializer, FromUrlSerializer
from jobs.duplicates import duplicates_of_draft
from jobs.models import Job
from jobtracker.databases import release_connections


def today_of(person: User) -> date:
    """The day it is where the person is."""
    return timezone.localdate(timezone=ZoneInfo(person.time_zone))


class CaptureView(GenericAPIView[Job]):
    """What both ways to capture a posting share."""

    queryset = Job.objects.none()
    pagination_class = None
    filter_backends = ()
    http_method_names = ["post", "head", "options"]

    def answer(self, draft: Draft) -> Response:
        """The draft as JSON, with what the person has already that is probably the same."""
        duplicates = duplicates_of_draft(caller(self.request), draft.values)
        shown = {"job": Job(**draft.values), "warnings": draft.warnings, "duplicates": duplicates}
        return Response(CaptureSerializer(shown).data)


@extend_schema(tags=["jobs"], request=FromUrlSerializer, responses=CaptureSerializer)
class JobFromUrlView(CaptureView):
    """A posting's address becomes a filled draft to confirm."""

    serializer_class = FromUrlSerializer

    def post(self, request: Request) -> Response:
        """Fetch the page and read it. Nothing is stored."""
        asked = FromUrlSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person = caller(request)
        with FETCHES.take(person.pk):
            # Others can use it while this thread waits for the site.
            release_connections()
            draft = read_address(asked.validated_data["url"], today_of(person))
        return self.answer(draft)


@extend_schema(tags=["jobs"], request=FromHtmlSerializer, responses=CaptureSerializer)
class JobFromHtmlView(CaptureView):
    """A page that somebody has before them becomes a filled draft to confirm."""

    serializer_class = FromHtmlSerializer

    def post(self, request: Request) -> Response:
        """Read the page, fetching nothing: so that pages behind a sign-in work. Nothing is stored."""
        asked = FromHtmlSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        page, url = asked.validated_data["html"], asked.validated_data["url"]
        person = caller(request)
        with READINGS.take(person.pk):
            draft = read_page(page, url, today_of(person), field="html")
        return self.answer(draft)
