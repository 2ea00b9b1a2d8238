"""The class report: right numbers, whatever the class is like, and a page in which nothing of a student's is obeyed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from toy import DAY as TOY
from toy import hand_in, make_course, released, solved

from autograder.checking.kinds import FailedTest, Kind
from autograder.classroom.classroom import Classroom
from autograder.classroom.gradebook import Mark, Marks, Person
from autograder.classroom.results import ClassResults, GradedSubmission
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.problems import Oddity, Problem
from autograder.grading.report import Diagnosis, ExerciseReport, Report
from autograder.reports.class_page import class_page, write_class_report
from autograder.reports.class_statistics import ClassStatistics, class_statistics, discrimination

ASSIGNMENT = Course.find(Path(__file__).parent).assignment("day04")
STUBS = {exercise.name: exercise.stub for exercise in ASSIGNMENT.exercises}
HOSTILE = [
    "</title></style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eevil\u0007",
    "a" * 3000,
]


def graded(
    student: str,
    shares: Mapping[str, float] | float = 1.0,
    *,
    failed: Sequence[FailedTest] = (FailedTest("test_values", "数值应当对。", Kind.VALUE),),
    diagnosis: Mapping[str, str] | None = None,
    results: Sequence[str] = (),
    texts: Mapping[str, str] | None = None,
    seconds: float = 1.0,
    memory: int = 300_000_000,
    isolation: str = "A",
    problems: Sequence[Problem] = (),
) -> GradedSubmission:
    """A graded submission of day04: ``shares`` of the points by exercise, full marks where none is given."""
    exercises = []
    for exercise in ASSIGNMENT.exercises:
        share = shares if isinstance(shares, float) else shares.get(exercise.name, 1.0)
        named = (diagnosis or {}).get(exercise.name)
        exercises.append(
            ExerciseReport(
                exercise.name,
                share * exercise.points,
                exercise.points,
                [] if share == 1 else list(failed),
                [Diagnosis(named, f"写成了 {named}", whole=True)] if named else [],
                [] if share == 1 else list(results),
            )
        )
    report = Report(
        student=student,
        assignment="day04",
        score=sum(exercise.score for exercise in exercises),
        max_score=100.0,
        problems=list(problems),
        seconds=seconds,
        memory=memory,
        isolation=isolation,
        exercises=exercises,
    )
    written = {e.name: f"def {e.name}(*arguments):\n    return {student!r}\n" for e in ASSIGNMENT.exercises}
    held = {exercise.name: Mark(exercise.score, exercise.points) for exercise in exercises}
    return GradedSubmission(report, written | dict(texts or {}), Marks(held), Person())


def blank(student: str) -> GradedSubmission:
    return graded(student, 0.0, failed=[FailedTest("test_values", "值。", Kind.NOT_ATTEMPTED)], texts=STUBS)


def unreadable(student: str) -> GradedSubmission:
    lost = [FailedTest("test_values", "值。", Kind.ABSENT)]
    return graded(student, 0.0, failed=lost, texts=STUBS, problems=[Problem(Oddity.EMPTY)])


def statistics(*submissions: GradedSubmission) -> ClassStatistics:
    return class_statistics(submissions, STUBS)


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def page(*submissions: GradedSubmission) -> _Page:
    return _Page(class_page(ASSIGNMENT, ClassResults(submissions)))


class TestNumbers:
    def test_scores(self):
        scores = statistics(*(graded(f"s{n}", n / 10) for n in (0, 5, 6, 9, 10))).scores
        assert (
            scores.lowest,
            scores.lower_quartile,
            scores.median,
            scores.upper_quartile,
            scores.highest,
        ) == (pytest.approx((0, 50, 60, 90, 100)))
        assert scores.mean == pytest.approx(60)
        assert scores.histogram == (1, 0, 0, 0, 0, 1, 1, 0, 0, 2)

    def test_blank_unreadable_and_unsealed_are_told_apart(self):
        found = statistics(graded("ann"), blank("ben"), unreadable("eve"), graded("zoe", isolation="none"))
        assert (found.blank, found.unreadable, found.unsealed) == (("ben",), ("eve",), ("zoe",))
        assert found.worked == 2

    def test_exercises_count_only_who_worked(self):
        half = graded("cat", {"relu": 0.5})
        found = statistics(graded("ann"), graded("ben", {"relu": 0.0}), half, blank("eve"), unreadable("zoe"))
        relu, softmax = found.exercises[0], found.exercises[3]
        assert (relu.full, relu.partial, relu.none, relu.count) == (1, 1, 1, 3)
        assert (relu.pass_rate, relu.share) == (pytest.approx(1 / 3), pytest.approx(0.5))
        assert (softmax.full, softmax.share) == (3, 1)

    def test_discrimination_is_the_correlation_with_the_rest(self):
        # Scores 1, 2, 3, 4 and rests 2, 1, 4, 3: r = 0.6.
        assert discrimination([1, 2, 3, 4], [3, 3, 7, 7]) == pytest.approx(0.6)

    @pytest.mark.parametrize(
        ("scores", "totals"),
        [
            ([], []),
            ([1], [5]),
            ([2, 2, 2], [3, 4, 5]),
            ([1, 2, 3], [5, 6, 7]),
            ([0.1] * 3, [0.3, 0.1 + 0.2, 0.3]),
        ],
    )
    def test_discrimination_without_variance_is_not_defined(self, scores, totals):
        assert discrimination(scores, totals) is None

    def test_a_correlation_just_below_zero_is_no_negative_zero(self, monkeypatch):
        monkeypatch.setattr("autograder.reports.class_statistics.discrimination", lambda *_: -0.001)
        text = page(graded("ann"), graded("ben", 0.5)).text
        assert "0.00" in text
        assert "−0.00" not in text

    def test_exercise_that_only_weak_students_solve_is_marked(self):
        names = [exercise.name for exercise in ASSIGNMENT.exercises]
        strong = [graded(f"strong{n}", {"relu": 0.0, names[1 + n]: 0.0}) for n in range(8)]
        weak = [graded(f"weak{n}", dict.fromkeys(names[4:], 0.0)) for n in range(8)]
        exercises = {exercise.name: exercise for exercise in statistics(*strong, *weak).exercises}
        assert exercises["relu"].upside_down
        assert exercises["relu"].discriminates_badly
        assert not exercises["train_network"].discriminates_badly
        assert "强弱倒挂" in page(*strong, *weak).text

    def test_too_hard_and_too_easy_are_marked(self):
        submissions = [graded(f"s{n}", {"train_network": 0.0 if n else 1.0}) for n in range(12)]
        exercises = {exercise.name: exercise for exercise in statistics(*submissions).exercises}
        assert exercises["train_network"].too_hard
        assert exercises["relu"].too_easy
        assert {"偏难", "几乎人人满分"} <= set(page(*submissions).words)

    def test_few_students_are_not_judged(self):
        exercises = statistics(*(graded(f"s{n}", 0.0) for n in range(9))).exercises
        assert not any(e.too_hard or e.too_easy or e.discriminates_badly for e in exercises)

    def test_misconceptions_most_frequent_first(self):
        found = statistics(
            graded("ann", {"relu": 0.0}, diagnosis={"relu": "leaky"}),
            graded("ben", {"softmax": 0.0}, diagnosis={"softmax": "no-keepdims"}),
            graded("eve", {"softmax": 0.0}, diagnosis={"softmax": "no-keepdims"}),
        )
        assert [(one.exercise, one.name, one.students) for one in found.misconceptions] == [
            ("softmax", "no-keepdims", ("ben", "eve")),
            ("relu", "leaky", ("ann",)),
        ]

    def test_unexplained_failures_are_grouped_by_what_fails(self):
        one, two = FailedTest("test_one", "一。", Kind.VALUE), FailedTest("test_two", "二。", Kind.SHAPE)
        text = {"relu": "def relu(z):\n    return 7\n"}
        found = statistics(
            graded("ann", {"relu": 0.0}, failed=[one]),
            graded("ben", {"relu": 0.0}, failed=[one, two], texts=text),
            graded("cat", {"relu": 0.0}, failed=[one, two], texts=text),
            graded("eve", {"relu": 0.0}, failed=[one], diagnosis={"relu": "leaky"}),
        ).unexplained
        assert [(group.exercise, group.students, group.tests) for group in found] == [
            ("relu", ("ben", "cat"), ("test_one", "test_two")),
            ("relu", ("ann",), ("test_one",)),
        ]
        assert (found[0].author, found[0].specimen) == ("ben", text["relu"].strip())

    def test_unexplained_failures_with_other_results_are_groups_of_their_own(self):
        failed = [FailedTest("test_one", "一。", Kind.VALUE)]
        long = {"relu": "def relu(z):\n    answer = 7\n    return answer\n"}
        short = {"relu": "def relu(z):\n    return 7\n"}
        found = statistics(
            graded("ann", {"relu": 0.0}, failed=failed, results=["a", "b"], texts=long),
            graded("ben", {"relu": 0.0}, failed=failed, results=["c", "d"]),
            graded("cat", {"relu": 0.0}, failed=failed, results=["z", "b"], texts=short),
        ).unexplained
        assert [group.students for group in found] == [("ann", "cat"), ("ben",)]
        # The shortest stands for all.
        assert (found[0].author, found[0].specimen) == ("cat", short["relu"].strip())

    def test_the_command_that_makes_a_misconception_of_a_group_is_shown(self):
        failed = [FailedTest("test_one", "一。", Kind.VALUE)]
        shown = page(
            graded("an na", {"relu": 0.0}, failed=failed, texts={"relu": "def relu(z):\n    return 7\n"})
        )
        assert "autograder adopt day04 'an na' relu" in shown.text

    @pytest.mark.parametrize(
        "kind", [Kind.NOT_ATTEMPTED, Kind.UNDEFINED, Kind.TIMEOUT, Kind.DIED, Kind.NOT_RUN]
    )
    def test_failures_that_say_themselves_what_happened_need_no_explanation(self, kind):
        failed = [FailedTest("test_one", "逐元素取较大的。", kind)]
        assert not statistics(graded("ann", {"relu": 0.0}, failed=failed)).unexplained

    def test_cost_names_the_slowest_and_the_largest(self):
        cost = statistics(
            graded("ann", seconds=1), graded("ben", seconds=70, memory=10**9), graded("eve")
        ).cost
        assert (cost.seconds, cost.median_seconds, cost.slowest[0]) == (72, 1, ("ben", 70))
        assert (cost.memory, cost.largest) == (10**9, "ben")
        assert "1 分 10 秒" in page(graded("ben", seconds=70)).text


CLASSES = {
    "one": [graded("ann")],
    "two": [graded("ann"), graded("ben", {"relu": 0.0})],
    "all blank": [blank("ann"), blank("ben")],
    "all unreadable": [unreadable("ann"), unreadable("ben")],
    "all zero": [graded(f"s{n}", 0.0) for n in range(12)],
    "all full": [graded(f"s{n}") for n in range(12)],
}


@pytest.mark.parametrize("submissions", CLASSES.values(), ids=CLASSES)
def test_every_class_has_a_report(submissions):
    shown = page(*submissions)
    assert {"成绩分布", "各个练习", "常见误解", "说不出原因的失败", "相似的提交", "评分的时间和内存"} <= set(
        shown.words
    )
    assert "nan" not in shown.text.lower()
    assert "None" not in shown.text


def test_no_text_of_a_student_becomes_markup():
    """Names, code, problems and sentences are shown as they are; the same page in tags as with harmless ones."""

    def submissions(names: Sequence[str]) -> list[GradedSubmission]:
        return [
            graded(
                name,
                {"relu": 0.0},
                failed=[FailedTest(name, name, Kind.VALUE)],
                texts={"relu": f"def relu(z):\n    return {name}\n"},
                problems=[Problem(Oddity.IS_LINK, {"file": name})],
                isolation="none",
            )
            for name in names
        ]

    hostile, harmless = page(*submissions(HOSTILE)), page(*submissions([f"student{n}" for n in range(5)]))
    assert hostile.tags == harmless.tags
    assert "script" not in hostile.tags
    assert not [name for name, _ in hostile.attributes if name.startswith("on") or name == "src"]
    assert "<img src=x onerror=alert(1)>" in hostile.text
    assert not {"\u202e", "\u0007"} & set(hostile.text)
    assert "a" * 3000 not in hostile.text


def test_page_needs_nothing_else_and_allows_nothing():
    text = class_page(ASSIGNMENT, ClassResults(CLASSES["two"]))
    assert "Content-Security-Policy" in text
    assert "default-src 'none'" in text
    links = [value for name, value in _Page(text).attributes if name in ("href", "src")]
    assert all(value and value.startswith("#") for value in links)


def test_copies_stand_side_by_side_with_a_warning():
    own = {
        "relu": "def relu(z):\n    keep = z > 0\n    return np.choose(keep, [0.0, z])\n",
        "softmax": "def softmax(z):\n    w = np.exp2(z / np.log(2))\n    return w / w.sum(1)[:, None]\n",
        "dense_forward": "def dense_forward(x, w, b):\n    out = np.add(np.matmul(x, w), b)\n    return out, [x, w]\n",
        "tanh_derivative": "def tanh_derivative(z):\n    return 4 / (np.exp(z) + np.exp(-z)) ** 2\n",
        "initialize": "def initialize(sizes, rng):\n    return [make(*pair, rng) for pair in pairwise(sizes)]\n",
    }
    others = [graded(f"s{n}") for n in range(10)]
    shown = page(
        *others, graded("ann", texts=own), graded("ben", texts={k: v + "# mine\n" for k, v in own.items()})
    )
    assert "ann 和 ben" in shown.text
    assert shown.text.count("np.choose(keep, [0.0, z])") == 2
    assert "这里只有线索，没有结论。" in shown.text
    assert "没有一对提交像到值得一提。" in page(*others).text


def test_two_hundred_students_stay_readable():
    choose = random.Random(0)
    names = list(STUBS)
    submissions = [
        graded(
            f"student{n:03}",
            dict.fromkeys(choose.sample(names, 3), 0.0),
            failed=[FailedTest(f"t{n % 50}", "不对。", Kind.VALUE)],
            diagnosis={"relu": "leaky"} if n % 3 else None,
        )
        for n in range(200)
    ]
    text = class_page(ASSIGNMENT, ClassResults(submissions))
    assert len(text) < 400_000
    assert "等 133 人" in text


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    root = make_course(tmp_path_factory.mktemp("class"))
    hand_in(root, "ann", solved(root))
    hand_in(root, "ben", solved(root, {"double-solution": "def double(x):\n    return x + 2\n"}))
    hand_in(root, "eve", released(root))
    hand_in(root, "zoe", b"no notebook at all")
    list(Classroom(Course(root), TOY).grade())
    return root


@pytest.mark.slow
class TestFile:
    """From what grading left to the file."""

    def test_report_of_a_graded_class(self, root):
        before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        path = write_class_report(Course(root), TOY)
        shown = _Page(path.read_text(encoding="utf-8"))
        assert path == root / "report" / f"{TOY}.html"
        assert "一个练习也没有动：eve。" in shown.text
        assert "文件损坏，或者里面没有这次的练习：zoe。" in shown.text
        assert "return x + 2" in shown.text
        after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        assert after.keys() - before.keys() == {path}
        assert {path: after[path] for path in before} == before

    def test_nothing_graded_yet_is_a_sentence_and_nothing_is_made(self, root, tmp_path):
        with pytest.raises(UserError, match=f"{TOY} 还没有评过分"):
            write_class_report(Course(root), TOY, tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_place_that_cannot_be_written_is_a_sentence(self, root, tmp_path):
        with pytest.raises(UserError, match="写不了"):
            write_class_report(Course(root), TOY, out=tmp_path / "no" / "report.html")

    @pytest.mark.parametrize("damage", [b"", b"[]", b"[{}]", b"\xff"])
    def test_damaged_result_is_a_sentence(self, root, tmp_path, damage):
        report = root / "autograded" / "ann" / TOY / "report.json"
        whole = report.read_bytes()
        report.chmod(0o644)
        try:
            report.write_bytes(damage)
            with pytest.raises(UserError, match=r"读不了.*ann"):
                write_class_report(Course(root), TOY, out=tmp_path / "report.html")
        finally:
            report.write_bytes(whole)
