"""What made a test fail, as facts: its kind, what a rule found in a text, and the exception that carries both.

Sentences are made of these at the very end, in the reader's language; nothing reads one back.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Flag, auto

from autograder.language import N_, _, listed
from autograder.worded import Worded


class Trait(Flag):
    """What a kind of failure means for those who look at it: ``Trait.FATAL`` is ``kind.fatal``, and so on."""

    # The worker did not survive: the tests after it did not run.
    FATAL = auto()
    # It has one cause, whatever the test was about.
    ONE_CAUSE = auto()
    # Its detail tells of the student's own text and of nothing else: it may be shown for hidden tests too.
    OF_THE_TEXT = auto()
    # Its label says all that was seen: many mistakes have it in common, and it names none of them.
    MUTE = auto()
    # The student's code gave no answer that could be right or wrong.
    NO_ANSWER = auto()
    # It needs no search for a mistake that would explain it.
    EXPLAINED = auto()
    # Nothing was written.
    UNWRITTEN = auto()


_NOTHING = Trait(0)
_STOPPED = Trait.FATAL | Trait.NO_ANSWER | Trait.EXPLAINED
_READ_FROM_TEXT = Trait.ONE_CAUSE | Trait.OF_THE_TEXT
_EMPTY = Trait.ONE_CAUSE | Trait.EXPLAINED | Trait.UNWRITTEN


class Kind(Worded):
    """What made a test fail: a label, and as attributes the traits."""

    NONE = ("none", N_("得到的是 None，多半是函数没有用 return 交出结果"), Trait.ONE_CAUSE | Trait.MUTE)
    TYPE = ("type", N_("返回值的类型不对"), Trait.ONE_CAUSE)
    LENGTH = ("length", N_("返回的个数不对"))
    KEYS = ("keys", N_("返回的字典 (dict) 的键不对"))
    SHAPE = ("shape", N_("返回值的形状 (shape) 不对"))
    DTYPE = ("dtype", N_("返回值的元素类型 (dtype) 不对"), Trait.MUTE)
    VALUE = ("value", N_("数值不对"))
    UNEQUAL = ("unequal", N_("结果不对"))
    NOT_FINITE = ("not-finite", N_("结果里出现了 NaN 或 Inf"))
    INPUT_CHANGED = ("input-changed", N_("传进去的参数被改动了"))
    NOT_UPDATED = ("not-updated", N_("应当原地更新的数组没有被更新"))
    NO_ERROR = ("no-error", N_("应当报错的输入没有报错"))
    NO_GRADIENT = ("no-gradient", N_("梯度 (gradient) 没有传回来"))
    PROPERTY = ("property", N_("性质不成立"))
    LOOP = ("loop", N_("这个练习不用 Python 循环"), _READ_FROM_TEXT | Trait.MUTE)
    BANNED = ("banned", N_("这个练习要自己写，不能直接调用现成的函数"), _READ_FROM_TEXT | Trait.MUTE)
    REBOUND = (
        "rebound",
        N_("用了看不出实际运行什么的写法（exec、getattr 里拼出来的名字、把函数交给别的函数去调用之类）"),
        _READ_FROM_TEXT | Trait.MUTE,
    )
    MISSING = ("missing", N_("这一题只和它用到的语句一起运行，有的名字在那里没有定义"), _READ_FROM_TEXT)
    RAISED = ("raised", N_("抛出了一个异常"), Trait.ONE_CAUSE | Trait.NO_ANSWER)
    UNDEFINED = ("undefined", N_("没有定义"), Trait.ONE_CAUSE | Trait.NO_ANSWER | Trait.EXPLAINED)
    NOT_ATTEMPTED = (
        "not-attempted",
        N_(
            "尚未完成：函数还会执行 raise NotImplementedError。写好代码之后，删掉那一行，把那一格重新运行一遍，看看有没有红色的报错。"
        ),
        _EMPTY,
    )
    # The file that was handed in has no cell for it.
    ABSENT = ("absent", N_("交来的文件里没有这一题的单元格。"), _EMPTY)
    TIMEOUT = ("timeout", N_("运行超过时限，被停下了：是不是有不会结束的循环？"), _STOPPED)
    BUDGET = ("budget", N_("整份作业的运行时间超过上限，剩下的没有运行"), _STOPPED)
    MEMORY = ("memory", N_("内存用完了：是不是造了一个极大的数组？"), _STOPPED)
    DIED = (
        "died",
        N_("运行途中整个进程退出了（例如调用了 os._exit，或者底层库崩溃），没有得到答案"),
        _STOPPED,
    )
    VIOLATION = ("violation", N_("返回的数据太大，或者有代码往评分通道里写了东西，评分器没有接受"), _STOPPED)
    # A test before it ended the worker.
    NOT_RUN = ("not-run", N_("前一项让进程停了下来，这一项没有运行"), Trait.EXPLAINED)

    fatal: bool
    one_cause: bool
    of_the_text: bool
    mute: bool
    no_answer: bool
    explained: bool
    unwritten: bool

    def __init__(self, code: str, text: str = "", traits: Trait = _NOTHING) -> None:
        """A member is written ``CODE = "code", N_(label), traits``."""
        super().__init__(code, text)
        for trait in Trait:
            setattr(self, str(trait.name).lower(), trait in traits)

    @property
    def label(self) -> str:
        """What happened, in a few words."""
        return self.said()


class Construct(Worded):
    """What a rule can find in a text."""

    NAME = "name", "{name}"
    FOR = "for", N_("for 循环")
    WHILE = "while", N_("while 循环")
    LIST = "list", N_("列表推导式")
    SET = "set", N_("集合推导式")
    DICT = "dict", N_("字典推导式")
    GENERATOR = "generator", N_("生成器表达式")
    RECURSION = "recursion", N_("递归")
    RELATIVE_IMPORT = "relative-import", N_("相对的 import")
    MODULE = "module", N_("模块 {name}")
    MODULE_AS_VALUE = "module-as-value", N_("把模块 {name} 当作值")
    DECORATOR = "decorator", N_("装饰器 {name}")
    HANDED_ON = "handed-on", N_("把 {name} 交给别的函数去调用")
    METACLASS = "metaclass", N_("元类 (metaclass)")
    SUBCLASS = "subclass", N_("{name} 的子类")
    METHOD = "method", N_("方法 {name}")


class Rule(Worded):
    """What is wrong with a text."""

    USES = "uses", N_("{where} 里用了{what}")
    CALLED_BACK = "called-back", N_("{where} 里用了{what}，看不出调用多少次")
    UNCLEAR = "unclear", N_("用了{what}，看不出 {where} 到底运行的是哪一段代码")
    TOO_LONG = "too-long", N_("{where} 用到的代码太长，或者一层套一层太深，看不过来")
    UNDEFINED = "undefined", N_("没有用 def、import 或者赋值定义 {what}")


@dataclass(frozen=True)
class Found:
    """What a rule found in the student's own text.

    ``names``: those in the construct; ``where``: the function or variable, or the number of a line of what has no name.
    """

    rule: Rule
    construct: Construct = Construct.NAME
    names: tuple[str, ...] = ()
    where: str | int = ""

    def __str__(self) -> str:
        where = self.where if isinstance(self.where, str) else _("第 {line} 行", line=self.where)
        return spaced(self.rule.said(where=where, what=self.construct.said(name=listed(self.names))))


@dataclass(frozen=True)
class FailedTest:
    """One failed test, as facts that a student may be told of a hidden one: never a number that only the test knows.

    ``docstring``: the property that does not hold, the course's words.  ``exception``: the type that was raised, where it
    is one of Python's or NumPy's own; ``line`` and ``quote``: where in a text that we hold, ``function``: in which function, if it
    is not the exercise itself.  ``defining``: it happened while the exercise's own cell ran, so nothing was defined.
    ``found``: what a rule found in the student's text.
    """

    test: str
    docstring: str
    kind: Kind
    exception: str = ""
    line: int | None = None
    quote: str = ""
    function: str = ""
    defining: bool = False
    found: Found | None = None


class Mismatch(AssertionError):
    """What a student returned, or wrote, differs from what the test expects.

    ``detail`` is a sentence that may contain numbers, or what was found in the text.
    """

    def __init__(self, kind: str, detail: str | Found) -> None:
        """``kind``: a :class:`Kind` or its code."""
        self.kind = Kind(kind)
        self.detail = detail if isinstance(detail, Found) else spaced(detail)
        super().__init__(_("{what}：{detail}", what=self.kind.label, detail=self.detail))

    def __reduce__(self) -> tuple[type[Mismatch], tuple[str, str | Found]]:
        return Mismatch, (self.kind, self.detail)


class Drawn(Mismatch, ABC):
    """A mismatch that can be drawn for whoever wrote the code, where there is a notebook to show it."""

    @abstractmethod
    def picture(self) -> str:
        """In HTML."""


# A text as Python writes it: in it, a space is a character like any other.
_LITERAL = re.compile(r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""")


def spaced(text: str) -> str:
    """A space between Chinese and the names and numbers in it, as the lessons have; none inside what is quoted as Python writes it."""
    parts = _LITERAL.split(text)
    return "".join(part if number % 2 else _spaced(part) for number, part in enumerate(parts))


def _spaced(text: str) -> str:
    text = re.sub(r"([A-Za-z0-9\])])([\u4e00-\u9fff])", r"\1 \2", text)
    return re.sub(r"([\u4e00-\u9fff])([A-Za-z0-9])", r"\1 \2", text)
