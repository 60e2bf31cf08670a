"""Puts the error envelope into what allauth refuses, beside allauth's own words, so that one reader reads both."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from jobtracker.errors import NON_FIELD, NOT_FOUND_MESSAGE, Fields, envelope, summary

PREFIX = "/_allauth/"

WORDS = {
    400: ("bad_request", "The request could not be understood."),
    403: ("permission_denied", "You do not have permission to do this."),
    404: ("not_found", NOT_FOUND_MESSAGE),
    405: ("method_not_allowed", "This address does not take this method."),
    409: ("conflict", "This does not fit the present state: you are signed in already, or have not begun."),
    410: ("session_gone", "The session is over. Begin again."),
    429: ("throttled", "Too many tries. Wait a few minutes and try again."),
}
# What a 401 waits for, by the flow that allauth has begun.
PENDING = {
    "verify_email": ("email_unverified", "Open the link in the mail that was sent to you first."),
    "mfa_authenticate": ("second_factor_required", "Enter a code of your second factor."),
}
NOT_SIGNED_IN = ("not_authenticated", "Sign in first.")
SIGN_IN_AGAIN = ("reauthentication_required", "Confirm that it is you: enter your password again.")
RETRY_SECONDS = 60


class AccountErrorsMiddleware:
    """Adds `error` to every refusal below `/_allauth/`; allauth's members stay what its documentation says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer `request`."""
        response = self.get_response(request)
        if not request.path_info.startswith(PREFIX) or response.status_code < 400:
            return response
        body = _json_of(response)
        if "error" in body:  # one of our own
            return response
        refusal = JsonResponse(body | _envelope_of(response.status_code, body), status=response.status_code)
        refusal.cookies = response.cookies
        for name, value in response.headers.items():
            if name not in ("Content-Type", "Content-Length"):
                refusal.headers[name] = value
        if response.status_code == 429:
            refusal.headers.setdefault("Retry-After", str(RETRY_SECONDS))
        return refusal


def _json_of(response: HttpResponse) -> dict[str, Any]:
    if not response.headers.get("Content-Type", "").startswith("application/json"):
        return {}
    body = json.loads(response.content)
    return body if isinstance(body, dict) else {}


def _envelope_of(status: int, body: Mapping[str, Any]) -> dict[str, Any]:
    if status == 401:
        return envelope(*_missing(body))
    fields: Fields = {}
    for error in body.get("errors", []):
        problem = {"code": error.get("code") or "invalid", "message": error.get("message") or "Not valid."}
        fields.setdefault(error.get("param") or NON_FIELD, []).append(problem)  # type: ignore[arg-type]  # both are there
    if fields:
        return envelope("validation_error", summary(fields), fields)
    return envelope(*WORDS.get(status, WORDS[400]))


def _missing(body: Mapping[str, Any]) -> tuple[str, str]:
    if body.get("meta", {}).get("is_authenticated"):
        return SIGN_IN_AGAIN
    pending = [flow["id"] for flow in body.get("data", {}).get("flows", []) if flow.get("is_pending")]
    return next((PENDING[flow] for flow in pending if flow in PENDING), NOT_SIGNED_IN)
