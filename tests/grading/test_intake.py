"""The intake: every submission becomes texts and sentences, never an exception."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

import nbformat
import pytest
from hostile.submissions import CASES
from toy import DAY, DOUBLE, TOTAL, cell_of, folder_of, hand_in, make_course, released, solved

from autograder.course.assignment import Assignment, Course
from autograder.grading import intake
from autograder.grading.intake import (
    ExtraCell,
    Submission,
    fingerprint,
    read_notebook,
    read_submission,
    rebuild,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def assignment(root) -> Assignment:
    return Course(root).assignment(DAY)


def read(root: Path, assignment: Assignment, student: str) -> Submission:
    return read_submission(folder_of(root, student) / f"{DAY}.ipynb", assignment)


def assert_sound(submission: Submission, assignment: Assignment) -> None:
    """What holds for every submission, however it looked."""
    assert set(submission.cells) <= {exercise.solution_id for exercise in assignment.exercises}
    assert len(submission.extras) <= intake.MAX_EXTRAS
    assert len(submission.problems) <= intake.MAX_PROBLEMS
    for problem in map(str, submission.problems):
        assert problem.endswith("。")
        assert 5 < len(problem) < 300
        assert not any(unicodedata.category(character)[0] == "C" for character in problem)
    notebook = rebuild(assignment, submission)
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    assert [cell.metadata for cell in notebook.cells if "extra" not in cell.metadata.get("tags", [])] == [
        cell.metadata for cell in assignment.released.cells
    ]
    assert not any(cell.get("outputs") for cell in notebook.cells)


# Where a student's own folder leads is seen by who looks for the class's folders: tests/classroom/test_classroom.py.
@pytest.mark.parametrize("name", [name for name in CASES if name != "student-link"])
def test_hostile_submission_is_read_or_explained(root, assignment, name):
    CASES[name].make(root, name)
    submission = read(root, assignment, name)
    assert_sound(submission, assignment)
    assert CASES[name].says in "\n".join(map(str, submission.problems))
    assert bool(submission.problems) == bool(CASES[name].says)
    if CASES[name].score == 100 and name != "solved-in-new-cells":
        assert {key: text.strip() for key, text in submission.cells.items()} == {
            "double-solution": DOUBLE.strip(),
            "total-solution": TOTAL.strip(),
        }


def test_released_notebook_gives_the_stubs(root, assignment):
    hand_in(root, "stubs", released(root))
    assert read(root, assignment, "stubs") == Submission(
        {exercise.solution_id: exercise.stub for exercise in assignment.exercises}
    )


def test_missing_folder_is_explained(root, assignment):
    assert "文件夹不存在" in str(read(root, assignment, "nobody").problems[0])


def test_missing_notebook_names_what_is_there(root, assignment):
    folder = folder_of(root, "names")
    folder.mkdir(parents=True)
    for name in ("a.txt", "\x1b[31mred", f"{DAY} (1).ipynb", "z" * 200):
        (folder / name).touch()
    (problem,) = read(root, assignment, "names").problems
    listed = str(problem).removeprefix(f"没有找到 {DAY}.ipynb，提交里有：").removesuffix("。").split("、")
    assert listed == [f"{DAY} (1).ipynb", "�[31mred", "a.txt", "z" * 59 + "…"]


def test_unusable_name_in_the_path_is_explained(assignment, tmp_path):
    assert read_submission(tmp_path / ("x" * 300) / f"{DAY}.ipynb", assignment).problems


def test_extra_cells_keep_their_places(root, assignment):
    notebook = solved(root)
    new = nbformat.v4.new_code_cell
    position = notebook.cells.index(cell_of(notebook, "double"))
    notebook.cells.insert(position, new("b = 2", metadata={"nbgrader": {"grade": True}}))
    notebook.cells.insert(0, new("a = 1"))
    notebook.cells.insert(1, nbformat.v4.new_markdown_cell("mine"))
    notebook.cells += [new("  \n"), new("c = 3")]
    hand_in(root, "extras", notebook)
    submission = read(root, assignment, "extras")
    assert submission.extras == (
        ExtraCell(None, "a = 1"),
        ExtraCell("double-solution", "b = 2"),
        ExtraCell("total", "c = 3"),
    )
    rebuilt = rebuild(assignment, submission)
    sources = [cell.source for cell in rebuilt.cells if cell.cell_type == "code"]
    checks = ['check("double")', 'check("total")']
    demo = "from autograder import check"
    assert sources == [
        *("a = 1", "import numpy as np", demo),
        *(DOUBLE, "b = 2", checks[0], TOTAL, checks[1], "c = 3"),
    ]
    assert "mine" not in nbformat.writes(rebuilt)


def test_extra_cells_are_bounded(root, assignment):
    notebook = solved(root)
    notebook.cells += [nbformat.v4.new_code_cell(f"x = {n}") for n in range(intake.MAX_EXTRAS + 7)]
    hand_in(root, "many", notebook)
    submission = read(root, assignment, "many")
    assert len(submission.extras) == intake.MAX_EXTRAS
    assert list(map(str, submission.problems)) == ["添加的代码单元格太多，最后 7 个没有采用。"]


def test_of_two_copies_the_first_that_was_worked_on_counts(root, assignment):
    notebook = solved(root, {"double-solution": released(root).cells[4].source})
    for text in ("def double(x): return 1", "def double(x): return 2"):
        copied = nbformat.from_dict(cell_of(notebook, "double-solution"))
        notebook.cells.append(nbformat.from_dict({**copied, "source": text, "id": f"c{len(notebook.cells)}"}))
    hand_in(root, "copies", notebook)
    submission = read(root, assignment, "copies")
    assert submission.cells["double-solution"] == "def double(x): return 1"
    assert submission.extras == ()
    assert list(map(str, submission.problems)) == ["练习 double 的单元格有 3 个，批改第一个写了答案的。"]


def test_definition_is_not_guessed_between_two(root, assignment):
    notebook = json.loads(nbformat.writes(solved(root)))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "double-solution"]
    more = [{"cell_type": "code", "source": f"def double(x): return {n}", "metadata": {}} for n in range(2)]
    notebook["cells"] += more
    hand_in(root, "guess", json.dumps(notebook).encode())
    submission = read(root, assignment, "guess")
    assert "double-solution" not in submission.cells
    assert [extra.source for extra in submission.extras] == [cell["source"] for cell in more]


def test_students_metadata_and_outputs_are_left_behind(root, assignment):
    notebook = solved(root)
    notebook.metadata["evil"] = "metadata-marker"
    for cell in notebook.cells:
        cell.metadata["evil"] = "metadata-marker"
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="output-marker")]
    hand_in(root, "metadata", notebook)
    assert "marker" not in nbformat.writes(rebuild(assignment, read(root, assignment, "metadata")))


def test_fingerprint_follows_the_file(root):
    folder = hand_in(root, "print", solved(root))
    path = folder / f"{DAY}.ipynb"
    first = fingerprint(read_notebook(path))
    assert fingerprint(read_notebook(path)) == first
    path.write_bytes(path.read_bytes() + b"\n")
    second = fingerprint(read_notebook(path))
    path.unlink()
    assert len({first, second, fingerprint(read_notebook(path))}) == 3


def without_marks(root, count: int, size: int):
    """A notebook whose blanks are gone, with long cells of one's own: `count` of them, of `size` lines each."""
    notebook = solved(root)
    notebook.cells = [
        nbformat.v4.new_code_cell("\n".join(f"def f{n}_{k}(): pass" for k in range(size)))
        for n in range(count)
    ]
    return notebook


def test_each_cell_is_parsed_once_whatever_is_missing(root, assignment, monkeypatch):
    parsed = []
    monkeypatch.setattr(intake, "_defined", lambda text: parsed.append(text) or set())
    hand_in(root, "long", without_marks(root, 5, 10))
    read(root, assignment, "long")
    assert len(parsed) == len(set(parsed)) == 5


def test_cells_beyond_the_limit_are_not_parsed(root, assignment, monkeypatch):
    parsed = []
    monkeypatch.setattr(intake, "_defined", lambda text: parsed.append(len(text)) or set())
    hand_in(root, "huge", without_marks(root, 12, 9_000))
    submission = read(root, assignment, "huge")
    assert 0 < sum(parsed) <= intake.MAX_EXTRA_BYTES
    assert any("太长" in str(problem) for problem in submission.problems)
    assert_sound(submission, assignment)


def test_a_definition_below_a_magic_is_found(root, assignment):
    notebook = solved(root)
    blank = cell_of(notebook, "double-solution")
    notebook.cells.remove(blank)
    notebook.cells.append(nbformat.v4.new_code_cell(f"%matplotlib inline\n{DOUBLE}"))
    hand_in(root, "magic", notebook)
    assert "double-solution" in read(root, assignment, "magic").cells


def mutate(value, rng: random.Random):
    """A copy of a JSON value with one place spoilt."""
    nonsense = [None, 5, -1.5, True, "", "x" * 50, "\ud800", "\x1b[2J", [], {}, [[]], {"a": []}, ["\n", 3]]
    if isinstance(value, dict) and value and rng.random() < 0.85:
        key = rng.choice(list(value))
        spoilt = dict(value)
        if rng.random() < 0.15:
            del spoilt[key]
        elif rng.random() < 0.15:
            spoilt[rng.choice(list(value))] = spoilt[key]
        else:
            spoilt[key] = mutate(value[key], rng)
        return spoilt
    if isinstance(value, list) and value and rng.random() < 0.85:
        spoilt = list(value)
        position = rng.randrange(len(spoilt))
        if rng.random() < 0.2:
            spoilt.insert(rng.randrange(len(spoilt)), spoilt[position])
        elif rng.random() < 0.2:
            spoilt.pop(position)
        else:
            spoilt[position] = mutate(spoilt[position], rng)
        return spoilt
    return rng.choice(nonsense)


def damage(notebook: dict, rng: random.Random) -> bytes:
    """A damaged notebook: in its structure, sometimes in its bytes."""
    for _ in range(rng.randint(1, 6)):
        notebook = mutate(notebook, rng)
        if not isinstance(notebook, dict):
            break
    data = bytearray(json.dumps(notebook, ensure_ascii=rng.random() < 0.7).encode("utf-8", "surrogatepass"))
    if data and rng.random() < 0.25:
        for _ in range(rng.randint(1, 4)):
            position = rng.randrange(len(data) + 1)
            data[position : position + rng.randint(0, 2)] = rng.randbytes(rng.randint(0, 3))
    return bytes(data)


@pytest.mark.parametrize(
    ("first", "count"),
    [(0, 400), pytest.param(1_000, 4_000, marks=pytest.mark.nightly)],
    ids=["quick", "nightly"],
)
def test_damaged_notebooks(root, assignment, tmp_path, first, count):
    original = json.loads(nbformat.writes(solved(root)))
    path = tmp_path / f"{DAY}.ipynb"
    odd = 0
    for seed in range(first, first + count):
        path.write_bytes(damage(original, random.Random(seed)))
        submission = read_submission(path, assignment)
        assert_sound(submission, assignment)
        odd += bool(submission.problems)
    assert odd > count / 4
