"""What the host sees of processes."""

import time
from contextlib import suppress
from pathlib import Path


def alive(pid: int) -> bool:
    """Whether any thread of a process runs: others may go on when its first has ended."""
    return any(state != "Z" for state in states(pid).values())


def states(pid: int) -> dict[int, str]:
    """The states of a process's threads, by number; the first one's is that of the process."""
    found = {}
    for path in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):
            found[int(path.parent.name)] = path.read_text().rsplit(")", 1)[1].split()[0]
    return found


def gone(*pids: int, seconds: float = 60) -> bool:
    """Whether the processes end; a busy machine may need a while for it."""
    deadline = time.monotonic() + seconds
    while any(alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def children(pid: int) -> list[int]:
    """The processes that a process has started, in whichever of its threads."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in lists for child in path.read_text().split()]


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    return [pid, *(other for child in children(pid) for other in family(child))]
