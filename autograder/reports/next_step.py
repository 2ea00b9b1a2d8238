"""What a student can do next about an exercise: one voice, as in autograder.feedback.

Text between backticks is code.  Nothing here says what a hidden test computes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.course.assignment import Exercise
from autograder.grading.report import ExerciseReport, FailedTest

# What came back was not what the test expects; the keys are those of autograder.kit.KINDS.
_WRONG_ANSWER = {
    "none": "函数要用 `return` 把结果交出来；在函数里 `print` 出来，调用它的人拿不到。看看是不是每条路（每个 `if` 分支）都走到了 `return`。",
    "type": "在 `return` 前面加一行 `print(type(…))`，和函数说明里写的返回值比一比。",
    "length": "函数说明里写了返回哪几样、按什么次序、列表有多长。在 `return` 前面打印 `len(…)`，对着说明数一遍。",
    "keys": "打印返回的字典的 `.keys()`，和函数说明里的键逐个对：拼写、大小写、有没有漏。",
    "shape": (
        "在 `return` 前面打印结果的 `.shape`，再和题目里写的形状比。少了一轴，多半是求和时要 `keepdims=True`；"
        "多出一轴或者变大了，多半是两个数组在不该广播（broadcasting）的地方广播了。"
    ),
    "dtype": "打印结果的 `.dtype`。整数数组里放不下小数；需要的话先 `.astype(…)`，或者从一开始就造对类型的数组。",
    "not-finite": (
        "从前往后，在每一步后面打印 `np.isfinite(…).all()`，找到 NaN 或 Inf 第一次出现的那一行。"
        "常见的来源有三个：`exp` 的参数太大、对 0 取对数、除以 0。"
    ),
    "input-changed": "找出会就地改动参数的写法：`+=`、`*=`、`x[…] = …`、`.sort()`、`.append(…)`。先 `.copy()` 一份再改，或者写成 `y = x + …`，造一个新的。",
    "not-updated": "这里要改的就是传进来的那个数组：写 `p -= …` 或者 `p[…] = …`。写成 `p = p - …` 只是让名字 `p` 指向了一个新数组，外面的那个没有变。",
    "no-error": "题目说了哪些输入不合规：在函数开头先检查，不合规就 `raise` 题目指定的异常，然后才开始计算。",
    "no-gradient": "看看计算中间有没有 `.detach()`、`.item()`、`.numpy()`、`torch.no_grad()`：梯度到那里就断了。",
    "property": "照上面那句话造一个小例子，把等式两边（或者要比较的两样东西）都打印出来，看看差在哪里。",
    "loop": "先想清楚结果的形状，再想怎样用广播或者 `axis=…` 让整个数组一步算出来；循环变量往往就是多出来的那一轴。",
    "rebound": (
        "这一题要看函数的代码本身：它用到的东西都用 `def`、`import` 和普通的赋值写出来，"
        "去掉 `exec`、`globals()`、拼出来的名字这样的写法；自己的函数直接调用，不交给别的函数去调用。"
    ),
    "missing": "把这个名字用 `def`、`import` 或者普通的赋值写在最外层：批改这一题时只运行它和它用到的语句，别的语句不运行。",
    "banned": "这一题要练的正是那个现成函数做的事：用加减乘除和索引把它自己写出来。",
}
_VALUES = "拿一个能手算的小例子（比如两行三列），在函数里把每一步的中间结果打印出来，和手算的逐个比：第一个对不上的地方，就是要改的地方。"
_ALMOST = (
    "普通的输入已经算对了，只差上面说的情形。照那句话造一个这样的输入，先自己想好答案，再运行看看。"
    "公开的检查也许已经通过：它没有查到这里。"
)

# The worker did not survive, or there was no answer at all.
_STOPPED = {
    "timeout": (
        "找到这一格里的每个 `while` 和 `for`：循环的条件有没有可能变成假，变量有没有真的在变？在循环里加一行 `print`，运行检查格，"
        "看几秒就按 ■ 停下，它在哪里转圈就清楚了。如果循环都会结束，只是慢，就把逐个元素的计算换成整个数组的计算。"
    ),
    "budget": (
        "整份作业的代码一共只有这么多时间，轮到这一题时已经用完了。先看前面哪一题超时，改好它；"
        "自己加的格评分时也会运行，里面的训练和 `sleep` 请删掉。"
    ),
    "memory": (
        "找出最大的那个数组：打印它的 `.shape`，各轴相乘再乘 8，就是它占的字节数。"
        "最常见的原因，是 `(n, 1)` 和 `(1, m)` 广播（broadcasting）成了 `(n, m)`；还有在循环里不停地往列表里加东西。"
    ),
    "died": (
        "找一找有没有 `exit()`、`quit()`、`os._exit()`，或者停不下来的递归：函数用 `return` 交答案，不要让整个程序退出。"
    ),
    "violation": "看看返回值：是不是比题目要的大得多，或者里面混进了别的东西？题目要什么形状的数组，就只返回那个数组。",
}

_RAISED = {
    "NameError": (
        "{line}用到的名字，评分时没有定义。评分只运行填空的格和开头的 `import`，画图、读数据的格不运行：函数要用的东西，"
        "都从参数里拿，或者写在这一格里。想看到同样的错误，就重启内核（Kernel → Restart），只运行这两种格。"
    ),
    "UnboundLocalError": "{line}用到的变量，走到那里时还没有赋过值：是不是只在某个 `if` 或者循环里面赋了值？在函数开头给它一个初值。",
    "TypeError": (
        "{line}里，每个值是什么类型？用 `print(type(…))` 看一遍。常见的有三种：漏了调用的括号，拿到的是函数本身；"
        "参数个数不对；前面某个函数没有 `return`，拿到的是 `None`。"
    ),
    "ValueError": "多半是形状对不上。在{line}前面打印用到的各个数组的 `.shape`，对照题目里写的形状，看是哪一个先偏离的。",
    "RuntimeError": "PyTorch 说形状或类型对不上时，用的多半是这个异常。在{line}前面打印用到的各个张量（tensor）的 `.shape` 和 `.dtype`。",
    "IndexError": "下标超出了范围：在{line}前面打印下标和数组的 `.shape`。一轴长 n，最后一个下标是 n − 1；也看看是不是轴数比想的少一个。",
    "KeyError": "字典里没有这个键：在{line}前面打印它的 `.keys()`，对一对拼写，也看看是谁负责放进去的。",
    "AttributeError": "{line}里点号前面的东西，不是你以为的那一种：用 `print(type(…))` 看看。也可能只是属性名拼错了。",
    "ZeroDivisionError": "{line}除以了 0。想一想哪种输入会让分母变成 0，题目要求那时返回什么，先处理它。",
    "RuntimeWarning": (
        "{line}发出了警告：溢出、除以 0，或者对 0 取了对数。这一题要求避开它：找到那个太大或者正好是 0 的中间结果，"
        "换一种数学上相等、中间结果不出界的写法。"
    ),
    "RecursionError": "函数一直在调用自己，停不下来：看看每次调用时，输入是不是真的变小了，最小的情形有没有直接返回。",
    "LinAlgError": "矩阵不能求逆，或者不是方阵。在{line}前面打印它的 `.shape`；形状对的话，看看题目建议用哪个函数来解。",
    "FileNotFoundError": "评分时读不到任何文件，也不需要：数据都从参数里来。把{line}的读取拿到函数外面去。",
    "PermissionError": "评分时读不到任何文件，也不需要：数据都从参数里来。把{line}的读取拿到函数外面去。",
    "ModuleNotFoundError": "这一题用不着那个库：去掉{line}的 `import`，用讲义里的工具来写。",
    "SyntaxError": "Python 读不懂{line}。真正的错处常常就在这一行，或者上一行的末尾：数一数括号，看看冒号和引号。",
    "IndentationError": "{line}的缩进和上下文对不齐：函数体统一缩进四个空格，别把空格和 Tab 混着用。",
    "TabError": "{line}把空格和 Tab 混着用了：整个函数统一缩进四个空格。",
}
_RAISED_ANYTHING = "先让它不报错：在{line}前面加一行 `print`，把这一行用到的每个变量的值和 `.shape` 都打印出来，看看哪个和你想的不一样。"


HOW_TO_BEGIN = (
    "一题一题来：先读这一节里通向它的那几段，再把 `raise NotImplementedError` 那一行换成自己的代码，运行下面的检查格。"
    "想过五分钟还没有头绪，就展开题目下面的“提示”。"
)


def is_unwritten(outcome: ExerciseReport) -> bool:
    """Whether the blank was left as it is."""
    return any(failed.kind == "not-attempted" for failed in outcome.failed)


def steps(exercise: Exercise, outcome: ExerciseReport, unfinished: Sequence[str]) -> list[str]:
    """What to do about an exercise that failed tests, in order; ``unfinished``: earlier ones it needs that failed too."""
    check = f'运行 `check("{exercise.name}")`'
    if is_unwritten(outcome):
        return [*_repair_first(unfinished), f"约 {exercise.minutes} 分钟，写好{check}。"]
    # In grading, references took their place: this exercise has a fault of its own.
    fair = "评分时也换上正确的版本试过，前面的错不会让这一题重复扣分。"
    return [
        *(sentence + fair for sentence in _repair_first(unfinished)),
        _what_to_try(exercise, outcome),
        f"改完{check}，{_what_to_look_for(outcome)}。",
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
        return "测试全部通过了。没有拿满的题，看看老师写的批语；没写清楚的，就去问。"
    if not failing:
        hardest = max(exercises, key=lambda exercise: exercise.points)
        return (
            f"{len(exercises)} 题全对。想让它真正变成自己的：过几天打开一份新的 `{day}.ipynb`，"
            f"只看题面，把 `{hardest.name}` 从头再写一遍。"
        )
    nothing = len(failing) == len(exercises) and all(map(is_unwritten, failing))
    if nothing and problems:
        return (
            f"先看“交上来的文件”里说的问题。如果这些题你写过：在 JupyterLab 里打开 `{day}.ipynb`，"
            "确认答案都在，保存，再交一次。"
        )
    first = failing[0]
    exercise = next(exercise for exercise in exercises if exercise.name == first.name)
    if nothing:
        return (
            f"从第一题 `{first.name}` 开始，大约要 {exercise.minutes} 分钟。写完一题查一题，不用一口气做完。"
        )
    if all(map(is_unwritten, failing)):
        return f"写过的都对了。接着写 `{first.name}`，大约要 {exercise.minutes} 分钟。"
    if is_unwritten(first):
        return f"按次序来：先写 `{first.name}`（大约 {exercise.minutes} 分钟），后面的题会用到前面的。"
    if first.diagnosis:
        return f"从 `{first.name}` 改起：{first.diagnosis[0].message}"
    if first.score > 0:
        return f"从 `{first.name}` 改起：普通的输入已经对了，只差一步。"
    if _gave_no_answer(first):
        return f"先让 `{first.name}` 能跑完：它还没有走到给出答案的那一步。"
    return f"从 `{first.name}` 改起，一次只改一处，改完就查。"


def _gave_no_answer(outcome: ExerciseReport) -> bool:
    return outcome.failed[0].kind in (*_STOPPED, "raised", "undefined")


def _repair_first(unfinished: Sequence[str]) -> list[str]:
    if not unfinished:
        return []
    names = "、".join(f"`{name}`" for name in unfinished[:3]) + ("等" if len(unfinished) > 3 else "")
    them = "那一题" if len(unfinished) == 1 else "那几题"
    return [f"它要用到 {names}，{them}也还有错：先把{them}改好，再做这一题。"]


def _what_to_try(exercise: Exercise, outcome: ExerciseReport) -> str:
    if outcome.diagnosis:
        return "对照自己的代码：是这样写的吗？是的话，回到题目里的公式和说明，只改这一处；别的地方先不动。"
    failed = outcome.failed[0]
    if failed.kind in _STOPPED:
        return _STOPPED[failed.kind]
    if failed.kind == "undefined":
        return _not_defined(exercise, failed)
    if failed.kind == "raised":
        return _RAISED.get(failed.exception, _RAISED_ANYTHING).format(line=_line(failed))
    if failed.kind in _WRONG_ANSWER:
        return _WRONG_ANSWER[failed.kind]
    # A failed core test would leave no points: what is ordinary is right.
    return _ALMOST if outcome.score > 0 else _VALUES


def _what_to_look_for(outcome: ExerciseReport) -> str:
    if outcome.score > 0:
        # Full marks but for an edge: the public tests have passed long ago.
        return "确认原来对的没有改坏"
    if _gave_no_answer(outcome):
        return "能跑完了，再看数值对不对"
    return "它会用具体的数字告诉你还差在哪里"


def _not_defined(exercise: Exercise, failed: FailedTest) -> str:
    if failed.exception or failed.line:
        why = _RAISED[failed.exception].format(line=_line(failed)) if failed.exception in _RAISED else ""
        return f"这一格没能运行完，所以函数没有定义出来。{why}在 JupyterLab 里单独运行这一格，先改到不报错。"
    first = re.search(rf"^(def|class)\s+{re.escape(exercise.name)}\b", exercise.stub, re.MULTILINE)
    head = first[0] if first else exercise.name
    return f"定义要写在这一格里，从行首开始，名字和题目一字不差：`{head}`。看看有没有改名，或者缩进到别的函数里面去了。"


def _line(failed: FailedTest) -> str:
    return f"第 {failed.line} 行" if failed.line else "出错的那一行"
