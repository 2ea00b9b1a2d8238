"""Python 第 9 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的值。
`student.give_file(名字, 内容)` 在一个临时的地方放一个文件，不碰你的文件。
"""

import ast
import contextlib
import json
import uuid

import pytest

from autograder import kit

DOGS = "It's a dog. Dog's a dog! 春眠不觉晓，春"
TREE = ["b.txt", "a/c.txt", "a/d.jpg", ".git/e.txt", ".f.txt", "g.txt/", "a.txt", "a/deep/h.txt"]
BOOKS = [
    ("Vicarage", "Christie", 1930),
    ("Swim", "O'Brien", 1939),
    ("Poirot", "Christie", 1930),
    ("Marple", "Christie", 1927),
    ("Curtain", "Christie", 1975),
]


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def definition(student, name):
    """你最后写的那个函数的语法树。"""
    found = ast.Module(body=[], type_ignores=[])
    for text in student.sources():
        with contextlib.suppress(SyntaxError):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef) and node.name == name:
                    found = node
    return found


# --- 从文字里挑东西 -------------------------------------------------------------------------------


@exercise("word_count", core=True)
def test_word_count_dogs(student):
    """讲义里的例子：a、dog、春，各两次，先出现的在前。"""
    kit.same(student.word_count(DOGS, 3), [("a", 2), ("dog", 2), ("春", 2)])


@exercise("word_count")
def test_word_count_ties(student):
    """次数相同的，先出现的在前，不按字母排。"""
    kit.same(student.word_count("zoo yak zoo yak ant", 3), [("zoo", 2), ("yak", 2), ("ant", 1)])


@exercise("word_count")
def test_word_count_words(student):
    """撇号在中间的是一个词，两头的不算；别的字符都是间隔。"""
    found = student.word_count("'Tis rock'n'roll, 'tis! b_b 7b", 9)
    kit.same(found, [("b", 3), ("tis", 2), ("rock'n'roll", 1)])


@exercise("word_count")
def test_word_count_chinese(student):
    """每个汉字自己是一个词。"""
    kit.same(student.word_count("明月松间照，明月", 2), [("明", 2), ("月", 2)])


@exercise("parse_log", core=True)
def test_parse_log_good_lines(student):
    """两行好的：消息里可以有方括号，也可以是空的。"""
    lines = ["2024-02-29 13:05:07 [ERROR] disk: [full]\n", "2024-03-01 00:00:00 [INFO] \n"]
    records = [("2024-02-29T13:05:07", "ERROR", "disk: [full]"), ("2024-03-01T00:00:00", "INFO", "")]
    kit.same(student.parse_log(lines), (records, 0))


@exercise("parse_log")
@pytest.mark.parametrize(
    "line",
    [
        "2023-02-29 10:00:00 [INFO] hi",
        "2024-03-01 25:00:00 [INFO] hi",
        ">> 2024-03-01 10:00:00 [INFO] hi",
        "2024-3-1 10:00:00 [INFO] hi",
        "2024-03-01 10:00:00 [info] hi",
        "",
    ],
)
def test_parse_log_bad_lines(student, line):
    """坏的一行只数一数，后面好的照样读。"""
    found = student.parse_log([line, "2024-03-01 10:00:00 [INFO] hi\n"])
    kit.same(found, ([("2024-03-01T10:00:00", "INFO", "hi")], 1))


# --- 表格 -----------------------------------------------------------------------------------------


@exercise("read_csv", core=True)
def test_read_csv_example(student):
    """讲义里的例子：引号里的逗号，空行，空的和缺的格子。"""
    path = student.give_file("people.csv", b'name,city,age\nAnn,"Paris, FR",30\n\nBob,,\nCy\n')
    ann = {"name": "Ann", "city": "Paris, FR", "age": "30"}
    others = [{"name": name, "city": None, "age": None} for name in ("Bob", "Cy")]
    kit.same(student.read_csv(path), [ann, *others])


@exercise("read_csv")
def test_read_csv_bom_and_newlines(student):
    """开头有 BOM；引号里有换行，有写成两个的引号。"""
    path = student.give_file("bom.csv", '名字,话\n小明,"他说\n""好"""\n'.encode("utf-8-sig"))
    kit.same(student.read_csv(path), [{"名字": "小明", "话": '他说\n"好"'}])


@exercise("read_csv")
def test_read_csv_newlines_as_they_are(student):
    r"""引号里的换行原样：\r\n 还是 \r\n。"""
    path = student.give_file("windows.csv", b'a,b\r\n"x\r\ny",2\r\n')
    kit.same(student.read_csv(path), [{"a": "x\r\ny", "b": "2"}])


@exercise("read_csv")
def test_read_csv_too_many(student):
    """格子比表头多，抛出 ValueError。"""
    path = student.give_file("many.csv", b"a,b\n1,2\n3,4,5\n")
    with kit.raises("ValueError"):
        student.read_csv(path)


# --- 日期 -----------------------------------------------------------------------------------------


@exercise("age", core=True)
def test_age_around_the_birthday(student):
    """生日前一天、当天、后一天。"""
    found = [student.age("2000-06-15", f"2024-06-{day}") for day in (14, 15, 16)]
    kit.same(found, [23, 24, 24], name="三天的岁数")


@exercise("age")
def test_age_leap_day(student):
    """2 月 29 日生的人，平年里 3 月 1 日长一岁。"""
    days = ["2023-02-28", "2023-03-01", "2024-02-28", "2024-02-29"]
    kit.same([student.age("2004-02-29", day) for day in days], [18, 19, 19, 20], name="四天的岁数")


@exercise("age")
@pytest.mark.parametrize("birthday", ["2024-05-02", "2023-02-29", "2020/01/01"])
def test_age_refuses(student, birthday):
    """还没出生、没有这一天、不是这样写的，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.age(birthday, "2024-05-01")


# --- 文件夹 ---------------------------------------------------------------------------------------


@exercise("find_files", core=True)
def test_find_files_texts(student):
    """各层的 .txt 文件，按文本排序；不要文件夹，不要隐藏的。"""
    kit.same(student.in_folder(TREE, "*.txt"), ["a.txt", "a/c.txt", "a/deep/h.txt", "b.txt"])


@exercise("find_files")
def test_find_files_hidden_root(student):
    """root 自己的名字以点开头没有关系；没有 root 是空列表。"""
    kit.same(student.in_folder(["x.jpg", "y.txt"], "*.jpg", ".books"), ["x.jpg"])
    kit.same(student.in_folder([], "*"), [])


# --- 存下来 ---------------------------------------------------------------------------------------


@exercise("update_scores", core=True)
def test_update_scores_better_and_worse(student):
    """低的不写，高的写；文件与返回的一样，汉字就是汉字。"""
    path = student.give_file("board.json", '{"小明": 90, "小红": 85}'.encode())
    answers = [student.update_scores(path, "小明", score) for score in (80, 95)]
    text = student.read_file("board.json").decode()
    kit.same(answers, [{"小明": 90, "小红": 85}, {"小明": 95, "小红": 85}], name="两次的返回值")
    kit.same(json.loads(text), {"小明": 95, "小红": 85}, name="文件")
    kit.require("小明" in text, "文件里的汉字应当就是汉字")


@exercise("update_scores")
def test_update_scores_new_file(student):
    """没有文件就从空的开始；新的名字，负的成绩也写。"""
    name = f"{uuid.uuid4().hex}.json"
    kit.same(student.update_scores(student.file_path(name), "老王", -3), {"老王": -3})
    kit.same(json.loads(student.read_file(name)), {"老王": -3}, name="文件")


@exercise("update_scores")
def test_update_scores_damaged(student):
    """坏的文件：抛出 ValueError，一个字节也不变。"""
    path = student.give_file("damaged.json", b'{"Ann": 9')
    with kit.raises("ValueError", "JSONDecodeError"):
        student.update_scores(path, "Ann", 10)
    kit.same(student.read_file("damaged.json"), b'{"Ann": 9', name="文件")


# --- 数据库 ---------------------------------------------------------------------------------------


@exercise("find_books", core=True)
def test_find_books_in_order(student):
    """按年份从早到晚，同一年的按书名。"""
    kit.same(student.find_books(BOOKS, "Christie"), ["Marple", "Poirot", "Vicarage", "Curtain"])


@exercise("find_books")
def test_find_books_quotes(student):
    """撇号只是名字的一部分。"""
    found = [student.find_books(BOOKS, author) for author in ("O'Brien", "' OR '1'='1")]
    kit.same(found, [["Swim"], []], name="[O'Brien, ' OR '1'='1]")


@exercise("find_books", core=True, structure=True)
def test_find_books_glues_nothing(student):
    """空白里没有 f-string、format、join，也没有拼文本的 + 和 %（例如 + 两边都是文本）。"""
    kit.not_calling(student, "find_books", {"format", "format_map", "join"})
    nodes = list(ast.walk(definition(student, "find_books")))
    kit.require(not any(isinstance(node, ast.JoinedStr) for node in nodes), "这里不许有 f-string：值走空位 ?")
    for node in nodes:
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, (ast.Add, ast.Mod)):
            parts = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
            harmless = isinstance(node.op, ast.Add) and any(
                isinstance(part, (ast.List, ast.ListComp))
                or (isinstance(part, ast.Constant) and isinstance(part.value, int))
                for part in parts
            )
            kit.require(harmless, "这里不许用 + 和 % 拼文本：值走空位 ?")


# --- 一行命令 -------------------------------------------------------------------------------------


@exercise("parse_arguments", core=True)
def test_parse_arguments_good(student):
    """只有路径；三样都有，次序随便。"""
    found = [student.parse_arguments(argv) for argv in (["a.txt"], ["--reverse", "a.txt", "--count", "3"])]
    first = {"path": "a.txt", "count": 10, "reverse": False}
    kit.same(found, [first, {"path": "a.txt", "count": 3, "reverse": True}])


@exercise("parse_arguments")
@pytest.mark.parametrize("argv", [[], ["a.txt", "--count", "三"], ["a.txt", "b.txt"]], ids=str)
def test_parse_arguments_bad(student, argv):
    """参数不对，抛出 ValueError，不退出。"""
    with kit.raises("ValueError"):
        student.parse_arguments(argv)
