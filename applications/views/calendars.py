"""The calendar's API, and the addresses at which calendars elsewhere read it."""

import hashlib
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from accounts.authentication import caller
from accounts.permissions import SignedIn
from applications.calendar_events import feed_file
from applications.calendar_items import calendar_items
from applications.models import CalendarFeed
from applications.serializers.calendars import (
    CalendarFeedSerializer,
    CalendarSerializer,
    DaysSerializer,
    NewCalendarFeedSerializer,
)
from applications.services.calendars import (
    NewSecret,
    create_feed,
    digest_of,
    note_read,
    regenerate_secret,
    revoke_feed,
    update_feed,
)
from jobtracker.cached_reads import LISTS_SECONDS, CachedReads
from jobtracker.errors import InvalidInput
from jobtracker.filtering import RENDERING_PARAMETERS
from jobtracker.icalendars import MEDIA_TYPE
from jobtracker.idempotency import Idempotent
from jobtracker.ownership import OwnedQuerySet
from jobtracker.pagination import OrderingField
from jobtracker.preconditions import TagsItsRow
from jobtracker.throttling import count_request, limit_of_a_stranger
from jobtracker.wall_clock import clock_at

# Calendars ask every few minutes at most; a full one takes a second to write.
READS_A_MINUTE = 12
USUAL_DAYS = timedelta(days=31)


class CalendarView(CachedReads, APIView):
    """Interviews, deadlines and open tasks of the signed-in person."""

    kept_for = {"get": LISTS_SECONDS}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Keep an answer only where the days are given: it then does not depend on the day on which it is asked for."""
        if {"from", "to"} <= request.query_params.keys():
            super().initial(request, *args, **kwargs)
        else:
            APIView.initial(self, request, *args, **kwargs)

    @extend_schema(tags=["calendar"], parameters=[DaysSerializer], responses=CalendarSerializer)
    def get(self, request: Request) -> Response:
        """What lies between two days, in order."""
        for name in request.query_params.keys() - {"from", "to"} - RENDERING_PARAMETERS:
            raise InvalidInput(name[:100], "unknown", "The calendar takes “from” and “to”.")
        days = DaysSerializer(data=request.query_params)
        days.is_valid(raise_exception=True)
        person = caller(request)
        first = days.validated_data.get("from") or clock_at(timezone.now(), ZoneInfo(person.time_zone)).date()
        items = calendar_items(person, first, days.validated_data.get("to") or first + USUAL_DAYS)
        return Response(CalendarSerializer({"items": items}).data)


@extend_schema(tags=["calendar"])
class CalendarFeedViewSet(Idempotent, TagsItsRow, viewsets.ModelViewSet[CalendarFeed]):
    """The addresses at which calendars elsewhere read the signed-in person's dates. A token makes and shows none."""

    queryset = CalendarFeed.objects.all()
    serializer_class = CalendarFeedSerializer
    # A secret that a token could make would outlive the token.
    permission_classes = [SignedIn]
    keeps_answers = False
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    ordering_fields = {
        "created_at": OrderingField(F("created_at")),
        "last_read_at": OrderingField(F("last_read_at"), nullable=True),
    }
    default_ordering = "created_at"
    request: Request

    def get_queryset(self) -> OwnedQuerySet:
        """The caller's own."""
        return CalendarFeed.objects.visible_to(self.request.user)

    def get_object(self) -> CalendarFeed:
        """One of them."""
        feed: CalendarFeed = super().get_object()
        self.shown = feed
        return feed

    @extend_schema(responses={201: NewCalendarFeedSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make an address. It is in the answer, and shown this once."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return self._told(create_feed(actor=caller(request), values=serializer.validated_data), status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=NewCalendarFeedSerializer)
    @action(detail=True, methods=["post"])
    def regenerate(self, request: Request, pk: str) -> Response:
        """Make another address in place of the one that there was, which is worthless from then on."""
        feed_id = self.get_object().pk
        return self._told(regenerate_secret(actor=caller(request), feed_id=feed_id, if_match=self.if_match))

    def perform_update(self, serializer: BaseSerializer[CalendarFeed]) -> None:
        """Write through the service."""
        serializer.instance = self.shown = update_feed(
            actor=caller(self.request),
            feed_id=int(self.kwargs["pk"]),
            changes=serializer.validated_data,
            if_match=self.if_match,
        )

    def perform_destroy(self, instance: CalendarFeed) -> None:
        """Revoke."""
        revoke_feed(actor=caller(self.request), feed_id=instance.pk, if_match=self.if_match)

    def _told(self, made: NewSecret, status_code: int = status.HTTP_200_OK) -> Response:
        self.shown = made.feed
        url = self.request.build_absolute_uri(reverse("calendar-file", kwargs={"secret": made.secret}))
        answer = CalendarFeedSerializer(made.feed).data | {"url": url}
        return Response(answer, status=status_code, headers={"Cache-Control": "no-store"})


@require_safe
def calendar_file(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar that has this secret, for whoever knows it; plain 404 for any other."""
    feeds = CalendarFeed.objects.filter(secret_digest=digest_of(secret), owner__is_active=True)
    feed = feeds.select_related("owner").first()
    # Who guesses is counted as any stranger is; a calendar by itself, whatever else its owner or its reader does.
    name, limit = limit_of_a_stranger(request) if feed is None else (f"calendar:{feed.pk}", READS_A_MINUTE)
    wait = count_request(name, limit)
    if wait is not None:
        return _plain("Too many requests.", 429, **{"Retry-After": str(wait)})
    if feed is None:
        return _plain("There is no calendar at this address.", 404)
    note_read(feed)
    content = feed_file(feed)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    seen = {known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))}
    if tag in seen or "*" in seen:
        return HttpResponse(status=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="jobtracker.ics"'
    return HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)


def _plain(text: str, status_code: int, **headers: str) -> HttpResponse:
    return HttpResponse(
        f"{text}\n",
        status=status_code,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", **headers},
    )
