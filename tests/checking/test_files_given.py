"""An exercise reads and writes files in a work folder: given by a test, or beside the notebook; and no file but plain ones."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import nbformat
import numpy as np
import pytest
from tiers import EVERY_TIER
from toy import DAY, folder_of, hand_in, make_course, solved

from autograder.checking.program import files_beside
from autograder.checking.student import Call, LocalStudent, RemoteStudent, Student, StudentError
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.grader import Grader
from autograder.grading.intake import read_submission
from autograder.grading.store import Store
from autograder.learner.notebook import check_file, load_namespace
from autograder.sandbox import (
    MAX_PUT,
    MAX_TAKEN,
    TIERS,
    Limits,
    SandboxUnavailable,
    WireViolation,
    Zygote,
)

CONTAINER = Path(__file__).parents[1] / "sandbox" / "container.py"
LIMITS = Limits(call_seconds=60, cell_seconds=60)
CELL = """
import os
from pathlib import Path
import numpy as np

def shout(source, target):
    Path(target).write_text(Path(source).read_text().upper())
def mean(path):
    with np.load(path, allow_pickle=False) as archive:
        return {name: float(archive[name].mean()) for name in archive.files}
def spoil(path): Path(path).write_bytes(b"spoilt")
def there(path): return os.path.lexists(path)
def link(path, target):
    os.path.lexists(path) and os.unlink(path)
    os.symlink(target, path)
def folder(path): os.mkdir(path)
def pipe(path): os.mkfifo(path)
def grow(path, size):
    with open(path, "wb") as file:
        file.truncate(size)
"""


def test_a_function_reads_what_a_test_gave_it_and_writes_what_the_test_reads(student: Student) -> None:
    source = student.give_file("数据 1.txt", b"many words\n")
    target = student.file_path("out.txt")
    assert student.there(target) is False
    student.shout(source, target)
    assert student.read_file("out.txt") == b"MANY WORDS\n"
    assert student.read_file("数据 1.txt") == b"many words\n"
    assert student.give_file("out.txt", b"") == target
    assert student.read_file("out.txt") == b""


def test_an_archive_of_arrays_is_given_as_bytes(student: Student) -> None:
    packed = io.BytesIO()
    np.savez(packed, a=np.arange(5.0), b=np.ones((300, 1000)))
    assert student.mean(student.give_file("weights.npz", packed.getvalue())) == {"a": 2.0, "b": 1.0}


def test_a_file_that_is_not_there_is_the_student_s_error(student: Student) -> None:
    with pytest.raises(StudentError) as caught:
        student.read_file("nothing.txt")
    assert (caught.value.kind, caught.value.exception) == ("raised", "FileNotFoundError")


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../a", "a/b", "/etc/passwd", "a\0b", ".bashrc", "a\n", "-rf", "a" * 101, "a\\b", "~"],
)
def test_a_name_leads_nowhere_else(student: Student, name: str) -> None:
    for use in (
        lambda: student.give_file(name, b""),
        lambda: student.read_file(name),
        lambda: student.file_path(name),
    ):
        with pytest.raises(ValueError, match="no plain name"):
            use()


def test_sizes_are_bounded_both_ways(student: Student) -> None:
    with pytest.raises(ValueError, match="at most"):
        student.give_file("large", bytes(MAX_PUT + 1))
    student.grow(student.file_path("exact"), MAX_TAKEN)
    assert len(student.read_file("exact")) == MAX_TAKEN
    student.grow(student.file_path("large"), MAX_TAKEN + 1)
    with pytest.raises(StudentError) as caught:
        student.read_file("large")
    assert caught.value.kind == "raised"
    assert student.there(student.file_path("exact")) is True


@pytest.mark.parametrize("make", ["link", "dangling", "folder", "pipe"])
def test_only_plain_files_are_read(student: Student, make: str) -> None:
    path = student.file_path("odd")
    if make == "link":
        student.link(path, student.give_file("target", b"secret"))
    elif make == "dangling":
        student.link(path, "/nowhere")
    elif make == "pipe":
        # The seal knows no call that makes a pipe with a name.
        with pytest.raises(StudentError) if isinstance(student, RemoteStudent) else nullcontext():
            student.pipe(path)
    else:
        student.folder(path)
    with pytest.raises(StudentError) as caught:
        student.read_file("odd")
    assert caught.value.kind == "raised"


def test_a_link_in_the_place_of_a_given_file_is_replaced_and_not_followed(student: Student) -> None:
    target = student.give_file("target", b"kept")
    student.link(student.file_path("odd"), target)
    student.give_file("odd", b"new")
    assert student.read_file("target") == b"kept"
    assert student.read_file("odd") == b"new"


def test_what_was_written_is_in_the_transcript(student: Student) -> None:
    student.give_file("a", b"1")
    student.read_file("a")
    with pytest.raises(StudentError):
        student.read_file("b")
    assert student.calls == [
        Call("give_file", None, {}),
        Call("read_file", b"1", {}),
        Call("read_file", None, {}, "FileNotFoundError"),
    ]


def test_a_reader_s_own_folder_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.txt").write_text("mine")
    student = LocalStudent({})
    given = Path(student.give_file("data.txt", b"given"))
    assert given.read_bytes() == b"given"
    assert Path("data.txt").read_text() == "mine"
    assert os.listdir() == ["data.txt"]
    del student
    assert not given.exists()


@pytest.mark.parametrize("answer", ["'text'", "b'x' * (5 << 20)", "None", "bytearray(3)"])
def test_a_worker_that_lies_about_a_file_is_found_out(zygote: Zygote, answer: str) -> None:
    cell = (
        "import sys\nframe = sys._getframe()\nwhile 'take' not in frame.f_globals: frame = frame.f_back\n"
        "assert callable(frame.f_globals['take'])\n"
        f"frame.f_globals['take'] = lambda *args: {answer}\n"
    )
    with zygote.worker() as worker:
        worker.run_cell("a", cell)
        with pytest.raises(WireViolation):
            worker.take_file("a")


# --- what lies beside a notebook -----------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=EVERY_TIER)
def beside(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    """Workers that find files of a lesson, in each tier that this machine gives."""
    files = {"weights.npz": b"numbers", "words.txt": "字".encode()}
    try:
        zygote = Zygote(limits=LIMITS, files=files, tiers=(request.param,))
    except SandboxUnavailable as error:
        pytest.skip(str(error).splitlines()[1])
    with zygote:
        yield zygote


def test_cells_find_what_lies_beside_the_notebook(beside: Zygote) -> None:
    for _ in range(2):
        with beside.worker() as worker:
            worker.run_cell("a", "words = open('words.txt', encoding='utf-8').read()\ndef f(): return words")
            assert worker.call("f") == "字"
            assert worker.take_file("weights.npz") == b"numbers"


SPOILING = {
    "written": "open('words.txt', 'w').write('spoilt')",
    "appended": "open('words.txt', 'a').write('spoilt')",
    "removed": "os.unlink('words.txt')",
    "replaced": "open('other', 'w').write('spoilt')\nos.rename('other', 'words.txt')",
    "linked": "os.unlink('words.txt')\nos.symlink('/etc/passwd', 'words.txt')",
    "a folder": "os.unlink('words.txt')\nos.mkdir('words.txt')",
    "hard link": "os.link('words.txt', 'other')\nopen('other', 'w').write('spoilt')",
    "disk filled": "try:\n    for n in range(100): open(f'f{n}', 'wb').write(bytes(8 << 20))\nexcept OSError: pass\n"
    "for n in range(100):\n    os.path.exists(f'f{n}') and os.unlink(f'f{n}')",
}


@pytest.mark.parametrize("how", SPOILING)
@pytest.mark.slow
def test_whatever_one_student_does_to_a_file_the_next_finds_it_as_it_was(beside: Zygote, how: str) -> None:
    look = "import os\nseen = open('words.txt', encoding='utf-8').read()\ndef f(): return seen"
    with beside.worker() as earlier, beside.worker() as hostile:
        hostile.run_cell("look", look)
        assert hostile.call("f") == "字"
        hostile.run_cell("attack", f"import os\n{SPOILING[how]}")
        for worker in (earlier, beside.worker()):
            with worker:
                worker.run_cell("look", look)
                assert worker.call("f") == "字"


@pytest.mark.slow
def test_files_are_found_in_a_container() -> None:
    """Where no namespace can be made and nothing mounted."""
    code = (
        "from autograder.sandbox import Zygote\nwith Zygote(files={'words.txt': b'here'}) as z, z.worker() as w:\n"
        "    w.run_cell('a', 'words = open(\"words.txt\").read()\\ndef f(): return words')\n"
        "    print(z.tier, w.call('f'), w.take_file('words.txt'))"
    )
    done = subprocess.run(
        [sys.executable, CONTAINER, "--", sys.executable, "-c", code], capture_output=True, text=True
    )
    assert done.stdout == "C here b'here'\n", done.stderr


def test_a_file_that_the_disk_has_no_room_for_costs_nobody_else(zygote: Zygote) -> None:
    small = Limits(disk_bytes=1 << 20, call_seconds=60, cell_seconds=60)
    with Zygote(limits=small, files={"large": bytes(8 << 20)}) as crowded, crowded.worker() as worker:
        worker.run_cell("a", "def f(): return 1")
        assert worker.call("f") == 1


def test_files_named_in_a_cell_go_along_and_no_others(tmp_path: Path) -> None:
    for name in (
        "lesson.ipynb",
        "test_lesson.py",
        "data.csv",
        "other.csv",
        "huge.bin",
        "数据.txt",
        ".progress.json",
    ):
        (tmp_path / name).write_text(name)
    os.truncate(tmp_path / "huge.bin", MAX_PUT + 1)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    texts = [
        "open('data.csv'), open('link.csv'), open('loop.csv'), open('folder.csv'), open('missing.csv')",
        "open('lesson.ipynb'), open('test_lesson.py'), open('.progress.json'), open('数据.txt'), open('../data.csv')",
    ]
    assert files_beside(tmp_path, texts) == {"data.csv": b"data.csv", "数据.txt": "数据.txt".encode()}
    with pytest.raises(UserError, match=r"huge\.bin"):
        files_beside(tmp_path, ["open('huge.bin')"])


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data.csv").touch()

    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # for root, nothing is unreadable
    with pytest.raises(UserError, match=r"打不开 .*data\.csv：Permission denied"):
        files_beside(tmp_path, ["open('data.csv')"])


@pytest.mark.slow
def test_a_folder_of_given_files_is_gone_with_its_zygote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for tier in TIERS:
        try:
            zygote = Zygote(limits=LIMITS, files={"a": b"1"}, tiers=(tier,))
        except SandboxUnavailable:
            continue
        with zygote, zygote.worker() as worker:
            assert worker.take_file("a") == b"1"
        assert list(tmp_path.iterdir()) == []
    shutil.rmtree(tmp_path)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The toy course, with a setup cell that reads a file beside the notebook."""
    root = make_course(tmp_path)
    mark = {"grade": False, "grade_id": "setup-data", "locked": True, "schema_version": 3, "solution": False}
    for room in ("source", "release"):
        path = root / room / DAY / f"{DAY}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        cell = nbformat.v4.new_code_cell("scale = float(open('scale.txt').read())", id="setup-data")
        cell.metadata.nbgrader = mark | {"task": False}
        notebook.cells.insert(1, cell)
        nbformat.write(notebook, path)
    (root / "release" / DAY / "scale.txt").write_text("2.0")
    (root / "release" / DAY / "not-named.txt").write_text("0")
    return Course(root)


READS = {
    "double-solution": "def double(x):\n    return scale * x\n",
    "total-solution": "import os\ndef total(x):\n    open('scale.txt', 'w').write('0')\n"
    "    return double(np.sum(x)) if not os.path.exists('not-' + 'named.txt') else None\n",
}


def test_a_submission_is_graded_with_the_files_of_its_lesson(course: Course) -> None:
    assignment = course.assignment(DAY)
    with Grader(assignment) as grader:
        for student, texts, score in (("reads", READS, 100), ("plain", {}, 100), ("reads-again", READS, 100)):
            folder = hand_in(course.root, student, solved(course.root, texts))
            (folder / "scale.txt").write_text("0")  # a student's own comes from nowhere
            notebook = folder_of(course.root, student) / f"{DAY}.ipynb"
            assert grader.grade(read_submission(notebook, assignment), student).score == score


def test_a_changed_file_is_another_version_of_the_grader(course: Course) -> None:
    def version() -> str:
        return Store(course, course.assignment(DAY)).version

    before = version()
    assert version() == before
    (course.release / DAY / "scale.txt").write_text("3.0")
    assert version() != before


def test_a_reader_checks_a_notebook_with_the_files_beside_it_from_any_folder(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = course.release / DAY / f"{DAY}.ipynb"
    nbformat.write(solved(course.root, READS), path)
    assert [checked.passed for checked in check_file(path)] == [True, True]
    assert (path.parent / "scale.txt").read_text() == "2.0"
    namespace, faults = load_namespace(path.relative_to(tmp_path))
    assert faults == {}
    assert namespace["double"](3) == 6
    assert Path.cwd() == tmp_path
