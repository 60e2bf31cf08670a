"""Serves the single-page application's entrance; its hashed files are static files."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

# Vite puts a hash of the content into each name, such as `assets/index-B2xq9_Zr.js`.
VITE_HASHED = re.compile(r"^.+/spa/assets/.+-[A-Za-z0-9_-]{8}\.\w+$")
DJANGO_HASHED = re.compile(r"^.+\.[0-9a-f]{12}\..+$")

# Opened by a bookmark from the page of a posting, which hands it its text; every other page is cut off from its opener.
CAPTURE_PATH = "/jobs/capture"

NOT_BUILT = """<!doctype html><html lang="en"><title>jobtracker</title>
<h1>The pages are not built yet</h1>
<p>Start with <code>./run</code>, which builds them, or use the <a href="/api/v1/">API</a>.</p></html>"""


def is_immutable_file(path: str, url: str) -> bool:
    """Whether a static file's address changes with its content, so that browsers may keep it for ever."""
    return bool(VITE_HASHED.match(url) or DJANGO_HASHED.match(url))


@never_cache
@ensure_csrf_cookie
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The page that loads the application, with the CSRF cookie that its requests need."""
    # The collected one, not the one just built: the files that it names are collected with it.
    page = settings.SPA_INDEX
    if not page.is_file():
        return HttpResponse(NOT_BUILT, status=503)
    response = HttpResponse(_read(page, page.stat().st_mtime_ns))
    if request.path == CAPTURE_PATH:
        response["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response


@lru_cache(maxsize=1)
def _read(page: Path, modified_ns: int) -> bytes:
    """The page's bytes; `modified_ns` makes a rebuilt page another entry of the cache."""
    return page.read_bytes()
