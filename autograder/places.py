"""Where a class lies: the folders and the gradebook of a day, as nbgrader's own commands see them."""

from __future__ import annotations

from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Application

from autograder.assignment import Course
from autograder.gradebook import patient


def find_places(course: Course, day: str, folder: Path | None = None) -> CourseDirectory:
    """Read the same configuration files that nbgrader reads; nothing is written.

    ``folder``: the class lies there instead, with its own ``submitted/``, ``autograded/`` and ``gradebook.db``.
    """
    app = NbGrader()
    Application.load_config_file(app, app.config_file_name, [str(course.root), *app.config_file_paths])
    places = CourseDirectory(config=app.config, root=str(course.root))
    places.assignment_id = day
    if folder is not None:
        places.root = str(folder.resolve())
        places.db_url = f"sqlite:///{folder.resolve() / 'gradebook.db'}"
    places.db_url = patient(places.db_url)
    return places
