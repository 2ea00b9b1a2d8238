"""Run a command and say how long it took and how much memory its whole process tree held at most."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Adding up the pages of a dozen processes takes tens of milliseconds.
POLL_SECONDS = 1.0


@dataclass(frozen=True)
class Measured:
    """Wall time in seconds; peak memory in bytes, shared pages counted once (PSS)."""

    seconds: float
    memory: int


def run(words: Sequence[str], folder: Path) -> Measured:
    """Run ``python -m WORDS`` in ``folder``; RuntimeError with its output if it fails."""
    start = time.perf_counter()
    log = folder / "bench.log"
    with log.open("wb") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
        peak = 0
        while running.poll() is None:
            peak = max(peak, _memory(running.pid))
            with suppress(subprocess.TimeoutExpired):
                running.wait(POLL_SECONDS)
    seconds = time.perf_counter() - start
    if running.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {running.returncode}:\n{log.read_text()[-2000:]}")
    return Measured(seconds, peak)


def _memory(root: int) -> int:
    """The proportional set size of a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(entry.name))
    todo, total = [root], 0
    while todo:
        pid = todo.pop()
        todo += children.get(pid, [])
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    return total
