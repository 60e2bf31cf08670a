"""API of this app."""

from django.contrib.auth import logout
from django.db.models import F
from drf_spectacular.utils import extend_schema
from rest_framework import generics, mixins, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from accounts.deletion import delete_confirmed, warn_of_deletion
from accounts.models import ApiToken, ApiTokenQuerySet, User
from accounts.permissions import SignedIn
from accounts.serializers import (
    CreatedTokenSerializer,
    DeletionConfirmationSerializer,
    DeletionQuestionSerializer,
    DeletionWarningSerializer,
    ProfileSerializer,
    TokenSerializer,
)
from accounts.services import create_token, revoke_token, update_profile
from jobtracker.cached_reads import CachedReads
from jobtracker.idempotency import Idempotent
from jobtracker.pagination import OrderingField


@extend_schema(tags=["profile"])
class ProfileView(CachedReads, generics.RetrieveUpdateAPIView[User]):
    """The signed-in person's own profile."""

    serializer_class = ProfileSerializer
    kept_for = {"get": 60 * 60}
    queryset = User.objects.all()
    http_method_names = ["get", "patch", "head", "options"]

    def get_object(self) -> User:
        """The caller."""
        return caller(self.request)

    def perform_update(self, serializer: BaseSerializer[User]) -> None:
        """Write through the service."""
        changes = dict(serializer.validated_data)
        skills = changes.pop("skills", None)
        serializer.instance = update_profile(actor=self.get_object(), changes=changes, skills=skills)


@extend_schema(tags=["tokens"])
class TokenViewSet(
    Idempotent,
    mixins.CreateModelMixin,
    mixins.ListModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[ApiToken],
):
    """The API tokens of the signed-in person. A token makes, shows and revokes none."""

    queryset = ApiToken.objects.all()
    serializer_class = TokenSerializer
    permission_classes = [SignedIn]
    keeps_answers = False
    ordering_fields = {
        "created_at": OrderingField(F("created_at")),
        "expires_at": OrderingField(F("expires_at")),
        "last_used_at": OrderingField(F("last_used_at"), nullable=True),
    }
    default_ordering = "-created_at"
    request: Request

    def get_queryset(self) -> ApiTokenQuerySet:
        """The caller's own that were not revoked; those that have expired among them."""
        return ApiToken.objects.visible_to(self.request.user).filter(revoked_at=None)

    @extend_schema(responses={201: CreatedTokenSerializer})
    def create(self, request: Request) -> Response:
        """Make a token. The secret in the answer is shown this once."""
        serializer = TokenSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        made = create_token(actor=caller(request), **serializer.validated_data)
        answer = CreatedTokenSerializer(made.token).data | {"token": made.secret}
        return Response(answer, status=status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    def perform_destroy(self, instance: ApiToken) -> None:
        """Revoke."""
        revoke_token(actor=caller(self.request), token_id=instance.pk)


@extend_schema(tags=["account"])
class AccountDeletionView(generics.GenericAPIView[User]):
    """The first of two questions before an account is deleted."""

    serializer_class = DeletionQuestionSerializer
    permission_classes = [SignedIn]
    queryset = User.objects.none()

    @extend_schema(responses={200: DeletionWarningSerializer})
    def post(self, request: Request) -> Response:
        """Say what would be lost, for the right password; the confirmation is good for ten minutes."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        warning = warn_of_deletion(actor=caller(request), password=serializer.validated_data["password"])
        return Response(DeletionWarningSerializer(warning).data)


@extend_schema(tags=["account"])
class AccountDeletionConfirmView(generics.GenericAPIView[User]):
    """The second."""

    serializer_class = DeletionConfirmationSerializer
    permission_classes = [SignedIn]
    queryset = User.objects.none()

    @extend_schema(responses={204: None})
    def post(self, request: Request) -> Response:
        """Delete the account with everything that is in it, for good."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        delete_confirmed(actor=caller(request), confirmation=serializer.validated_data["confirmation"])
        logout(request._request)
        return Response(status=status.HTTP_204_NO_CONTENT)
