"""A notebook file as a learner keeps it: anything may stand in it, and every check asks what it says."""

from __future__ import annotations

import functools
import json
from contextlib import suppress
from pathlib import Path
from typing import Any


def contents(notebook: Path) -> Any:
    """What a file holds, whatever that is; None if it cannot be read.

    It is read once for each time that it was saved: pictures make it large.
    """
    with suppress(OSError, ValueError):
        return _contents(notebook, notebook.stat().st_mtime_ns)
    return None


@functools.lru_cache(maxsize=1)
def _contents(notebook: Path, changed: int) -> Any:
    return json.loads(notebook.read_bytes())
