"""From Shift-Enter to the answer of ``check``, in a real kernel."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

from autograder.assignment import DEMO_TAG, grade_id, is_grade


def answer_times(notebook: Path) -> tuple[float, float, float]:
    """Seconds to the first answer in a kernel, the median of the later ones and the slowest of these."""
    manager, client = start_new_kernel(cwd=str(notebook.parent))
    times = []
    try:
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            demonstration = DEMO_TAG in cell.metadata.get("tags", [])
            if demonstration and "import check" not in cell.source:
                continue
            start = time.perf_counter()
            reply = client.execute_interactive(cell.source, output_hook=lambda _: None)
            if is_grade(cell):
                times.append(time.perf_counter() - start)
                if reply["content"]["status"] != "ok":
                    raise RuntimeError(f"{grade_id(cell)} of {notebook} does not pass its own check")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return times[0], statistics.median(times[1:]), max(times[1:])
