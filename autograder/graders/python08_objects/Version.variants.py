# %% wrong compared-as-text
# 三段存成了文本，比大小时按文本比
@dataclass(frozen=True, order=True)
class Version:
    text: str = ""

    def __init__(self, major, minor=0, patch=0):
        object.__setattr__(self, "text", f"{major}.{minor}.{patch}")

    @property
    def major(self):
        return int(self.text.split(".")[0])

    @property
    def minor(self):
        return int(self.text.split(".")[1])

    @property
    def patch(self):
        return int(self.text.split(".")[2])

    def __str__(self):
        return self.text

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong parts-stay-text
# parse 没有把三段换成整数
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*parts)


# %% wrong mutable
# 没有冻住，版本号能被改
@dataclass(order=True, unsafe_hash=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong no-hash
# 没有冻住，能被改，也就放不进集合
@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong no-order
# 没有写比大小
@dataclass(frozen=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong parse-needs-instance
# parse 少了 @classmethod，或者参数里少了 cls：Version.parse(文本) 收不到文本
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    def parse(self, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return Version(*map(int, parts))


# %% wrong short-str
# str 里少了 patch
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong str-drops-zeros
# str 把末尾是 0 的段省掉了
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        text = f"{self.major}.{self.minor}.{self.patch}"
        while text.endswith(".0"):
            text = text[:-2]
        return text

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong repr-only
# 写的是 __repr__，被 dataclass 的 __str__ 规则盖住，str 得到别的样子
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"Version({self.major}, {self.minor}, {self.patch})"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong int-only
# 只靠 int 检查，放过了 -1、空格和下划线
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3:
            raise ValueError
        return cls(*map(int, parts))


# %% wrong any-length
# 没有检查段数，三段以后的被丢掉了
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts[:3]))


# %% wrong too-many-is-type-error
# 四段时抛出的是 TypeError，不是 ValueError
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong three-only
# parse 只收正好三段的
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong empty-is-zero
# 空的段当成了 0
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        parts = [part or "0" for part in parts]
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong returns-tuple
# parse 返回的是元组，不是 Version
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return tuple(map(int, parts))


# %% wrong stripped
# parse 去掉了两头的空格，应当抛出 ValueError
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.strip().split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong patch-ignored
# 比大小和相等都没有看 patch
from dataclasses import field


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = field(default=0, compare=False)

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong as-decimal
# 把 minor 当成了小数：1.10 与 1.1 一样
@dataclass(frozen=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def _key(self):
        return float(f"{self.major}.{self.minor}"), self.patch

    def __eq__(self, other):
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        return self._key() < other._key()

    def __le__(self, other):
        return self._key() <= other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __ge__(self, other):
        return self._key() >= other._key()

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong printed
# __str__ 里用了 print，没有用 return 返回文本
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        print(f"{self.major}.{self.minor}.{self.patch}")

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong str-drops-patch
# str 在 patch 是 0 时只写了两段
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        if self.patch == 0:
            return f"{self.major}.{self.minor}"
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% wrong leading-zeros-refused
# 前面多写了 0 的段（01）被拒绝了
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text):
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() and str(int(part)) == part for part in parts):
            raise ValueError
        return cls(*map(int, parts))


# %% right by-hand
# 全部自己写，用 total_ordering 和只读的窗
from functools import total_ordering


@total_ordering
class Version:
    def __init__(self, major, minor=0, patch=0):
        self._parts = (major, minor, patch)

    major = property(lambda self: self._parts[0])
    minor = property(lambda self: self._parts[1])
    patch = property(lambda self: self._parts[2])

    def __eq__(self, other):
        return isinstance(other, Version) and self._parts == other._parts

    def __lt__(self, other):
        return self._parts < other._parts

    def __hash__(self):
        return hash(self._parts)

    def __str__(self):
        return ".".join(str(part) for part in self._parts)

    @staticmethod
    def parse(text):
        numbers = []
        for part in text.split("."):
            if part == "" or any(c not in "0123456789" for c in part):
                raise ValueError(text)
            numbers.append(int(part))
        if not 1 <= len(numbers) <= 3:
            raise ValueError(text)
        return Version(*numbers)


# %% right named-tuple
# 用 NamedTuple，parse 用正则表达式
import re
from typing import NamedTuple


class Version(NamedTuple):
    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self):
        return "{}.{}.{}".format(*self)

    @classmethod
    def parse(cls, text):
        if not re.fullmatch(r"[0-9]+(\.[0-9]+){0,2}", text):
            raise ValueError("不是版本号")
        return cls._make((*map(int, text.split(".")), 0, 0)[:3])
