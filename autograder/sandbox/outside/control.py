"""A conversation with a zygote: start one, or join one that another process started; ask it, and end it."""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import UserError
from autograder.keras_settings import KERAS
from autograder.language import _
from autograder.sandbox.seal import namespaces
from autograder.sandbox.seal.profiles import Profile
from autograder.sandbox.seal.tiers import PACKAGE, libraries
from autograder.sandbox.zygote.main import remove

START_SECONDS = 120.0
CONTROL_SECONDS = 30.0
# All that a zygote and its workers see of an environment.
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "",  # a folder of its own
    "TMPDIR": "",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    **KERAS,
}


class SandboxUnavailable(UserError):
    """The zygote cannot be started, sealed or asked: a fault of this machine, not of a student."""


class Unsealed(Exception):
    """This machine does not give the tier that was asked for."""


class Control:
    """A socket to a zygote.

    ``tier``: how it seals its workers; ``profile``: the name of what they may do.  ``process``: the zygote, where this
    process started it; it ends with the conversation then.
    """

    def __init__(
        self,
        sock: socket.socket,
        process: subprocess.Popen[bytes] | None = None,
        folder: Path | None = None,
    ) -> None:
        """Wait for the zygote to say that it is ready; ``folder`` is removed when it ends.

        Raises Unsealed; SandboxUnavailable if the zygote says that something failed, or nothing; EOFError if it ended.
        """
        self.process = process
        self._socket = sock
        self._folder = folder
        try:
            self.tier: str
            self.profile: str
            self.tier, self.profile = self._receive("ready", START_SECONDS)
        except BaseException:
            self.close()
            raise

    @classmethod
    def start(
        cls,
        tier: str,
        profile: Profile,
        preload: Sequence[str],
        disk_bytes: int,
        listener: socket.socket | None,
    ) -> Control:
        """Start a zygote that lets other processes :meth:`join` through ``listener``.

        Raises Unsealed if this machine does not give the tier, SandboxUnavailable if anything else goes wrong.
        """
        # Only a name: the zygote makes the folder, so that whoever kills this process leaves none.
        folder = Path(tempfile.gettempdir(), f"autograder-zygote-{secrets.token_hex(8)}")
        outside: list[str] = []
        if tier == "B":
            program = shutil.which("bwrap")
            if program is None:
                raise Unsealed(_("没有安装 bwrap（apt install bubblewrap）"))
            outside = namespaces.bwrap(program, folder, libraries(), PACKAGE, disk_bytes)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        home = str(folder)
        script = str(PACKAGE / "sandbox" / "zygote" / "main.py")
        numbers = (theirs.fileno(), -1 if listener is None else listener.fileno())  # -1 also for a closed one
        with theirs:
            process = subprocess.Popen(
                [
                    *outside,
                    sys.executable,
                    "-I",
                    script,
                    *map(str, numbers),
                    home,
                    tier,
                    profile.name,
                    *preload,
                ],
                env={**ENVIRONMENT, **profile.environment, "HOME": home, "TMPDIR": home},
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[number for number in numbers if number >= 0],
                start_new_session=True,
            )
        try:
            return cls(ours, process, folder)
        except (EOFError, SandboxUnavailable) as error:
            reason = str(error) or f"it ended with status {process.returncode}"
            if outside and not str(error):  # bwrap's own failure
                raise Unsealed(_("bwrap 退出，状态 {status}", status=process.returncode)) from None
            raise SandboxUnavailable(f"the zygote could not be started: {reason}") from None

    @classmethod
    def join(cls, connector: socket.socket) -> Control:
        """Be let in by a zygote that another process has started; ``connector`` is the other end of its listener.

        Raises OSError, EOFError or SandboxUnavailable.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                socket.send_fds(connector, [b"join"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return cls(ours)

    def ask(self, message: list[Any], attached: socket.socket | None = None) -> Any:
        """Exchange one message with the zygote; EOFError if it is gone."""
        try:
            fds = [attached.fileno()] if attached is not None else []
            socket.send_fds(self._socket, [msgspec.msgpack.encode(message)], fds)
        except OSError:
            raise EOFError from None
        return self._receive({"fork": "forked", "look": "seen", "end": "ended"}[message[0]], CONTROL_SECONDS)

    def close(self) -> None:
        """End the conversation and with it every worker that was asked for, and the zygote if it is ours."""
        if self.process is None:
            self._wait_for_farewell()
        self._socket.close()  # the zygote kills its children, clears up and ends
        if self.process is not None:
            try:
                self.process.wait(CONTROL_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self._folder is not None:
            remove(self._folder)  # where the zygote itself was killed

    def _wait_for_farewell(self) -> None:
        """Let a zygote that goes on know that this is over, and wait until it has cleared up what is ours."""
        with suppress(OSError):  # it is gone, or says nothing
            self._socket.settimeout(CONTROL_SECONDS)
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.recv(1)

    def _receive(self, expected: str, seconds: float) -> Any:
        self._socket.settimeout(seconds)
        try:
            answer = self._socket.recv(1 << 16)
        except TimeoutError:
            if self.process is not None:
                self.process.kill()
            self._socket.close()  # a late answer would be taken for the next one
            raise SandboxUnavailable(f"the zygote gave no answer within {seconds:g} s") from None
        except OSError:
            raise EOFError from None
        if not answer:
            raise EOFError
        kind, value = msgspec.msgpack.decode(answer)
        if kind == "unsealed":
            text, values = value
            raise Unsealed(_(text, **values))
        if kind != expected:
            raise SandboxUnavailable(f"the zygote failed: {value}")
        return value
