"""What a student reads below a graded check cell."""

from autograder.grading.report import NOT_RUN, Diagnosis, ExerciseReport, FailedTest, exercise_text


def text(*failed: FailedTest, diagnosis: tuple[Diagnosis, ...] = ()) -> list[str]:
    return exercise_text(ExerciseReport("softmax", 0, 9, list(failed), list(diagnosis))).splitlines()


def raised(number: int, line: int | None = 3, exception: str = "ValueError") -> FailedTest:
    return FailedTest(
        f"test_{number}", f"性质 {number}。（抛出了 {exception}，在第 {line} 行）", "raised", exception, line
    )


def test_the_named_mistake_comes_first_and_without_its_short_name():
    lines = text(
        FailedTest("test_a", "甲。（数值不对）", "value"),
        diagnosis=(Diagnosis("no-shift", "结果与这种写法一致：没有减去最大值。"),),
    )
    assert "没有减去最大值" in lines[1]
    assert lines[2] == "  ✗ 甲。（数值不对）"
    assert not any("no-shift" in line for line in lines)


def test_failures_of_one_cause_are_one_line_with_a_count():
    lines = text(raised(1), raised(2), raised(3, line=5), raised(4), raised(5, exception="KeyError"))
    assert lines[1:] == [
        "  ✗ 性质 1。（抛出了 ValueError，在第 3 行） 同样没有通过的还有 2 项。",
        "  ✗ 性质 3。（抛出了 ValueError，在第 5 行）",
        "  ✗ 性质 5。（抛出了 KeyError，在第 3 行）",
    ]


def test_different_properties_stay_different_lines():
    lines = text(
        FailedTest("test_a", "甲。（数值不对）", "value"),
        FailedTest("test_b", "乙。（数值不对）", "value"),
        FailedTest("test_c[1]", "丙。（数值不对）", "value"),
        FailedTest("test_c[2]", "丙。（数值不对）", "value"),
        raised(1, line=None),
        raised(2, line=None, exception="KeyError"),
    )
    assert len(lines) == 6
    assert lines[3] == "  ✗ 丙。（数值不对） 同样没有通过的还有 1 项。"


def test_what_did_not_run_is_counted_in_one_line():
    stopped = FailedTest("test_a", "甲。（运行超过时限，被停下了）", "timeout")
    lines = text(stopped, *(FailedTest(f"test_{n}", "乙。（没有运行）", NOT_RUN) for n in range(7)))
    assert lines[1:] == ["  ✗ 甲。（运行超过时限，被停下了）", "  ✗ 后面还有 7 项因此没有运行。"]
