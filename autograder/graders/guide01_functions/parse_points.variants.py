# %%
import numpy as np


# %% wrong whole-line-comments-only
# 只跳过以 # 开头的行，数据后面的注释没有去掉
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith("#"):
            continue
        words = line.split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong extra-numbers-dropped
# 一行有三个数时取了前两个，没有报错
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            rows.append((float(words[0]), float(words[1])))
        except (ValueError, IndexError):
            raise ValueError(f"第 {number} 行") from None
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong last-line-lost
# 按换行切开以后扔掉了最后一段，最后一行没有换行时就丢了
def parse_points(text):
    rows = []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong empty-has-one-axis
# 一个点也没有时，形状是 (0,)，没有两列
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float)


# %% wrong counts-from-zero
# 行号从 0 数起
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines()):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong counts-data-lines
# 行号只数有数据的行，空行和注释行没有算
def parse_points(text):
    rows = []
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {len(rows) + 1} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong split-at-one-blank
# 用 split(" ") 切开：好几个空格会切出空字符串，制表符不认
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        try:
            x, y = map(float, line.split(" "))
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong no-line-number
# 出错时让 Python 自己的说明出去，没有行号
def parse_points(text):
    rows = []
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if words:
            x, y = map(float, words)
            rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong bad-lines-skipped
# 读不懂的行悄悄跳过，没有报错
def parse_points(text):
    rows = []
    for line in text.splitlines():
        words = line.split("#")[0].split()
        try:
            x, y = map(float, words)
        except ValueError:
            continue
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong missing-dropped
# 缺测的点整个扔掉了
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        if x == x and y == y:
            rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong missing-as-zero
# 缺测读成了 0
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.nan_to_num(np.array(rows, dtype=float).reshape(-1, 2))


# %% wrong blank-lines-refused
# 空行和注释行也当成写错的行，报了错
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong loadtxt
# 用了 np.loadtxt：行号不是从文字的第一行数起的，一个点也没有时还有警告
import io


def parse_points(text):
    return np.loadtxt(io.StringIO(text), ndmin=2).reshape(-1, 2)


# %% wrong genfromtxt
# 用了 np.genfromtxt：读不懂的词悄悄成了 NaN
import io


def parse_points(text):
    return np.genfromtxt(io.StringIO(text)).reshape(-1, 2)


# %% wrong all-words-in-pairs
# 不分行，把所有的数两个两个地配：一行多一个、少一个，后面就全错开了
import re


def parse_points(text):
    words = re.sub(r"#.*", "", text).split()
    if len(words) % 2:
        raise ValueError(f"第 {text.count(chr(10))} 行")
    return np.array([float(w) for w in words], dtype=float).reshape(-1, 2)


# %% wrong columns-for-rows
# 每个点成了一列，结果的形状是 (2, n)
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2).T


# %% wrong tokens-with-comments-glued
# 遇到 # 开头的词才停，紧跟在数后面的 # 没有认出来
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = []
        for word in line.split():
            if word.startswith("#"):
                break
            words.append(word)
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong says-last-bad-line
# 读到最后才报错，说的是最后一处错，不是第一处
def parse_points(text):
    rows, bad = [], None
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
            rows.append((x, y))
        except ValueError:
            bad = number
    if bad:
        raise ValueError(f"第 {bad} 行")
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong comments-after-blank-only
# 按 " #" 去掉注释：制表符后面的、紧跟在数后面的注释没有认出来
def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith("#"):
            continue
        words = line.split(" #")[0].split()
        if not words:
            continue
        try:
            x, y = map(float, words)
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        rows.append((x, y))
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% wrong own-number-pattern
# 没有让 float() 来认数，自己的规则把它读得懂的写法也当成了写错
import re


def parse_points(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if len(words) != 2 or not all(re.fullmatch(r"nan|-?[0-9]+([.][0-9]+)?", word) for word in words):
            raise ValueError(f"第 {number} 行")
        rows.append([float(word) for word in words])
    return np.array(rows, dtype=float).reshape(-1, 2)


# %% right partition
# 用 partition 去掉注释，先数词再转换
def parse_points(text):
    found = np.empty((0, 2))
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.partition("#")[0].split()
        if len(words) not in (0, 2):
            raise ValueError(f"第 {number} 行的词" + ("太多" if len(words) > 2 else "太少"))
        if words:
            try:
                point = [float(word) for word in words]
            except ValueError as error:
                raise ValueError(f"第 {number} 行读不懂") from error
            found = np.vstack([found, point])
    return found


# %% right regular-expression
# 用正则表达式去掉注释，用 fromiter 拼成数组
import re


def parse_points(text):
    def numbers():
        for number, line in enumerate(re.sub(r"#[^\n]*", "", text).split("\n"), start=1):
            if not line.strip():
                continue
            words = re.split(r"\s+", line.strip())
            try:
                x, y = words
                yield from (float(x), float(y))
            except ValueError:
                raise ValueError(f"line {number}: expected two numbers") from None

    return np.array(list(numbers()), dtype=np.float64).reshape(-1, 2)


# %% right stringio
# 像读文件一样一行行地读
import io


def parse_points(text):
    xs, ys = [], []
    for number, line in enumerate(io.StringIO(text), start=1):
        data = line if "#" not in line else line[: line.index("#")]
        if data.isspace() or data == "":
            continue
        words = data.split()
        if len(words) != 2:
            raise ValueError(f"第 {number} 行")
        try:
            x, y = float(words[0]), float(words[1])
        except ValueError:
            raise ValueError(f"第 {number} 行") from None
        xs.append(x)
        ys.append(y)
    return np.stack([np.array(xs, dtype=float), np.array(ys, dtype=float)], axis=-1)
