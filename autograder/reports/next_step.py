"""What a student can do next about an exercise: one voice, as in autograder.checking.sentences.

Text between backticks is code.  Nothing here says what a hidden test computes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.checking.kinds import FailedTest, Kind
from autograder.course.assignment import Exercise
from autograder.grading.failures import diagnosis_sentence
from autograder.grading.report import ExerciseReport
from autograder.language import N_, _, _n, in_a_row, listed

# Exercises in one sentence; the rest is counted.
MAX_NAMES = 3

_ALMOST = N_(
    "普通的输入已经算对了，只差上面说的情形。照那句话造一个这样的输入，先自己想好答案，再运行看看。"
    "公开的检查也许已经通过：它没有查到这里。"
)

# What to do about a kind of failure, where that depends on nothing else.
_OF_KIND = {
    Kind.NONE: N_(
        "函数要用 `return` 把结果交出来；在函数里 `print` 出来，调用它的人拿不到。看看是不是每条路（每个 `if` 分支）都走到了 `return`。"
    ),
    Kind.TYPE: N_("在 `return` 前面加一行 `print(type(…))`，和函数说明里写的返回值比一比。"),
    Kind.LENGTH: N_(
        "函数说明里写了返回哪几样、按什么次序、列表有多长。在 `return` 前面打印 `len(…)`，对着说明数一遍。"
    ),
    Kind.KEYS: N_("打印返回的字典的 `.keys()`，和函数说明里的键逐个对：拼写、大小写、有没有漏。"),
    Kind.SHAPE: N_(
        "在 `return` 前面打印结果的 `.shape`，再和题目里写的形状比。少了一轴，多半是求和时要 `keepdims=True`；"
        "多出一轴或者变大了，多半是两个数组在不该广播（broadcasting）的地方广播了。"
    ),
    Kind.DTYPE: N_(
        "打印结果的 `.dtype`。整数数组里放不下小数；需要的话先 `.astype(…)`，或者从一开始就造对类型的数组。"
    ),
    Kind.VALUE: N_(
        "拿一个能手算的小例子（比如两行三列），在函数里把每一步的中间结果打印出来，和手算的逐个比：第一个对不上的地方，就是要改的地方。"
    ),
    Kind.UNEQUAL: N_(
        "把题目里的例子放进一个新单元格里运行，用 `print(repr(…))` 看返回值和中间结果："
        "多了少了哪个空格、哪一项，次序反没反。第一处对不上的地方，就是要改的地方。"
    ),
    Kind.NOT_FINITE: N_(
        "从前往后，在每一步后面打印 `np.isfinite(…).all()`，找到 NaN 或 Inf 第一次出现的那一行。"
        "常见的来源有三个：`exp` 的参数太大、对 0 取对数、除以 0。"
    ),
    Kind.INPUT_CHANGED: N_(
        "找出会就地改动参数的写法：`+=`、`*=`、`x[…] = …`、`.sort()`、`.append(…)`。先 `.copy()` 一份再改，或者写成 `y = x + …`，造一个新的。"
    ),
    Kind.NOT_UPDATED: N_(
        "这里要改的就是传进来的那个数组：写 `p -= …` 或者 `p[…] = …`。写成 `p = p - …` 只是让名字 `p` 指向了一个新数组，外面的那个没有变。"
    ),
    Kind.NO_ERROR: N_(
        "题目说了哪些输入不合规：在函数开头先检查，不合规就 `raise` 题目指定的异常，然后才开始计算。"
    ),
    Kind.NO_GRADIENT: N_(
        "看看计算中间有没有 `.detach()`、`.item()`、`.numpy()`、`torch.no_grad()`：梯度到那里就断了。"
    ),
    Kind.PROPERTY: N_(
        "照上面那句话造一个小例子，把等式两边（或者要比较的两样东西）都打印出来，看看差在哪里。"
    ),
    Kind.LOOP: N_(
        "先想清楚结果的形状，再想怎样用广播或者 `axis=…` 让整个数组一步算出来；循环变量往往就是多出来的那一轴。"
    ),
    Kind.BANNED: N_("这一题要练的正是那个现成函数做的事：用加减乘除和索引把它自己写出来。"),
    Kind.REBOUND: N_(
        "这一题要看函数的代码本身：它用到的东西都用 `def`、`import` 和普通的赋值写出来，"
        "去掉 `exec`、`globals()`、拼出来的名字这样的写法；自己的函数直接调用，不交给别的函数去调用。"
    ),
    Kind.MISSING: N_(
        "把这个名字用 `def`、`import` 或者普通的赋值写在最外层：批改这一题时只运行它和它用到的语句，别的语句不运行。"
    ),
    Kind.TIMEOUT: N_(
        "找到这一格里的每个 `while` 和 `for`：循环的条件有没有可能变成假，变量有没有真的在变？在循环里加一行 `print`，运行检查格，"
        "看几秒就按 ■ 停下，它在哪里转圈就清楚了。如果循环都会结束，只是慢，就把逐个元素的计算换成整个数组的计算。"
    ),
    Kind.BUDGET: N_(
        "整份作业的代码一共只有这么多时间，轮到这一题时已经用完了。先看前面哪一题超时，改好它；"
        "自己加的格评分时也会运行，里面的训练和 `sleep` 请删掉。"
    ),
    Kind.MEMORY: N_(
        "找出最大的那个数组：打印它的 `.shape`，各轴相乘再乘 8，就是它占的字节数。"
        "最常见的原因，是 `(n, 1)` 和 `(1, m)` 广播（broadcasting）成了 `(n, m)`；还有在循环里不停地往列表里加东西。"
    ),
    Kind.DIED: N_(
        "找一找有没有 `exit()`、`quit()`、`os._exit()`，或者停不下来的递归：函数用 `return` 交答案，不要让整个程序退出。"
    ),
    Kind.VIOLATION: N_(
        "看看返回值：是不是比题目要的大得多，或者里面混进了别的东西？题目要什么形状的数组，就只返回那个数组。"
    ),
}

_RAISED = {
    "NameError": N_(
        "{line}用到的名字，评分时没有定义。评分只运行填空的格和开头的 `import`，画图、读数据的格不运行：函数要用的东西，"
        "都从参数里拿，或者写在这一格里。想看到同样的错误，就重启内核（Kernel → Restart），只运行这两种格。"
    ),
    "UnboundLocalError": N_(
        "{line}用到的变量，走到那里时还没有赋过值：是不是只在某个 `if` 或者循环里面赋了值？在函数开头给它一个初值。"
    ),
    "TypeError": N_(
        "{line}里，每个值是什么类型？用 `print(type(…))` 看一遍。常见的有三种：漏了调用的括号，拿到的是函数本身；"
        "参数个数不对；前面某个函数没有 `return`，拿到的是 `None`。"
    ),
    "ValueError": N_(
        "多半是形状对不上。在{line}前面打印用到的各个数组的 `.shape`，对照题目里写的形状，看是哪一个先偏离的。"
    ),
    "RuntimeError": N_(
        "PyTorch 说形状或类型对不上时，用的多半是这个异常。在{line}前面打印用到的各个张量（tensor）的 `.shape` 和 `.dtype`。"
    ),
    "IndexError": N_(
        "下标超出了范围：在{line}前面打印下标和数组的 `.shape`。一轴长 n，最后一个下标是 n − 1；也看看是不是轴数比想的少一个。"
    ),
    "KeyError": N_("字典里没有这个键：在{line}前面打印它的 `.keys()`，对一对拼写，也看看是谁负责放进去的。"),
    "AttributeError": N_(
        "{line}里点号前面的东西，不是你以为的那一种：用 `print(type(…))` 看看。也可能只是属性名拼错了。"
    ),
    "ZeroDivisionError": N_("{line}除以了 0。想一想哪种输入会让分母变成 0，题目要求那时返回什么，先处理它。"),
    "RuntimeWarning": N_(
        "{line}发出了警告：溢出、除以 0，或者对 0 取了对数。这一题要求避开它：找到那个太大或者正好是 0 的中间结果，"
        "换一种数学上相等、中间结果不出界的写法。"
    ),
    "RecursionError": N_(
        "函数一直在调用自己，停不下来：看看每次调用时，输入是不是真的变小了，最小的情形有没有直接返回。"
    ),
    "LinAlgError": N_(
        "矩阵不能求逆，或者不是方阵。在{line}前面打印它的 `.shape`；形状对的话，看看题目建议用哪个函数来解。"
    ),
    "FileNotFoundError": N_(
        "评分时读不到任何文件，也不需要：数据都从参数里来。把{line}的读取拿到函数外面去。"
    ),
    "PermissionError": N_("评分时读不到任何文件，也不需要：数据都从参数里来。把{line}的读取拿到函数外面去。"),
    "ModuleNotFoundError": N_("这一题用不着那个库：去掉{line}的 `import`，用讲义里的工具来写。"),
    "SyntaxError": N_(
        "Python 读不懂{line}。真正的错处常常就在这一行，或者上一行的末尾：数一数括号，看看冒号和引号。"
    ),
    "IndentationError": N_("{line}的缩进和上下文对不齐：函数体统一缩进四个空格，别把空格和 Tab 混着用。"),
    "TabError": N_("{line}把空格和 Tab 混着用了：整个函数统一缩进四个空格。"),
}
_RAISED_ANYTHING = N_(
    "先让它不报错：在{line}前面加一行 `print`，把这一行用到的每个变量的值和 `.shape` 都打印出来，看看哪个和你想的不一样。"
)


HOW_TO_BEGIN = N_(
    "一题一题来：先读这一节里通向它的那几段，再把 `raise NotImplementedError` 那一行换成自己的代码，运行下面的检查格。"
    "想过五分钟还没有头绪，就展开题目下面的“提示”。"
)


def is_unwritten(outcome: ExerciseReport) -> bool:
    """Whether the blank was left as it is."""
    return any(failed.kind.unwritten for failed in outcome.failed)


def steps(exercise: Exercise, outcome: ExerciseReport, unfinished: Sequence[str]) -> list[str]:
    """What to do about an exercise that failed tests, in order; ``unfinished``: earlier ones it needs that failed too."""
    check = f'`check("{exercise.name}")`'
    if is_unwritten(outcome):
        begin = _n("约 {number} 分钟，写好运行 {check}。", exercise.minutes, check=check)
        return [*_repair_first(unfinished), begin]
    # In grading, references took their place: this exercise has a fault of its own.
    fair = _("评分时也换上正确的版本试过，前面的错不会让这一题重复扣分。")
    return [
        *(in_a_row(sentence, fair) for sentence in _repair_first(unfinished)),
        _what_to_try(exercise, outcome),
        _what_to_look_for(outcome, check),
    ]


def first_step(
    day: str,
    exercises: Sequence[Exercise],
    failing: Sequence[ExerciseReport],
    *,
    by_hand: bool,
    problems: bool,
) -> str:
    """The one sentence to begin with.

    ``failing``: what failed tests and cost points, in the lesson's order; ``by_hand``: whether an instructor took points;
    ``problems``: whether something was odd about the file as a whole.
    """
    if not failing and by_hand:
        return _("测试全部通过了。没有拿满的题，看看老师写的批语；没写清楚的，就去问。")
    if not failing:
        hardest = max(exercises, key=lambda exercise: exercise.points)
        return _(
            "{number} 题全对。想让它真正变成自己的：过几天打开一份新的 `{day}.ipynb`，"
            "只看题面，把 `{exercise}` 从头再写一遍。",
            number=len(exercises),
            day=day,
            exercise=hardest.name,
        )
    nothing = len(failing) == len(exercises) and all(map(is_unwritten, failing))
    if nothing and problems:
        return _(
            "先看“交上来的文件”里说的问题。如果这些题你写过：在 JupyterLab 里打开 `{day}.ipynb`，"
            "确认答案都在，保存，再交一次。",
            day=day,
        )
    first = failing[0]
    name = first.name
    minutes = next(exercise.minutes for exercise in exercises if exercise.name == name)
    if nothing:
        return _n(
            "从第一题 `{exercise}` 开始，大约要 {number} 分钟。写完一题查一题，不用一口气做完。",
            minutes,
            exercise=name,
        )
    if all(map(is_unwritten, failing)):
        return _n("写过的都对了。接着写 `{exercise}`，大约要 {number} 分钟。", minutes, exercise=name)
    if is_unwritten(first):
        return _n(
            "按次序来：先写 `{exercise}`（大约 {number} 分钟），后面的题会用到前面的。",
            minutes,
            exercise=name,
        )
    if first.diagnosis:
        mistake = diagnosis_sentence(first.diagnosis[0])
        return _("从 `{exercise}` 改起：{mistake}", exercise=name, mistake=mistake)
    if first.score > 0:
        return _("从 `{exercise}` 改起：普通的输入已经对了，只差一步。", exercise=name)
    if first.failed[0].kind.no_answer:
        return _("先让 `{exercise}` 能跑完：它还没有走到给出答案的那一步。", exercise=name)
    return _("从 `{exercise}` 改起，一次只改一处，改完就查。", exercise=name)


def _repair_first(unfinished: Sequence[str]) -> list[str]:
    if not unfinished:
        return []
    names = [f"`{name}`" for name in unfinished]
    if len(names) == 1:
        return [_("它要用到 {name}，那一题也还有错：先把那一题改好，再做这一题。", name=names[0])]
    return [
        _("它要用到 {names}，那几题也还有错：先把那几题改好，再做这一题。", names=listed(names, MAX_NAMES))
    ]


def _what_to_try(exercise: Exercise, outcome: ExerciseReport) -> str:
    if outcome.diagnosis:
        return _("对照自己的代码：是这样写的吗？是的话，回到题目里的公式和说明，只改这一处；别的地方先不动。")
    failed = outcome.failed[0]
    if failed.kind is Kind.UNDEFINED:
        return _not_defined(exercise, failed)
    if failed.kind is Kind.RAISED:
        return _(_RAISED.get(failed.exception, _RAISED_ANYTHING), line=_line(failed))
    # A failed core test would leave no points: what is ordinary is right.
    if failed.kind in (Kind.VALUE, Kind.UNEQUAL) and outcome.score > 0:
        return _(_ALMOST)
    return _(_OF_KIND[failed.kind]) if failed.kind in _OF_KIND else ""


def _what_to_look_for(outcome: ExerciseReport, check: str) -> str:
    if outcome.score > 0:
        # Full marks but for an edge: the public tests have passed long ago.
        return _("改完运行 {check}，确认原来对的没有改坏。", check=check)
    if outcome.failed[0].kind.no_answer:
        return _("改完运行 {check}，能跑完了，再看数值对不对。", check=check)
    return _("改完运行 {check}，它会用具体的数字告诉你还差在哪里。", check=check)


def _not_defined(exercise: Exercise, failed: FailedTest) -> str:
    if failed.defining:
        why = _(_RAISED[failed.exception], line=_line(failed)) if failed.exception in _RAISED else ""
        return in_a_row(
            _("这一格没能运行完，所以函数没有定义出来。"),
            why,
            _("在 JupyterLab 里单独运行这一格，先改到不报错。"),
        )
    first = re.search(rf"^(def|class)\s+{re.escape(exercise.name)}\b", exercise.stub, re.MULTILINE)
    head = first[0] if first else exercise.name
    return _(
        "定义要写在这一格里，从行首开始，名字和题目一字不差：`{head}`。看看有没有改名，或者缩进到别的函数里面去了。",
        head=head,
    )


def _line(failed: FailedTest) -> str:
    return _("第 {line} 行", line=failed.line) if failed.line else _("出错的那一行")
