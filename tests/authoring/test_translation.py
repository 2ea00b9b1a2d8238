"""An assignment in English: its catalogue, what a translation has to keep, and that the same graders grade both."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
import toy
from babel.messages.pofile import read_po
from toy import DAY, cell_of, hidden_tests, variants

from autograder import language
from autograder.authoring.build import build, source_notebook, write_notebook
from autograder.authoring.catalogue import as_po, texts, update_catalogue
from autograder.authoring.translation import read_translation
from autograder.authoring.words import is_chinese
from autograder.classroom.graded import read_report
from autograder.course.assignment import Course, grade_id
from autograder.errors import UserError
from autograder.grading.intake import read_submission
from autograder.learner.selfcheck import check
from autograder.reports.feedback_page import feedback_page

LESSON = """
# %% [markdown]
# 看 `x` 和 `y_1`，$a + b$，[这里](figures/plot.svg)，共 12 个；<!-- wrong: half -->
#
# <details><summary>提示</summary>
#
# | 甲 | 乙 |
# |---|---|
# | `x` | 数 |
#
# </details>

# %% tags=["demo"]
names = ["阿", "b"]  # 两个名字
for name in names:
    # 打印出来
    # 一行一个
    print(f"名字 {name:>3}：{len(name)} 个字")


# %%
def helper(x):
    \"\"\"帮忙的。

    例子
        >>> helper(1)
        1
    \"\"\"
    return x
"""
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" aria-label="一条线 &amp; 点">
  <text x="1">从 <tspan>这里</tspan></text>
</svg>
"""
MISTAKE = """\
# %% wrong half
# 除以了 2
def double(x):
    return x / 2
"""
ENGLISH = {
    "# 玩具：两道题": "# A toy: two exercises",
    "### 练习 1 double": "### Exercise 1 double",
    "两倍。": 'Twice as much, "doubled".',
    "两倍的和。": "The sum, doubled.",
    "看 `x` 和 `y_1`，$a + b$，[这里](figures/plot.svg)，共 12 个；<!-- wrong: half -->": (
        "All 12: `y_1` and `x`, $a + b$, [here](figures/plot.svg).<!-- wrong: half -->"
    ),
    "<details><summary>提示</summary>": "<details><summary>Hint</summary>",
    "| 甲 | 乙 |\n|---|---|\n| `x` | 数 |": "| one | two |\n|---|---|\n| `x` | number |",
    "阿": "阿",
    "两个名字": "two names",
    "打印出来\n一行一个": "print them,\none in a line",
    "名字 {name:>3}：{len(name)} 个字": "{len(name)} letters of {name:>3}",
    "帮忙的。\n\n例子\n    >>> helper(1)\n    1": "Helps.\n\nExample\n    >>> helper(1)\n    1",
    "一条线 & 点": "a line & a dot",
    "从": "from",
    "这里": "here",
    "返回值是输入的两倍。": "The result is twice the input.",
    "返回值是总和的两倍。": "The result is twice the sum.",
    "不改动 输入。": "The input is left alone.",
    "除以了 2": "divides by 2",
}


def catalogue(course: Course) -> Path:
    return course.source / DAY / "en.po"


def translate(course: Course, english: dict[str, str]) -> None:
    """Fill the catalogue in, as a translator does."""
    update_catalogue(course, DAY, "en")
    path = catalogue(course)
    with path.open("rb") as file:
        known = read_po(file)
    for message in known:
        if message.id:
            message.string = english[message.id]
            message.flags.discard("fuzzy")
    path.write_bytes(as_po(known))


@pytest.fixture
def course(template, tmp_path) -> Course:
    """A copy of the course that is a test's own."""
    return Course(Path(shutil.copytree(template.root, tmp_path / "course")))


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Course:
    """The toy course with one of everything that can be translated."""
    root = toy.make_course(tmp_path_factory.mktemp("template"))
    text = root / "source" / DAY / f"{DAY}.py"
    header = "    minutes: 2\n#     en: {title: 'A toy: two exercises', builds: twice as much}\n"
    lesson = text.read_text(encoding="utf-8").replace("    minutes: 2\n", header) + LESSON
    text.write_text(lesson, encoding="utf-8")
    (text.parent / "figures").mkdir()
    (text.parent / "figures" / "plot.svg").write_text(SVG, encoding="utf-8")
    variants(root, "double").write_text(MISTAKE, encoding="utf-8")
    hidden = hidden_tests(root, "double").read_text(encoding="utf-8")
    more = hidden.replace('"""不改动输入。"""', '"""不改动\n    输入。\n\n    这一段只给作者看。\n    """')
    hidden_tests(root, "double").write_text(more, encoding="utf-8")
    write_notebook(source_notebook(text), text.with_suffix(".ipynb"))
    assert toy.nbgrader(root, "generate_assignment", DAY) == 0
    return Course(root)


def test_the_catalogue_holds_every_chinese_text_once(course):
    found = texts(course, DAY)
    assert set(found) == set(ENGLISH)
    assert found["返回值是输入的两倍。"] == [f"test_{DAY}.py", "double.py"]
    assert found["除以了 2"] == ["double.variants.py"]


def test_a_catalogue_is_begun_empty_and_stays_as_it_is(course):
    assert update_catalogue(course, DAY, "en") == (catalogue(course), len(ENGLISH))
    first = catalogue(course).read_bytes()
    update_catalogue(course, DAY, "en")
    assert catalogue(course).read_bytes() == first


def test_an_update_keeps_what_holds_marks_what_changed_and_drops_what_went(course):
    translate(course, ENGLISH)
    text = course.text(DAY)
    lesson = text.read_text(encoding="utf-8")
    lesson = lesson.replace("共 12 个；", "一共 12 个；").replace('"阿"', '"a"').replace("两个名字", "names")
    text.write_text(lesson, encoding="utf-8")
    _, lacking = update_catalogue(course, DAY, "en")
    with catalogue(course).open("rb") as file:
        known = {message.id: message for message in read_po(file) if message.id}
    assert lacking == 1
    (changed,) = (message for message in known.values() if message.fuzzy)
    assert "一共 12 个" in changed.id
    assert changed.string.startswith("All 12")
    assert {"阿", "两个名字"}.isdisjoint(known)
    assert "阿" not in catalogue(course).read_text(encoding="utf-8")
    assert known["两倍的和。"].string == "The sum, doubled."


def test_without_a_catalogue_there_is_nothing_to_build(course):
    with pytest.raises(UserError, match=f"还没有翻译.*autograder words {DAY}"):
        build(course, DAY, "en")


@pytest.mark.parametrize("fuzzy", [False, True])
def test_texts_that_lack_a_translation_are_counted_and_the_first_are_named(course, fuzzy):
    translate(course, ENGLISH)
    path = catalogue(course)
    text = path.read_text(encoding="utf-8")
    entry = '#: double.variants.py\nmsgid "除以了 2"\nmsgstr "divides by 2"\n'
    assert entry in text
    new = entry.replace("msgid", "#, fuzzy\nmsgid") if fuzzy else entry.replace('"divides by 2"', '""')
    path.write_text(text.replace(entry, new), encoding="utf-8")
    with pytest.raises(UserError, match=r"还有 1 条没有翻译(?s:.*)“除以了 2”"):
        read_translation(course, DAY, "en")
    path.unlink()
    update_catalogue(course, DAY, "en")
    with pytest.raises(UserError, match=f"还有 {len(ENGLISH)} 条没有翻译(?s:.*)还有 {len(ENGLISH) - 5} 条"):
        read_translation(course, DAY, "en")


PARAGRAPH = next(text for text in ENGLISH if text.startswith("看 `x`"))
TABLE = next(text for text in ENGLISH if text.startswith("| 甲"))
DOCSTRING = next(text for text in ENGLISH if text.startswith("帮忙的"))


@pytest.mark.parametrize(
    ("text", "old", "new", "word"),
    [
        (PARAGRAPH, "`x`", "x", "反引号里的代码少了 x"),
        (PARAGRAPH, "`x`", "`x` and `x`", "反引号里的代码多了 x"),
        (PARAGRAPH, "`y_1`", "`y_2`", "反引号里的代码少了 y_1"),
        (PARAGRAPH, "$a + b$", "$a - b$", r"公式少了 a \+ b"),
        (PARAGRAPH, "plot.svg", "plots.svg", "链接少了 figures/plot.svg"),
        (PARAGRAPH, "<!-- wrong: half -->", "", "HTML 标记和注释少了 <!-- wrong: half -->"),
        (PARAGRAPH, "12", "13", "名字和数少了 12"),
        (PARAGRAPH, "here", "这里", "译文里还有中文"),
        (TABLE, "|---|---|\n", "", r"没有中文的行应当照抄，少了 \|---\|---\|"),
        (DOCSTRING, "helper(1)", "helper(2)", "没有中文的行应当照抄，少了 >>> helper"),
        ("<details><summary>提示</summary>", "</summary>", "", "HTML 标记和注释少了 </summary>"),
    ],
)
def test_a_translation_that_does_not_keep_what_its_text_holds_is_refused(course, text, old, new, word):
    assert old in ENGLISH[text]
    translate(course, ENGLISH | {text: ENGLISH[text].replace(old, new)})
    beginning = text.split("\n")[0][:20].replace("|", r"\|").replace("$", r"\$").replace("+", r"\+")
    with pytest.raises(UserError, match=f"有 1 处翻译和原文对不上(?s:.*)“{beginning}.*{word}"):
        read_translation(course, DAY, "en")


def test_chinese_is_data_where_it_is_its_own_translation_and_may_be_quoted(course):
    translate(course, ENGLISH | {"两个名字": "two names, one is 阿"})
    assert "one is 阿" in read_translation(course, DAY, "en").said["两个名字"]


FORMATTED = next(text for text in ENGLISH if text.startswith("名字 {"))


@pytest.mark.parametrize(
    "translation",
    [
        "{name:>3} {name:>3}: {len(name)} letters",
        "{name:>3} has letters: {len(names)}",
        '{len(name)} of "{name:>3}"',
    ],
)
def test_code_that_would_change_is_refused(course, translation):
    translate(course, ENGLISH | {FORMATTED: translation})
    with pytest.raises(UserError, match=r"代码和原来不一样了(?s:.*)“名字 \{name"):
        build(course, DAY, "en")
    assert not (course.release / "en").exists()


def lesson(course: Course, english: dict[str, str] | None = None) -> nbformat.NotebookNode:
    translate(course, ENGLISH | (english or {}))
    return source_notebook(course.text(DAY), read_translation(course, DAY, "en"))


def test_a_comment_cannot_become_code(course):
    new = lesson(course, {"两个名字": "two\nimport os", "打印出来\n一行一个": "one\nbreak\nthree"})
    source = next(cell.source for cell in new.cells if cell.source.startswith("names ="))
    assert '["阿", "b"]  # two import os\n' in source
    assert "    # one\n    # break\n    # three\n    print(" in source


def test_a_comment_cannot_mark_a_solution(course):
    text = course.text(DAY)
    marked = text.read_text(encoding="utf-8").replace("    return 2 * x", "    ### 甲\n    return 2 * x")
    text.write_text(marked, encoding="utf-8")
    with pytest.raises(UserError, match="代码和原来不一样了"):
        lesson(course, {"甲": "END SOLUTION"})


def test_chinese_that_cannot_be_translated_is_told(course):
    text = course.text(DAY)
    named = text.read_text(encoding="utf-8").replace("names = [", "名字 = names = [")
    text.write_text(named, encoding="utf-8")
    with pytest.raises(UserError, match="翻译以后还有中文：名字 = names"):
        lesson(course)


def test_a_lesson_without_an_english_title_is_told(course):
    text = course.text(DAY)
    lines = text.read_text(encoding="utf-8").splitlines(keepends=True)
    text.write_text("".join(line for line in lines if "en: {" not in line), encoding="utf-8")
    with pytest.raises(UserError, match="没有写 en"):
        lesson(course)


def test_only_words_differ_between_the_two_lessons(course):
    english, chinese = lesson(course), source_notebook(course.text(DAY))
    assert not [cell.source for cell in english.cells if is_chinese(cell.source.replace("阿", ""))]
    for one, other in zip(english.cells, chinese.cells, strict=True):
        assert (one.id, one.cell_type, one.metadata) == (other.id, other.cell_type, other.metadata)
    words = {"title": "A toy: two exercises", "builds": "twice as much", "language": "en"}
    assert english.metadata.autograder == {"minutes": 2} | words
    double = next(cell.source for cell in english.cells if cell.id == "double-solution")
    assert '"""Twice as much, "doubled\\"."""' in double or 'Twice as much, "doubled".' in double
    assert "return 2 * x  # secret-solution-line" in double
    helper = next(cell.source for cell in english.cells if cell.source.startswith("def helper"))
    assert helper.endswith(
        '"""Helps.\n\n    Example\n        >>> helper(1)\n        1\n    """\n    return x'
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(template, tmp_path_factory) -> Course:
    """The same course, built in Chinese, and then translated and built in English."""
    course = Course(Path(shutil.copytree(template.root, tmp_path_factory.mktemp("built") / "course")))
    build(course, DAY)
    translate(course, ENGLISH)
    return course


@pytest.fixture(scope="module")
def made(built) -> list[str]:
    """What the English build wrote."""
    return [str(path.relative_to(built.root)) for path in build(built, DAY, "en")]


@pytest.mark.slow
@pytest.mark.usefixtures("made")
class TestBuilt:
    def test_only_the_english_rooms_are_written(self, built, made):
        assert {name.rpartition(f"/{DAY}/")[0] for name in made} == {"release/en", "solutions/en"}
        assert build(built, DAY) == [], "a catalogue changes nothing in Chinese"

    def released(self, built, language: str = "") -> nbformat.NotebookNode:
        return nbformat.read(built.release / language / DAY / f"{DAY}.ipynb", as_version=4)

    def test_a_second_build_changes_nothing(self, built):
        assert build(built, DAY, "en") == []

    def test_all_that_goes_out_is_english_and_no_hidden_word_is_in_it(self, built):
        out = files(built.release / "en" / DAY)
        assert set(out) == {f"{DAY}.ipynb", f"test_{DAY}.py", f"test_{DAY}.mistakes", "figures/plot.svg"}
        for name, data in out.items():
            assert not is_chinese(data.decode(errors="ignore").replace("阿", "")), name
            assert b"left alone" not in data
            # A mistake's sentence is for the check that names it.
            assert (b"divides by 2" in data) == name.endswith(".mistakes")
        drawing = out["figures/plot.svg"].decode()
        assert 'aria-label="a line &amp; a dot"' in drawing
        assert "from <tspan>here</tspan>" in drawing
        assert '"""The result is twice the sum."""' in out[f"test_{DAY}.py"].decode()

    def test_cells_and_their_metadata_are_the_same(self, built):
        for one, other in zip(self.released(built).cells, self.released(built, "en").cells, strict=True):
            checksums = ("nbgrader", "checksum")
            mine, theirs = (json.loads(json.dumps(cell.metadata)) for cell in (one, other))
            for metadata in (mine, theirs):  # nbgrader's own checksum is of the text too
                metadata.get(checksums[0], {}).pop(checksums[1], None)
            assert (one.id, one.cell_type, mine) == (other.id, other.cell_type, theirs)
        stub = cell_of(self.released(built, "en"), "double-solution").source
        assert (
            "    raise NotImplementedError  # delete this line and write your code here" in stub.splitlines()
        )

    def test_the_key_runs_in_english_and_its_checks_speak_english(self, built):
        key = nbformat.read(built.solutions / "en" / DAY / f"{DAY}.ipynb", as_version=4)
        said = json.dumps([cell.get("outputs", []) for cell in key.cells], ensure_ascii=False)
        assert said.count("public test passed") >= 2
        assert "1 letters of   b" in said
        assert not is_chinese(said.replace("阿", ""))

    def test_a_check_in_a_translated_notebook_speaks_its_language(self, built, monkeypatch, capsys):
        monkeypatch.delenv("AUTOGRADER_LANG")
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        monkeypatch.setattr(language, "_configured", "")
        exec("def double(x):\n    return 2 * x", globals())
        for folder, word in ((built.release / "en", "public test passed"), (built.release, "公开测试")):
            monkeypatch.chdir(folder / DAY)
            check("double")
            assert word in capsys.readouterr().out

    def hand_in(self, built, student: str, texts: dict[str, str]) -> None:
        notebook = self.released(built, "en")
        for cell in notebook.cells:
            cell.source = texts.get(grade_id(cell), cell.source)
        toy.hand_in(built.root, student, notebook)

    def test_what_is_handed_in_in_english_is_graded_by_the_same_tests(self, built, monkeypatch):
        key = nbformat.read(built.source / DAY / f"{DAY}.ipynb", as_version=4)
        self.hand_in(built, "full", {grade_id(cell): cell.source for cell in key.cells if grade_id(cell)})
        self.hand_in(built, "half", {"double-solution": "def double(x):\n    return x / 2\n"})
        self.hand_in(built, "blank", {})
        assert toy.nbgrader(built.root, "autograde", DAY) == 0
        assert toy.scores(built.root) == {"full": 100, "half": 0, "blank": 0}

        assignment = built.assignment(DAY)
        blank = read_submission(toy.folder_of(built.root, "blank") / f"{DAY}.ipynb", assignment)
        # What was handed out in English is as it was handed out.
        assert (blank.problems, blank.extras) == ((), ())
        assert set(blank.cells.values()) == {exercise.stub for exercise in assignment.exercises}

        report = read_report(built.root / "autograded" / "half" / DAY)
        pages = {}
        for spoken in ("en", "zh"):
            monkeypatch.setenv("AUTOGRADER_LANG", spoken)
            pages[spoken] = feedback_page(assignment, "half", {}, report, None)
        for sentence in ("The result is twice the input", "divides by 2", "A toy: two exercises"):
            assert sentence in pages["en"]
            assert sentence not in pages["zh"]
        for sentence in ("返回值是输入的两倍", "除以了 2", "玩具：两道题"):
            assert sentence in pages["zh"]
        assert not is_chinese(pages["en"].replace("阿", ""))
