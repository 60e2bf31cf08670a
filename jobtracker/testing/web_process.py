"""A web process as the supervisor starts it, and somebody who uses it."""

import http.client
import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from jobtracker.embedded.children import die_with_parent
from jobtracker.embedded.locations import Locations, ServiceUrls
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.roles import Roles
from jobtracker.supervisor.web import listening_socket

CHECKOUT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60
_STOP_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    headers: Message
    body: bytes
    seconds: float

    def json(self) -> Any:
        """The decoded body."""
        return json.loads(self.body)


@dataclass
class Browser:
    """Somebody who calls the web process at `port`, and keeps the cookies that it sets."""

    port: int
    timeout: float = 30.0
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Send GET."""
        return self.request("GET", path)

    def post(self, path: str, body: object) -> Answer:
        """Send POST with a JSON body."""
        return self.request("POST", path, body)

    def upload(self, path: str, file_name: str, content: bytes) -> Answer:
        """Send POST with a file, as the field `file` of a form."""
        disposition = f'Content-Disposition: form-data; name="file"; filename="{file_name}"'
        body = f"--x\r\n{disposition}\r\n\r\n".encode() + content + b"\r\n--x--\r\n"
        return self._send("POST", path, body, "multipart/form-data; boundary=x")

    def request(self, method: str, path: str, body: object = None) -> Answer:
        """Send one request over a connection of its own. Raises OSError and HTTPException where no answer comes."""
        return self._send(method, path, None if body is None else json.dumps(body).encode(), "application/json")

    def _send(self, method: str, path: str, body: bytes | None, content_type: str) -> Answer:
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": content_type, "X-CSRFToken": self.cookies.get("csrftoken", "")}
        started = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
        return Answer(response.status, response.headers, content, time.monotonic() - started)

    def sign_up(self, email: str, password: str) -> None:
        """Make an account, and be signed in to it."""
        self.get("/_allauth/browser/v1/config")
        answer = self.post("/_allauth/browser/v1/auth/signup", {"email": email, "password": password})
        assert answer.status == 200, answer

    def sign_in(self, email: str, password: str) -> Answer:
        """Try to sign in."""
        if "csrftoken" not in self.cookies:
            self.get("/_allauth/browser/v1/config")
        return self.post("/_allauth/browser/v1/auth/login", {"email": email, "password": password})


class WebProcess:
    """uvicorn with the command line that the supervisor gives it, on a free port."""

    def __init__(self, *, database_url: str, redis_url: str, data_dir: Path, **environment: str) -> None:
        """Describe it; `environment` are further variables."""
        self._services = ServiceUrls(database_url, redis_url, database_is_private=False, redis_is_private=False)
        self._locations = Locations.of(data_dir)
        self._environment = environment
        self.log_file = data_dir / "web.log"
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process; it must have been started."""
        assert self._process is not None
        return self._process

    @property
    def log(self) -> str:
        """All that it has logged."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it, and return when it answers."""
        roles = Roles(Options.from_environ(self._environment), self._services, self._locations, CHECKOUT)
        self._locations.data_dir.mkdir(parents=True, exist_ok=True)
        with listening_socket("127.0.0.1", 0) as listening, self.log_file.open("wb") as log:
            self.port = listening.getsockname()[1]
            role = roles.web(1, listening)
            self._process = subprocess.Popen(
                role.command(),
                cwd=role.directory,
                env={**role.environment, **self._environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=role.inherited_descriptors,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )
        # The socket listens already: a request that comes too early waits.
        assert Browser(self.port, _START_SECONDS).get("/health/live").status == 200, self.log

    def stop(self) -> int:
        """Send SIGTERM; return the exit status."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(_STOP_SECONDS)
        finally:
            self.process.kill()


@contextmanager
def web_process(**description: Any) -> Iterator[WebProcess]:
    """A web process for as long as the block runs."""
    web = WebProcess(**description)
    web.start()
    try:
        yield web
    finally:
        if web.process.poll() is None:
            web.stop()
