# %% wrong counts-only
# 只比每种左右括号的个数，没有管次序
def balanced(text):
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "{}"))


# %% wrong count-of-each-kind
# 三种括号各数各的，数对了，交错着也当成配好
def balanced(text):
    depth = {"(": 0, "[": 0, "{": 0}
    partner = {")": "(", "]": "[", "}": "{"}
    for c in text:
        if c in depth:
            depth[c] += 1
        elif c in partner:
            depth[partner[c]] -= 1
            if depth[partner[c]] < 0:
                return False
    return not any(depth.values())


# %% wrong pop-from-empty
# 栈空了还往下拿，出了 IndexError
def balanced(text):
    partner, opened = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in "([{":
            opened.append(c)
        elif c in partner and opened.pop() != partner[c]:
            return False
    return not opened


# %% wrong empty-stack-passes
# 栈空了遇到右括号，就当没有看见
def balanced(text):
    partner, opened = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in "([{":
            opened.append(c)
        elif c in partner and opened and opened.pop() != partner[c]:
            return False
    return not opened


# %% wrong left-open
# 读完就答 True，没有管还没配的左括号
def balanced(text):
    partner, opened = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in "([{":
            opened.append(c)
        elif c in partner and (not opened or opened.pop() != partner[c]):
            return False
    return True


# %% wrong any-kind
# 右括号只看栈里还有没有，没有比种类
def balanced(text):
    opened = []
    for c in text:
        if c in "([{":
            opened.append(c)
        elif c in ")]}":
            if not opened:
                return False
            opened.pop()
    return not opened


# %% wrong queue
# 拿的是最早放进去的左括号，不是最近的
def balanced(text):
    partner, opened = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in "([{":
            opened.append(c)
        elif c in partner and (not opened or opened.pop(0) != partner[c]):
            return False
    return not opened


# %% wrong quotes-skipped
# 引号里面的括号没有算
def balanced(text):
    partner, opened, quoted = {")": "(", "]": "[", "}": "{"}, [], ""
    for c in text:
        if quoted:
            if c == quoted:
                quoted = ""
        elif c in "'\"":
            quoted = c
        elif c in "([{":
            opened.append(c)
        elif c in partner and (not opened or opened.pop() != partner[c]):
            return False
    return not opened


# %% wrong mirrored-text
# 拿文字的前一半和后一半对着比，并排的几对就不认
def balanced(text):
    left = [c for c in text if c in "()[]{}"]
    half = len(left) // 2
    partner = {"(": ")", "[": "]", "{": "}"}
    pairs = zip(left[:half], left[::-1])
    return len(left) % 2 == 0 and all(partner.get(a) == b for a, b in pairs)


# %% wrong other-characters
# 括号以外的字符也放进了栈里
def balanced(text):
    partner, opened = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in partner:
            if not opened or opened.pop() != partner[c]:
                return False
        else:
            opened.append(c)
    return not opened


# %% wrong round-only
# 只管了圆括号
def balanced(text):
    depth = 0
    for c in text:
        depth += (c == "(") - (c == ")")
        if depth < 0:
            return False
    return depth == 0


# %% wrong list-returned
# 返回的是剩下的左括号，不是 True 或 False
def balanced(text):
    partner, opened = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in "([{":
            opened.append(c)
        elif c in partner and (not opened or opened.pop() != partner[c]):
            return [c]
    return opened


# %% wrong first-pair-decides
# 配上第一对就答 True，后面的没有再看
def balanced(text):
    partner, opened = {")": "(", "]": "[", "}": "{"}, []
    for c in text:
        if c in "([{":
            opened.append(c)
        elif c in partner:
            return bool(opened) and opened.pop() == partner[c]
    return not opened


# %% right crossing-out
# 把挨着的一对一对划掉，直到没有变化
def balanced(text):
    left = "".join(c for c in text if c in "()[]{}")
    before = None
    while before != left:
        before = left
        for pair in ("()", "[]", "{}"):
            left = left.replace(pair, "")
    return not left


# %% right expected
# 栈里放的是等着的右括号
def balanced(text):
    wanted = []
    for c in text:
        match c:
            case "(":
                wanted.append(")")
            case "[":
                wanted.append("]")
            case "{":
                wanted.append("}")
            case ")" | "]" | "}":
                if len(wanted) == 0:
                    return False
                if wanted.pop() != c:
                    return False
    return len(wanted) == 0


# %% right text-as-stack
# 用一段文字当栈
def balanced(text):
    opened = ""
    for c in text:
        if c in "([{":
            opened += c
        elif c in ")]}":
            if opened[-1:] + c not in ("()", "[]", "{}"):
                return False
            opened = opened[:-1]
    return opened == ""
