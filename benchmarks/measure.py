"""Run a command and say how long it took, when its first result was there, how much memory its whole process tree held at most."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# How often a first result is looked for; adding up the pages of a dozen processes takes longer, and is done less often.
POLL_SECONDS = 0.02
MEMORY_SECONDS = 1.0


@dataclass(frozen=True)
class Measured:
    """Wall time in seconds, to the end and to the ``first`` result (NaN where there was no new one); peak memory in bytes, shared
    pages counted once (PSS).
    """

    seconds: float
    memory: int
    first: float = math.nan


def run(words: Sequence[str], folder: Path, results: str = "") -> Measured:
    """Run ``python -m WORDS`` in ``folder``; RuntimeError with its output if it fails.

    ``results``: a pattern, of files in the folder; the first one that is not there before is the first result.
    """
    start = time.perf_counter()
    log = folder / "bench.log"
    with log.open("wb") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
        peak, looked, first = 0, -math.inf, math.nan
        awaited = bool(results) and not any(folder.glob(results))
        while running.poll() is None:
            now = time.perf_counter()
            if awaited and any(folder.glob(results)):
                first, awaited = now - start, False
            if now - looked > MEMORY_SECONDS:
                peak, looked = max(peak, _memory(running.pid)), now
            with suppress(subprocess.TimeoutExpired):
                running.wait(POLL_SECONDS)
    seconds = time.perf_counter() - start
    if running.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {running.returncode}:\n{log.read_text()[-2000:]}")
    return Measured(seconds, peak, first)


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
