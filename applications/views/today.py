"""API of suggestions, their rules, and the page of today. None of it is kept: it depends on the clock."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.authentication import caller
from applications.cadence import Cadence, cadence_of
from applications.serializers.applications import ApplicationSerializer
from applications.serializers.today import (
    AcceptedSuggestionSerializer,
    CadenceSerializer,
    SnoozeSuggestionSerializer,
    SuggestionDecisionSerializer,
    SuggestionKeySerializer,
    SuggestionsNowSerializer,
    TodaySerializer,
)
from applications.services.cadence import reset_cadence, set_cadence
from applications.services.suggestions import (
    accept_suggestion,
    dismiss_suggestion,
    reconsider_suggestion,
    snooze_suggestion,
)
from applications.suggestions import suggestions_now
from applications.today import today_of
from jobtracker.idempotency import Idempotent
from jobtracker.parsers import JSONParser
from jobtracker.preconditions import TagsItsRow


class TodayView(APIView):
    """The page of today."""

    @extend_schema(tags=["today"], responses=TodaySerializer)
    def get(self, request: Request) -> Response:
        """What is overdue, due, coming, ending, stale and suggested, and how far the week's goal is."""
        return Response(TodaySerializer(today_of(caller(request)), context={"request": request}).data)


class SuggestionsView(APIView):
    """What is suggested now."""

    @extend_schema(tags=["today"], responses=SuggestionsNowSerializer)
    def get(self, request: Request) -> Response:
        """What the rules suggest for the open applications, those first that wait longest; 200 at most."""
        user = caller(request)
        results, count = suggestions_now(user, cadence_of(user))
        return Response(SuggestionsNowSerializer({"count": count, "results": results}).data)


class DecidesView(Idempotent, GenericAPIView[Any]):
    """A decision about a suggestion."""

    serializer_class = SuggestionKeySerializer
    conflict_serializer_class = ApplicationSerializer
    request: Request

    def asked(self) -> dict[str, Any]:
        """What the body says."""
        serializer = self.get_serializer(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class AcceptSuggestionView(DecidesView):
    """Accepting a suggestion."""

    @extend_schema(tags=["today"], responses={200: AcceptedSuggestionSerializer, 201: AcceptedSuggestionSerializer})
    def post(self, request: Request) -> Response:
        """Make the task that is suggested (201), or move the application; accepted before, it gives that task (200)."""
        accepted = accept_suggestion(actor=caller(request), **self.asked())
        shown = AcceptedSuggestionSerializer(accepted, context=self.get_serializer_context()).data
        return Response(shown, status=201 if accepted.task is not None and accepted.is_new else 200)


class DismissSuggestionView(DecidesView):
    """Dismissing a suggestion."""

    @extend_schema(tags=["today"], responses=SuggestionDecisionSerializer)
    def post(self, request: Request) -> Response:
        """Never show the suggestion again; what happens next makes another one."""
        return Response(SuggestionDecisionSerializer(dismiss_suggestion(actor=caller(request), **self.asked())).data)


class SnoozeSuggestionView(DecidesView):
    """Putting a suggestion off."""

    serializer_class = SnoozeSuggestionSerializer

    @extend_schema(tags=["today"], responses=SuggestionDecisionSerializer)
    def post(self, request: Request) -> Response:
        """Show the suggestion again in some days, or on a day."""
        return Response(SuggestionDecisionSerializer(snooze_suggestion(actor=caller(request), **self.asked())).data)


class ReconsiderSuggestionView(DecidesView):
    """Taking a decision back."""

    @extend_schema(tags=["today"], responses={204: None})
    def post(self, request: Request) -> Response:
        """Forget what was decided about a suggestion, with the task that was made of it, unless that is done."""
        reconsider_suggestion(actor=caller(request), **self.asked())
        return Response(status=204)


class CadenceView(TagsItsRow, GenericAPIView[Any]):
    """The rules by which something is suggested."""

    serializer_class = CadenceSerializer
    parser_classes = (JSONParser,)
    request: Request

    @extend_schema(tags=["today"])
    def get(self, request: Request) -> Response:
        """The rules that hold: the person's own, or the defaults."""
        return self._answer(cadence_of(caller(request)))

    @extend_schema(tags=["today"])
    def put(self, request: Request) -> Response:
        """Have these rules and no others."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        rules = serializer.validated_data["rules"]
        return self._answer(set_cadence(actor=caller(request), rules=rules, if_match=self.if_match))

    @extend_schema(tags=["today"], responses={204: None})
    def delete(self, request: Request) -> Response:
        """Go back to the defaults."""
        reset_cadence(actor=caller(request), if_match=self.if_match)
        return Response(status=204)

    def _answer(self, cadence: Cadence) -> Response:
        self.shown = cadence
        return Response(self.get_serializer(cadence).data)
