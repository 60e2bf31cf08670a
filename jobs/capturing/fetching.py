"""A page from the internet, by an address that somebody typed, without a way to what is not for them.

A request that a server sends for somebody else can reach what only the server can (SSRF). So: http and https on few
ports; each name is resolved once, all of its addresses are checked, and the connection goes to an address that was
checked, so that a name which resolves to another one a moment later (DNS rebinding) gains nothing; every redirect anew.
No cookies, no credentials, no proxies. What comes back is limited in size, also unpacked, and in time as a whole: each
wait on the socket gets what is left. h11 reads and writes HTTP, but touches no socket.
"""

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import h11
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.http import parse_header_parameters

from jobs.capturing.destinations import may_be_reached
from jobtracker.errors import InvalidInput
from jobtracker.web_addresses import validate_web_address

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_SECONDS: Final = 10.0
MAX_REDIRECTS: Final = 5
MAX_URL_LENGTH: Final = 2048
PAGE_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
USER_AGENT: Final = "jobtracker (reads one posting for a person who asked for it)"

# A server that does not take a connection within this time leaves some for the name's next address.
_CONNECT_SECONDS = 4.0
_MAX_ADDRESSES = 4
_MAX_HEADER_BYTES = 64 * 1024
_READ_BYTES = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Letters that IDNA 2003, which Python knows, takes for others, and IDNA 2008, which browsers know, does not: the same
# name would lead to two sites.
_AMBIGUOUS_LETTERS = frozenset("ßς\u200c\u200d")
# What may stand in a request's target as it is; everything else is percent-encoded.
_TARGET_CHARACTERS = "%/?:@!$&'()*+,;=-._~[]|"

_Event = h11.InformationalResponse | h11.Response | h11.Data

# The system's resolver knows no time limit: who waits for it can leave, and it ends in a thread of its own.
_resolvers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="capture-resolver")


class FetchRefused(InvalidInput):
    """400 of the field `url`: the page cannot, or must not, be fetched."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__("url", code, message)


@dataclass(frozen=True)
class Fetched:
    """What an address led to. `charset` is what the server says, which may be nothing, or wrong."""

    url: str
    content: bytes
    charset: str


class Deadline:
    """An instant at which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left, more than 0. Raises FetchRefused where there are none."""
        seconds = self._at - time.monotonic()
        if seconds <= 0:
            raise _too_slow()
        return seconds


def fetch(url: str, *, types: Collection[str] = PAGE_TYPES, deadline: Deadline | None = None) -> Fetched:
    """What `url` leads to, after its redirects. Raises FetchRefused.

    `types` are the media types that are taken; a `deadline` is shared by several fetches.
    """
    deadline = deadline or Deadline(MAX_SECONDS)
    target = _Target.of(url)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _exchange(target, types, deadline)
        if isinstance(answer, Fetched):
            return answer
        following = _Target.of(_joined(target.url, answer))
        if (target.scheme, following.scheme) == ("https", "http"):
            raise FetchRefused("insecure_redirect", "The address leads from https to http, where anybody could answer.")
        target = following
    raise FetchRefused("too_many_redirects", f"The address leads on more than {MAX_REDIRECTS} times.")


@dataclass(frozen=True)
class _Target:
    """An address in its parts, each of which is used as it stands here and nowhere parsed again."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str) -> "_Target":
        """The parts of `url`. Raises FetchRefused where it is none that is fetched."""
        url = urldefrag(url).url
        if len(url) > MAX_URL_LENGTH:
            raise FetchRefused("max_length", f"The address leads to one of more than {MAX_URL_LENGTH} characters.")
        try:
            validate_web_address(url)
            parts = urlsplit(url)
            port = parts.port
        except (ValidationError, ValueError):
            message = "Use a web address that begins with http:// or https:// and has no user name in it."
            raise FetchRefused("invalid_url", message) from None
        port = _DEFAULT_PORTS[parts.scheme] if port is None else port
        if port not in settings.CAPTURE_PORTS:
            raise FetchRefused("port_refused", "Pages are not fetched from this port.")
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_TARGET_CHARACTERS)
        return cls(url, parts.scheme, _ascii_host(parts.hostname or ""), port, path)

    @property
    def host_header(self) -> str:
        """The host as HTTP names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def _ascii_host(host: str) -> str:
    """The host as the network knows it. Raises FetchRefused."""
    host = host.removesuffix(".")
    if _AMBIGUOUS_LETTERS & set(host):
        message = "This host can be read as two names. Write it in the form that begins with xn--."
        raise FetchRefused("invalid_host", message)
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not name or not all("!" <= character <= "~" for character in name):
        raise FetchRefused("invalid_host", "This is no host that there can be.")
    return name


def _exchange(target: _Target, types: Collection[str], deadline: Deadline) -> Fetched | str:
    """The answer of one server: a page, or where it leads to."""
    try:
        with _connect(target, deadline) as connection:
            return _ask(connection, target, types, deadline)
    except TimeoutError:
        raise _too_slow() from None
    except ssl.SSLCertVerificationError:
        raise FetchRefused("bad_certificate", "The site cannot show that it is the one of this address.") from None
    except (OSError, h11.ProtocolError):
        raise FetchRefused("unreachable", "The site does not answer, or not as a web site does.") from None


def _connect(target: _Target, deadline: Deadline) -> socket.socket:
    """A connection to an address of the target's that was checked; over TLS, where its certificate was, too."""
    failure: OSError = OSError("no address")
    for address in _checked_addresses(target, deadline)[:_MAX_ADDRESSES]:
        try:
            # A literal address: nothing is resolved again.
            connection = socket.create_connection(
                (address, target.port), timeout=min(_CONNECT_SECONDS, deadline.left())
            )
        except OSError as error:
            failure = error
            continue
        if target.scheme == "http":
            return connection
        try:
            connection.settimeout(deadline.left())
            return ssl.create_default_context().wrap_socket(connection, server_hostname=target.host)
        except BaseException:
            connection.close()
            raise
    raise failure


def _checked_addresses(target: _Target, deadline: Deadline) -> list[str]:
    """All addresses of the host. Raises FetchRefused if one of them must not be reached."""
    looking_up = _resolvers.submit(socket.getaddrinfo, target.host, target.port, type=socket.SOCK_STREAM)
    try:
        found = looking_up.result(timeout=deadline.left())
    except TimeoutError:
        looking_up.cancel()
        raise
    except (OSError, UnicodeError):
        raise FetchRefused("unknown_host", "There is no site of this name.") from None
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
    for text in addresses:
        # One bad address refuses them all: a name that mixes them is an attempt.
        if not may_be_reached(ipaddress.ip_address(text), settings.CAPTURE_NETWORKS):
            raise FetchRefused("address_refused", "Pages are fetched from the public internet alone.")
    return addresses


def _ask(connection: socket.socket, target: _Target, types: Collection[str], deadline: Deadline) -> Fetched | str:
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEADER_BYTES)
    headers = {
        "Host": target.host_header,
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(sorted(types)),
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    request = http.send(h11.Request(method="GET", target=target.path, headers=list(headers.items())))
    connection.settimeout(deadline.left())
    connection.sendall((request or b"") + (http.send(h11.EndOfMessage()) or b""))
    events = _events(connection, http, deadline)
    response = next((event for event in events if isinstance(event, h11.Response)), None)
    if response is None:
        raise h11.RemoteProtocolError("closed before an answer")
    told = {name.decode("ascii"): value.decode("utf-8", "replace").strip() for name, value in response.headers}
    if response.status_code in _REDIRECTS and "location" in told:
        return told["location"]
    if not 200 <= response.status_code < 300:
        message = f"The site answers {response.status_code}. If you can see the page, send what your browser shows."
        raise FetchRefused("bad_status", message)
    media_type, parameters = parse_header_parameters(told.get("content-type", ""))
    if media_type not in types:
        raise FetchRefused("not_a_page", "There is no page at this address, but something of another kind.")
    return Fetched(target.url, _body(events, told), parameters.get("charset", ""))


def _events(connection: socket.socket, http: h11.Connection, deadline: Deadline) -> Iterator[_Event]:
    """What the server says, as it arrives, to the end of its answer."""
    while True:
        event = http.next_event()
        if event is h11.NEED_DATA:
            connection.settimeout(deadline.left())
            http.receive_data(connection.recv(_READ_BYTES))
        elif isinstance(event, h11.InformationalResponse | h11.Response | h11.Data):
            # A server that sends without a pause never makes the socket wait.
            deadline.left()
            yield event
        else:
            return


def _body(events: Iterator[_Event], told: Mapping[str, str]) -> bytes:
    """The content, unpacked. Raises FetchRefused where it is too large, packed or not."""
    if int(told.get("content-length", 0)) > MAX_BYTES:
        raise _too_large()
    packing = told.get("content-encoding", "identity").lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise FetchRefused("unreadable", "The site packs its pages in a way that was not asked for.")
    unpacker = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
    content = bytearray()
    received = 0
    for event in events:
        if isinstance(event, h11.Data):
            received += len(event.data)
            try:
                # One byte more than may be tells that there is more; the rest is never unpacked.
                content += unpacker.decompress(event.data, MAX_BYTES + 1 - len(content)) if unpacker else event.data
            except zlib.error:
                raise FetchRefused("unreadable", "What the site sends is damaged.") from None
            if max(received, len(content)) > MAX_BYTES:
                raise _too_large()
    return bytes(content)


def _joined(url: str, location: str) -> str:
    """Where a redirect leads to. What makes no sense is left for the checks of an address."""
    try:
        return urljoin(url, location.replace(" ", "%20"))
    except ValueError:
        return ""


def _too_slow() -> FetchRefused:
    return FetchRefused("too_slow", f"The site takes longer than {MAX_SECONDS:g} seconds.")


def _too_large() -> FetchRefused:
    return FetchRefused("too_large", f"The page is larger than {MAX_BYTES // 1024 // 1024} MiB.")
