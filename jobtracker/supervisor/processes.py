"""Keeping one process alive: start it, pass its log on, start it again when it dies, stop it in order."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jobtracker.embedded.children import die_with_parent
from jobtracker.embedded.errors import ServiceError
from jobtracker.supervisor.output import Output, copy_lines

_FIRST_DELAY = 0.5
_LONGEST_DELAY = 30.0
# A process that ran for so long has recovered from what made it crash before.
_STABLE_SECONDS = 30.0
_AT_ONCE_SECONDS = 1.0
_HURRY_SECONDS = 5.0
# So many crashes in a row, and during the start that is taken for "it will never come up".
_HOPELESS_FAILURES = 4


def _nothing_to_prepare() -> None:
    """Stand in for the preparation of a role that needs none."""


@dataclass(frozen=True)
class Role:
    """How to run one process of the installation, and how to stop it (times in seconds)."""

    name: str
    command: Callable[[], Sequence[str]]
    environment: Mapping[str, str]
    directory: Path
    prepare: Callable[[], None] = _nothing_to_prepare
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0
    hurry_signal: signal.Signals = signal.SIGKILL
    death_signal: signal.Signals = signal.SIGKILL
    inherited_descriptors: tuple[int, ...] = ()


class Keeper:
    """Runs a role's process until told to stop, whatever becomes of it; lives in the main thread's loop."""

    def __init__(self, role: Role, output: Output, pid_file: Path) -> None:
        """Prepare to run `role`; its pid stands in `pid_file` while it lives."""
        self.role = role
        # Crashes in a row, none of them after a stable run.
        self._failures = 0
        self._has_run = False
        self._output = output
        self._pid_file = pid_file
        # Ends when the process has been stopped, or fails with what kept it from starting even once.
        self.task: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()

    def start(self) -> None:
        """Start the process, and from now on keep it running."""
        self.task = asyncio.create_task(self._keep_running(), name=self.role.name)

    async def stop(self, *, at_once: bool = False) -> None:
        """Stop the process: in good order within its time (or within a second), and in the end by force."""
        self._stopping.set()
        if self.task is None:
            return
        for signal_number, seconds in (
            (self.role.stop_signal, _AT_ONCE_SECONDS if at_once else self.role.stop_seconds),
            (self.role.hurry_signal, _HURRY_SECONDS),
            (signal.SIGKILL, _HURRY_SECONDS),
        ):
            self._signal(signal_number)
            if (await asyncio.wait({self.task}, timeout=seconds))[0]:
                return
        self._output.say(f"{self.role.name} cannot be stopped.")

    def raise_if_hopeless(self) -> None:
        """Raise the ServiceError or OSError because of which the process does not run, if there is one."""
        if self._failures >= _HOPELESS_FAILURES:
            raise ServiceError(f"{self.role.name} does not stay up; the lines above say why.")
        if self.task is not None and self.task.done():
            self.task.result()

    def hurry(self) -> None:
        """Have a process that is being stopped end at once."""
        if self._stopping.is_set():
            self._signal(self.role.hurry_signal)

    def _signal(self, signal_number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal_number)

    async def _keep_running(self) -> None:
        loop = asyncio.get_running_loop()
        read_end, write_end = os.pipe()
        # One pipe for all of the role's processes, so that a grandchild that lingers on holds nothing up.
        copying = asyncio.create_task(copy_lines(read_end, self.role.name, self._output))
        try:
            while not self._stopping.is_set():
                started = loop.time()
                try:
                    outcome = await self._run_once(write_end)
                except (ServiceError, OSError) as error:
                    # The very first time this is no crash but a mistake, which the operator has to see to.
                    if not self._has_run:
                        raise
                    outcome = f"could not be started: {error}"
                if self._stopping.is_set():
                    break
                if loop.time() - started >= _STABLE_SECONDS:
                    self._failures = 0
                delay = min(_FIRST_DELAY * 2**self._failures, _LONGEST_DELAY)
                self._failures += 1
                self._output.say(f"{self.role.name} {outcome}; starting it again in {delay:g} s.")
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), delay)
        finally:
            os.close(write_end)
            await asyncio.wait({copying}, timeout=1)
            copying.cancel()

    async def _run_once(self, log: int) -> str:
        """Run the process once, from preparation to its end; return how it ended."""
        await asyncio.to_thread(self.role.prepare)
        if self._stopping.is_set():
            return "was not started"
        process = await asyncio.create_subprocess_exec(
            *self.role.command(),
            env=self.role.environment,
            cwd=self.role.directory,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=self.role.inherited_descriptors,
            # Ctrl-C in the terminal is for the supervisor, which then stops the others one after another.
            start_new_session=True,
            preexec_fn=die_with_parent(self.role.death_signal),
        )
        self._process = process
        self._has_run = True
        try:
            self._note_pid(process.pid)
            if self._stopping.is_set():
                self._signal(self.role.stop_signal)
            status = await process.wait()
        finally:
            self._process = None
            # What a killed process leaves behind, such as the pool of a Celery worker.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            self._pid_file.unlink(missing_ok=True)
        return f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"

    def _note_pid(self, pid: int) -> None:
        try:
            write_pid_file(self._pid_file, pid)
        except OSError as error:
            self._output.say(f"The pid of {self.role.name} could not be noted: {error}")


def write_pid_file(path: Path, pid: int) -> None:
    """Write a pid file that is never seen half written."""
    incomplete = path.with_name(f".{path.name}")
    incomplete.write_text(f"{pid}\n", encoding="ascii")
    incomplete.replace(path)
