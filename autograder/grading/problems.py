"""What can be odd about what a student handed in: facts, which become sentences when somebody reads them."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.language import N_, listed
from autograder.worded import Worded


class Oddity(Worded):
    """One way in which a submission is not as it was handed out."""

    # The whole file.
    NO_FOLDER = "no-folder", N_("没有找到 {file}：提交的文件夹不存在。")
    NO_FILE = "no-file", N_("没有找到 {file}，提交里有：{names}。")
    EMPTY_FOLDER = "empty-folder", N_("没有找到 {file}，提交是空的。")
    FOLDER_IS_LINK = "folder-is-link", N_("没有读取 {file}：提交的文件夹是一个链接。")
    FOLDER_CLOSED = "folder-closed", N_("没有读取 {file}：提交的文件夹打不开（{reason}）。")
    ON_A_LINK = (
        "on-a-link",
        N_("没有读取 {file}：{link} 是一个链接，通向的可能是别人的提交。请换成真的文件夹和文件。"),
    )
    IS_LINK = "is-link", N_("没有读取 {file}：它是一个链接。")
    CLOSED = "closed", N_("没有读取 {file}：它打不开（{reason}）。")
    IS_FOLDER = "is-folder", N_("没有读取 {file}：它是一个文件夹，不是文件。")
    IS_DEVICE = "is-device", N_("没有读取 {file}：它是管道或设备，不是文件。")
    TOO_LARGE = "too-large", N_("没有读取 {file}：它有 {size} MB，上限是 {limit} MB。请清除输出后重新提交。")
    EMPTY = "empty", N_("提交的 notebook 是空文件。")
    NO_JSON = "no-json", N_("提交的文件不是 notebook：第 {line} 行起不是合法的 JSON，可能没有保存完整。")
    TOO_DEEP = "too-deep", N_("提交的文件不是 notebook：JSON 嵌套得太深。")
    NO_OBJECT = "no-object", N_("提交的文件不是 notebook：JSON 的最外层不是对象。")
    OLD_FORMAT = (
        "old-format",
        N_("这是旧格式（nbformat 3）的 notebook。请用 JupyterLab 打开，保存后重新提交。"),
    )
    NO_CELLS = "no-cells", N_("提交的文件不是 notebook：没有单元格列表（cells）。")
    NOT_UTF8 = "not-utf8", N_("文件里有不是 UTF-8 编码的字节，已用 � 代替。")
    OTHER_FORMAT = "other-format", N_("notebook 的格式版本（nbformat）不是 4，已按第 4 版读取。")
    MANY_CELLS = "many-cells", N_("notebook 有 {number} 个单元格，只读了前 {limit} 个。")
    # Its cells.
    NO_EXERCISES = "no-exercises", N_("没有找到任何一个练习的单元格：交的可能不是这次的 notebook。")
    BLANKS_MISSING = "blanks-missing", N_("没有找到练习 {names} 的单元格，按没有作答处理。")
    MARK_LOST = "mark-lost", N_("练习 {exercise} 的单元格丢了标记，用的是唯一定义了 {exercise} 的那一格。")
    NOT_SEARCHED = "not-searched", N_("没有标记的代码单元格太长，只在前面的里找了练习的定义。")
    SEVERAL = "several", N_("练习 {exercise} 的单元格有 {number} 个，批改第一个写了答案的。")
    NO_CODE = "no-code", N_("练习 {exercise} 的单元格不再是代码单元格，仍按代码批改。")
    BLANK_NO_TEXT = "blank-no-text", N_("练习 {exercise} 的单元格内容不是文字，按没有作答处理。")
    BLANK_NOT_ENCODED = (
        "blank-not-encoded",
        N_("练习 {exercise} 的单元格含有无法编码的字符（半个代理对），按没有作答处理。"),
    )
    BLANK_TOO_LONG = (
        "blank-too-long",
        N_("练习 {exercise} 的单元格有 {size} KB，超过上限 {limit} KB，按没有作答处理。"),
    )
    ADDED_NO_TEXT = "added-no-text", N_("你添加的一个代码单元格内容不是文字，没有采用。")
    ADDED_NOT_ENCODED = (
        "added-not-encoded",
        N_("你添加的一个代码单元格含有无法编码的字符（半个代理对），没有采用。"),
    )
    ADDED_TOO_LONG = (
        "added-too-long",
        N_("你添加的一个代码单元格有 {size} KB，超过上限 {limit} KB，没有采用。"),
    )
    MANY_ADDED = "many-added", N_("添加的代码单元格太多，最后 {number} 个没有采用。")
    MARKS_CHANGED = "marks-changed", N_("单元格 {names} 的分值或标记被改动过，批改时以发布的版本为准。")
    CHECKS_CHANGED = "checks-changed", N_("检查单元格 {names} 被改动过，批改时不使用它们。")
    SETUP_CHANGED = "setup-changed", N_("单元格 {names} 被改动过：批改时先运行发布的版本，再运行你的。")
    FOREIGN_MARKS = "foreign-marks", N_("有 {number} 个单元格带有不属于这次作业的评分标记，标记没有采用。")
    AND_MORE = "and-more", N_("还有 {number} 个类似的问题，不再一一列出。")


# Names in one sentence; the rest is counted.
MAX_NAMES = 8


@dataclass(frozen=True)
class Problem:
    """Something odd, with the names and numbers that its sentence needs; safe to print."""

    oddity: Oddity
    values: dict[str, str | int | list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        shown = {
            name: listed(value, MAX_NAMES) if isinstance(value, list) else value
            for name, value in self.values.items()
        }
        return self.oddity.said(**shown)
