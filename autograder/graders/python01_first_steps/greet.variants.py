# %% wrong blanks-kept
# 名字两头的空格还在：strip 的结果没有留住
def greet(name):
    name.strip()
    if name == "":
        name = "朋友"
    return f"你好，{name}！"


# %% wrong blanks-kept-in-the-answer
# 只在问是不是空的时候去了空格，问候里用的还是原来的名字
def greet(name):
    if name.strip() == "":
        return "你好，朋友！"
    return f"你好，{name}！"


# %% wrong asked-too-early
# 先问是不是空的，后去空格：只有空格的名字成了空的称呼
def greet(name):
    if name == "":
        name = "朋友"
    return f"你好，{name.strip()}！"


# %% wrong no-f
# 忘了 f，花括号原样留在文字里
def greet(name):
    name = name.strip()
    if name == "":
        return "你好，朋友！"
    return "你好，{name}！"


# %% wrong no-f-at-all
# 忘了 f，无论是谁都得到花括号里的 name
def greet(name):
    return "你好，{name}！"


# %% wrong ascii-marks
# 逗号、感叹号用了英文的
def greet(name):
    return f"你好,{name.strip() or '朋友'}!"


# %% wrong ascii-exclamation
# 感叹号用了英文的
def greet(name):
    return f"你好，{name.strip() or '朋友'}!"


# %% wrong inner-blanks
# 所有的空格都去掉了，名字中间的也没有留
def greet(name):
    name = name.replace(" ", "")
    return f"你好，{name or '朋友'}！"


# %% wrong left-only
# 只去了前面的空格
def greet(name):
    return f"你好，{name.lstrip() or '朋友'}！"


# %% wrong right-only
# 只去了后面的空格
def greet(name):
    return f"你好，{name.rstrip() or '朋友'}！"


# %% wrong no-friend
# 名字空了也没有称呼朋友
def greet(name):
    return f"你好，{name.strip()}！"


# %% wrong always-friend
# 无论是谁都称呼朋友
def greet(name):
    return "你好，朋友！"


# %% wrong always-xiaoming
# 把例子里的小明写死了
def greet(name):
    if name.strip() == "":
        return "你好，朋友！"
    return "你好，小明！"


# %% wrong first-word
# 只叫了名字的第一段，空格后面的丢了
def greet(name):
    words = name.split()
    return f"你好，{words[0] if words else '朋友'}！"


# %% wrong blank-before-name
# 逗号后面多了一个空格
def greet(name):
    return f"你好， {name.strip() or '朋友'}！"


# %% wrong friend-alone
# 名字空了时只交还“朋友”两个字，没有问候
def greet(name):
    name = name.strip()
    if name == "":
        return "朋友"
    return f"你好，{name}！"


# %% wrong name-in-quotes
# 把 name 写进了引号，问候的是这四个字母
def greet(name):
    name = name.strip()
    if name == "":
        name = "朋友"
    return "你好，" + "name" + "！"


# %% wrong one-blank-each
# 两头各只去掉了一个空格
def greet(name):
    if name[:1] == " ":
        name = name[1:]
    if name[-1:] == " ":
        name = name[:-1]
    if name == "":
        name = "朋友"
    return f"你好，{name}！"


# %% wrong printed
# 用 print 显示了问候，没有用 return 交还
def greet(name):
    name = name.strip()
    if name == "":
        name = "朋友"
    print(f"你好，{name}！")


# %% right plus
# 用加号接起来
def greet(name):
    clean = name.strip()
    if len(clean) == 0:
        return "你好，朋友！"
    else:
        return "你好，" + clean + "！"


# %% right one-line
# 一行，用 or
def greet(name: str) -> str:
    return f"你好，{name.strip() or '朋友'}！"


# %% right loop
# 自己一个一个去空格
def greet(name):
    while name.startswith(" "):
        name = name[1:]
    while name.endswith(" "):
        name = name[:-1]
    if not name:
        name = "朋友"
    print("你好")
    return "".join(["你好，", name, "！"])
