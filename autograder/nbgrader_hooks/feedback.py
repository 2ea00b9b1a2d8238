"""The page that a student gets back from ``nbgrader generate_feedback``."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.converters import (
    GenerateFeedback,
)
from traitlets import default

from autograder.classroom.coursedir import speak
from autograder.classroom.gradebook import marks, undisturbed
from autograder.classroom.graded import REPORT, read_report, read_texts
from autograder.course.assignment import Course
from autograder.nbgrader_hooks.command import ending, keep_to_the_end, waits
from autograder.reports.feedback_page import feedback_page


class FeedbackExporter(Exporter):
    """Turns a graded notebook, its report and the gradebook's scores into the page that a student gets back."""

    output_mimetype = "text/html"

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        with ending(self.log):
            speak(self)
            self._prepare(self.parent)

    def _prepare(self, converter: GenerateFeedback) -> None:
        """Read what all pages need, which nobody changes meanwhile.  Raises UserError if it cannot be read."""
        course = converter.coursedir
        with ExitStack() as opened:
            opened.enter_context(undisturbed(course, converter.log, reading=True, patiently=waits(converter)))
            self._assignment = Course.find(Path(course.root)).assignment(course.assignment_id)
            self._marks = marks(course, course.assignment_id)
            keep_to_the_end(converter, opened.pop_all())

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_filename(  # type: ignore[override]
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page for the student whose graded notebook this is, whatever has become of it."""
        student = resources["nbgrader"]["student"]
        path = Path(filename)
        texts, report, graded = read_texts(path), read_report(path.parent), self._marks.get(student)
        for what, thing in (("notebook", texts), (REPORT, report), ("gradebook", graded)):
            if thing is None:
                self.log.warning("%s: nothing to read in the %s of %s", student, what, path.parent)
        page = feedback_page(self._assignment, student, texts, report, graded)
        return page, resources | {"output_extension": self.file_extension}
