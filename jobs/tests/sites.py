"""Web sites for tests: real servers on the loopback, which may misbehave, and names that lead to them."""

import datetime
import ipaddress
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# What a path is answered: bytes as they go over the line, or who sends them.
Answer = bytes | Callable[[socket.socket], None]


@dataclass
class Site:
    """A running server: where it is, what it was asked, and how often somebody connected."""

    port: int
    heads: list[str] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of one of its pages."""
        return f"{scheme}://{host}:{self.port}{path}"


def page(
    body: str | bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str
) -> bytes:
    """A whole answer. Further headers by their names with underscores."""
    content = body.encode() if isinstance(body, str) else body
    headers = {"Content-Type": content_type, "Content-Length": str(len(content))}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that leads on."""
    return page("", status=status, Location=location)


@contextmanager
def site(
    answers: Mapping[str, Answer], *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """Serve these paths, each connection in a thread of its own."""
    running = Site(0)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            running.connections += 1
            connection = self.request
            connection.settimeout(10)
            with suppress(OSError):
                if tls is not None:
                    connection = tls.wrap_socket(connection, server_side=True)
                head = b""
                while b"\r\n\r\n" not in head:
                    part = connection.recv(4096)
                    if not part:
                        return
                    head += part
                running.heads.append(head.decode("latin-1"))
                answer = answers.get(head.split(b" ")[1].decode(), page("", status="404 Not Found"))
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Say nothing: who asks goes away in the middle, as it should."""

    with Server((host, port), Handler) as server:
        running.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Authority:
    """Who vouches for the certificates of the tests' sites."""

    certificate: Path
    context: ssl.SSLContext


def authority_for(directory: Path, name: str) -> Authority:
    """An authority, and the context of a server that has its certificate for `name`."""
    now = datetime.datetime.now(datetime.UTC)
    valid = (now - datetime.timedelta(days=1), now + datetime.timedelta(days=1))

    def issue(
        subject: str, issuer: str, key: Any, signer: Any, extensions: list[x509.ExtensionType]
    ) -> x509.Certificate:
        builder = x509.CertificateBuilder(
            issuer_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
            subject_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]),
            public_key=key.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=valid[0],
            not_valid_after=valid[1],
        )
        for extension in extensions:
            builder = builder.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        return builder.sign(signer, hashes.SHA256())

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = issue("Test authority", "Test authority", root_key, root_key, [x509.BasicConstraints(True, 0)])
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.3"))])
    leaf = issue(name, "Test authority", key, root_key, [names, x509.BasicConstraints(False, None)])
    pem = serialization.Encoding.PEM
    certificate, chain = directory / "authority.pem", directory / "site.pem"
    certificate.write_bytes(root.public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain.write_bytes(private + leaf.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return Authority(certificate, context)


class Names:
    """Stands before the resolver: names of the tests, each with what it leads to, and how often it was asked."""

    def __init__(self) -> None:
        self._real = socket.getaddrinfo
        self.known: dict[str, Callable[[int], list[str]]] = {}
        self.asked: dict[str, int] = {}

    def lead(self, name: str, *addresses: str) -> None:
        """Have a name lead to these addresses."""
        self.known[name] = lambda _: list(addresses)

    def resolve(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """In the place of `socket.getaddrinfo`."""
        if host not in self.known:
            return list(self._real(host, port, *args, **kwargs))
        self.asked[host] = self.asked.get(host, 0) + 1
        found: list[Any] = []
        for address in self.known[host](self.asked[host]):
            found += self._real(address, port, type=socket.SOCK_STREAM)
        return found
