"""API of this app."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.authentication import caller
from dataio.sample.loading import load_sample, remove_sample, sample_state
from dataio.serializers import SampleDataSerializer
from jobtracker.idempotency import Idempotent


@extend_schema(tags=["data"], responses=SampleDataSerializer)
class SampleDataView(Idempotent, generics.GenericAPIView[Any]):
    """Invented postings and applications, for trying things out."""

    serializer_class = SampleDataSerializer

    def get(self, request: Request) -> Response:
        """Whether the sample data is there."""
        return Response(sample_state(caller(request)))

    @extend_schema(request=None, responses={201: SampleDataSerializer})
    def post(self, request: Request) -> Response:
        """Load the sample data; a second time adds nothing."""
        load_sample(actor=caller(request))
        return Response(sample_state(caller(request)), status=status.HTTP_201_CREATED)

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Remove the sample data, with what was added to it."""
        remove_sample(actor=caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
