"""What a student reads below a graded check cell."""

import json

import msgspec
import pytest

from autograder.checking.kinds import Construct, FailedTest, Found, Kind, Rule
from autograder.grading.failures import exercise_text
from autograder.grading.problems import Oddity, Problem
from autograder.grading.report import Diagnosis, ExerciseReport, Report, from_json, to_json


def text(*failed: FailedTest, diagnosis: tuple[Diagnosis, ...] = ()) -> list[str]:
    return exercise_text(ExerciseReport("softmax", 0, 9, list(failed), list(diagnosis))).splitlines()


def raised(number: int, line: int | None = 3, exception: str = "ValueError") -> FailedTest:
    quote = "" if line is None else "x = 1"
    return FailedTest(f"test_{number}", f"性质 {number}。", Kind.RAISED, exception, line, quote)


def test_the_named_mistake_comes_first_and_without_its_short_name():
    lines = text(
        FailedTest("test_a", "甲。", Kind.VALUE),
        diagnosis=(Diagnosis("no-shift", "没有减去最大值", whole=True),),
    )
    assert lines[1] == "  诊断：结果与这种写法一致：没有减去最大值。"
    assert lines[2] == "  ✗ 甲。（数值不对）"
    assert not any("no-shift" in line for line in lines)


def test_failures_of_one_cause_are_one_line_with_a_count():
    lines = text(raised(1), raised(2), raised(3, line=5), raised(4), raised(5, exception="KeyError"))
    assert lines[1:] == [
        "  ✗ 性质 1。（抛出了 ValueError，在第 3 行 `x = 1`） 同样没有通过的还有 2 项。",
        "  ✗ 性质 3。（抛出了 ValueError，在第 5 行 `x = 1`）",
        "  ✗ 性质 5。（抛出了 KeyError，在第 3 行 `x = 1`）",
    ]


def test_different_properties_stay_different_lines():
    lines = text(
        FailedTest("test_a", "甲。", Kind.VALUE),
        FailedTest("test_b", "乙。", Kind.VALUE),
        FailedTest("test_c[1]", "丙。", Kind.VALUE),
        FailedTest("test_c[2]", "丙。", Kind.VALUE),
        raised(1, line=None),
        raised(2, line=None, exception="KeyError"),
    )
    assert len(lines) == 6
    assert lines[3] == "  ✗ 丙。（数值不对） 同样没有通过的还有 1 项。"


def test_what_did_not_run_is_counted_in_one_line():
    stopped = FailedTest("test_a", "甲。", Kind.VIOLATION)
    lines = text(stopped, *(FailedTest(f"test_{n}", "乙。", Kind.NOT_RUN) for n in range(7)))
    assert lines[1:] == [f"  ✗ 甲。（{Kind.VIOLATION.label}）", "  ✗ 后面还有 7 项因此没有运行。"]


def test_a_report_says_the_same_after_it_was_kept():
    found = Found(Rule.USES, Construct.NAME, ("map",), 3)
    failed = [
        FailedTest("test_a", "甲。", Kind.LOOP, found=found),
        FailedTest("test_b", "乙。", Kind.RAISED, "ValueError", 7, "x = 1", "helper"),
        FailedTest("test_c", "丙。", Kind.UNDEFINED, "SyntaxError", 2, "x =", defining=True),
    ]
    exercise = ExerciseReport("relu", 0, 4, failed, [Diagnosis("leaky", "漏了", whole=False)])
    problems = [
        Problem(Oddity.NO_JSON, {"line": 7}),
        Problem(Oddity.NO_FILE, {"file": "a", "names": ["b"] * 9}),
    ]
    kept = Report("ann", "day04", 0, 4, problems, 1.0, 0, "A", [exercise])
    (read,) = from_json(to_json([kept]))
    assert read == kept
    assert exercise_text(read.exercises[0]) == exercise_text(exercise)
    assert [*map(str, read.problems)] == [
        "提交的文件不是 notebook：第 7 行起不是合法的 JSON，可能没有保存完整。",
        f"没有找到 a，提交里有：{'、'.join('b' * 8)} 等 9 个。",
    ]


@pytest.mark.parametrize(
    ("part", "of_old"),
    [
        (
            "failed",
            {"test": "test_a", "message": "甲。（数值不对）", "kind": "value", "exception": "", "line": None},
        ),
        ("diagnosis", {"misconception": "leaky", "message": "结果与这种写法一致：漏了。"}),
    ],
)
def test_a_report_of_sentences_is_told_apart(part, of_old):
    """Such reports were kept before; what is told apart is graded again."""
    kept = json.loads(
        to_json([Report("ann", "day04", 0, 4, [], 1.0, 0, "A", [ExerciseReport("relu", 0, 4)])])
    )
    assert from_json(json.dumps(kept).encode())
    kept[0]["exercises"][0][part] = [of_old]
    with pytest.raises(msgspec.MsgspecError):
        from_json(json.dumps(kept).encode())
