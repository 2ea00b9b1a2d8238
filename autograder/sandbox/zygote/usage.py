"""What a process has used up, as the kernel tells whoever may see it."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """What a process has used up: ``computed`` and ``queued`` are seconds on and before a processor.

    ``at``: when this was so (``time.monotonic``); ``queued`` is None where the kernel does not tell.
    """

    at: float
    computed: float
    queued: float | None


def usage_of(pid: int) -> Usage:
    """What a process has used up; OSError where the kernel does not tell."""
    return Usage(time.monotonic(), time.clock_gettime(_clock(pid)), _queued_in_all(pid))


def _queued_in_all(pid: int) -> float | None:
    """What all threads of a process were queued: while its first waits for another, and that for a processor, it is not idle."""
    each = [queued(str(path)) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    known = [seconds for seconds in each if seconds is not None]
    return sum(known) if known else None


def _clock(pid: int) -> int:
    """The kernel's number for the processor clock of a process, as clock_getcpuclockid(3) gives it."""
    return (~pid << 3) | 2


def queued(path: str) -> float | None:
    """Seconds that a thread was ready to run and waited for a processor; the second number in this file."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(path).read_text().split()[1]) / 1e9
    return None
