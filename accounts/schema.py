"""What drf-spectacular must be told of this app; imported at start-up: an extension registers by being defined."""

import json
import re
from typing import Any

from allauth.headless.spec.internal.schema import get_schema
from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from accounts.account_api import BROWSER, SERVED
from accounts.authentication import CallerAuthentication
from jobtracker.schema import ENVELOPE_CONTENT, Json


class CallerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # how it registers itself
    """Describes the session's cookie and the API token in the OpenAPI document."""

    target_class = CallerAuthentication
    name = ["session", "token"]

    def get_security_definition(self, auto_schema: AutoSchema) -> list[dict[str, str]]:
        """A key in a cookie, or one in the Authorization header: either will do."""
        return [
            {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
            {"type": "http", "scheme": "bearer"},
        ]


def add_account_operations(result: Json, generator: Any, request: Any, public: bool) -> Json:
    """drf-spectacular hook: add the account operations that allauth serves.

    allauth documents its own API; its document is folded into ours, under names of its own, so that clients generate
    their types from one.
    """
    components = result.setdefault("components", {})
    accounts = _with_prefixed_components(get_schema())
    for kind, named in accounts["components"].items():
        components.setdefault(kind, {}).update(named)
    for place, methods in SERVED.items():
        path = BROWSER + place
        result["paths"][path] = {}
        name = re.sub(r"\W+", "_", place)
        for method in (name.lower() for name in sorted(methods)):
            operation = accounts["paths"][path][method]
            operation |= {"tags": ["accounts"], "operationId": f"account_{name}_{method}"}
            _add_envelope(operation["responses"], components)
            result["paths"][path][method] = operation
    return result


def _add_envelope(responses: Json, components: Json) -> None:
    """Say that allauth's refusals have the error envelope's member beside their own (`accounts.account_api`)."""
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
