"""The course and the class that are measured: the same notebooks for every way of grading them.

Training and figures are left out of the notebooks, since stock nbgrader would run them for every student while
this package never does; what is compared is grading alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import jupytext
import nbformat

from autograder.authoring.build import write_source_notebook
from autograder.authoring.simulate import SPECIAL, simulate
from autograder.classroom import nbgrader_cli
from autograder.course.assignment import Course, grade_id

REPOSITORY = Path(__file__).parents[1]
STOCK_CONFIG = """\
import os, sys
c = get_config()
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")
c.CourseDirectory.course_id = "stock"
"""


def make_course(folder: Path, day: str, *, stock: bool) -> Course:
    """A course with this one day, released; ``stock``: nbgrader as it comes, which executes every notebook."""
    source = folder / "source" / day
    shutil.copytree(
        REPOSITORY / "source" / day,
        source,
        ignore=shutil.ignore_patterns("*.ipynb", ".*", "__pycache__", "figures"),
    )
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    _without_demonstrations(source / f"{day}.py")
    course = Course(folder)
    write_source_notebook(course, day)
    if stock:
        (folder / "nbgrader_config.py").write_text(STOCK_CONFIG)
        (source / f"{day}.py").unlink()  # the stock configuration would hand it out
    else:
        (folder / "autograder").symlink_to(REPOSITORY / "autograder")
    nbgrader_cli.run(folder, "generate_assignment", day, log=folder / "release.log")
    return course


def make_class(folder: Path, course: Course, day: str, students: int) -> None:
    """``folder/<student>/…``: right and blank submissions and those of people who err, no two alike.

    Without the broken file and the endless loop of a simulated class: stock nbgrader fails on the one and waits
    ten minutes for the other.
    """
    paths = simulate(course.assignment(day), students + 2, 0, folder)
    for position, path in enumerate(paths):
        if position < len(SPECIAL) and SPECIAL[position] in ("broken", "endless"):
            shutil.rmtree(path.parents[1])
            continue
        notebook = nbformat.read(path, as_version=4)
        blank = next(cell for cell in notebook.cells if grade_id(cell).endswith("-solution"))
        blank.source += f"\n# {path.parents[1].name}\n"
        nbformat.write(notebook, path)


def _without_demonstrations(text: Path) -> None:
    notebook = jupytext.read(text, fmt="py:percent")
    kept = [cell for cell in notebook.cells if not _is_demonstration(cell)]
    check = nbformat.v4.new_code_cell("from autograder import check", metadata={"tags": ["demo"]})
    notebook.cells = [check, *kept]
    jupytext.write(notebook, text, fmt="py:percent")


def _is_demonstration(cell: nbformat.NotebookNode) -> bool:
    return "demo" in cell.metadata.get("tags", [])
