"""API of this app."""

from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.serializers import BaseSerializer

from accounts.authentication import caller
from accounts.models import User
from accounts.serializers import ProfileSerializer
from accounts.services import update_profile


@extend_schema(tags=["profile"])
class ProfileView(generics.RetrieveUpdateAPIView[User]):
    """The signed-in person's own profile."""

    serializer_class = ProfileSerializer
    queryset = User.objects.all()
    http_method_names = ["get", "patch", "head", "options"]

    def get_object(self) -> User:
        """The caller."""
        return caller(self.request)

    def perform_update(self, serializer: BaseSerializer[User]) -> None:
        """Write through the service."""
        serializer.instance = update_profile(actor=self.get_object(), changes=serializer.validated_data)
