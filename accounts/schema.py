"""What drf-spectacular must be told of this app; imported at start-up: an extension registers by being defined."""

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from accounts.authentication import CallerAuthentication


class CallerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # how it registers itself
    """Describes the session's cookie and the API token in the OpenAPI document."""

    target_class = CallerAuthentication
    name = ["session", "token"]  # type: ignore[assignment]  # drf-spectacular takes several, and says so

    def get_security_definition(self, auto_schema: AutoSchema) -> list[dict[str, str]]:
        """A key in a cookie, or one in the Authorization header: either will do."""
        return [
            {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
            {"type": "http", "scheme": "bearer"},
        ]
