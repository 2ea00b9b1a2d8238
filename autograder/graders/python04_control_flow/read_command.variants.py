# %% wrong empty-line
# 空的一句话也去取第一个词，报了 IndexError
def read_command(line):
    words = line.split()
    verb = words[0].lower()
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong thing-lowered
# 整句话变成了小写，东西的名字也变了
def read_command(line):
    words = line.lower().split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong all-lowered
# 整句话变成了小写，东西的名字和听不懂的原话都变了
def read_command(line):
    line = line.lower()
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong blanks-kept
# 东西的名字中间多余的空白还在
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", line.strip()[4:].strip()
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong bare-go
# 光一个 go 也听了，没有方向
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if words and verb == "go" and len(words) == 1:
        return ("go",)
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong any-direction
# go 后面是什么都听了，没有看是不是四个方向
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where:
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong case-sensitive
# 动词只认小写
def read_command(line):
    words = line.split()
    verb = words[0] if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong direction-case-sensitive
# 方向只认小写
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1]
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong direction-not-lowered
# 方向没有变成小写就交出来了
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", words[1]
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong quit-now
# quit 后面还有别的词也结束了
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit"):
        return ("quit",)
    return "unknown", line.strip()


# %% wrong extra-after-direction
# 方向后面还有别的词也听了
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) >= 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong first-word-of-thing
# 东西的名字只取了一个词
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", words[1]
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong bare-take
# 光一个 take 也听了，东西是空的文字
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take":
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong exit-as-exit
# exit 交出了 exit，应当也是 quit
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return (verb,)
    return "unknown", line.strip()


# %% wrong quit-text
# 结束的时候交出的是文字，不是元组：少了逗号
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return "quit"
    return "unknown", line.strip()


# %% wrong unknown-not-stripped
# 听不懂的原话没有去掉两头的空白
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line


# %% wrong unknown-squeezed
# 听不懂的原话里面的空白也动了
def read_command(line):
    words = line.split()
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", " ".join(words)


# %% wrong unknown-rejoined
# 听不懂的原话是用切好的词重新接起来的：第一个词成了小写，里面的空白也动了
def read_command(line):
    words = line.split()
    if len(words) > 0:
        words[0] = words[0].lower()
    match words:
        case ["go", way] if way.lower() in ("north", "south", "east", "west"):
            return ("go", way.lower())
        case ["take", thing, *rest]:
            return ("take", " ".join([thing, *rest]))
        case ["quit" | "exit"]:
            return ("quit",)
        case _:
            return ("unknown", " ".join(words))


# %% wrong one-blank
# 用一个空格来切，多余的空白切出了空的词
def read_command(line):
    words = line.strip().split(" ")
    verb = words[0].lower() if words else ""
    if verb == "go" and len(words) == 2:
        where = words[1].lower()
        if where in ("north", "south", "east", "west"):
            return "go", where
    if verb == "take" and len(words) > 1:
        return "take", " ".join(words[1:])
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return "unknown", line.strip()


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def read_command(line):
    words = line.split()
    match words:
        case ["go", where]:
            print("go", where)
        case ["take", *thing]:
            print("take", thing)
        case _:
            print("unknown", line)


# %% wrong direction-in-text
# 方向是在一段文字里找的，nor、o 这样的半截也听了
def read_command(line):
    words = line.split()
    if len(words) == 0:
        return ("unknown", "")
    verb = words[0].lower()
    if verb == "go" and len(words) == 2 and words[1].lower() in "north south east west":
        return ("go", words[1].lower())
    if verb == "take" and len(words) > 1:
        return ("take", " ".join(words[1:]))
    if verb in ("quit", "exit") and len(words) == 1:
        return ("quit",)
    return ("unknown", line.strip())


# %% wrong first-word-lost
# 东西的名字少了第一个词
def read_command(line):
    words = line.split()
    if words:
        words[0] = words[0].lower()
    match words:
        case ["go", way] if way.lower() in ["north", "south", "east", "west"]:
            return ("go", way.lower())
        case ["take", _, *rest]:
            return ("take", " ".join(rest))
        case ["quit" | "exit"]:
            return ("quit",)
        case _:
            return ("unknown", line.strip())


# %% wrong verb-begins
# 只问了开头是不是 go 或者 take，goes 这样的词也听了
def read_command(line):
    text = line.strip()
    words = line.split()
    low = text.lower()
    if low.startswith("go") and len(words) == 2 and words[1].lower() in ("north", "south", "east", "west"):
        return ("go", words[1].lower())
    if low.startswith("take") and len(words) > 1:
        return ("take", " ".join(words[1:]))
    if low == "quit" or low == "exit":
        return ("quit",)
    return ("unknown", text)


# %% wrong quit-in-text
# 动词是在一段文字里找的，it、exi 这样的半截也结束了
def read_command(line):
    words = line.split()
    if len(words) == 0:
        return ("unknown", "")
    verb = words[0].lower()
    if verb == "go" and len(words) == 2 and words[1].lower() in ("north", "south", "east", "west"):
        return ("go", words[1].lower())
    if verb == "take" and len(words) > 1:
        return ("take", " ".join(words[1:]))
    if verb in "quit exit" and len(words) == 1:
        return ("quit",)
    return ("unknown", line.strip())


# %% right match
# 用 match，动词先变成小写
def read_command(line):
    first, *rest = line.split() or [""]
    match [first.lower(), *rest]:
        case ["go", where] if where.lower() in {"north", "south", "east", "west"}:
            return ("go", where.lower())
        case ["take", _, *_]:
            return ("take", " ".join(rest))
        case ["quit"] | ["exit"]:
            return ("quit",)
    return ("unknown", line.strip())


# %% right try
# 接住 IndexError，交出列表
def read_command(line):
    said = line.strip()
    parts = said.split(None, 1)
    try:
        verb, rest = parts[0].lower(), parts[1].split()
    except IndexError:
        return ["quit"] if said.lower() in ("quit", "exit") else ["unknown", said]
    if verb == "take":
        return ["take", " ".join(rest)]
    if verb == "go" and len(rest) == 1:
        for way in ("north", "south", "east", "west"):
            if rest[0].lower() == way:
                return ["go", way]
    return ["unknown", said]


# %% right lowered-twice
# 小写的一份用来认，原来的一份用来取
def read_command(line):
    words, low = line.split(), line.lower().split()
    if low in (["quit"], ["exit"]):
        return ("quit",)
    for way in ("north", "south", "east", "west"):
        if low == ["go", way]:
            return "go", way
    if low[:1] == ["take"] and len(low) >= 2:
        thing = ""
        for word in words[1:]:
            thing += word + " "
        return "take", thing.strip()
    return "unknown", line.strip()
