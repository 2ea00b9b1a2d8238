"""What the first cell of every notebook says below its title."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.language import CHINESE

# Whoever has the notebook alone learns what else it takes.
_INSTALL = {
    CHINESE: (
        "<small>运行时说 `No module named 'autograder'`？还没有装这门课的工具：在终端里运行 "
        "`pip install dl_crash_course_exercises-….whl`（发作业的人给你的那个文件），再重启内核（kernel）。</small>"
    ),
    "en": (
        "<small>It says `No module named 'autograder'`? The course's tools are not installed yet: run "
        "`pip install dl_crash_course_exercises-….whl` in a terminal (the file that came with the lesson), then restart the kernel.</small>"
    ),
}


def say_what_to_install(notebook: NotebookNode, language: str) -> None:
    """Add it to the first cell with text."""
    first = next(cell for cell in notebook.cells if cell.cell_type == "markdown")
    first.source = f"{first.source}\n\n{_INSTALL[language]}"
