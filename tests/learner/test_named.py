"""A check names the mistake that was made, by the rule of grading, and nothing where that is not sure."""

import linecache
import shutil
import struct
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import nbformat
import numpy as np
import pytest
import toy
from installed import skip_without_its_libraries

from autograder.authoring.record import recorded
from autograder.checking import mistakes
from autograder.checking.mistakes import MAX_BYTES, Known, file_beside, named_beside, prints
from autograder.checking.program import files_beside
from autograder.checking.student import LocalStudent
from autograder.checking.suite import Outcome, Suite
from autograder.course.assignment import Assignment, Course
from autograder.course.variants import read_graders
from autograder.grading.versions import exercise_versions

COURSE = Course.find(Path(__file__).parent)
NAMES = COURSE.names()

VARIANTS = {
    "double": """\
# %% wrong plus-two
# 加了 2，没有乘 2
def double(x):
    return x + 2

# %% wrong four-times
# 乘了 `4`
def double(x):
    return 4 * x

# %% wrong four-times-again
# 加倍了两次
def double(x):
    return 2 * (2 * x)

# %% wrong float-lost
# 抛出异常
def double(x):
    return undefined * x

# %% wrong noisy
# 加了随机数
def double(x):
    return 2 * x + 1 + np.random.rand(len(x))

# %% wrong never
# 一直不结束
def double(x):
    import os
    os._exit(1)
""",
    "total": """\
# %% wrong not-doubled
# 没有乘 2
def total(x):
    return np.sum(x)
""",
}
PLUS_TWO = "def double(x):\n    y = x + 2\n    return y\n"
NOISY = "def double(x):\n    noise = np.random.rand(len(x))\n    return 1 + noise + 2 * x\n"
NAMED = "结果与这种写法一致：加了 2，没有乘 2。"
NAMED_NOISY = "结果与这种写法一致：加了随机数。"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A toy course whose release has the file."""
    root = toy.make_course(tmp_path_factory.mktemp("toy"))
    for exercise, text in VARIANTS.items():
        toy.variants(root, exercise).write_text(text)
    course = Course(root)
    data = recorded(course, course, toy.DAY, "zh")
    assert data is not None
    file_beside(public_tests_in(root)).write_bytes(data)
    return root


@pytest.fixture
def folder(built, tmp_path) -> Path:
    """What a learner has: the release and nothing else."""
    return shutil.copytree(built / "release" / toy.DAY, tmp_path / toy.DAY)


def public_tests_in(root: Path) -> Path:
    return root / "release" / toy.DAY / f"test_{toy.DAY}.py"


def said(folder: Path, source: str, exercise: str = "double") -> list[str]:
    """What is named where the cell of an exercise is this text, and all others are right."""
    tests = folder / f"test_{toy.DAY}.py"
    cells = {"double": toy.DOUBLE, "total": toy.TOTAL} | {exercise: source}
    student = run([("setup", "import numpy as np"), *cells.items()])
    return named_beside(tests, Suite(tests).run(exercise, student), student.text_around(exercise), [])


def run(cells: list[tuple[str, str]]) -> LocalStudent:
    """What a kernel that ran these cells offers to a check."""
    namespace: dict = {"__name__": "__main__"}
    for name, source in cells:
        filename = f"<named {name} {hash(source)}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        try:
            exec(compile(source, filename, "exec"), namespace)
        except Exception:  # tests tell what came of it
            namespace["failed"] = name
    return LocalStudent(namespace)


def test_what_was_done_is_named_however_it_is_written(folder):
    assert said(folder, PLUS_TWO) == [NAMED]
    assert said(folder, "def total(x):\n    return sum(x)", "total") == ["结果与这种写法一致：没有乘 2。"]


def test_what_draws_random_numbers_is_known_again_and_a_readers_own_draws_go_on(folder):
    np.random.seed(7)
    drawn = np.random.rand(2)
    np.random.seed(7)
    assert np.random.rand() == drawn[0]
    assert said(folder, NOISY) == [NAMED_NOISY]
    assert np.random.rand() == drawn[1]


@pytest.mark.parametrize(
    "source",
    [
        toy.DOUBLE,
        "def double(x):\n    return x + 3\n",
        "def double(x):\n    return 4 * x\n",  # two misconceptions do the same
        "def double(x):\n    return undefined * x * 2\n",
        "def double(x):\n    raise NotImplementedError\n",
        "def double(x):\n    return (x + 2)[:, None]\n",
        "def double(x):\n    x += 2\n    return x\n",
        "double = 3\n",
        "class double:\n    __eq__ = None\n",
        "",
    ],
)
def test_nothing_is_said_where_nothing_fits(folder, source):
    assert said(folder, source) == []


def test_an_exception_from_the_same_statement_is_named(folder):
    assert said(folder, "def double(x):\n    return undefined * x\n") == ["结果与这种写法一致：抛出异常。"]


def damaged(folder: Path) -> None:
    data = file_beside(folder / "test_toy.py").read_bytes()
    file_beside(folder / "test_toy.py").write_bytes(data[: len(data) // 2])


def large(folder: Path) -> None:
    with file_beside(folder / "test_toy.py").open("ab") as file:
        file.write(bytes(MAX_BYTES))


def of_another_format(folder: Path) -> None:
    known = msgspec.msgpack.decode(file_beside(folder / "test_toy.py").read_bytes(), type=Known)
    new = msgspec.structs.replace(known, format=known.format + 1)
    file_beside(folder / "test_toy.py").write_bytes(msgspec.msgpack.encode(new))


def of_other_tests(folder: Path) -> None:
    with (folder / "test_toy.py").open("a") as file:
        file.write("\n# changed\n")


def something_else(folder: Path) -> None:
    file_beside(folder / "test_toy.py").write_bytes(msgspec.msgpack.encode({"exercises": [[]] * 99}))


def a_folder(folder: Path) -> None:
    file_beside(folder / "test_toy.py").unlink()
    file_beside(folder / "test_toy.py").mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        damaged,
        large,
        of_another_format,
        of_other_tests,
        something_else,
        a_folder,
        lambda folder: file_beside(folder / "test_toy.py").unlink(),
    ],
)
def test_a_file_that_is_not_as_it_should_be_says_nothing(folder, spoil):
    assert said(folder, PLUS_TWO)
    spoil(folder)
    assert said(folder, PLUS_TWO) == []


def test_nothing_is_read_where_every_test_passes(folder, monkeypatch):
    read: list[Path] = []
    monkeypatch.setattr(mistakes, "_read", read.append)
    said(folder, toy.DOUBLE)
    assert not read
    said(folder, PLUS_TWO)
    assert read


def test_a_part_of_the_tests_is_not_enough(folder):
    tests = folder / "test_toy.py"
    more = tests.read_text().replace("def test_double(", "def test_double_again(")
    with tests.open("a") as file:
        file.write(more)
    assert said(folder, PLUS_TWO) == []


def with_answers(folder: Path, **texts: str) -> Path:
    """The notebook in a folder with these texts in its blanks."""
    path = folder / f"{toy.DAY}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "").removesuffix("-solution")
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = {"double": toy.DOUBLE, "total": toy.TOTAL, **texts}[name]
    nbformat.write(notebook, path)
    return path


def typed(folder: Path, *words: str) -> str:
    done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True)
    return done.stdout + done.stderr


WAYS = {
    "pytest": ("-m", "pytest", "-p", "no:cacheprovider"),
    "autograder check": ("-m", "autograder.cli", "check", f"{toy.DAY}.ipynb"),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
class TestFromATerminal:
    def test_a_mistake_is_named(self, folder, way):
        with_answers(folder, double=PLUS_TWO)
        assert NAMED in typed(folder, *WAYS[way]).replace("\n    ", "")

    def test_one_that_draws_random_numbers_is_named(self, folder, way):
        with_answers(folder, double="np.random.rand(3)\n" + NOISY)
        assert NAMED_NOISY in typed(folder, *WAYS[way]).replace("\n    ", "")

    def test_other_mistakes_and_right_answers_are_not(self, folder, way):
        with_answers(folder)
        assert "一致" not in typed(folder, *WAYS[way])
        with_answers(folder, double="def double(x):\n    return x + 3\n")
        assert "一致" not in typed(folder, *WAYS[way])

    def test_where_another_exercise_may_be_to_blame_nothing_is_named(self, folder, way):
        # All that total does wrong is to rest on double.
        with_answers(folder, double="def double(x):\n    return x\n")
        assert "没有乘 2" not in typed(folder, *WAYS[way])

    def test_without_the_file_all_is_as_before(self, folder, way):
        with_answers(folder, double=PLUS_TWO)
        file_beside(folder / "test_toy.py").write_bytes(b"\xc1")
        out = typed(folder, *WAYS[way])
        assert "返回值是输入的两倍" in out
        assert "Traceback" not in out
        assert "一致" not in out


@pytest.mark.slow
def test_pytest_names_nothing_by_a_part_of_the_tests(folder):
    text = (folder / "test_toy.py").read_text()
    assert NAMED not in text
    with_answers(folder, double=PLUS_TWO, total="def total(x):\n    return sum(x)\n")
    out = typed(folder, *WAYS["pytest"], "-k", "total")
    # Whether double is right was not tried.
    assert "一致" not in out


@pytest.mark.slow
def test_a_check_cell_names_the_mistake_first(folder):
    cells = ["import numpy as np\nfrom autograder import check", PLUS_TWO, 'check("double")']
    out = typed(folder, "-c", "\n\n".join(cells))
    headline, first, second, *_ = out.splitlines()
    assert "没有通过" in headline
    assert NAMED in first
    assert "返回值是输入的两倍" in second
    # A check of something that rests on it waits for it.
    cells[1:] = [PLUS_TWO, "def total(x):\n    return np.sum(x)", 'check("total")']
    assert "一致" not in typed(folder, "-c", "\n\n".join(cells))


def test_what_is_not_there_cannot_be_known(built):
    """Neither grades nor versions change with the file, and students' code is graded without it."""
    course = Course(built)
    assignment = course.assignment(toy.DAY)
    before = exercise_versions(assignment, b"")
    path = file_beside(public_tests_in(built))
    assert files_beside(assignment.folder, (cell.source for cell in assignment.cells)) == {}
    data = path.read_bytes()
    try:
        path.unlink()
        assert exercise_versions(course.assignment(toy.DAY), b"") == before
    finally:
        path.write_bytes(data)


def test_it_is_the_same_every_time(built):
    course, path = Course(built), file_beside(public_tests_in(built))
    data = path.read_bytes()
    try:
        path.unlink()
        assert recorded(course, course, toy.DAY, "zh") == data
    finally:
        path.write_bytes(data)


def test_it_is_made_again_where_it_rests_on_something_else(built):
    course, path = Course(built), file_beside(public_tests_in(built))
    data, variants = path.read_bytes(), toy.variants(built, "double")
    text = variants.read_text()
    tests = public_tests_in(built)
    tested = tests.read_text()
    try:
        tests.write_text(tested + "\n# Another file.\n")
        assert recorded(course, course, toy.DAY, "zh") != data
    finally:
        tests.write_text(tested)
    try:
        variants.write_text(text.replace("加了 2，没有乘 2", "加上了 2"))
        assert "加上了 2" in (recorded(course, course, toy.DAY, "zh") or b"").decode(errors="replace")
    finally:
        variants.write_text(text)


# The real assignments, as they are committed.


@dataclass(frozen=True)
class Tried:
    """One way to write an exercise of an assignment, under its public tests."""

    exercise: str
    sentence: str
    wrong: bool
    outcomes: list[Outcome]
    source: str
    named: list[str]


def tried(assignment: Assignment) -> Iterator[Tried]:
    """All misconceptions and alternatives of an assignment, as a notebook's check would run them."""
    tests = assignment.folder / f"test_{assignment.name}.py"
    suite = Suite(tests)
    for exercise, graders in read_graders(assignment).items():
        for variant in (*graders.misconceptions, *graders.alternatives):
            cells = [
                (cell.id, variant.source if cell.exercise == exercise else cell.source)
                for cell in assignment.cells
            ]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                student = run(cells)
                outcomes = suite.run(exercise, student)
            source = student.text_around(exercise)
            wrong = variant in graders.misconceptions
            named = named_beside(tests, outcomes, source, [])
            yield Tried(exercise, variant.sentence, wrong, outcomes, source, named)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["day01", "day04", "day07"])
def test_nothing_is_named_that_was_not_made(name, monkeypatch):
    assignment = COURSE.assignment(name)
    monkeypatch.chdir(assignment.folder)
    seen = list(tried(assignment))
    wrong = [one for one in seen if one.wrong and not all(outcome.passed for outcome in one.outcomes)]
    assert not [one for one in seen if not one.wrong and one.named]
    assert not [
        (one.exercise, one.sentence, one.named)
        for one in wrong
        if one.named not in ([], [f"结果与这种写法一致：{one.sentence}。"])
    ]
    # And nearly all are named: the others raise an exception only, or the public tests cannot tell them apart.
    assert sum(bool(one.named) for one in wrong) > 0.85 * len(wrong)


def known_of(name: str) -> tuple[bytes, Known]:
    path = file_beside(COURSE.release / name / f"test_{name}.py")
    data = path.read_bytes()
    return data, msgspec.msgpack.decode(data, type=Known)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_there_small_and_belongs_to_the_tests(name):
    skip_without_its_libraries(COURSE, name)
    tests = COURSE.release / name / f"test_{name}.py"
    data = file_beside(tests).read_bytes()
    assert len(data) <= MAX_BYTES
    assert mistakes._read(tests) is not None, "run `make build`"
    # What nbgrader itself releases is taken from source/.
    assert file_beside(COURSE.source / name / f"test_{name}.py").read_bytes() == data


@pytest.mark.parametrize("name", NAMES)
def test_the_file_holds_no_code(name):
    skip_without_its_libraries(COURSE, name)
    text = known_of(name)[0].decode("utf-8", "ignore")
    for exercise in known_of(name)[1].exercises.values():
        for made in exercise.mistakes:  # they may quote a name or two
            text = text.replace(made.sentence, "")
    for graders in read_graders(COURSE.assignment(name)).values():
        for variant in (*graders.misconceptions, *graders.alternatives):
            lines = (line.strip() for line in variant.source.splitlines() if not line.startswith("#"))
            assert not [line for line in lines if len(line) >= 12 and line in text]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["day01", "day04"])
def test_the_file_gives_no_answer_away(name, monkeypatch):
    """Who takes from it all that there is has no result of anything: neither a wrong one nor a right one."""
    assignment = COURSE.assignment(name)
    monkeypatch.chdir(assignment.folder)
    data, known = known_of(name)
    kept = {one for exercise in known.exercises.values() for made in exercise.mistakes for one in made.failed}
    assert max(len(part) for one in kept for part in one.calls) <= 4
    # Where a test looks at something else, a list in place of a tuple or shared memory, the numbers may be right.
    taken = {(one.test, part) for one in kept if one.evidence == "value" for part in one.calls}
    assert taken
    right = run([(cell.id, cell.source) for cell in assignment.cells])
    results = []
    for exercise, suite in (
        (one.name, Suite(assignment.folder / f"test_{name}.py")) for one in assignment.exercises
    ):
        outcomes = suite.run(exercise, right)
        assert all(outcome.passed for outcome in outcomes)
        results += [call.result for outcome in outcomes for call in outcome.calls]
        for one in prints(outcomes, "", known.opaque):
            assert not {(one.test, part) for part in one.calls} & taken
    numbers = {number for result in results for number in entries(result) if len(f"{number:.6g}") >= 6}
    assert numbers
    for number in numbers:
        forms = [struct.pack(form, number) for form in ("<d", ">d")]
        assert not [form for form in (*forms, f"{number:.6g}".encode()) if form in data]


def entries(result: object) -> Iterator[float]:
    """The numbers in a result."""
    if isinstance(result, dict):
        result = list(result.values())
    if isinstance(result, (tuple, list)):
        for part in result:
            yield from entries(part)
    elif isinstance(result, (int, float, np.number)) or (
        isinstance(result, np.ndarray) and result.dtype.kind in "iuf"
    ):
        yield from np.asarray(result, dtype=np.float64).ravel().tolist()


def test_who_plays_back_what_is_kept_passes_nothing(folder):
    """The bytes of the file in place of every answer."""
    tests = folder / "test_toy.py"
    data = file_beside(tests).read_bytes()
    known = msgspec.msgpack.decode(data, type=Known)
    for exercise, facts in known.exercises.items():
        for made in facts.mistakes:
            for kept in made.failed:
                for raw in kept.calls:
                    for form in ("<f4", ">f4", "<i4", ">i4", "u1"):
                        answer = np.frombuffer(raw, form)
                        for reply in (answer, answer.astype(float), float(answer[0])):
                            student = LocalStudent({exercise: lambda x, reply=reply: reply})
                            assert not any(outcome.passed for outcome in Suite(tests).run(exercise, student))


def test_the_translation_speaks_its_language():
    tests = COURSE.release / "en" / "day01" / "test_day01.py"
    assert mistakes._read(tests) is not None
    english = msgspec.msgpack.decode(file_beside(tests).read_bytes(), type=Known)
    ours = known_of("day01")[1]
    assert english.exercises.keys() == ours.exercises.keys()
    for name, exercise in english.exercises.items():
        assert len(exercise.mistakes) == len(ours.exercises[name].mistakes)
        said = "".join(made.sentence for made in exercise.mistakes)
        assert said
        assert not any("\u4e00" <= character <= "\u9fff" for character in said)
