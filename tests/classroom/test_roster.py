"""The roster and the table of extensions: what systems export is understood, and a class is what the roster says."""

from __future__ import annotations

import csv
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from toy import DAY, folder_of, formgrader, hand_in, make_course, nbgrader, solved
from verbs import autograder

from autograder.classroom.coursedir import find_coursedir
from autograder.classroom.gradebook import Mark, Marks, Person
from autograder.classroom.roster import EXTENSIONS, ROSTER, import_roster, read_extensions, read_roster
from autograder.course.assignment import Course
from autograder.errors import UserError

LI = Person("", "李明", "li@example.org", "2026001")
ANN = Person("Ann", "O'Neil", "ann@example.org", "s-7")
EXPORTED = {
    "moodle": (
        "First name,Last name,Username,ID number,Email address\nAnn,O'Neil,ann,s-7,ann@example.org\n",
        {"ann": ANN},
    ),
    "canvas": (
        "Student,ID,SIS User ID,SIS Login ID,Section,day01 (12)\n    Points Possible,,,,,100\n"
        '"O\'Neil, Ann",,s-7,ann,A,\n"Student, Test",9,,x,A,\n',
        {"ann": Person("Ann", "O'Neil", "", "s-7")},
    ),
    "semicolons": ("student_id;name;email\nann;Ann;\n", {"ann": Person("", "Ann", "", "")}),
    "tabs": ("学号\t姓名\t邮箱\n2026001\t李明\tli@example.org\n", {"2026001": Person("", "李明", "li@example.org")}),
    "no mark, blank lines, a short row": ("student\n\nann\n,\nben\n", {"ann": Person(), "ben": Person()}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("last", "first", "name"),
    [
        ("王", "小明", "王小明"),
        ("𠮷", "丽·娜", "𠮷丽·娜"),
        ("Kovács", "Béla", "Kovács Béla"),
        ("Ångström", "Åsa", "Ångström Åsa"),
        ("Иванова", "Юлия", "Иванова Юлия"),
        ("O'Neil", "Ann", "O'Neil Ann"),
        ("王", "Ann", "王 Ann"),
        ("李明", "", "李明"),
        ("", "", ""),
    ],
)
def test_only_a_name_in_chinese_characters_has_no_space(last, first, name):
    assert Person(first, last).name == name


def test_a_total_is_kept_to_the_hundredth():
    marks = Marks({"first": Mark(0.1, 10), "second": Mark(0.2, 10)})
    assert marks.total == 0.3  # 0.1 + 0.2 has more decimals
    assert replace(marks, late_penalty=100).total == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_course(tmp_path)


def coursedir(root: Path):
    return find_coursedir(Course(root), DAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", EXPORTED)
def test_what_systems_export_is_understood(root, name, encoding):
    text, people = EXPORTED[name]
    (root / "list.csv").write_text(text, encoding=encoding)
    done = import_roster(coursedir(root), root / "list.csv")
    assert (done.size, done.added, done.changed, done.gone) == (len(people), sorted(people), [], [])
    assert read_roster(coursedir(root)) == people


def test_the_roster_that_was_written_can_be_imported_again(root):
    (root / "list.csv").write_text(EXPORTED["moodle"][0], encoding="utf-8")
    import_roster(coursedir(root), root / "list.csv")
    done = import_roster(coursedir(root), root / ROSTER)
    assert (done.added, done.changed, done.gone) == ([], [], [])


def test_a_column_can_be_named(root):
    (root / "list.csv").write_text("用户名,Folder\nli,li-ming\n", encoding="utf-8")
    assert import_roster(coursedir(root), root / "list.csv").column == "用户名"
    assert import_roster(coursedir(root), root / "list.csv", "folder").column == "Folder"
    assert list(read_roster(coursedir(root)) or ()) == ["li-ming"]


def test_names_reach_nbgraders_own_students(root):
    (root / "list.csv").write_text("学号,姓名,邮箱,ID\nli,李明,li@example.org,2026001\n", encoding="utf-8")
    import_roster(coursedir(root), root / "list.csv")
    with formgrader(root).gradebook as gradebook:
        student = gradebook.find_student("li")
        assert (student.last_name, student.email, student.lms_user_id) == (LI.last_name, LI.email, LI.lms_id)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b"username\n", "一个学生也没有"),
        (b"colour,size\nred,3\n", "看不出"),
        (b"username\nann\nann\n", "第 3 行：ann 已经在第 2 行了"),
        (b"username,x\nann,\n../x,\n", "第 3 行：'../x' 不能作文件夹名"),
        (b"username,x\n.ann,\n", "第 2 行"),
        (b"username,x\n,3\n", "第 2 行：学生的文件夹名是空的"),
        (b"PK\x03\x04\0\0", "不像一个 CSV 文件"),
        (b"\xff\xfe\xff", "不像一个 CSV 文件"),
        (b'username\n"ann\n' + b"x" * 200_000, "第"),
    ],
)
def test_a_file_that_is_no_roster_is_a_sentence_and_changes_nothing(root, data, said):
    (root / "list.csv").write_bytes(data)
    with pytest.raises(UserError, match=r"list\.csv") as caught:
        import_roster(coursedir(root), root / "list.csv")
    assert said in str(caught.value)
    assert not (root / ROSTER).exists()


def test_an_unknown_column_and_a_missing_file_are_sentences(root):
    (root / "list.csv").write_text("username,email\nann,x\n", encoding="utf-8")
    with pytest.raises(UserError, match="usernme"):
        import_roster(coursedir(root), root / "list.csv", "usernme")
    with pytest.raises(UserError, match="nowhere"):
        import_roster(coursedir(root), root / "nowhere.csv")


def test_extensions_are_of_one_assignment(root):
    assert read_extensions(coursedir(root)) is None
    (root / EXTENSIONS).write_text(f"学生,作业,天数\nann,{DAY},1.5\nann,other,9\n", encoding="gb18030")
    found = read_extensions(coursedir(root)) or {}
    assert {student: more.total_seconds() for student, more in found.items()} == {"ann": 1.5 * 86400}


@pytest.mark.parametrize(
    "text", ["student,assignment\nann,x\n", *(f"student,assignment,days\nann,{DAY},{days}\n" for days in ("", "two", "-1", "nan", "inf", "1e300"))]
)  # fmt: skip
def test_a_table_of_extensions_with_a_fault_is_a_sentence(root, text):
    (root / EXTENSIONS).write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=EXTENSIONS):
        read_extensions(coursedir(root))


@pytest.mark.slow
def test_a_class_is_what_its_roster_says(root, tmp_path):
    """Who handed nothing in is in table, report and exports; who is not in the roster is named and left out, unless told."""
    for student in ("ann", "old"):
        hand_in(root, student, solved(root))
    (root / "list.csv").write_text("username,email\nann,a@example.org\nzoe,z@example.org\n", encoding="utf-8")
    done = autograder("roster", "import", root / "list.csv", cwd=root)
    assert (done.returncode, "2 人" in done.stdout) == (0, True), done

    table = autograder("grade", DAY, cwd=root).stdout
    assert "没有交的 1 人：zoe" in table
    assert "没有算进来的 1 人（要算上，加 --everybody）：old" in table
    assert "1 人：平均 100.0" in table
    assert "2 人：平均 100.0" in autograder("grade", DAY, "--everybody", cwd=root).stdout

    page = Path(root, "report", f"{DAY}.html")
    autograder("report", DAY, cwd=root)
    assert "zoe" in page.read_text("utf-8")
    assert "old" not in page.read_text("utf-8").split('id="students"')[1].split("</section>")[0]

    def exported(system: str, *more: str) -> list[list[str]]:
        done = autograder("export", DAY, "--to", system, "--out", tmp_path / "out.csv", *more, cwd=root)
        assert done.returncode == 0, done
        return list(csv.reader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))

    assert [row[0] for row in exported("csv")[1:]] == ["ann", "zoe"]
    assert [row[0] for row in exported("csv", "--everybody")[1:]] == ["ann", "old", "zoe"]
    assert [(row[2], row[-1]) for row in exported("moodle")[1:]] == [("ann", "100"), ("zoe", "")]
    assert [(row[3], row[-1]) for row in exported("canvas")[2:]] == [("ann", "100"), ("zoe", "")]

    (root / "list.csv").write_text("username\nold\n", encoding="utf-8")
    done = autograder("roster", "import", root / "list.csv", cwd=root)
    assert "名单里不再有的：ann、zoe" in done.stdout
    (root / "list.csv").write_text("username\nnobody\n", encoding="utf-8")
    autograder("roster", "import", root / "list.csv", cwd=root)
    done = autograder("grade", DAY, cwd=root)
    assert (done.returncode, "都不在名单" in done.stderr) == (2, True), done


@pytest.mark.slow
def test_an_extension_is_obeyed_and_told(root):
    """A day more is no day late, from the next export on and without grading anew; the feedback says so."""
    with (root / "nbgrader_config.py").open("a") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    for student in ("ann", "ben"):
        hand_in(root, student, solved(root))
        (folder_of(root, student) / "timestamp.txt").write_text("2025-11-16 08:00:00.000000 UTC")
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("UPDATE assignment SET duedate = '2025-11-15 20:00:00.000000'")
    assert "迟交扣 100 分" in autograder("grade", DAY, cwd=root).stdout

    (root / EXTENSIONS).write_text(f"student_id,assignment,days\nann,{DAY},2\n", encoding="utf-8")
    done = autograder("grade", DAY, cwd=root).stdout
    assert "满分 1 人，零分 1 人" in done
    assert "和上一次不同的 1 人：\n  ann 0 → 100（迟交扣分）" in done
    assert nbgrader(root, "generate_feedback", DAY) == 0
    pages = {student: Path(root, "feedback", student, DAY, f"{DAY}.html").read_text("utf-8") for student in ("ann", "ben")}  # fmt: skip
    assert "延期 2 天" in pages["ann"]
    assert "延期" not in pages["ben"]
