"""Ask a worker of this machine, as it would run a student's code, to break out in every way we know."""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.doctor.probes import PRELUDE, PROBES, Probe
from autograder.sandbox.outside.control import ENVIRONMENT
from autograder.sandbox.outside.worker import (
    Limits,
    StudentRaised,
    StudentTimeout,
    Worker,
    WorkerDied,
    WorkerError,
)
from autograder.sandbox.outside.zygote import Zygote
from autograder.sandbox.seal import seccomp
from autograder.sandbox.seal.tiers import PACKAGE

CLOSED = "closed"
OPEN = "open"
UNCLEAR = "unclear"

# How a system says no.  Anything else is a fault of the probe.
_NO = {
    *("OSError", "PermissionError", "FileNotFoundError", "ProcessLookupError", "ChildProcessError"),
    *("ConnectionRefusedError", "ModuleNotFoundError", "MemoryError"),
    "RuntimeError",  # can't start new thread
    "ValueError",  # not allowed to raise maximum limit
}
_CALLS = {name for probe in PROBES for name in re.findall(r'\["numbers"\]\["(\w+)"\]', probe.code)}
# What a worker's environment has anyway; Python and bwrap add these two.
_ADDED = {"LC_CTYPE", "PWD"}
_SECONDS = 20.0
_PATIENCE = 1.0  # with those that are meant to be stopped


@dataclass(frozen=True)
class Finding:
    """What one probe found in a tier; ``promised`` if the tier says that this way is closed to such a worker."""

    probe: Probe
    state: str
    promised: bool

    @property
    def sound(self) -> bool:
        """Whether this is as promised."""
        return self.state == CLOSED if self.promised else self.state != UNCLEAR

    @property
    def facts(self) -> dict[str, str | bool]:
        """The same for a program that reads it."""
        return {"name": self.probe.name, "state": self.state, "promised": self.promised, "sound": self.sound}


def examine(zygote: Zygote) -> Iterator[Finding]:
    """Run every probe, each in a fresh worker."""
    with ExitStack() as stack:
        targets = _targets(stack, zygote)
        for probe in PROBES:
            Path(targets["victim"]).write_text("x")
            with zygote.worker() as worker:
                promised = zygote.tier in probe.tiers and zygote.profile.name in probe.profiles
                yield Finding(probe, _state(worker, probe, targets), promised)


def limits() -> Limits:
    """Small ones, so that reaching them does not take long."""
    return Limits(memory=2 << 30, file_bytes=4 << 20, disk_bytes=16 << 20)


def _state(worker: Worker, probe: Probe, targets: dict[str, Any]) -> str:
    try:
        worker.run_cell("prelude", PRELUDE)
        worker.run_cell("probe", probe.code)
    except WorkerError:
        return UNCLEAR
    try:
        # As text or number: what the worker found is of no interest here.
        worker.run_cell("verdict", "def verdict(t): return bool(probe(t))")
        return (
            OPEN
            if worker.call("verdict", [targets], seconds=_PATIENCE if probe.fatal else _SECONDS)
            else CLOSED
        )
    except StudentRaised as error:
        return CLOSED if error.exception in _NO else UNCLEAR
    except (StudentTimeout, WorkerDied):
        return CLOSED if probe.fatal else UNCLEAR


def _targets(stack: ExitStack, zygote: Zygote) -> dict[str, Any]:
    """Lay out what there is to attack; see :mod:`autograder.sandbox.doctor.probes`."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-doctor-")))
    secret = folder / "secret"
    secret.write_text("hidden")
    abstract = folder.name
    for address in (str(folder / "socket"), "\0" + abstract):
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(address)
        listener.listen()
    tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    sibling = stack.enter_context(zygote.worker())
    sibling.run_cell("pid", "import os\ndef pid(): return os.getpid()")
    expected = {*ENVIRONMENT, *zygote.profile.environment, *_ADDED}
    disks = [str(path) for path in Path("/dev").iterdir() if path.is_block_device()]
    return {
        "folder": str(folder),
        "secret": str(secret),
        "victim": str(folder / "victim"),
        "graders": str(PACKAGE / "graders"),
        "home": str(Path.home()),
        "devices": ["/dev/mem", "/dev/kmsg", *disks],
        "grader": os.getpid(),
        "sibling": sibling.call("pid"),
        "socket": str(folder / "socket"),
        "abstract": abstract,
        "port": tcp.getsockname()[1],
        "environment": [name for name in os.environ if name not in expected],
        "disk_bytes": zygote.limits.disk_bytes,
        "numbers": {name: seccomp.number(name) for name in _CALLS},
    }
