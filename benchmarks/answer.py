"""From Shift-Enter to the answer of ``check``, in a real kernel."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

from autograder.course.assignment import DEMO_TAG, grade_id, is_grade


@dataclass(frozen=True)
class Answers:
    """Seconds to the answer of each check cell, run for the ``first`` time in a kernel and ``again`` at once."""

    first: list[float]
    again: list[float]


def answer_times(notebook: Path) -> Answers:
    """Run a notebook of right answers cell by cell, without its demonstrations, each check cell twice."""
    manager, client = start_new_kernel(cwd=str(notebook.parent))
    answers = Answers([], [])
    try:
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            demonstration = DEMO_TAG in cell.metadata.get("tags", [])
            if demonstration and "import check" not in cell.source:
                continue
            for times in (answers.first, answers.again) if is_grade(cell) else ([],):
                start = time.perf_counter()
                reply = client.execute_interactive(cell.source, output_hook=lambda _: None)
                times.append(time.perf_counter() - start)
                if is_grade(cell) and reply["content"]["status"] != "ok":
                    raise RuntimeError(f"{grade_id(cell)} of {notebook} does not pass its own check")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return answers
