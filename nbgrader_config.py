"""What nbgrader needs to know about this course.  Every nbgrader command run in this folder reads it.

So do ``autograder grade`` and the formgrader.  Settings that a course may want to change are commented out at the end; those
above are what the grading rests on.

nbgrader leaves a file like this out if there is a mistake in it, and goes on with its own defaults.  nbgrader_config.json beside
it sees to it that nothing is released or graded then.
"""

import glob
import os
import sys
import warnings

c = get_config()  # noqa: F821 - given by traitlets

# nbgrader starts `alembic` by name when it makes a gradebook; `.venv/bin/nbgrader` must find it too, without
# an activated environment.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")

# A plugin of the course's own (a rule for being late, say) may lie beside this file, wherever a command is run.  At the end of the
# path: it shall not take the place of anything installed.
if os.path.dirname(__file__) not in sys.path:
    sys.path.append(os.path.dirname(__file__))

# SQLAlchemy 2.1 finds fault with nbgrader's own queries, three times for each new student.
warnings.filterwarnings("ignore", message="Object of type <Submitted")

# The formgrader shall not list source/data, which holds what several assignments read.
from autograder.nbgrader_hooks.listed import leave_out_shared_data  # noqa: E402

leave_out_shared_data()

# The name of the course in the exchange and in the gradebook.  Change it before the first assignment is released: students'
# configuration names it too, and a gradebook keeps what it knows under the old name.
c.CourseDirectory.course_id = "dl_crash_course"

# The executed answer keys lie beside source/ and release/, under the name the course uses.
c.CourseDirectory.solution_directory = "solutions"

# The author's text, source/NAME/NAME.py, holds every solution, and a translation beside it, en.po, what hidden tests look for:
# they must never reach release/ or the exchange.  Nor are the programs that made the data, make_*.py, for students.  The rest is
# what editing, running notebooks and tests leaves behind.  Whoever adds to the list keeps what is in it; where one of those files
# would go out all the same, nothing is released.
_texts = glob.glob(os.path.join(glob.escape(os.path.dirname(__file__)), "source", "*", "*.py"))
c.CourseDirectory.ignore = [
    *(
        glob.escape(name)
        for folder, name in map(os.path.split, _texts)
        if name == os.path.basename(folder) + ".py"
    ),
    "make_*.py",
    ".*",
    "__pycache__",
    "*.pyc",
    "*.po",
    "feedback",
]

# What a student sees in place of a solution.  It must raise NotImplementedError: checks know an empty blank by that.
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # 删掉这一行，在这里写你的代码"}

# release/ and solutions/ are made anew from source/ each time and committed.  Without force nbgrader skips a folder that exists, and a fresh
# gradebook would not learn of the assignment.
c.GenerateAssignment.force = True
c.GenerateSolution.force = True

# The page that a student gets back.  Its exporter reads the gradebook itself, once for the whole class, so that
# nbgrader's own steps for its stock page are not needed.
c.GenerateFeedback.exporter_class = "autograder.nbgrader_hooks.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = []

# Feedback always follows the gradebook: after a regrade or a score given by hand nbgrader would otherwise keep the old pages.
c.GenerateFeedback.force = True

# Training inside an executed answer key takes longer than nbgrader's 30 seconds for a cell.  In seconds; grading has
# limits of its own.
c.Execute.timeout = 600

# Grading: only the texts of the cells are taken from a submission, hidden tests run outside the student's
# process, and their verdict goes into the grade cells and from there into the gradebook.  With nbgrader's defaults in place of
# these, students' code would run unsealed beside the gradebook, and the public tests would decide.  Nothing is left to
# sanitize or to check: everything but those texts comes from the released notebook.
c.Autograde.exporter_class = "autograder.nbgrader_hooks.autograde.IntakeExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_hooks.autograde.Grade",
    "autograder.nbgrader_hooks.autograde.Record",
]

# The inbound folder of the exchange is written by students: links in it are not followed.  A service in place of the shared
# folder (ngshare) brings its own class for this.
c.ExchangeFactory.collect = "autograder.nbgrader_hooks.collect.Collect"

# Timestamps are written and compared as UTC; an abbreviation such as CST would be ambiguous.  Students' configuration must say the same.
c.Exchange.timezone = "UTC"

# --- What a course may want to change -----------------------------------------------------------------------

# Where assignments are handed out and in: a folder that is there and that everybody can write to.
# c.Exchange.root = "/srv/nbgrader/exchange"

# Several courses on one hub: students fetch into COURSE/NAME instead of NAME.  In the students' configuration.
# c.Exchange.path_includes_course = True

# Several people grade: what nbgrader writes can be written by the folder's group.
# c.CourseDirectory.groupshared = True

# The size of what is collected, in kilobytes (default: 100 MB); larger files are left out and counted in the log.
# c.CourseDirectory.max_dir_size = 20_000

# Being late costs nothing unless this says so; needs a due date in the gradebook.
# c.LateSubmissionPlugin.penalty_method = "zero"

# The same by a rule of your own: the class TenPercentADay in late.py, beside this file; docs/instructor.md shows it.
# c.AssignLatePenalties.plugin_class = "late.TenPercentADay"

# In which language messages, reports, exports and the page that a student gets back are written, "zh" or "en": by nbgrader's
# commands, and by those of autograder that read this file (grade, show, diff, report, export, roster; not their --help).  Without it
# the locale says, and AUTOGRADER_LANG goes before both.
# c.Autograder.language = "zh"

# Elsewhere than in the course folder, on a local disk.
# c.CourseDirectory.db_url = "sqlite:////srv/course/gradebook.db"
