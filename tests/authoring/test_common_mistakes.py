"""Each mistake that a lesson warns of is tied to misconceptions that prove it."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.authoring.build import source_notebook
from autograder.authoring.common_mistakes import CommonMistake, common_mistakes
from autograder.authoring.proof import check_warnings
from autograder.authoring.text import read_text
from autograder.checking.suite import Suite
from autograder.course.assignment import Course
from autograder.course.variants import Variant, read_graders
from autograder.grading.grader import Grader

DAY = Course.find(Path(__file__).parent).assignment("day04")
RELU = DAY.exercise("relu")

LESSON = """# ---
# jupyter:
#   autograder: {title: 一天, builds: 一个两倍, minutes: 5}
# ---

# %% [markdown]
# # 一天
#
# <details><summary>提示</summary>
#
# - 不是错误。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 加了 2；<!-- wrong: adds-two -->
# - 返回了 `None`，或者
#   什么也没返回。评分时才看得出。<!-- wrong: none empty -->
# - 没有写明。
#
# </details>

# %% exercise="double"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% check="double" points=100 minutes=3
check("double")

# %% [markdown]
# <details><summary>常见错误</summary>乘了 2。<!-- wrong: twice --></details>

# %% exercise="half"
def half(x):
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION
"""


@pytest.fixture
def lesson(tmp_path):
    path = tmp_path / "lesson.py"
    path.write_text(LESSON, encoding="utf-8")
    return path


def test_bullets_belong_to_the_exercise_that_follows(lesson):
    assert common_mistakes(read_text(lesson)) == [
        CommonMistake("double", "加了 2；", ("adds-two",), shown=True),
        CommonMistake(
            "double", "返回了 `None`，或者\n  什么也没返回。评分时才看得出。", ("none", "empty"), shown=False
        ),
        CommonMistake("double", "没有写明。", (), shown=True),
        CommonMistake("half", "乘了 2。", ("twice",), shown=True),
    ]


def test_students_do_not_see_the_names(lesson):
    lesson.write_text(LESSON[: LESSON.rindex("# %% [markdown]")], encoding="utf-8")
    assert "wrong:" in lesson.read_text(encoding="utf-8")
    cells = source_notebook(lesson).cells
    assert "- 加了 2；\n" in cells[0].source
    assert not any("wrong:" in cell.source for cell in cells)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "shown", "fault"),
    [
        ((), True, "没有写明是哪一个"),
        (("no-such",), True, "没有对应的误解：no-such"),
        (("always-zero",), True, "通过了全部公开测试"),
        (("always-zero",), False, None),
    ],
)
def test_a_warning_that_nothing_proves_is_told(tmp_path, names, shown, fault):
    blind = tmp_path / "test_blind.py"
    blind.write_text(
        'import pytest\n\n@pytest.mark.exercise("relu", core=True)\ndef test_nothing(student):\n    """什么也不查。"""\n'
    )
    warning = CommonMistake("relu", "返回了 0", names, shown)
    elsewhere = CommonMistake("softmax", "不是这个练习的", (), shown=True)
    with Grader(DAY) as grader:
        variant = Variant("relu", "always-zero", "返回 0", "def relu(z):\n    return 0 * z\n")
        grader.graders = {"relu": replace(read_graders(DAY)["relu"], misconceptions=(variant,))}
        faults = check_warnings(grader, RELU, [warning, elsewhere], Suite(blind))
        assert (fault in faults[0]) if fault else not faults
        if names == ("always-zero",):
            public = Suite(DAY.text.with_name("test_day04.py"))
            assert check_warnings(grader, RELU, [warning], public) == []
