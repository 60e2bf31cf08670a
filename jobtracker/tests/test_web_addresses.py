"""Only addresses that are safe to show as a link are kept."""

import pytest
from django.core.exceptions import ValidationError

from jobtracker.web_addresses import validate_web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://jobs.example/42?ref=a%20b#apply",
        "http://intranet/jobs",
        "HTTPS://JOBS.EXAMPLE",
        "https://jobs.example:8443/",
        "http://[::1]:8000/x",
        "https://bücher.example/ä?ö=ü",
        "https://jobs.example?x=user@host",
    ],
)
def test_a_web_address_is_taken(address: str) -> None:
    validate_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://jobs.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://files.example/",
        "//jobs.example/",
        "/jobs/42",
        "jobs.example",
        "http:/jobs.example",
        "http://",
        "https:///path",
        "http://?x",
        "http://:80/",
        "http://[::1/",
        "https://known.example@elsewhere.example/",
        "https://known.example\\@elsewhere.example/",
        "https://jobs.example/a b",
        "https://jobs.example/\n",
        " https://jobs.example/",
        "\x01https://jobs.example/",
        "https://jobs.example/\x00",
    ],
)
def test_anything_else_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_web_address(address)
    assert refusal.value.code == "invalid_url"
