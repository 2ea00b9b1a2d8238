"""The page that a student gets back, from hand-made reports and through nbgrader's own commands."""

from __future__ import annotations

import html.parser
import json
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from toy import DAY, hand_in, make_course, nbgrader, released, solved

from autograder.checking.kinds import FailedTest, Kind, Mismatch
from autograder.checking.student import StudentError
from autograder.checking.suite import GradedTest, Outcome
from autograder.classroom.gradebook import Mark, Marks
from autograder.course.assignment import Course
from autograder.grading.failures import NOT_SEALED, hidden_failures
from autograder.grading.problems import Oddity, Problem
from autograder.grading.report import Diagnosis, ExerciseReport, Report
from autograder.reports.feedback_page import MAX_LINES, NO_MARKS, NO_REPORT, NO_TEXTS, feedback_page

DAY04 = Course.find(Path(__file__).parent).assignment("day04")
TEXTS = {exercise.name: exercise.reference for exercise in DAY04.exercises}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# Tags that neither fetch nor run anything, nor lead away.
PLAIN = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "footer",
        "section",
        "div",
        "span",
        "p",
        "br",
    ),
    *("h1", "h2", "h3", "h4", "ul", "ol", "li", "table", "tr", "th", "td", "a", "b", "strong", "code", "pre"),
    *("details", "summary"),
}


class Page(html.parser.HTMLParser):
    """What a browser would make of a page; fails at anything that could act or that points outside."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.folded: list[str] = []
        self.faults = 0
        self.ids: list[str] = []
        self.links: list[str] = []
        self.policy = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self.policy == POLICY
        assert self._open == []
        assert {link.removeprefix("#") for link in self.links} <= set(self.ids)
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag, attrs):
        assert tag in PLAIN
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ("src", "srcset", "action", "formaction", "srcdoc")
            if name == "href":
                assert value.startswith("#")
                self.links.append(value)
            if name == "id":
                self.ids.append(value)
        found = dict(attrs)
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        self.faults += "fault" in (found.get("class") or "").split()
        if tag == "details":
            self.folded.append("")
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" in self._open:
            assert "url(" not in data
            assert "@import" not in data
            return
        self.text += data
        if "details" in self._open:
            self.folded[-1] += data

    @property
    def read(self) -> str:
        """The text without runs of white space."""
        return " ".join(self.text.split())


def outcome(
    name: str, *failed: FailedTest, score: float = 0.0, diagnosis: tuple[Diagnosis, ...] = ()
) -> ExerciseReport:
    points = DAY04.exercise(name).points
    return ExerciseReport(name, score if failed else points, points, list(failed), list(diagnosis))


def report(*changed: ExerciseReport, problems: tuple[Problem, ...] = (), isolation: str = "A") -> Report:
    """Full marks except for these exercises."""
    by_name = {one.name: one for one in changed}
    exercises = [by_name.get(exercise.name, outcome(exercise.name)) for exercise in DAY04.exercises]
    score = sum(exercise.score for exercise in exercises)
    return Report("ann", "day04", score, 100, list(problems), 1.0, 0, isolation, exercises)


def marks(given: Report, late_penalty: float = 0.0, **changed: Mark) -> Marks:
    same = {exercise.name: Mark(exercise.score, exercise.points) for exercise in given.exercises}
    return Marks(same | changed, late_penalty)


def page(given: Report, texts: dict[str, str] | None = None, held: Marks | None = None) -> Page:
    return Page(feedback_page(DAY04, "ann", TEXTS | (texts or {}), given, held or marks(given)))


WRONG_VALUE = FailedTest("test_softmax_values", "每一行加起来是 1。", Kind.VALUE)
BLANK = FailedTest("test_values", "值对。", Kind.NOT_ATTEMPTED)


class TestContents:
    def test_full_marks_are_short_and_keep_the_code_folded(self):
        shown = page(report())
        assert "100 / 100 分" in shown.read
        assert "13 题满分" in shown.read
        assert "13 题全对" in shown.read
        assert "重读" not in shown.text
        assert len(shown.folded) == 13
        assert all(exercise.name in shown.text for exercise in DAY04.exercises)

    def test_a_mistake_is_named_located_and_followed_by_a_next_step(self):
        mistake = Diagnosis("sum-over-everything", "分母对整个数组求和，没有逐行求和", whole=True)
        named = "结果与这种写法一致：分母对整个数组求和，没有逐行求和。"
        code = "def softmax(z):\n    return np.exp(z) / np.exp(z).sum()\n"
        shown = page(report(outcome("softmax", WRONG_VALUE, diagnosis=(mistake,))), {"softmax": code})
        assert "91 / 100 分" in shown.read
        assert f"从 softmax 改起：{named}" in shown.read
        order = [
            *("逐题看", "练习 4.4 softmax", named, "每一行加起来是 1。（数值不对）"),
            *("day04.ipynb → 2 从打分到损失 → 练习 4.4 softmax", 'check("softmax")', "np.exp(z).sum()"),
        ]
        assert "sum-over-everything" not in shown.read
        rest = shown.read
        for part in order:
            assert part in rest
            rest = rest[rest.index(part) :]
        assert "autograder check day04.ipynb" in shown.read
        assert len(shown.folded) == 12

    def test_a_blank_says_where_to_begin(self):
        empty = [outcome(exercise.name, BLANK) for exercise in DAY04.exercises]
        shown = page(report(*empty), {exercise.name: exercise.stub for exercise in DAY04.exercises})
        assert "0 / 100 分" in shown.read
        assert "13 题没有作答" in shown.read
        assert f"从第一题 relu 开始，大约要 {DAY04.exercises[0].minutes} 分钟" in shown.read
        assert all(f'check("{exercise.name}")' in shown.text for exercise in DAY04.exercises)
        assert shown.folded == []

    def test_a_file_that_cannot_be_read_comes_before_the_exercises(self):
        problem = Problem(Oddity.NO_JSON, {"line": 807})
        empty = [outcome(exercise.name, BLANK) for exercise in DAY04.exercises]
        shown = page(report(*empty, problems=(problem,)))
        assert (
            shown.read.index("第 807 行起不是合法的 JSON")
            < shown.read.index("下一步")
            < shown.read.index("各题得分")
        )
        assert "再交一次" in shown.read

    def test_the_line_of_an_error_is_marked_in_the_code(self):
        error = FailedTest("test_relu", "值对。", Kind.RAISED, "ValueError", 2, "return z @ z")
        shown = page(report(outcome("relu", error)), {"relu": "def relu(z):\n    return z @ z\n"})
        assert shown.faults == 1
        assert "在第 2 行前面打印用到的各个数组的 .shape" in shown.read

    def test_after_a_timeout_the_tests_that_did_not_run_are_only_counted(self):
        failed = [
            FailedTest("test_a", "会学习。", Kind.TIMEOUT),
            FailedTest("test_b", "第二条。", Kind.NOT_RUN),
            FailedTest("test_c", "第三条。", Kind.NOT_RUN),
        ]
        shown = page(report(outcome("train_network", *failed)))
        assert "会学习。" in shown.read
        assert "第二条" not in shown.read
        assert "后面还有 2 项因此没有运行" in shown.read
        assert "while" in shown.read

    def test_an_earlier_exercise_is_to_be_repaired_first(self):
        shown = page(report(outcome("dense_backward", WRONG_VALUE), outcome("network_backward", WRONG_VALUE)))
        assert "它要用到 dense_backward，那一题也还有错" in shown.read
        alone = page(report(outcome("network_backward", WRONG_VALUE)))
        assert "它要用到" not in alone.read

    def test_many_failed_properties_are_folded(self):
        failed = [FailedTest(f"test_{n}", f"第 {n} 条性质。", Kind.VALUE) for n in range(6)]
        shown = page(report(outcome("relu", *failed, failed[0])))
        assert shown.read.count("第 0 条性质") == 1
        assert "第 2 条性质" not in shown.folded[0]
        assert "第 3 条性质" in shown.folded[0]
        assert "还有 3 条" in shown.folded[0]

    def test_grading_without_a_seal_is_said(self):
        assert NOT_SEALED in page(report(isolation="none")).read
        assert NOT_SEALED not in page(report()).read


class TestGradebookWins:
    def test_a_score_and_a_comment_given_by_hand(self):
        given = report(outcome("softmax", WRONG_VALUE))
        held = marks(given, softmax=Mark(6.5, 9, by_hand=True, comment="思路是对的，\n只差一个轴。"))
        shown = page(given, held=held)
        assert "97.5 / 100 分" in shown.read
        assert "6.5 / 9" in shown.read
        assert "老师给的分" in shown.read
        assert "思路是对的，\n只差一个轴。" in shown.text

    def test_a_comment_is_markdown_and_inert(self):
        text = "先看 `axis`：\n\n- **形状**\n- 再看值\n\n[这里](http://example.org) ![图](http://example.org/a.png) <u>x</u>"
        held = marks(report(), relu=Mark(3, 3, comment=text))
        shown = feedback_page(DAY04, "ann", TEXTS, report(), held)
        assert "<code>axis</code>" in shown
        assert "<li><strong>形状</strong></li>" in shown
        assert "[这里](http://example.org) ![图](http://example.org/a.png) &lt;u&gt;x&lt;/u&gt;" in shown

    def test_points_taken_or_given_though_the_tests_say_otherwise(self):
        down = page(report(), held=marks(report(), relu=Mark(0, 3, by_hand=True)))
        assert "97 / 100 分" in down.read
        assert "13 题全对" not in down.read
        up = report(outcome("softmax", WRONG_VALUE))
        forgiven = page(up, held=marks(up, softmax=Mark(9, 9, by_hand=True)))
        assert "100 / 100 分" in forgiven.read
        assert WRONG_VALUE.docstring in forgiven.read

    def test_extra_credit_counts_and_is_said(self):
        shown = page(report(), held=marks(report(), relu=Mark(5, 3, extra=2)))
        assert "102 / 100 分" in shown.read
        assert "加分 2" in shown.read

    def test_a_comment_on_a_right_answer_is_not_folded_away(self):
        shown = page(report(), held=marks(report(), relu=Mark(3, 3, comment="写得漂亮")))
        assert "写得漂亮" in shown.read
        assert "写得漂亮" not in "".join(shown.folded)

    def test_being_late_is_taken_from_the_total(self):
        shown = page(report(), held=marks(report(), late_penalty=12.5))
        assert "87.5 / 100 分" in shown.read
        assert "各题合计 100 分，迟交扣 12.5 分" in shown.read


class TestMissing:
    def test_a_page_without_a_report_has_the_scores_of_the_gradebook(self):
        shown = Page(feedback_page(DAY04, "ann", TEXTS, None, marks(report(outcome("relu", WRONG_VALUE)))))
        assert "97 / 100 分" in shown.read
        assert NO_REPORT in shown.read

    def test_a_page_without_the_gradebook_says_what_its_scores_are(self):
        shown = Page(feedback_page(DAY04, "ann", TEXTS, report(), None))
        assert "100 / 100 分" in shown.read
        assert NO_MARKS in shown.read

    def test_a_page_without_anything_claims_no_score(self):
        shown = Page(feedback_page(DAY04, "ann", None, None, None))
        assert "还没有这份作业的成绩" in shown.read
        assert "练习" not in shown.read
        assert NO_TEXTS in shown.read

    def test_a_report_about_other_exercises_is_no_harm(self):
        other = replace(report(), exercises=[ExerciseReport("forgotten", 1, 2, [WRONG_VALUE])])
        assert "97 / 100 分" in page(other, held=marks(report(outcome("relu", WRONG_VALUE)))).read


HOSTILE = [
    "</span></code></pre><script>own()</script><svg onload=own()><iframe src=javascript:own()>",
    "' onmouseover='own()' \" onclick=\"own()",
    "{{ own }}{% raw %}<!-- --><style>body{display:none}</style></style>",
    "\x1b[31m\x1b]8;;javascript:own()\x07x\r\x00",
    "x = '\u202e\u2066 own \u2069' \ufeff\u200b",
    "`own` `` ` <b>",
]


class TestHostile:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_whatever_a_student_wrote_is_text(self, text):
        failed = FailedTest("test", "值对。", Kind.RAISED, "ValueError", 1, text, text)
        given = report(
            outcome("relu", failed), problems=(Problem(Oddity.NO_FILE, {"file": text, "names": [text]}),)
        )
        held = marks(given, softmax=Mark(9, 9, comment=text))
        shown = Page(
            feedback_page(DAY04, text, TEXTS | {"relu": text, "softmax": f"{text}\n{text}"}, given, held)
        )
        assert not {c for c in shown.text if c in "\x00\x07\x1b\r\u202e\u2066\u2069\ufeff\u200b"}
        assert "own" in shown.text

    def test_hidden_characters_are_shown_by_number(self):
        shown = page(report(outcome("relu", WRONG_VALUE)), {"relu": "x = 1  # \u202e"})
        assert "x = 1 # ⟨U+202E⟩" in shown.read

    def test_a_megabyte_is_cut_and_the_page_says_so(self):
        lines = page(report(outcome("relu", WRONG_VALUE)), {"relu": "x = 1\n" * 200_000})
        assert len(lines.text) < 20_000
        assert f"后面还有 {200_000 - MAX_LINES} 行" in lines.read
        line = page(report(outcome("relu", WRONG_VALUE)), {"relu": "x" * 1_000_000})
        assert len(line.text) < 20_000
        assert "这一行还有" in line.read


def advice(kind: Kind, exception: str = "", line: int | None = None, score: float = 0.0) -> str:
    """The next steps after one failed test of this kind."""
    failed = FailedTest("test", "……", kind, exception, line, defining=bool(line))
    shown = page(report(outcome("relu", failed, score=score))).read
    return shown[shown.rindex("下一步") : shown.rindex("你的代码")]


def test_every_way_to_fail_has_advice_of_its_own():
    kinds = [kind for kind in Kind if not kind.unwritten and kind is not Kind.NOT_RUN]
    exceptions = ["NameError", "TypeError", "ValueError", "IndexError", "KeyError", "RuntimeWarning"]
    found = [advice(kind) for kind in kinds] + [advice(Kind.RAISED, exception) for exception in exceptions]
    found += [advice(Kind.UNDEFINED, "SyntaxError", 2), advice(Kind.VALUE, score=3)]
    assert len(set(found)) == len(found)
    assert all('check("relu")' in text for text in found)


class TestKinds:
    """What the grader says besides the sentence."""

    TEST = GradedTest("test_relu", "relu", "性质。", True, 1.0, 10.0)

    def kinds(self, *errors: Exception, fault: StudentError | None = None, text: str | None = "a\nb\n"):
        outcomes = [Outcome(self.TEST, error, ()) for error in errors]
        failures = hidden_failures(outcomes, fault, text, "relu-solution")
        return [(failure.kind, failure.exception, failure.line) for failure in failures]

    def test_wrong_answers_keep_their_kind(self):
        assert self.kinds(Mismatch("shape", "…"), AttributeError()) == [
            ("shape", "", None),
            ("type", "", None),
        ]

    def test_an_error_of_the_own_cell_has_its_line(self):
        error = StudentError("raised", "ValueError", "relu-solution", 2)
        assert self.kinds(error) == [("raised", "ValueError", 2)]

    @pytest.mark.parametrize("line", [0, -1, 3, 8128, None])
    def test_a_number_that_is_no_line_is_not_told(self, line):
        error = StudentError("raised", "ValueError", "relu-solution", line)
        assert self.kinds(error) == [("raised", "ValueError", None)]

    def test_a_name_of_the_students_own_is_not_told(self):
        assert self.kinds(StudentError("raised", "Secret8128", "relu-solution", 1)) == [("raised", "", 1)]

    def test_why_there_is_no_definition_is_told(self):
        fault = StudentError("raised", "SyntaxError", "relu-solution", 1)
        assert self.kinds(StudentError("undefined", "NameError"), fault=fault) == [
            ("undefined", "SyntaxError", 1)
        ]

    def test_a_cell_that_does_not_end_is_a_timeout(self):
        fault = StudentError("timeout")
        assert self.kinds(StudentError("undefined", "NameError"), fault=fault) == [("timeout", "", None)]

    def test_what_was_not_handed_in_was_not_attempted(self):
        assert self.kinds(StudentError("undefined", "NameError"), text=None) == [("absent", "", None)]

    def test_after_the_end_of_the_worker_nothing_ran(self):
        assert self.kinds(StudentError("timeout"), StudentError("died")) == [
            ("timeout", "", None),
            ("not-run", "", None),
        ]


@pytest.fixture(scope="module")
def classroom(tmp_path_factory) -> Path:
    """A toy class graded by nbgrader, whose results then suffer; feedback in one run."""
    root = make_course(tmp_path_factory.mktemp("feedback"))
    no_cell = released(root)
    no_cell.cells = [cell for cell in no_cell.cells if "grade_id" not in cell.metadata.get("nbgrader", {})]
    submissions = {
        "ann": solved(root),
        "ben": solved(root, {"double-solution": "def double(x):\n    return x[\n"}),
        "cas": released(root),
        "dan": solved(root, {"double-solution": "def double(x):\n    y = x + x\n    return y.nothing\n"}),
        "eve": b"{",
        **{name: solved(root) for name in ("deleted", "damaged", "older", "no-book", "unknown")},
    }
    for name, notebook in submissions.items():
        (hand_in(root, name, notebook) / "timestamp.txt").write_text("2025-11-22 08:00:00.000000 UTC")
    assert nbgrader(root, "autograde", DAY) == 0
    graded = {name: root / "autograded" / name / DAY for name in submissions}
    for path in [*graded["damaged"].iterdir(), *graded["older"].iterdir(), *graded["no-book"].iterdir()]:
        path.chmod(0o644)
    (graded["deleted"] / "report.json").unlink()
    (graded["damaged"] / "report.json").write_bytes(b'[{"student": \xff')
    (old,) = json.loads((graded["older"] / "report.json").read_bytes())
    del old["isolation"]
    (graded["older"] / "report.json").write_text(json.dumps([old]))
    (graded["no-book"] / f"{DAY}.ipynb").write_text("{")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "dl_crash_course") as gradebook:
        gradebook.remove_submission(DAY, "unknown")
        grade = gradebook.find_grade("double", DAY, DAY, "ann")
        grade.manual_score = 7
        gradebook.find_comment("double-solution", DAY, DAY, "ann").manual_comment = "<b>再想想</b>"
        notebook = gradebook.find_submission_notebook(DAY, DAY, "ann")
        notebook.late_submission_penalty = 5
        gradebook.db.commit()
    assert nbgrader(root, "generate_feedback", DAY) == 0
    return root


def handed_back(root: Path, student: str) -> Page:
    return Page((root / "feedback" / student / DAY / f"{DAY}.html").read_text(encoding="utf-8"))


@pytest.mark.slow
class TestNbgrader:
    def test_what_an_instructor_entered_is_on_the_page(self, classroom):
        shown = handed_back(classroom, "ann")
        assert "62 / 100 分" in shown.read
        assert "各题合计 67 分，迟交扣 5 分" in shown.read
        assert "<b>再想想</b>" in shown.text

    def test_each_way_to_fail_reaches_the_page(self, classroom):
        assert "SyntaxError" in handed_back(classroom, "ben").read
        assert handed_back(classroom, "ben").faults == 1
        assert "从第一题 double 开始" in handed_back(classroom, "cas").read
        assert "用 print(type(…)) 看看" in handed_back(classroom, "dan").read
        assert handed_back(classroom, "dan").faults == 1
        assert "再交一次" in handed_back(classroom, "eve").read

    @pytest.mark.parametrize("student", ["deleted", "damaged", "older"])
    def test_without_a_report_there_is_still_a_page(self, classroom, student):
        shown = handed_back(classroom, student)
        assert "100 / 100 分" in shown.read
        assert NO_REPORT in shown.read
        assert "return 2 * x" in shown.read

    def test_without_a_notebook_there_is_still_a_page(self, classroom):
        shown = handed_back(classroom, "no-book")
        assert "100 / 100 分" in shown.read
        assert NO_TEXTS in shown.read

    def test_without_a_row_in_the_gradebook_there_is_still_a_page(self, classroom):
        shown = handed_back(classroom, "unknown")
        assert "100 / 100 分" in shown.read
        assert NO_MARKS in shown.read
