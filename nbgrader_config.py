"""What nbgrader needs to know about this course.  Every nbgrader command run in this folder reads it."""

import os
import sys
import warnings

c = get_config()  # noqa: F821 - given by traitlets

# nbgrader starts `alembic` by name when it makes a gradebook; `.venv/bin/nbgrader` must find it too, without
# an activated environment.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")

# SQLAlchemy 2.1 finds fault with nbgrader's own queries, three times for each new student.
warnings.filterwarnings("ignore", message="Object of type <Submitted")

# The name of the course in the exchange and in the gradebook.
c.CourseDirectory.course_id = "dl_crash_course"

# The executed answer keys lie beside source/ and release/, under the name the course uses.
c.CourseDirectory.solution_directory = "solutions"

# A text notebook holds every solution: it must never reach release/ or the exchange.  The rest is what
# running notebooks and tests leaves behind.
c.CourseDirectory.ignore = [
    "day[0-9][0-9].py",
    ".ipynb_checkpoints",
    ".progress.json",
    ".pytest_cache",
    ".ruff_cache",
    ".mypy_cache",
    "__pycache__",
    "*.pyc",
    "feedback",
]

# What a student sees in place of a solution.
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # 删掉这一行，在这里写你的代码"}

# release/ and solutions/ are committed.  Without force nbgrader skips a folder that exists, and a fresh
# gradebook would not learn of the assignment.
c.GenerateAssignment.force = True
c.GenerateSolution.force = True

# The page that a student gets back.  Its exporter reads the gradebook itself, once for the whole class, so that
# nbgrader's own steps for its stock page are not needed.
c.GenerateFeedback.exporter_class = "autograder.nbgrader_hooks.FeedbackExporter"
c.GenerateFeedback.preprocessors = []

# Feedback always follows the gradebook: after a regrade nbgrader would otherwise keep the old pages.
c.GenerateFeedback.force = True

# Training inside an executed answer key takes longer than nbgrader's 30 seconds for a cell.
c.Execute.timeout = 600

# Grading: only the texts of the cells are taken from a submission, hidden tests run outside the student's
# process, and their verdict goes into the grade cells where nbgrader's own SaveAutoGrades finds it.
c.Autograde.exporter_class = "autograder.nbgrader_hooks.IntakeExporter"
c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.CheckCellMetadata"]
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_hooks.Grade",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# The inbound folder of the exchange is written by students: links in it are not followed.
c.ExchangeFactory.collect = "autograder.nbgrader_hooks.Collect"

# Timestamps are compared as UTC; an abbreviation such as CST would be ambiguous.
c.Exchange.timezone = "UTC"
