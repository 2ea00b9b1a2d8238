"""A class graded on a Dask cluster: what more workers bring, and what of the work stays with whoever runs the command."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0


@dataclass(frozen=True)
class Spread:
    """One run: ``seconds`` by the clock; ``own``, the seconds that the command itself computed, which no worker can take over."""

    workers: int
    seconds: float
    own: float


@contextmanager
def a_cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and workers of one thread each on this machine, each started in ``folder``; gives the scheduler's address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        stack.enter_context(_running(folder, "scheduler", "--host", "127.0.0.1", "--port", str(port)))
        _until_it_answers(port)
        for _number in range(workers):
            stack.enter_context(_running(folder, "worker", address, "--nthreads", "1", "--no-nanny"))
        yield address


def spread(folder: Path, day: str, workers: int) -> Spread:
    """Grade the class that lies in a course folder on so many workers, which have the graders' libraries imported already."""
    with a_cluster(folder, workers) as address:
        _until_they_are_there(address, workers)
        before, start = os.times(), time.perf_counter()
        command = [sys.executable, "-m", "autograder.cli", "grade", day, "--cluster", address]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
        seconds, after = time.perf_counter() - start, os.times()
    own = after.children_user + after.children_system - before.children_user - before.children_system
    return Spread(workers, seconds, own)


@contextmanager
def _running(folder: Path, what: str, *words: str) -> Iterator[None]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words, "--no-dashboard"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _until_it_answers(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("no scheduler came")


def _until_they_are_there(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=PATIENCE)
