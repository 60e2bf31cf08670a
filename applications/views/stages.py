"""API of the board."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.authentication import caller
from applications.board import Board, board_of
from applications.models import Stage
from applications.serializers.stages import MAX_STAGES, StageSerializer
from applications.services.stages import replace_board, reset_board
from jobtracker.parsers import JSONParser
from jobtracker.preconditions import TagsItsRow

WHOLE = StageSerializer(many=True)


@extend_schema(tags=["stages"])
class BoardView(TagsItsRow, generics.GenericAPIView[Stage]):
    """The board of the signed-in person."""

    queryset = Stage.objects.none()
    serializer_class = StageSerializer
    pagination_class = None
    filter_backends = ()
    # A form has no lists of objects.
    parser_classes = [JSONParser]

    @extend_schema(responses=WHOLE)
    def get(self, request: Request) -> Response:
        """The columns in their order; one for each status where the person has made none."""
        return self._showing(board_of(request.user))

    @extend_schema(request=WHOLE, responses=WHOLE)
    def put(self, request: Request) -> Response:
        """Replace the whole board. The order is that of the list; a column with an id stays that one.

        The applications of a column that is left out fall to the first one of their status. A column does not turn to
        another status while applications lie in it.
        """
        serializer = self.get_serializer(data=request.data, many=True, allow_empty=False, max_length=MAX_STAGES)
        serializer.is_valid(raise_exception=True)
        stages: Any = serializer.validated_data
        return self._showing(replace_board(actor=caller(request), stages=stages, if_match=self.if_match))

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Back to one column for each status."""
        reset_board(actor=caller(request), if_match=self.if_match)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _showing(self, board: Board) -> Response:
        self.shown = board
        return Response(self.get_serializer(board.stages, many=True).data)
