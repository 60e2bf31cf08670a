"""What drf-spectacular cannot see by itself."""

import json
import re
from typing import Any

from allauth.headless.spec.internal.schema import get_schema
from drf_spectacular.openapi import AutoSchema

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
UNSAFE_METHODS = frozenset({"post", "put", "patch", "delete"})
METHODS = UNSAFE_METHODS | {"get"}


class EnvelopeAutoSchema(AutoSchema):
    """Documents the error envelope for every operation."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Json | None:
        """The operation with its error answers."""
        operation: Json | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        statuses = {"400": "Invalid input", "401": "Not signed in", "403": "Not allowed"}
        if "{" in self.path:
            statuses["404"] = "Not found, or not yours"
        if self.method.lower() in UNSAFE_METHODS:
            statuses["409"] = "Conflict with the present state"
        if "requestBody" in operation:
            statuses |= {"413": "Too large", "415": "Unsupported media type"}
        statuses["default"] = "Any other error"
        for status, description in statuses.items():
            operation["responses"].setdefault(status, {"description": description, "content": ENVELOPE_CONTENT})
        return operation


def add_account_operations(result: Json, generator: Any, request: Any, public: bool) -> Json:
    """drf-spectacular hook: add the error envelope's schemas, and the account operations that allauth serves.

    allauth documents its own API; its document is folded into ours, under names of its own, so that clients generate
    their types from one.
    """
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update(
        {"ErrorEnvelope": ERROR_ENVELOPE, "Problem": PROBLEM, "RowProblem": ROW_PROBLEM}
    )
    accounts = _with_prefixed_components(get_schema())
    for kind, named in accounts["components"].items():
        components.setdefault(kind, {}).update(named)
    for path, operations in accounts["paths"].items():
        for method, operation in operations.items():
            if method in METHODS:
                name = re.sub(r"\W+", "_", path.rpartition("/v1/")[2])
                operation |= {"tags": ["accounts"], "operationId": f"account_{name}_{method}"}
                _add_envelope(operation["responses"], components)
        result["paths"][path] = operations
    return result


def _add_envelope(responses: Json, components: Json) -> None:
    """Say that allauth's refusals have the error envelope's member beside their own (`accounts.account_errors`)."""
    envelope = {"$ref": "#/components/schemas/ErrorEnvelope"}
    for status, response in responses.items():
        if status >= "400":
            if "$ref" in response:
                response = components["responses"][response["$ref"].rpartition("/")[2]]
            content = response.setdefault("content", {}).setdefault("application/json", {"schema": envelope})
            if envelope not in (content["schema"], *content["schema"].get("allOf", [])):
                content["schema"] = {"allOf": [content["schema"], envelope]}
    responses["default"] = {"description": "Any other error", "content": ENVELOPE_CONTENT}


def _with_prefixed_components(document: Json) -> Json:
    """The OpenAPI document with every component's name, and every reference to it, beginning with `Allauth`."""
    text = re.sub(r'"#/components/(\w+)/', r'"#/components/\1/Allauth', json.dumps(document, default=str))
    renamed: Json = json.loads(text)
    renamed["components"] = {
        kind: {f"Allauth{name}": component for name, component in named.items()}
        for kind, named in renamed["components"].items()
    }
    return renamed
