"""Where a class lies: the folders and the gradebook of an assignment, as nbgrader's own commands see them."""

from __future__ import annotations

import traceback
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Application

from autograder.classroom.gradebook import patient
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.language import _


def find_coursedir(course: Course, name: str, folder: Path | None = None) -> CourseDirectory:
    """Read the same configuration files that nbgrader reads; nothing is written.

    ``folder``: the class lies there instead, with its own ``submitted/``, ``autograded/`` and ``gradebook.db``.
    Raises UserError for a file that cannot be read; nbgrader itself would go on without it.
    """
    app = NbGrader()
    app.raise_config_file_errors = True
    try:
        Application.load_config_file(app, app.config_file_name, [str(course.root), *app.config_file_paths])
        coursedir = CourseDirectory(config=app.config, root=str(course.root))
    except Exception as error:  # a configuration file is a program
        raise UserError(
            _(
                "nbgrader 的设置里有错（{where}{error}）。请检查 {path}，改好再运行。",
                where=_where(error),
                error=f"{type(error).__name__}: {error}",
                path=course.root / "nbgrader_config.py",
            )
        ) from error
    coursedir.assignment_id = name
    if folder is not None:
        coursedir.root = str(folder.resolve())
        coursedir.db_url = f"sqlite:///{folder.resolve() / 'gradebook.db'}"
    coursedir.db_url = patient(coursedir.db_url)
    return coursedir


def _where(error: Exception) -> str:
    """The line of a configuration file that raised; a SyntaxError says so itself."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith("nbgrader_config.py")
    ]
    return _("第 {line} 行，", line=lines[-1]) if lines else ""
