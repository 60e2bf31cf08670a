"""The web processes' listening socket, and the question whether the application behind it is ready."""

import http.client
import socket

from jobtracker.embedded.errors import ServiceError

_BACKLOG = 2048
_WAIT_SECONDS = 5.0


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address (port 0: any free one); raises ServiceError where it cannot."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise ServiceError(f"JOBTRACKER_HOST is {host!r}, which is no address here: {error.strerror}.") from None
    listening = socket.socket(family, kind, protocol)
    try:
        # A port whose former connections linger in TIME_WAIT is free.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Every connection inherits it. uvicorn takes a socket that it is handed for a Unix one and leaves this out: the
        # body of an answer then waits 40 ms for the client to acknowledge the headers.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise ServiceError(
            f"Cannot listen on {host} port {port} ({error.strerror}): "
            "choose another port with JOBTRACKER_PORT, or another address with JOBTRACKER_HOST."
        ) from None
    return listening


def local_address(listening: socket.socket) -> tuple[str, int]:
    """Return the host and port under which a listening socket is reached on this machine."""
    host, port = listening.getsockname()[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port


def readiness_problem(address: tuple[str, int], host_header: str) -> str | None:
    """Ask the application at an address whether it is ready; return what is wrong, or None."""
    web = http.client.HTTPConnection(*address, timeout=_WAIT_SECONDS)
    try:
        # Workers and beat start only afterwards.
        web.request("GET", "/health/ready?exclude=worker,worker-long,beat", headers={"Host": host_header})
        answer = web.getresponse()
        body = answer.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return f"The application does not answer: {error}"
    finally:
        web.close()
    return None if answer.status == http.HTTPStatus.OK else f"The application is not ready ({answer.status}): {body}"
