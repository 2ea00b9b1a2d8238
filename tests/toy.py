"""A toy course of two exercises, built the way a real one is."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

import nbformat
from jupyter_core.application import NoStart
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI, NbGraderApp
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.authoring.build import source_notebook, write_notebook
from autograder.course.assignment import Course

DAY = "toy"
ROOT = Path(__file__).parents[1]
MARKER = "hidden-marker-4711"

TEXT = '''\
# ---
# jupyter:
#   autograder:
#     title: 玩具：两道题
#     builds: 两倍，和两倍的和
#     minutes: 2
# ---

# %% [markdown]
# # 玩具：两道题

# %%
import numpy as np

# %% tags=["demo"]
from autograder import check

# %% [markdown]
# ### 练习 1 double

# %% exercise="double"
def double(x):
    """两倍。"""
    ### BEGIN SOLUTION
    return 2 * x  # secret-solution-line
    ### END SOLUTION

# %% check="double" points=40 minutes=1
check("double")

# %% exercise="total"
def total(x):
    """两倍的和。"""
    ### BEGIN SOLUTION
    return double(np.sum(x))
    ### END SOLUTION

# %% check="total" points=60 minutes=1 uses=["double"]
check("total")
'''

PUBLIC = '''\
import numpy as np
import pytest
from autograder import kit


@pytest.mark.exercise("double", core=True)
def test_double(student):
    """返回值是输入的两倍。"""
    kit.close(student.double(np.array([1.0, 2.0])), np.array([2.0, 4.0]))


@pytest.mark.exercise("total", core=True)
def test_total(student):
    """返回值是总和的两倍。"""
    kit.close(student.total(np.array([1.0, 2.0])), 6.0)
'''

COMMON = f'SECRET = "{MARKER}"\n'
HIDDEN = {
    "double": '''\
import pytest
from autograder import kit
from common import SECRET


@pytest.mark.exercise(core=True)
def test_values(student, rng):
    """返回值是输入的两倍。"""
    x = rng.normal(size=5)
    expected = 2 * x
    kit.close(student.double(x), expected)


@pytest.mark.exercise
def test_keeps_input(student, rng):
    """不改动输入。"""
    x = rng.normal(size=5)
    before = x.copy()
    student.double(x)
    kit.unchanged(x, before)
''',
    "total": '''\
import pytest
from autograder import kit
from common import SECRET


@pytest.mark.exercise(core=True)
def test_values(student, rng):
    """返回值是总和的两倍。"""
    x = rng.normal(size=7)
    expected = 2 * x.sum()
    kit.close(student.total(x), expected)
''',
}

DOUBLE = "def double(x):\n    return 2 * x\n"
TOTAL = "def total(x):\n    return double(np.sum(x))\n"


def make_course(root: Path) -> Path:
    """A course folder with the toy assignment, its source notebook made and released by nbgrader."""
    return Path(shutil.copytree(_template(), root / "course"))


@cache
def _template() -> Path:
    root = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, root)
    copy_engine(root)
    write_assignment(root)
    write_track(root, DAY)
    text = root / "source" / DAY / f"{DAY}.py"
    write_notebook(source_notebook(text), text.with_suffix(".ipynb"))
    assert nbgrader(root, "generate_assignment", DAY) == 0
    return root


def copy_engine(root: Path) -> None:
    """Make a course folder without content, as in a clone: commands that run there import the package that lies there."""
    others = shutil.ignore_patterns("__pycache__", *Course(ROOT).names())
    shutil.copytree(ROOT / "autograder", root / "autograder", ignore=others)
    for settings in ROOT.glob("nbgrader_config.*"):
        shutil.copy(settings, root)


def write_assignment(root: Path, name: str = DAY, points: tuple[int, int] = (40, 60)) -> None:
    """What an author writes: text, public tests and hidden graders of the two exercises, worth these points."""
    source = root / "source" / name
    source.mkdir(parents=True)
    text = TEXT.replace("    minutes: 2", f"    minutes: 2\n#     points: {sum(points)}")
    for old, new in zip((40, 60), points, strict=True):
        text = text.replace(f"points={old}", f"points={new}")
    (source / f"{name}.py").write_text(text, encoding="utf-8")
    (source / f"test_{name}.py").write_text(PUBLIC, encoding="utf-8")
    graders = root / "autograder" / "graders" / name
    graders.mkdir(parents=True)
    (graders / "common.py").write_text(COMMON, encoding="utf-8")
    for exercise, text in HIDDEN.items():
        hidden_tests(root, exercise, name).write_text(text, encoding="utf-8")
        variants(root, exercise, name).touch()


def hidden_tests(root: Path, exercise: str, name: str = DAY) -> Path:
    """The file of an exercise's hidden tests."""
    return root / "autograder" / "graders" / name / f"{exercise}.py"


def variants(root: Path, exercise: str, name: str = DAY) -> Path:
    """The file of an exercise's misconceptions and alternatives."""
    return hidden_tests(root, exercise, name).with_suffix(".variants.py")


def write_track(root: Path, *names: str) -> None:
    """Name these assignments, in this order, in the one track of a course."""
    words = f"""
        [[track]]
        key = "toy"
        title = "玩具"
        about = "试功能用的。"
        en = {{ title = "Toys", about = "To try things on." }}
        assignments = {list(names)}
    """
    (root / "source").mkdir(parents=True, exist_ok=True)
    (root / "source" / "course.toml").write_text(words, encoding="utf-8")


def nbgrader(folder: Path, *arguments: str) -> int:
    """Run an nbgrader command in this process as if typed in ``folder``; gives its exit code."""
    here, path = Path.cwd(), list(sys.path)
    os.chdir(folder)
    NbGraderApp.clear_instance()
    app = NbGraderApp.instance()
    try:
        app.initialize(list(arguments))
        app.start()
    except NoStart:
        # How Jupyter's applications end after a subcommand.
        return 0
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        os.chdir(here)
        # nbgrader puts the course's folder first: what runs after this would import the package that lies there.
        sys.path[:] = path
        app.reset()
        NbGraderApp.clear_instance()
    return 0


def formgrader(root: Path) -> NbGraderAPI:
    """What the formgrader of a course calls, with the course's own settings; to be used with ``root`` as current folder."""
    config = Config()
    settings = root / "nbgrader_config.py"
    exec(settings.read_text(), {"get_config": lambda: config, "__file__": str(settings)})
    config.merge(Config(json.loads((root / "nbgrader_config.json").read_text())))
    return NbGraderAPI(coursedir=CourseDirectory(config=config, root=str(root)), config=config)


def released(root: Path) -> NotebookNode:
    """What students of the toy course get."""
    return nbformat.read(root / "release" / DAY / f"{DAY}.ipynb", as_version=4)


def solved(root: Path, texts: dict[str, str] | None = None) -> NotebookNode:
    """The released notebook with both blanks filled in; ``texts``: others, by grade_id."""
    notebook = released(root)
    texts = {"double-solution": DOUBLE, "total-solution": TOTAL} | (texts or {})
    for cell in notebook.cells:
        cell.source = texts.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    return notebook


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The cell with this grade_id."""
    return next(
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def folder_of(root: Path, student: str) -> Path:
    """The folder of a student's submission."""
    return root / "submitted" / student / DAY


def hand_in(root: Path, student: str, notebook: NotebookNode | bytes) -> Path:
    """Put a submission into the course."""
    folder = folder_of(root, student)
    folder.mkdir(parents=True, exist_ok=True)
    data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
    (folder / f"{DAY}.ipynb").write_bytes(data)
    return folder


def scores(root: Path) -> dict[str, float | None]:
    """What the gradebook holds, by student; None where any grade is missing."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "dl_crash_course") as gradebook:
        return {
            submission.student.id: (
                submission.score
                if all(grade.auto_score is not None for book in submission.notebooks for grade in book.grades)
                else None
            )
            for submission in gradebook.assignment_submissions(DAY)
        }
