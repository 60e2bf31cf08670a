"""Another site with one posting on it, for the tests of capturing."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

POSTING = """<!doctype html><title>Gardener | Botanik</title>
<script type="application/ld+json">{"@type": "JobPosting", "title": "Gardener",
"hiringOrganization": {"name": "Botanik AG"}, "description": "<p>You care for roses.</p>",
"baseSalary": {"currency": "CHF", "value": 80000}}</script>
<h1>Gardener</h1>"""


class Site(BaseHTTPRequestHandler):
    """A job board that lets no foreign script in."""

    def do_GET(self) -> None:
        """Its one posting."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'none'")
        self.end_headers()
        self.wfile.write(POSTING.encode())

    def log_message(self, *args: object) -> None:
        """Nothing."""


@contextmanager
def job_board() -> Iterator[str]:
    """The site, for as long as it is needed; the address of its posting."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/jobs/4711"
    finally:
        server.shutdown()
        server.server_close()
