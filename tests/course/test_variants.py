"""Hidden graders as files: which belong to an assignment, and what a cell of variants is."""

import re

import pytest
from toy import DAY, hidden_tests, make_course

from autograder.course.assignment import Course
from autograder.course.variants import read_variants
from autograder.errors import UserError
from autograder.grading.grader import Grader


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda tests: tests.unlink(), "缺少 double.py。"),
        (lambda tests: tests.with_suffix(".variants.py").unlink(), "缺少 double.variants.py。"),
        (lambda tests: tests.with_name("triple.py").touch(), "triple.py 不属于"),
        (
            lambda tests: tests.write_text(tests.read_text().replace("core=True", '"total"')),
            "把测试移到 total.py",
        ),
        (lambda tests: [path.unlink() for path in tests.parent.glob("*.py")], "学生版不含评分器"),
    ],
)
def test_files_that_do_not_belong_to_the_exercises_are_told(tmp_path, change, message):
    root = make_course(tmp_path)
    change(hidden_tests(root, "double"))
    with pytest.raises(UserError, match=re.escape(message)):
        Grader(Course(root).assignment(DAY))


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("# %% wrong adds-two\ndef double(x):\n    return x + 2\n", "wrong adds-two 缺少第一行的中文说明"),
        ("# %%\nimport numpy\n\n# %% worng adds-two\n# 加了 2\n", "第 4 行：标题要写成"),
        ("# %% wrong adds-two\n# 加了 2\n\n# %%\n# 没有标题\n", "第 4 行：标题要写成"),
        ("# %% wrong a\n# 一\n\n# %% right a\n# 二\n\n# %% wrong a\n# 三\n", "有两个 wrong a"),
    ],
)
def test_a_faulty_cell_of_variants_is_told(tmp_path, cell, message):
    path = tmp_path / "double.variants.py"
    path.write_text(cell)
    with pytest.raises(UserError, match=message):
        read_variants(path)


def test_variants_are_cells_with_a_sentence(tmp_path):
    path = tmp_path / "double.variants.py"
    path.write_text(
        "# %%\nimport numpy as np\n\n# %% wrong adds-two\n# 加了 2，\n# 没有乘以 2\ndef double(x):\n    return x + 2\n\n\n"
        "# %% right sum\n# 自己加自己\ndouble = lambda x: x + x\n"
    )
    (wrong,), (right,) = read_variants(path)
    assert (wrong.exercise, wrong.name, wrong.sentence) == ("double", "adds-two", "加了 2，没有乘以 2")
    assert wrong.source.endswith("return x + 2\n")
    assert (right.exercise, right.name, right.sentence) == ("double", "sum", "自己加自己")
