"""`check` and `ready` as a reader of a notebook meets them."""

import re
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest

TESTS = '''
import numpy as np
import pytest
from autograder import kit

@pytest.mark.exercise("double", core=True)
def test_double(student):
    """每个元素变成两倍。"""
    kit.close(student.double(np.array([1.0, 4.0])), [2.0, 8.0])
'''
BLANK = "def double(x):\n    raise NotImplementedError"
WRONG = "def double(x):\n    return x + 2"
BROKEN = "def double(x):\n    y = x\n    return y / undefined_name"
RIGHT = "def double(x):\n    return x * 2"
BAR = "CheckFailed：运行停在这一格。改好函数，先运行它的单元格，再运行这里。"
NOTEBOOK = "from autograder import check, ready"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test_day99.py").write_text(TESTS)
    return tmp_path


def run_script(folder: Path, *cells: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "\n\n".join([NOTEBOOK, *cells])], cwd=folder, capture_output=True, text=True
    )


@pytest.mark.slow
def test_plain_python_reads_sentences(folder):
    done = run_script(folder, BLANK, "check('double')", RIGHT, "check('double')", WRONG, "check('double')")
    lines = done.stdout.splitlines()
    assert "尚未完成" in lines[0]
    assert lines[1] == "double：公开测试全部通过（1 项；隐藏测试另计）"
    assert "1 项公开测试里有 1 项没有通过" in lines[2]
    assert "每个元素变成两倍" in lines[3]
    assert "应当是 8，得到 6" in lines[3]
    assert done.returncode == 1
    assert "CheckFailed" in done.stderr


@pytest.mark.slow
def test_an_exception_is_told_with_the_readers_own_line(folder):
    done = run_script(folder, BROKEN, "check('double')")
    assert "抛出了 NameError" in done.stdout
    assert "undefined_name" in done.stdout


MANY_TESTS = (
    TESTS
    + '''
@pytest.mark.exercise("double")
@pytest.mark.parametrize("n", [1, 2, 3])
def test_double_sizes(student, n):
    """一个数也行，几个数也行。"""
    kit.close(student.double(np.ones(n)), 2 * np.ones(n))
'''
)


@pytest.mark.slow
def test_many_failures_of_one_cause_are_one_line_with_what_the_exception_said(folder):
    (folder / "test_day99.py").write_text(MANY_TESTS)
    (folder / "work.py").write_text(
        f"{NOTEBOOK}\nimport numpy as np\ndef double(x):\n    return x @ np.ones((7, 5))\ncheck('double')\n"
    )
    done = subprocess.run([sys.executable, "work.py"], cwd=folder, capture_output=True, text=True)
    first, *more = done.stdout.splitlines()
    assert "4 项公开测试里有 4 项没有通过" in first
    assert len(more) == 1
    assert "ValueError：matmul" in more[0]
    assert "在第 4 行 `return x @ np.ones((7, 5))`" in more[0]
    assert more[0].endswith("同样没有通过的还有 3 项。")


@pytest.mark.slow
def test_what_an_exception_says_is_bounded_and_harmless(folder):
    done = run_script(
        folder, "def double(x):\n    raise ValueError('\\x1b[2J坏了\\n' * 9999)", "check('double')"
    )
    assert "\x1b" not in done.stdout
    assert len(done.stdout) < 1000
    (folder / "work.py").write_text(
        f"{NOTEBOOK}\nclass Sly(Exception):\n    def __str__(self): raise ValueError\n"
        "def double(x):\n    raise Sly\ncheck('double')\n"
    )
    done = subprocess.run([sys.executable, "work.py"], cwd=folder, capture_output=True, text=True)
    assert "抛出了 Sly，在第 5 行 `raise Sly`" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("double", "said"),
    [
        ("def double(x):\n    for v in x:\n        y = 2 * v\n        return y", True),
        ("def double(x):\n    for v in x:\n        if v > 9:\n            return v", False),
        ("def double(x):\n    for v in x:\n        if v < 9:\n            continue\n        return v", False),
        ("def double(x):\n    2 * x", False),
    ],
)
def test_a_return_inside_a_loop_is_called_that_and_none_is_called_none(folder, double, said):
    (folder / "work.py").write_text(f"{NOTEBOOK}\n{double}\ncheck('double')\n")
    done = subprocess.run([sys.executable, "work.py"], cwd=folder, capture_output=True, text=True)
    assert ("`return y` 在循环里面：第一圈就结束了函数" in done.stdout) == said
    assert ("函数没有用 return 交出结果" in done.stdout) == ("return y" not in double)
    assert "忘了 return" not in done.stdout


@pytest.mark.slow
def test_ready_waits_for_the_checks(folder):
    done = run_script(folder, RIGHT, "print(ready('double'))", "check('double')", "print(ready('double'))")
    assert "还差 double" in done.stdout
    assert done.stdout.splitlines()[1] == "False"
    assert done.stdout.splitlines()[-1] == "True"


@pytest.mark.slow
def test_an_exercise_below_that_is_not_right_yet_is_pointed_out(folder):
    cell = nbformat.v4.new_code_cell("check('double')")
    cell.metadata |= {"nbgrader": {"grade": True, "grade_id": "double"}, "autograder": {"uses": ["base"]}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / "day99.ipynb")
    day = folder.rename(folder.with_name("day99"))
    assert "用到的 base 还没有通过检查" in run_script(day, WRONG, "check('double')").stdout
    assert "base" not in run_script(day, RIGHT, "check('double')").stdout


@pytest.mark.slow
def test_a_blank_that_another_one_uses_is_the_one_that_is_called_empty(folder):
    cell = nbformat.v4.new_code_cell("check('double')")
    cell.metadata |= {"nbgrader": {"grade": True, "grade_id": "double"}, "autograder": {"uses": ["base"]}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / "day99.ipynb")
    day = folder / "day99"
    day.mkdir()
    for file in folder.glob("*day99.*"):
        file.rename(day / file.name)
    base = "def base(x):\n    raise NotImplementedError"
    done = run_script(day, base, "def double(x):\n    return base(x)", "check('double')")
    assert "double：尚未完成。它用到的 base 还没有写" in done.stdout
    assert "base" not in run_script(day, base, BLANK, "check('double')").stdout


@pytest.mark.slow
def test_what_should_have_been_refused_is_said_as_the_call_is_written(folder):
    (folder / "test_day99.py").write_text('''
import pytest
from autograder import kit

@pytest.mark.exercise("rgb")
@pytest.mark.parametrize("text", ["#12345", "red"])
def test_refused(student, text):
    """不是颜色的要拒绝。"""
    with kit.raises("ValueError", "UnicodeDecodeError", "JSONDecodeError"):
        student.rgb(text)
''')
    done = run_script(folder, "def rgb(text):\n    return (1, 2, 3)", "check('rgb')")
    assert "`rgb('#12345')` 应当抛出 ValueError）" in done.stdout
    assert "`rgb('red')`" in done.stdout


@pytest.mark.slow
def test_a_check_that_takes_long_says_how_to_stop_it(folder):
    tests = (folder / "test_day99.py").read_text()
    (folder / "test_day99.py").write_text(tests.replace("core=True", "core=True, seconds=0.2"))
    slow = "import time\ndef double(x):\n    time.sleep(1)\n    return 2 * x"
    assert "还没有算完" in run_script(folder, slow, "check('double')").stdout
    assert (
        "还没有算完"
        not in run_script(folder, RIGHT, "check('double')\ntime = __import__('time').sleep(0.5)").stdout
    )


@pytest.mark.slow
def test_an_exception_in_a_helper_names_the_function(folder):
    # Only a file or a notebook cell has lines to quote.
    (folder / "work.py").write_text(
        f"{NOTEBOOK}\ndef helper(x):\n    return x / undefined_name\ndef double(x):\n    return helper(x)\ncheck('double')\n"
    )
    done = subprocess.run([sys.executable, "work.py"], cwd=folder, capture_output=True, text=True)
    assert "在 helper 的第 3 行 `return x / undefined_name`" in done.stdout


@pytest.mark.slow
def test_unknown_exercise_and_missing_tests_are_sentences(folder):
    assert "没有名为 'triple' 的练习" in run_script(folder, "check('triple')").stderr
    (folder / "test_mine.py").write_text(TESTS)
    assert "找到 2 个" in run_script(folder, "check('double')").stderr
    # The course's are those of the folder's name.
    (folder / "test_mine.py").rename(folder / f"test_{folder.name}.py")
    assert "没有名为 'triple' 的练习" in run_script(folder, "check('triple')").stderr
    (folder / f"test_{folder.name}.py").unlink()
    (folder / "test_day99.py").unlink()
    assert "应当有一个公开测试的文件 test_*.py，找到 0 个" in run_script(folder, "check('double')").stderr


@pytest.mark.slow
def test_notebook_shows_cards_and_runs_to_the_end_when_blank(folder):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in (NOTEBOOK, BLANK, "check('double')", RIGHT,
                                                               "check('double')", WRONG, "check('double')")]
    )  # fmt: skip
    nbclient.NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": folder}}).execute()
    blank, right, wrong = (notebook.cells[number].outputs for number in (2, 4, 6))
    assert blank[0].output_type == "execute_result"
    assert blank[0].data["text/plain"] == "0"
    assert "尚未完成" in blank[0].data["text/html"]
    assert [output.output_type for output in right] == ["display_data"]
    assert "隐藏测试另计" in right[0].data["text/plain"]
    assert [output.output_type for output in wrong] == ["display_data", "error"]
    assert wrong[1].ename == "CheckFailed"
    assert wrong[1].traceback == [BAR]


def run_notebook(folder: Path, *cells: str, allow_errors: bool = True) -> list[list[nbformat.NotebookNode]]:
    """The outputs of each cell."""
    sources = [nbformat.v4.new_code_cell(source) for source in (NOTEBOOK, *cells)]
    notebook = nbformat.v4.new_notebook(cells=sources)
    resources = {"metadata": {"path": folder}}
    nbclient.NotebookClient(notebook, allow_errors=allow_errors, resources=resources).execute()
    return [cell.outputs for cell in notebook.cells[1:]]


@pytest.mark.slow
def test_the_red_bar_says_what_the_box_does_not(folder):
    *_, (box, bar), (unknown,) = run_notebook(folder, WRONG, "check('double')", "check('triple')")
    assert "1 项公开测试里有 1 项没有通过" in box.data["text/html"]
    assert bar.traceback == [BAR]
    # Here there is no box.
    assert unknown.traceback == ["没有名为 'triple' 的练习。这个作业的练习：double。"]


@pytest.mark.slow
def test_running_all_stops_at_a_failed_check(folder):
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="CheckFailed"):
        run_notebook(folder, WRONG, "check('double')", allow_errors=False)


@pytest.mark.slow
def test_the_box_has_what_was_raised_and_where(folder):
    wrong = "def double(x):\n    y = x\n    raise KeyError('" + "long" * 20 + "')"
    _, (box, _) = run_notebook(folder, wrong, "check('double')")
    html = box.data["text/html"]
    assert "每个元素变成两倍。（抛出了 KeyError：" in html
    assert "在第 3 行 <code>" in html
    # What has no spaces can be broken all the same, also where the page drops our styles.
    assert max(map(len, re.findall(r"(?:[!-%\'-;=?-~]|&[#x\w]+;)+", html.replace("<wbr>", " ")))) <= 100
    assert ("long" * 20)[:8] in html.replace("<wbr>", "")
    assert html.count("<wbr>") >= 2


LADDER = """
import numpy as np
import pytest
from autograder import ladder

@pytest.mark.exercise("dense_backward", core=True)
def test_ladder(student):
    '''沿着梯子往回走，每一环都对。'''
    leave_out = {"network_forward", "network_backward", "softmax_cross_entropy_gradient"}
    ladder.require(student, leave_out=leave_out)
"""
DENSE = """
def dense_forward(x, w, b):
    return x @ w + b, (x, w)
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, -x.T @ dout, dout.sum(axis=0)
def relu_derivative(z):
    return (z > 0) * 1.0
"""


@pytest.mark.slow
def test_a_broken_ladder_is_drawn_in_the_box_and_told_in_words_elsewhere(folder):
    (folder / "test_day99.py").write_text(LADDER)
    _, (box, bar) = run_notebook(folder, DENSE, "check('dense_backward')")
    html = box.data["text/html"]
    assert html.count("✗</b> 不对") == 2
    assert html.count("✓</b> 对") == 4
    assert html.count("第一处断开的环节：dw2（dense_backward）的数值不对。") == 1
    assert "差一个负号" in box.data["text/plain"]
    assert bar.traceback == [BAR]
    done = run_script(folder, DENSE, "check('dense_backward')")
    assert "第一处断开的环节：dw2（dense_backward）的数值不对。" in done.stdout
    assert "每个数都正好差一个负号" in done.stdout
    assert "<" not in done.stdout
