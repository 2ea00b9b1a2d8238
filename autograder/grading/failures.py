"""Chinese sentences for failed tests: one voice for the notebook, pytest, the command line and grades.

A public test may show numbers and what an exception said.  A hidden test shows its docstring, a kind from
a closed list and a line of the student's own text: nothing that only the worker could know, since a
student's code could have put a hidden input there.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from autograder.checking.student import StudentError
from autograder.checking.suite import Outcome
from autograder.course.packages import how_to_install
from autograder.grading.report import NOT_RUN, FailedTest, LeftOut, failure_lines
from autograder.kit import KINDS, OF_THE_TEXT, Mismatch

NOT_ATTEMPTED = "尚未完成：函数还会执行 raise NotImplementedError。写好代码之后，记得删掉那一行。"

# Exceptions that are not Python's own and that students meet.
_NUMPY = {"LinAlgError", "AxisError"}

# What ends a worker: the tests after it did not run.
FATAL = {
    "timeout": "运行超过时限，被停下了：是不是有不会结束的循环？",
    "budget": "整份作业的运行时间超过上限，剩下的没有运行",
    "memory": "内存用完了：是不是造了一个极大的数组？",
    "died": "运行途中整个进程退出了（例如调用了 os._exit，或者底层库崩溃），没有得到答案",
    "violation": "返回的数据太大，或者有代码往评分通道里写了东西，评分器没有接受",
}


def public_sentence(
    outcome: Outcome, texts: Mapping[str, str] | None = None, fault: StudentError | None = None
) -> str:
    """Why a public test failed, with numbers; ``fault``: what went wrong when the exercise's cell ran."""
    error = outcome.error
    if outcome.not_attempted:
        return NOT_ATTEMPTED
    if isinstance(error, Mismatch):
        return f"{outcome.test.message}（{error}）"
    return _sentence(outcome, fault, texts or {})


def public_lines(
    outcomes: Sequence[Outcome],
    sources: Sequence[str],
    unfinished: Sequence[str],
    texts: Mapping[str, str] | None = None,
    fault: StudentError | None = None,
) -> list[str]:
    """All that is said of an exercise whose public tests failed: the cause first, where it can be told.

    ``sources``: the texts of the reader's code; ``unfinished``: exercises that this one uses and that have not passed.
    """
    failed = [outcome for outcome in outcomes if not outcome.passed]
    lines = failure_lines(
        [_public_failure(outcome, public_sentence(outcome, texts, fault)) for outcome in failed]
    )
    if any(isinstance(outcome.error, Mismatch) for outcome in failed):
        lines = [*_early_return(sources, failed[0].test.exercise), *lines]
    if unfinished:
        lines.append(f"它用到的 {'、'.join(unfinished)} 还没有通过检查，问题可能出在那里。")
    return lines


def _public_failure(outcome: Outcome, sentence: str) -> FailedTest:
    error = outcome.error
    if isinstance(error, StudentError):
        return FailedTest(outcome.test.name, sentence, error.kind, error.exception, error.line)
    return FailedTest(outcome.test.name, sentence, error.kind if isinstance(error, Mismatch) else "type")


def _early_return(sources: Sequence[str], name: str) -> list[str]:
    """A sentence on a loop that ends the function in its first round, if the function has one."""
    for source in reversed(sources):
        with suppress(SyntaxError, ValueError, RecursionError):
            for function in ast.parse(source).body:
                if isinstance(function, ast.FunctionDef) and function.name == name:
                    found = next(_returns_of_first_rounds(function), None)
                    return [f"`{ast.unparse(found)[:80]}` 在循环里面：第一圈就结束了函数。"] if found else []
    return []


def _returns_of_first_rounds(function: ast.FunctionDef) -> Iterator[ast.Return]:
    for loop in ast.walk(function):
        if isinstance(loop, (ast.For, ast.While)) and not any(
            isinstance(node, (ast.Continue, ast.Break)) for node in ast.walk(loop)
        ):
            yield from (statement for statement in loop.body if isinstance(statement, ast.Return))


def hidden_failures(
    outcomes: Sequence[Outcome], fault: StudentError | None, texts: Mapping[str, str], own: str
) -> list[FailedTest]:
    """Each failed hidden test of one exercise with its sentence and what happened.

    ``own``: the id of the exercise's own cell; ``fault``: what went wrong when it ran; ``texts``: the student's cells
    by id.
    """
    failures = []
    dead = False
    for outcome in outcomes:
        if outcome.passed:
            continue
        if dead:
            sentence = f"{outcome.test.message}（前一项让进程停了下来，这一项没有运行）"
            failures.append(FailedTest(outcome.test.name, sentence, NOT_RUN))
            continue
        sentence = _sentence(outcome, fault, texts)
        dead = isinstance(outcome.error, StudentError) and outcome.error.kind in FATAL
        failures.append(_failure(outcome, sentence, fault, texts.get(own), own))
    return failures


def _failure(
    outcome: Outcome, sentence: str, fault: StudentError | None, text: str | None, own: str
) -> FailedTest:
    error, name = outcome.error, outcome.test.name
    if not isinstance(error, StudentError):
        return FailedTest(name, sentence, error.kind if isinstance(error, Mismatch) else "type")
    if error.kind == "undefined" and text is None:
        return FailedTest(name, sentence, "not-attempted")  # nothing was handed in for it
    # Why there is no definition tells more than that there is none.
    cause = fault if error.kind == "undefined" and fault is not None else error
    exception = cause.exception if cause.kind == "raised" and _is_known(cause) else ""
    # The worker says the number: only one that is a line of the text tells nothing else.
    line = cause.line if cause.cell == own and _line(text or "", cause.line) else None
    return FailedTest(name, sentence, cause.kind if cause.kind in FATAL else error.kind, exception, line)


def _sentence(outcome: Outcome, fault: StudentError | None, texts: Mapping[str, str]) -> str:
    error, test = outcome.error, outcome.test
    if outcome.not_attempted:
        return NOT_ATTEMPTED
    if isinstance(error, Mismatch) and error.kind in OF_THE_TEXT:
        return f"{test.message}（{error}）"
    if not isinstance(error, StudentError):
        # Anything but a Mismatch means that the test could not even use what came back.
        kind = error.kind if isinstance(error, Mismatch) else "type"
        return f"{test.message}（{KINDS[kind]}）"
    if error.kind == "undefined" and fault is not None:
        what = what_happened(fault, texts, test.exercise)
        return f"{test.exercise} 没有定义成功：运行这一格时，{what}{'' if what.endswith('？') else '。'}"
    if error.kind == "undefined":
        return f"没有找到 {test.exercise} 的定义：名字要和题目给出的一样。"
    return f"{test.message}（{what_happened(error, texts, test.exercise)}）"


def what_happened(error: StudentError, texts: Mapping[str, str], exercise: str = "") -> str:
    """``抛出了 ValueError，在第 3 行 `…```; the line is quoted from the text we hold, not from the worker."""
    if error.kind in FATAL:
        return FATAL[error.kind]
    what = f"抛出了 {error.exception}" if error.text or _is_known(error) else "抛出了一个异常"
    if error.text:
        what += f"：{error.text}"
    quote = error.quote or _line(texts.get(error.cell or "", ""), error.line)
    # Several cells have a third line; the function's name tells them apart.
    function = error.cell if error.quote else _function_at(texts.get(error.cell or "", ""), error.line)
    where = f" {function} 的" if function and function != exercise else ""
    return f"{what}，在{where}第 {error.line} 行 `{quote[:80]}`" if quote else what


def _is_known(error: StudentError) -> bool:
    """Whether the exception's name is Python's or NumPy's: one of the student's own making could carry anything out."""
    return error.exception in _NUMPY or isinstance(getattr(builtins, error.exception, None), type)


def _function_at(text: str, number: int | None) -> str:
    """The innermost function of a text that has this line; empty where there is none."""
    with suppress(SyntaxError, ValueError, RecursionError):
        for node in sorted(_functions(text), key=lambda node: node.lineno, reverse=True):
            if node.lineno <= (number or 0) <= (node.end_lineno or 0):
                return node.name
    return ""


def _functions(text: str) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def _line(text: str, number: int | None) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip() if number is not None and 1 <= number <= len(lines) else ""


def why_left_out(exercises: Iterable[LeftOut]) -> list[str]:
    """Why exercises were not graded, one sentence for each library that is missing."""
    names: dict[str, list[str]] = {}
    for exercise in exercises:
        names.setdefault(exercise.package, []).append(exercise.name)
    return [
        f"没有评 {'、'.join(waiting)}：评分的机器上没有装 {package}（{how_to_install(package)}）。"
        "分数和满分里都没有算，不影响任何人；装好以后再评一次。"
        for package, waiting in names.items()
    ]
