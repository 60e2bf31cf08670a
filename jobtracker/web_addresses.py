"""Web addresses that are safe to show as a link."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

# A scheme that a browser opens as a page, then a host. Names without a dot are legal: company networks have them.
# No user part: `https://well-known.example@elsewhere.example` leads elsewhere.
WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f/?#\\@]+([/?#][^\s\x00-\x1f\x7f]*)?", re.IGNORECASE)


def validate_web_address(value: str) -> None:
    """Raise ValidationError unless `value` is an absolute http or https URL with a host."""
    try:
        is_address = bool(WEB_ADDRESS.fullmatch(value) and urlsplit(value).hostname)
    except ValueError:  # such as an IPv6 host without its closing bracket
        is_address = False
    if not is_address:
        raise ValidationError("Use a web address that begins with http:// or https://.", code="invalid_url")
