"""Every assignment that has a translation: whole, in step with its texts, and graded by the same tests."""

import json
import shutil
from pathlib import Path

import nbclient
import nbformat
import pytest
from babel.messages.pofile import read_po

from autograder.authoring.build import build
from autograder.authoring.catalogue import texts, update_catalogue
from autograder.authoring.translation import read_translation, without
from autograder.authoring.words import is_chinese
from autograder.course.assignment import Course, grade_id, is_grade
from autograder.course.lesson import passages
from autograder.course.translation import catalogue_file
from autograder.grading.grader import Grader
from autograder.grading.intake import read_submission

COURSE = Course.find(Path(__file__).parent)
NAMES = COURSE.translated("en")
RELEASE, SOLUTIONS = COURSE.release / "en", COURSE.solutions / "en"


def notebook(room: Path, name: str) -> nbformat.NotebookNode:
    return nbformat.read(room / name / f"{name}.ipynb", as_version=4)


@pytest.mark.parametrize("name", NAMES)
class TestTranslation:
    def test_its_catalogue_is_whole_and_in_step_with_the_texts(self, name, tmp_path):
        read_translation(COURSE, name, "en")
        for part in ("source", "autograder/graders"):
            shutil.copytree(COURSE.root / part / name, tmp_path / part / name)
        (tmp_path / "source" / "course.toml").write_bytes((COURSE.source / "course.toml").read_bytes())
        copy = Course(tmp_path)
        update_catalogue(copy, name, "en")
        new, old = (catalogue_file(course.text(name), "en").read_bytes() for course in (copy, COURSE))
        assert new == old, "run `make words` and translate what is new"

    @pytest.mark.slow
    def test_a_build_agrees_with_what_is_committed(self, name, tmp_path):
        # With what is committed: executed and recorded anew only where it is older than what it rests on.
        for part in ("source", "autograder/graders", f"release/en/{name}", f"solutions/en/{name}"):
            shutil.copytree(COURSE.root / part, tmp_path / part)
        for settings in (*COURSE.root.glob("nbgrader_config.*"), COURSE.root / "constraints.txt"):
            shutil.copy(settings, tmp_path)
        built = Course(tmp_path)
        build(built, name, "en")
        assert files(built.release / "en" / name) == files(RELEASE / name), "run `make build`"
        mine, theirs = (notebook(room, name) for room in (built.solutions / "en", SOLUTIONS))
        # Pictures and last digits may differ between processors; cells may not.
        assert [cell.source for cell in mine.cells] == [cell.source for cell in theirs.cells], (
            "run `make build`"
        )

    def test_only_words_differ_from_the_chinese_release(self, name):
        for one, other in zip(
            notebook(COURSE.release, name).cells, notebook(RELEASE, name).cells, strict=True
        ):
            ours, theirs = (dict(cell.metadata.get("nbgrader", {})) for cell in (one, other))
            for marks in (ours, theirs):  # nbgrader's own, of the text too
                marks.pop("checksum", None)
            assert (one.id, one.cell_type, ours) == (other.id, other.cell_type, theirs)
            assert one.metadata.get("autograder") == other.metadata.get("autograder")

    def test_feedback_finds_its_way_in_it(self, name):
        ours, theirs = (passages(notebook(room, name)) for room in (COURSE.release, RELEASE))
        assert ours.keys() == theirs.keys()
        for exercise, passage in theirs.items():
            assert exercise in passage.title
            assert (len(passage.path), passage.hint) == (len(ours[exercise].path), ours[exercise].hint)

    def test_nothing_that_goes_out_is_chinese_or_says_what_hidden_tests_look_for(self, name):
        said = read_translation(COURSE, name, "en").said
        places = texts(COURSE, name)
        lesson = {path.name for path in (COURSE.source / name).rglob("*")}
        hidden = {said[text] for text, where in places.items() if lesson.isdisjoint(where)}
        hidden -= {said[text] for text, where in places.items() if not lesson.isdisjoint(where)}
        assert len(hidden) > 50
        for path in [*(RELEASE / name).rglob("*"), *(SOLUTIONS / name).rglob("*")]:
            if path.suffix in (".ipynb", ".py", ".svg"):
                text = path.read_text(encoding="utf-8")
                if path.suffix == ".ipynb":
                    cells = json.loads(text)["cells"]
                    text = json.dumps([_shown(cell) for cell in cells], ensure_ascii=False)
                left = [line for line in without(text, said).splitlines() if is_chinese(line)]
                assert not left, path
                assert not [sentence for sentence in hidden if sentence in text], path

    def test_no_cell_needs_sideways_scrolling(self, name):
        for cell in notebook(RELEASE, name).cells:
            if cell.cell_type == "code":
                assert not [line for line in cell.source.splitlines() if len(line) > 100]

    def test_its_answer_key_ran_without_a_warning_and_passed_every_check(self, name):
        for cell in notebook(SOLUTIONS, name).cells:
            for output in cell.get("outputs", []):
                assert output.output_type != "error", cell.source
                assert output.get("name") != "stderr", output.text
            if is_grade(cell):
                assert "passed" in str(cell.outputs), cell.source

    @pytest.mark.slow
    def test_the_blank_notebook_runs_to_its_end(self, name, monkeypatch):
        monkeypatch.delenv("AUTOGRADER_LANG")
        blank = notebook(RELEASE, name)
        place = {"metadata": {"path": RELEASE / name}}
        nbclient.NotebookClient(blank, timeout=600, resources=place).execute()
        for cell in blank.cells:
            assert not [output for output in cell.get("outputs", []) if output.get("name") == "stderr"]
            # Whatever the reader's locale: the notebook says which language it is in.
            assert "Not done yet" in str(cell.outputs) if is_grade(cell) else True, cell.source

    @pytest.mark.slow
    def test_filled_with_the_key_it_gets_full_marks(self, name, tmp_path):
        assignment = COURSE.assignment(name)
        filled, key = notebook(RELEASE, name), notebook(SOLUTIONS, name)
        for cell, answer in zip(filled.cells, key.cells, strict=True):
            if grade_id(cell).endswith("-solution"):
                cell.source = answer.source
        nbformat.write(filled, tmp_path / f"{name}.ipynb")
        submission = read_submission(tmp_path / f"{name}.ipynb", assignment)
        assert (submission.problems, submission.extras) == ((), ())
        with Grader(assignment) as grader:
            report = grader.grade(submission, "anybody")
        assert report.score == report.max_score, report.exercises


def _shown(cell: dict) -> list:
    """What a reader sees of a cell, pictures aside."""
    outputs = [
        {kind: data for kind, data in output.get("data", {}).items() if kind.startswith("text/")}
        | {"text": output.get("text")}
        for output in cell.get("outputs", [])
    ]
    return [cell["source"], outputs]


def files(folder: Path) -> dict[str, bytes]:
    """Without what working in a folder leaves behind."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
    }


def test_no_catalogue_is_for_nothing():
    assert NAMES
    for path in COURSE.source.glob("*/*.po"):
        with path.open("rb") as file:
            assert [message for message in read_po(file) if message.id]
        assert (RELEASE / path.parent.name / f"{path.parent.name}.ipynb").is_file(), "run `make build`"
