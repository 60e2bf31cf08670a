"""How the API writes bodies."""

from collections.abc import Mapping
from typing import Any

from rest_framework import renderers


class JSONRenderer(renderers.JSONRenderer):
    r"""JSON. Half of a surrogate pair, which a refusal may quote, has no bytes of its own and is written as \ud800."""

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """The bytes of the body."""
        try:
            return super().render(data, accepted_media_type, renderer_context)
        except UnicodeEncodeError:
            return _EscapingRenderer().render(data, accepted_media_type, renderer_context)


class _EscapingRenderer(renderers.JSONRenderer):
    """The same JSON, in ASCII alone."""

    ensure_ascii = True


class CalendarRenderer(renderers.BaseRenderer):
    """A calendar file, which the view has made; what is no file, such as a refusal, is JSON."""

    media_type = "text/calendar"
    format = "ics"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """The bytes of the body."""
        if isinstance(data, bytes):
            return data
        if renderer_context is not None:
            renderer_context["response"]["Content-Type"] = JSONRenderer.media_type
        return JSONRenderer().render(data)
