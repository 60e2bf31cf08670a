"""Starts everything in order, keeps it running, and stops it in the reverse order."""

import asyncio
import http.client
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from jobtracker.embedded.errors import ServiceError
from jobtracker.embedded.locations import Locations, ServiceUrls
from jobtracker.embedded.lock import exclusive_use
from jobtracker.embedded.postgres import PrivatePostgres
from jobtracker.embedded.running import PrivateServer
from jobtracker.embedded.valkey import PrivateValkey
from jobtracker.supervisor.database import given_broker_problem, given_database_problem, migrate
from jobtracker.supervisor.options import Options
from jobtracker.supervisor.output import Output
from jobtracker.supervisor.processes import Keeper, Role, write_pid_file

_READY_SECONDS = 60.0
_GIVEN_SERVER_SECONDS = 30.0
_POLL_SECONDS = 0.05
_DRAIN_SECONDS = 10


class Supervisor:
    """One installation: the private servers that it needs, web processes, a worker and beat."""

    def __init__(
        self, *, options: Options, services: ServiceUrls, data_dir: Path, project_dir: Path, host_header: str
    ) -> None:
        """Describe the installation; `host_header` is a name that the application accepts requests for."""
        self._options = options
        self._services = services
        self._locations = Locations.of(data_dir)
        self._project_dir = project_dir
        self._host_header = host_header
        self._output = Output(sys.stdout.buffer, json_lines=options.json_log)
        # In the order of their start; each group is stopped as one, the last first.
        self._groups: list[list[Keeper]] = []
        self._stop_requested = asyncio.Event()
        self._hurried = False

    async def run(self) -> None:
        """Run the installation until SIGINT, SIGTERM or SIGHUP.

        Raises ServiceError and OSError (no room, no permission) where it cannot start; all is stopped then.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._request_stop)
        # Under nohup the end of the terminal session is none of ours.
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            loop.add_signal_handler(signal.SIGHUP, self._request_stop)
        with exclusive_use(self._locations), _listening_socket(self._options) as web_socket:
            pid_file = self._locations.run_dir / "supervisor.pid"
            for stale in self._locations.run_dir.glob("*.pid"):
                stale.unlink()
            write_pid_file(pid_file, os.getpid())
            try:
                await self._run_until_stopped(web_socket)
            finally:
                await self._stop_everything()
                pid_file.unlink(missing_ok=True)

    def _request_stop(self) -> None:
        if self._stop_requested.is_set():
            self._hurried = True
            for keeper in self._keepers():
                keeper.hurry()
        self._stop_requested.set()

    def _keepers(self) -> list[Keeper]:
        return [keeper for group in self._groups for keeper in group]

    async def _run_until_stopped(self, web_socket: socket.socket) -> None:
        starting = asyncio.create_task(self._start_everything(web_socket))
        stop = asyncio.create_task(self._stop_requested.wait())
        try:
            await asyncio.wait({starting, stop}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                keeping = {keeper.task for keeper in self._keepers() if keeper.task}
                done, _ = await asyncio.wait({stop, *keeping}, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            starting.cancel()
            stop.cancel()
            # Its end is waited for, so that nothing is started any more once the stopping begins.
            with suppress(asyncio.CancelledError, ServiceError, OSError):
                await starting

    async def _stop_everything(self) -> None:
        if self._groups:
            self._output.say("Stopping; once more Ctrl-C makes it quick.")
        while self._groups:
            group = self._groups[-1]
            await asyncio.gather(*(keeper.stop(at_once=self._hurried) for keeper in group))
            self._output.say(f"Stopped: {', '.join(keeper.role.name for keeper in group)}")
            self._groups.pop()

    async def _start_everything(self, web_socket: socket.socket) -> None:
        await self._start_servers()
        private = self._locations if self._services.database_is_private else None
        await asyncio.to_thread(migrate, private, self._output.say)
        address = _address(web_socket)
        web = self._start([self._web_role(number, web_socket) for number in range(self._options.web_processes)])
        await _until(lambda: self._web_problem(address), web, _READY_SECONDS)
        # Only now: importing the application four times at once would delay the first page.
        self._start([self._celery_role("worker", *self._worker_options())])
        self._start([self._celery_role("beat", f"--schedule={self._locations.run_dir / 'celerybeat-schedule'}")])
        self._announce(address)

    async def _start_servers(self) -> None:
        """Start the private servers at the same time, and wait for those and for the given ones."""
        postgres, valkey = PrivatePostgres(self._locations), PrivateValkey(self._locations)
        waiting = []
        for server, private, given_problem, seconds in (
            (postgres, self._services.database_is_private, self._database_problem, 60.0),
            (valkey, self._services.redis_is_private, self._broker_problem, 15.0),
        ):
            if private:
                started = self._start([self._server_role(server, seconds)])
                waiting.append(_until(_problem_of(server), started, _READY_SECONDS))
            else:
                waiting.append(_until(given_problem, [], _GIVEN_SERVER_SECONDS))
        await asyncio.gather(*waiting)
        if self._services.database_is_private:
            await asyncio.to_thread(postgres.create_database)

    def _database_problem(self) -> str | None:
        return given_database_problem(self._services.database_url)

    def _broker_problem(self) -> str | None:
        return given_broker_problem(self._services.redis_url)

    def _start(self, roles: Sequence[Role]) -> list[Keeper]:
        group = [Keeper(role, self._output, self._locations.run_dir / f"{role.name}.pid") for role in roles]
        self._groups.append(group)
        for keeper in group:
            keeper.start()
        return group

    def _server_role(self, server: PrivateServer, stop_seconds: float) -> Role:
        return Role(
            name=server.name,
            prepare=server.prepare,
            command=server.command,
            environment=server.environment,
            directory=self._locations.data_dir,
            stop_signal=server.stop_signal,
            stop_seconds=stop_seconds,
            hurry_signal=server.hurry_signal,
            death_signal=server.death_signal,
        )

    def _web_role(self, number: int, web_socket: socket.socket) -> Role:
        # The processes share one listening socket: the kernel hands each connection to one that takes it.
        command = (
            *(sys.executable, "-m", "uvicorn", "jobtracker.asgi:application", f"--fd={web_socket.fileno()}"),
            "--lifespan=off",
            "--log-level=warning",
            # The application logs its requests itself, with user and request id.
            "--no-access-log",
            "--no-server-header",
            *self._proxy_options(),
            f"--timeout-graceful-shutdown={_DRAIN_SECONDS}",
            "--timeout-keep-alive=20",
            # A browser sends acknowledgements and nothing large; a silent one is gone after 40 s.
            *("--ws-max-size=65536", "--ws-ping-interval=20", "--ws-ping-timeout=20"),
        )
        return Role(
            name=f"web-{number + 1}",
            command=lambda: command,
            environment=self._application_environment(),
            directory=self._project_dir,
            stop_seconds=_DRAIN_SECONDS + 5.0,
            inherited_descriptors=(web_socket.fileno(),),
        )

    def _proxy_options(self) -> tuple[str, ...]:
        # Unless an operator names a proxy, nobody is believed about whose request he brings.
        trusted = self._options.trusted_proxies
        return ("--proxy-headers", f"--forwarded-allow-ips={trusted}") if trusted else ("--no-proxy-headers",)

    def _worker_options(self) -> tuple[str, ...]:
        return (
            f"--concurrency={self._options.worker_concurrency}",
            "--loglevel=INFO",
            # One worker alone has nobody to gossip with.
            *("--without-gossip", "--without-mingle"),
        )

    def _celery_role(self, name: str, *arguments: str) -> Role:
        command = (
            # Celery alone would complain about root, over six lines. It accepts nothing but JSON.
            *(sys.executable, "-W", "ignore:You're running the worker with superuser privileges"),
            *("-m", "celery", "--app=jobtracker", "--quiet", name, *arguments),
        )
        return Role(
            name=name,
            command=lambda: command,
            environment=self._application_environment(),
            directory=self._project_dir,
            # A task that takes longer is lost with its worker; its row is there, and the sweeper picks it up.
            stop_seconds=20.0,
        )

    def _application_environment(self) -> Mapping[str, str]:
        return os.environ | {
            "DATABASE_URL": self._services.database_url,
            "REDIS_URL": self._services.redis_url,
            "JOBTRACKER_DATA_DIR": str(self._locations.data_dir),
            "PYTHONUNBUFFERED": "1",
        }

    def _web_problem(self, address: tuple[str, int]) -> str | None:
        """Ask the application whether it is ready; return what is wrong, or None."""
        web = http.client.HTTPConnection(*address, timeout=5)
        try:
            web.request("GET", "/health/ready", headers={"Host": self._host_header})
            answer = web.getresponse()
            body = answer.read(2000).decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return f"The application does not answer: {error}"
        finally:
            web.close()
        return (
            None if answer.status == http.HTTPStatus.OK else f"The application is not ready ({answer.status}): {body}"
        )

    def _announce(self, address: tuple[str, int]) -> None:
        loopback_or_any = ("127.0.0.1", "::1")
        name = "localhost" if address[0] in loopback_or_any else address[0]
        self._output.say(
            f"jobtracker is ready: http://{name}:{address[1]}/\n"
            f"An administrator: ./run manage createsuperuser (in another terminal)\n"
            f"The data: {self._locations.data_dir}"
        )


async def _until(problem: Callable[[], str | None], keepers: Sequence[Keeper], seconds: float) -> None:
    """Wait until `problem` finds none; it runs in a thread, because it may block for some seconds.

    Raises ServiceError with the last problem when time is up, or as soon as the processes can be given up.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while (found := await asyncio.to_thread(problem)) is not None:
        for keeper in keepers:
            keeper.raise_if_hopeless()
        if loop.time() > deadline:
            raise ServiceError(found)
        await asyncio.sleep(_POLL_SECONDS)


def _problem_of(server: PrivateServer) -> Callable[[], str | None]:
    return lambda: None if server.is_ready() else f"{server.name} does not answer."


def _listening_socket(options: Options) -> socket.socket:
    """Return a socket that listens where the options say; raises ServiceError where it cannot."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise ServiceError(
            f"JOBTRACKER_HOST is {options.host!r}, which is no address here: {error.strerror}."
        ) from None
    listening = socket.socket(family, kind, protocol)
    try:
        # A port whose former connections linger in TIME_WAIT is free.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise ServiceError(
            f"Cannot listen on {options.host} port {options.port} ({error.strerror}): "
            "choose another port with JOBTRACKER_PORT, or another address with JOBTRACKER_HOST."
        ) from None
    return listening


def _address(listening: socket.socket) -> tuple[str, int]:
    """Return the address on this machine under which a listening socket is reached."""
    host, port = listening.getsockname()[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port
