"""A browser on our pages, for tests of what a person does with their account."""

from typing import Any

from django.conf import settings
from django.test import Client

from accounts.factories import PASSWORD

API = "/_allauth/browser/v1"
AUTH = f"{API}/auth"
SIGN_UP, SIGN_IN, SESSION = f"{AUTH}/signup", f"{AUTH}/login", f"{AUTH}/session"
SESSIONS, SECOND_FACTOR, REAUTHENTICATE = f"{AUTH}/sessions", f"{AUTH}/2fa/authenticate", f"{AUTH}/reauthenticate"
CHANGE_PASSWORD = f"{API}/account/password/change"
FORGOT_PASSWORD, RESET_PASSWORD = f"{AUTH}/password/request", f"{AUTH}/password/reset"
TOTP, RECOVERY_CODES = f"{API}/account/authenticators/totp", f"{API}/account/authenticators/recovery-codes"


class Browser:
    """A browser on our pages: it keeps cookies, and sends the CSRF token as the page's script does."""

    def __init__(self, **environ: Any) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False, **environ)
        self.client.get("/")

    def send(self, method: str, address: str, body: dict[str, Any] | None = None) -> Any:
        """The answer to a request with a JSON body."""
        token = self.client.cookies[settings.CSRF_COOKIE_NAME].value
        data = {} if body is None or method == "get" else {"data": body}
        call = getattr(self.client, method)
        return call(address, **data, content_type="application/json", headers={"X-CSRFToken": token})

    def address_of_profile(self) -> str | None:
        """As whom the API knows this browser; None for nobody."""
        response = self.client.get("/api/v1/profile/")
        return response.json()["email"] if response.status_code == 200 else None

    def sign_in(self, email: str, password: str = PASSWORD) -> Any:
        """The answer to an attempt to sign in."""
        return self.send("post", SIGN_IN, {"email": email, "password": password})


def problems(response: Any) -> list[tuple[str, str]]:
    """What allauth refused: the input, and why."""
    assert response.status_code == 400, response.content
    return [(error["param"], error["code"]) for error in response.json()["errors"]]
