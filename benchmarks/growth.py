"""What something takes: its seconds, and the memory by which it makes the process grow (Linux)."""

import time
from collections.abc import Callable
from pathlib import Path


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """The seconds that it takes, and the mebibytes by which the process grew at most."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted from now on
    before = _kibibytes("VmRSS")
    started = time.perf_counter()
    act()
    seconds = time.perf_counter() - started
    return seconds, (_kibibytes("VmHWM") - before) / 1024


def _kibibytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
