"""Frames over a socket."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.sandbox.wire.frame import MAGIC, MAX_BLOB, MAX_HEADER, PREFIX, Frame, ProtocolError

# Bytes: enough for most messages.
READ_AHEAD = 1 << 14

Patience = Callable[[], float]


class Channel:
    """Frames over a stream socket.

    ``patience`` says how many seconds to wait until it is to be asked again, and raises ``TimeoutError`` when it has
    none left.  It covers every byte of a message: one that arrives in drops, or a peer that never reads, wears it out.
    A message that is already here is taken in any case.  A closed peer is ``EOFError``.  Without patience the call
    blocks.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._poll = {event: select.poll() for event in (select.POLLIN, select.POLLOUT)}
        for event, poll in self._poll.items():
            poll.register(sock, event)
        self._early = bytearray()
        self._space = memoryview(bytearray(READ_AHEAD))

    def send(self, parts: list[Any], patience: Patience | None = None) -> None:
        """Send a frame."""
        left = [memoryview(part) for part in parts]
        self._sock.setblocking(patience is None)
        while left:
            try:
                sent = self._sock.sendmsg(left[:64])
            except BlockingIOError:
                self._wait(select.POLLOUT, patience)
                continue
            except OSError:
                raise EOFError("the other side is gone") from None
            while left and sent >= len(left[0]):
                sent -= len(left.pop(0))
            if sent:
                left[0] = left[0][sent:]
            if left and patience:
                patience()

    def receive(self, patience: Patience | None = None, limit: int = MAX_BLOB) -> Frame:
        """Receive a frame; nothing larger than the bounds is ever read.  ``limit``: that of the blobs."""
        self._sock.setblocking(patience is None)
        magic, header_size, blob_size = PREFIX.unpack(self._take(PREFIX.size, patience))
        if magic != MAGIC or header_size > MAX_HEADER or blob_size > limit:
            raise ProtocolError("frame prefix")
        header = self._take(header_size, patience)
        blob = np.empty(blob_size, np.uint8)  # costs memory only as far as bytes arrive
        early = min(blob_size, len(self._early))
        blob.data[:early] = self._early[:early]
        del self._early[:early]
        left = blob.data[early:]
        while left:
            left = left[self._receive_into(left, patience) :]
            if left and patience:
                patience()
        return Frame(header, blob)

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def _take(self, size: int, patience: Patience | None) -> bytearray:
        """The next bytes; what arrives with them stays for later, so that a small frame is read at once."""
        while len(self._early) < size:
            self._early += self._space[: self._receive_into(self._space, patience)]
            if len(self._early) < size and patience:
                patience()
        taken = self._early[:size]
        del self._early[:size]
        return taken

    def _receive_into(self, buffer: memoryview, patience: Patience | None) -> int:
        while True:
            try:
                count = self._sock.recv_into(buffer)
            except BlockingIOError:
                self._wait(select.POLLIN, patience)
                continue
            except OSError:
                count = 0
            if not count:
                raise EOFError("the other side is gone")
            return count

    def _wait(self, event: int, patience: Patience | None) -> None:
        if patience is None:
            raise EOFError("the socket was made non-blocking by somebody else")
        self._poll[event].poll(patience() * 1000)
