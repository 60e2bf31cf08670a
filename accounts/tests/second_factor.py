"""An authenticator app, by RFC 6238, written from the standard and not from the code under test."""

import base64
import hmac
import struct
import time
from typing import Any

from accounts.factories import PASSWORD
from accounts.tests.browser import REAUTHENTICATE, TOTP, Browser


def code_of(secret: str, at: float | None = None) -> str:
    """The six digits that an app shows for this secret (base32) at an instant (seconds since 1970)."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def activate(browser: Browser) -> str:
    """Switch the second factor on for who is signed in; the app's secret."""
    confirmed = browser.send("post", REAUTHENTICATE, {"password": PASSWORD})
    assert confirmed.status_code == 200, confirmed.content
    offered: Any = browser.client.get(TOTP)
    assert offered.status_code == 404, offered.content
    secret: str = offered.json()["meta"]["secret"]
    activated = browser.send("post", TOTP, {"code": code_of(secret)})
    assert activated.status_code == 200, activated.content
    return secret
