"""Where a class lies: the folders and the gradebook of an assignment, as nbgrader's own commands see them."""

from __future__ import annotations

import traceback
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets import Enum, TraitError
from traitlets.config import Application, Configurable

from autograder.classroom.gradebook import patient
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.language import LANGUAGES, _, configure, listed


class Autograder(Configurable):
    """What a course chooses for nbgrader's commands and those of ours that read its configuration: ``c.Autograder``."""

    language = Enum(("", *LANGUAGES), "", help="of messages and feedback; empty: that of the locale").tag(
        config=True
    )


def speak(configured: Configurable) -> None:
    """Speak the language of the course from now on.  UserError if there is no such language."""
    try:
        configure(Autograder(parent=configured).language)
    except TraitError as error:
        raise UserError(
            _(
                "nbgrader_config.py 里的 c.Autograder.language 只能是 {languages}。",
                languages=listed([repr(language) for language in LANGUAGES]),
            )
        ) from error


def find_coursedir(course: Course, name: str, folder: Path | None = None) -> CourseDirectory:
    """Read the same configuration files that nbgrader reads, and speak the language that they choose; nothing is written.

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
    speak(app)
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
