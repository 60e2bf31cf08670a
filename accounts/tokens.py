"""API tokens: made, recognised, and forgotten but for a hash.

A token is `jt_` and 32 random bytes in URL-safe base64 (RFC 4648, section 5). It has 256 bits of entropy, so that one
round of SHA-256 is enough to store it: there is no dictionary to try, as there is for passwords.
"""

import hashlib
import secrets
from datetime import timedelta

PREFIX = "jt_"
SHOWN_CHARACTERS = len(PREFIX) + 6
DEFAULT_LIFETIME = timedelta(days=90)
LONGEST_LIFETIME = timedelta(days=366)
# A token in use is written to once in this time, not at each request.
LAST_USED_RESOLUTION = timedelta(minutes=1)
MAX_TOKENS = 50


def new_token() -> str:
    """A secret that nobody has."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """What is stored in its place: 32 bytes."""
    return hashlib.sha256(token.encode()).digest()
