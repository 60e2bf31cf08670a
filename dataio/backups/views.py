"""API of restores."""

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.authentication import caller
from dataio.backups.serializers import RestoreChoicesSerializer, RestoreFileSerializer, RestoreSerializer
from dataio.backups.services import commit_restore, try_restore
from jobtracker.idempotency import Idempotent


@extend_schema(tags=["data"])
class RestoreView(Idempotent, generics.GenericAPIView[Any]):
    """Bring a backup back."""

    serializer_class = RestoreFileSerializer
    parser_classes = [MultiPartParser]

    @extend_schema(responses={201: RestoreSerializer})
    def post(self, request: Request) -> Response:
        """Keep a backup for a week, and try it without writing anything; `/runs/{id}/` shows what came of it."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        run = try_restore(actor=caller(request), content=serializer.validated_data["file"])
        return Response(RestoreSerializer(run).data, status=status.HTTP_201_CREATED)


@extend_schema(tags=["data"])
class RestoreCommitView(Idempotent, generics.GenericAPIView[Any]):
    """Write what a dry run tried."""

    serializer_class = RestoreChoicesSerializer

    @extend_schema(responses={202: RestoreSerializer})
    def post(self, request: Request, pk: uuid.UUID) -> Response:
        """Begin the run that writes: all of the backup, or nothing."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        run = commit_restore(actor=caller(request), run_id=pk, **serializer.validated_data)
        return Response(RestoreSerializer(run).data, status=status.HTTP_202_ACCEPTED)
