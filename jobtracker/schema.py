"""What drf-spectacular cannot see by itself."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from jobtracker.cached_reads import CachedReads
from jobtracker.preconditions import TagsItsRow

Json = dict[str, Any]

PROBLEM: Json = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
}
ROW_PROBLEM: Json = {
    "type": "object",
    "required": ["row", "column", "code", "message", "value"],
    "properties": {
        "row": {"type": "integer", "description": "As a spreadsheet counts: the header is row 1."},
        "column": {"type": "string"},
        "code": {"type": "string"},
        "message": {"type": "string"},
        "value": {"type": "string"},
    },
}
ERROR_ENVELOPE: Json = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "fields", "request_id", "timestamp"],
            "properties": {
                "code": {"type": "string", "description": "A stable word for programs."},
                "message": {"type": "string", "description": "A sentence for people."},
                "fields": {
                    "type": "object",
                    "description": "The problems of each input, by its dotted path.",
                    "additionalProperties": {"type": "array", "items": {"$ref": "#/components/schemas/Problem"}},
                },
                "rows": {
                    "type": "array",
                    "description": "The bad rows of an uploaded file.",
                    "items": {"$ref": "#/components/schemas/RowProblem"},
                },
                "items": {
                    "type": "array",
                    "description": "The rows of a bulk request, or of an operation to undo, that are in the way.",
                    "items": {"$ref": "#/components/schemas/ItemProblem"},
                },
                "current": {
                    "type": "object",
                    "description": "On a conflict: the object as it is now.",
                    "additionalProperties": True,
                },
                "request_id": {"type": "string"},
                "timestamp": {"type": "string", "format": "date-time"},
            },
        }
    },
}
ENVELOPE_CONTENT: Json = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorEnvelope"}}}
IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Repeated with the same key and body, the request has one effect and one answer, for two days.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}
IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that was seen. Where the object has changed since, nothing is done: 412.",
    "schema": {"type": "string"},
}
IF_NONE_MATCH: Json = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag that was seen. Where nothing has changed since, the answer is 304, without a body.",
    "schema": {"type": "string"},
}
UNSAFE_METHODS = frozenset({"post", "put", "patch", "delete"})


class EnvelopeAutoSchema(AutoSchema):
    """Documents the error envelope for every operation."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Json | None:
        """The operation with its error answers."""
        operation: Json | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        if self.method == "POST" and getattr(self.view, "keeps_answers", False):
            operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        if self._is_conditional():
            operation.setdefault("parameters", []).append(IF_MATCH)
        statuses = {"400": "Invalid input", "401": "Not signed in", "403": "Not allowed"}
        if "{" in self.path:
            statuses["404"] = "Not found, or not yours"
        if self.method.lower() in UNSAFE_METHODS:
            statuses["409"] = "Conflict with the present state"
            if self.method == "POST":
                statuses["422"] = "The Idempotency-Key stands for another request"
            if self._is_conditional():
                statuses["412"] = "Changed since the state that If-Match names"
        if "requestBody" in operation:
            statuses |= {"413": "Too large", "415": "Unsupported media type"}
        statuses |= {"429": "Too many requests", "503": "A part of the server does not answer"}
        statuses["default"] = "Any other error"
        if self._is_kept():
            operation.setdefault("parameters", []).append(IF_NONE_MATCH)
            operation["responses"]["304"] = {"description": "Unchanged since the ETag that If-None-Match names"}
        for status, description in statuses.items():
            operation["responses"].setdefault(status, {"description": description, "content": ENVELOPE_CONTENT})
        return operation

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Whether it shows pages of rows: the trash does, which no serializer tells."""
        return getattr(self.view, "action", "") == "trash" or bool(super()._is_list_view(serializer))

    def _is_conditional(self) -> bool:
        """Whether it changes what is there already, and may say in which state that was seen."""
        is_of_one = "{" in self.path or self.method in ("PUT", "PATCH", "DELETE")
        return isinstance(self.view, TagsItsRow) and self.method != "GET" and is_of_one

    def _is_kept(self) -> bool:
        """Whether the answer may be kept for repeated reads."""
        action = getattr(self.view, "action", self.method.lower())
        return self.method == "GET" and isinstance(self.view, CachedReads) and action in self.view.kept_for


def add_error_envelope(result: Json, generator: Any, request: Any, public: bool) -> Json:
    """drf-spectacular hook: add the schemas of the error envelope."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas |= {"ErrorEnvelope": ERROR_ENVELOPE, "Problem": PROBLEM, "RowProblem": ROW_PROBLEM}
    return result
