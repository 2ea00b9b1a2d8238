"""A command of nbgrader's that would go wrong in silence ends with a sentence."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment, GenerateSolution

from autograder.classroom.coursedir import find_coursedir, speak
from autograder.classroom.gradebook import create_if_missing, undisturbed
from autograder.course.assignment import Course
from autograder.course.released import add_shared_data, keep_what_is_shown, see_that_no_answer_goes_out
from autograder.nbgrader_hooks.command import ending, keep_to_the_end, waits


class CheckedExporter(NotebookExporter):
    """Writes what nbgrader releases; ends the command if a configuration file cannot be read or answers would go out.

    nbgrader would go on with its own defaults: run students' code unsealed, hand out the author's text.  This class
    is named in nbgrader_config.json, which is read whatever is in nbgrader_config.py.
    """

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        converter: Any = self.parent
        coursedir = converter.coursedir
        with ending(self.log):
            find_coursedir(Course.find(Path(coursedir.root)), coursedir.assignment_id)
            # After what the files choose: the command line goes before them.
            speak(self)
            if isinstance(converter, GenerateAssignment | GenerateSolution):
                for folder in converter.assignments:
                    see_that_no_answer_goes_out(Path(folder), coursedir.ignore)
            if isinstance(converter, GenerateAssignment):
                # Nobody who grades, or releases another assignment, reads half of what is written of this one.
                with ExitStack() as opened:
                    opened.enter_context(undisturbed(coursedir, converter.log, patiently=waits(converter)))
                    create_if_missing(coursedir.db_url)
                    keep_to_the_end(converter, opened.pop_all())

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> Any:
        """As in nbconvert; what is released or executed has the course's shared data beside it."""
        converter: Any = self.parent
        if not isinstance(converter, GenerateAssignment | GenerateSolution):
            return super().from_notebook_node(nb, resources, **kwargs)
        names = resources["nbgrader"]["assignment"], resources["nbgrader"]["student"]
        out = Path(converter._format_dest(*names))
        add_shared_data(Path(converter._format_source(*names)), out)
        if isinstance(converter, GenerateSolution):
            # Where all that students get lies; of that only pictures stay.
            resources["metadata"]["path"] = str(out)
        exported = super().from_notebook_node(nb, resources, **kwargs)
        if isinstance(converter, GenerateSolution):
            keep_what_is_shown(out, nb)
        return exported
