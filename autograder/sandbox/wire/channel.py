"""Frames over a socket."""

from __future__ import annotations

import select
import socket
import time
from typing import Any

import numpy as np

from autograder.sandbox.wire.frame import MAGIC, MAX_BLOB, MAX_HEADER, PREFIX, Frame, ProtocolError

# Bytes: enough for most messages.
READ_AHEAD = 1 << 14


class Channel:
    """Frames over a stream socket.

    A deadline (``time.monotonic``) covers every byte of a message: one that arrives in drops, or a peer
    that never reads, ends in ``TimeoutError``.  A closed peer is ``EOFError``.  Without a deadline the call blocks.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._poll = {event: select.poll() for event in (select.POLLIN, select.POLLOUT)}
        for event, poll in self._poll.items():
            poll.register(sock, event)
        self._early = bytearray()
        self._space = memoryview(bytearray(READ_AHEAD))

    def send(self, parts: list[Any], deadline: float | None = None) -> None:
        """Send a frame."""
        left = [memoryview(part) for part in parts]
        self._sock.setblocking(deadline is None)
        while left:
            _check(deadline)
            try:
                sent = self._sock.sendmsg(left[:64])
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
                continue
            except OSError:
                raise EOFError("the other side is gone") from None
            while left and sent >= len(left[0]):
                sent -= len(left.pop(0))
            if sent:
                left[0] = left[0][sent:]

    def receive(self, deadline: float | None = None) -> Frame:
        """Receive a frame; nothing larger than the bounds is ever read."""
        self._sock.setblocking(deadline is None)
        magic, header_size, blob_size = PREFIX.unpack(self._take(PREFIX.size, deadline))
        if magic != MAGIC or header_size > MAX_HEADER or blob_size > MAX_BLOB:
            raise ProtocolError("frame prefix")
        header = self._take(header_size, deadline)
        blob = np.empty(blob_size, np.uint8)  # costs memory only as far as bytes arrive
        early = min(blob_size, len(self._early))
        blob.data[:early] = self._early[:early]
        del self._early[:early]
        left = blob.data[early:]
        while left:
            left = left[self._receive_into(left, deadline) :]
        return Frame(header, blob)

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def _take(self, size: int, deadline: float | None) -> bytearray:
        """The next bytes; what arrives with them stays for later, so that a small frame is read at once."""
        while len(self._early) < size:
            self._early += self._space[: self._receive_into(self._space, deadline)]
        taken = self._early[:size]
        del self._early[:size]
        return taken

    def _receive_into(self, buffer: memoryview, deadline: float | None) -> int:
        while True:
            _check(deadline)
            try:
                count = self._sock.recv_into(buffer)
            except BlockingIOError:
                self._wait(select.POLLIN, deadline)
                continue
            except OSError:
                count = 0
            if not count:
                raise EOFError("the other side is gone")
            return count

    def _wait(self, event: int, deadline: float | None) -> None:
        if deadline is None:
            raise EOFError("the socket was made non-blocking by somebody else")
        self._poll[event].poll(max(0.0, deadline - time.monotonic()) * 1000)


def _check(deadline: float | None) -> None:
    if deadline is not None and time.monotonic() >= deadline:
        raise TimeoutError("no complete message within the time limit")
