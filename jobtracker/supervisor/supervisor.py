"""Starts everything in order, keeps it running, and stops it in the reverse order."""

import asyncio
import os
import shlex
import signal
import socket
import sys
from collections.abc import Callable, Sequence
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
from jobtracker.supervisor.roles import Roles
from jobtracker.supervisor.web import listening_socket, local_address, readiness_problem

# Recovery after a crash and a slow machine's first import of the application take their time.
_READY_SECONDS = 120.0
_GIVEN_SERVER_SECONDS = 30.0
_POLL_SECONDS = 0.05


class Supervisor:
    """One installation: the private servers that it needs, web processes, workers and beat."""

    def __init__(
        self, *, options: Options, services: ServiceUrls, data_dir: Path, project_dir: Path, host_header: str
    ) -> None:
        """Describe the installation; `host_header` is a name that the application accepts requests for."""
        self._options = options
        self._services = services
        self._locations = Locations.of(data_dir)
        self._roles = Roles(options, services, self._locations, project_dir)
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
        host, port = self._options.host, self._options.port
        with exclusive_use(self._locations), listening_socket(host, port) as web_socket:
            pid_file = self._locations.run_dir / "supervisor.pid"
            for stale in self._locations.run_dir.glob("*.pid"):
                stale.unlink()
            self._roles.forget_metrics()
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
        address = local_address(web_socket)
        web = self._start(*(self._roles.web(number + 1, web_socket) for number in range(self._options.web_processes)))
        await _until(lambda: readiness_problem(address, self._host_header), web, _READY_SECONDS)
        # Only now: importing the application four times at once would delay the first page.
        self._start(self._roles.worker())
        if self._options.long_worker_concurrency:
            self._start(self._roles.long_worker())
        self._start(self._roles.beat())
        self._announce(address)

    async def _start_servers(self) -> None:
        """Start the private servers at the same time, and wait for those and for the given ones."""
        postgres, valkey = PrivatePostgres(self._locations), PrivateValkey(self._locations)
        waiting = []
        for server, is_private, given_problem in (
            (postgres, self._services.database_is_private, self._database_problem),
            (valkey, self._services.redis_is_private, self._broker_problem),
        ):
            if is_private:
                started = self._start(self._roles.server(server))
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

    def _start(self, *roles: Role) -> list[Keeper]:
        """Start the processes of a group, which will be stopped as one."""
        group = [Keeper(role, self._output, self._locations.run_dir / f"{role.name}.pid") for role in roles]
        self._groups.append(group)
        for keeper in group:
            keeper.start()
        return group

    def _announce(self, address: tuple[str, int]) -> None:
        host, port = address
        name = "localhost" if host in ("127.0.0.1", "::1") else host
        chosen = os.environ.get("JOBTRACKER_DATA_DIR")
        setting = f"JOBTRACKER_DATA_DIR={shlex.quote(chosen)} " if chosen else ""
        self._output.say(
            f"jobtracker is ready: http://{name}:{port}/\n"
            f"An administrator: {setting}./run manage createsuperuser (in another terminal)\n"
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
