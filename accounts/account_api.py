"""Holds allauth's API to the rules of ours: a written list of addresses, JSON alone, and the error envelope.

allauth's own words stay beside the envelope, so that its documentation holds, too.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from jobtracker.errors import NON_FIELD, NOT_FOUND_MESSAGE, Fields, Problem, envelope, error_response, summary

PREFIX = "/_allauth/"
BROWSER = f"{PREFIX}browser/v1/"
# What is served, and nothing else of what allauth could do (phones, codes by mail, other providers ...).
SERVED = {
    "config": {"GET"},
    "auth/session": {"GET", "DELETE"},
    "auth/sessions": {"GET", "DELETE"},
    "auth/signup": {"POST"},
    "auth/login": {"POST"},
    "auth/2fa/authenticate": {"POST"},
    "auth/reauthenticate": {"POST"},
    "auth/2fa/reauthenticate": {"POST"},
    "auth/email/verify": {"GET", "POST"},
    "auth/email/verify/resend": {"POST"},
    "auth/password/request": {"POST"},
    "auth/password/reset": {"GET", "POST"},
    "account/password/change": {"POST"},
    "account/email": {"GET", "POST", "PUT", "PATCH", "DELETE"},
    "account/authenticators": {"GET"},
    "account/authenticators/totp": {"GET", "POST", "DELETE"},
    "account/authenticators/recovery-codes": {"GET", "POST"},
}

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
# The longest time for which a limit holds unless an operator sets others.
RETRY_SECONDS = 300
OVER_A_LIMIT = "too_many_login_attempts"
# What allauth puts into its links: the person's number in base 36, and a token.
RESET_KEY = re.compile(r"[0-9a-z]{1,13}-\S+")
BAD_KEY: Problem = {"code": "invalid_password_reset", "message": "This link is not good any more. Ask for another one."}


class AccountApiMiddleware:
    """Refuses what is not served below `/_allauth/`, and adds `error` to what allauth refuses there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer `request`."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        place = request.path_info.removeprefix(BROWSER)
        methods = SERVED.get(place)
        if methods is None:
            return error_response(404, *WORDS[404])
        if request.method not in methods:
            refusal = error_response(405, *WORDS[405])
            refusal.headers["Allow"] = ", ".join(sorted(methods))
            return refusal
        body: dict[str, Any] | None = {}
        if request.META.get("CONTENT_LENGTH") not in (None, "", "0"):
            if request.content_type != "application/json":
                return error_response(415, "unsupported_media_type", "Send JSON, with Content-Type: application/json.")
            body = _object_in(request.body)
        if body is None:
            return error_response(400, "malformed_request", "The body must be a JSON object.")
        if place == "auth/password/reset" and not _is_reset_key(body, request):
            return JsonResponse(envelope("validation_error", BAD_KEY["message"], {"key": [BAD_KEY]}), status=400)
        return self._with_envelope(self.get_response(request))

    def _with_envelope(self, response: HttpResponse) -> HttpResponse:
        if response.status_code < 400:
            return response
        body = _json_of(response)
        if "error" in body:  # one of our own
            return response
        status = 429 if _is_over_a_limit(body) else response.status_code
        refusal = JsonResponse(body | _envelope_of(status, body), status=status)
        refusal.cookies = response.cookies
        for name, value in response.headers.items():
            if name not in ("Content-Type", "Content-Length"):
                refusal.headers[name] = value
        if status == 429:
            refusal.headers.setdefault("Retry-After", str(RETRY_SECONDS))
        return refusal


def _is_reset_key(body: Mapping[str, Any], request: HttpRequest) -> bool:
    key = request.headers.get("X-Password-Reset-Key", "") if request.method == "GET" else body.get("key", "")
    return isinstance(key, str) and RESET_KEY.fullmatch(key) is not None


def _is_over_a_limit(body: Mapping[str, Any]) -> bool:
    return any(error.get("code") == OVER_A_LIMIT for error in body.get("errors", []))


def _object_in(body: bytes) -> dict[str, Any] | None:
    try:
        parsed = json.loads(body)
        # Half of a surrogate pair is a string to Python, and 1e400 a number: nothing else can store or send them.
        json.dumps(parsed, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _json_of(response: HttpResponse) -> dict[str, Any]:
    if not response.headers.get("Content-Type", "").startswith("application/json"):
        return {}
    body = json.loads(response.content)
    return body if isinstance(body, dict) else {}


def _envelope_of(status: int, body: Mapping[str, Any]) -> dict[str, Any]:
    if status == 401:
        return envelope(*_missing(body))
    if status == 429:
        return envelope(*WORDS[429])
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
