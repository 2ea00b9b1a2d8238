# %% wrong text-returned
# 交还的是倒过来的文字，不是 True 或 False
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return clean[::-1]


# %% wrong quoted
# 交还的是带引号的文字 "True"、"False"
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    if clean == clean[::-1]:
        return "True"
    return "False"


# %% wrong number
# 交还的是 1 和 0，不是 True 和 False
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return 1 if clean == clean[::-1] else 0


# %% wrong inner-blanks-kept
# 只去了两头的空格，中间的还在
def is_palindrome(text):
    clean = text.strip().lower()
    return clean == clean[::-1]


# %% wrong blanks-kept
# 空格一个也没有去掉
def is_palindrome(text):
    clean = text.lower()
    return clean == clean[::-1]


# %% wrong case-kept
# 没有换成小写，大小写不同就算不一样
def is_palindrome(text):
    clean = text.replace(" ", "")
    return clean == clean[::-1]


# %% wrong nothing-cleaned
# 空格没有去，大小写也没有换，直接比了原文
def is_palindrome(text):
    return text == text[::-1]


# %% wrong one-side-only
# 只整理了一边：整理过的和没整理的原文倒过来比
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return clean == text[::-1]


# %% wrong marks-ignored
# 标点也去掉了，标点是算数的
def is_palindrome(text):
    clean = "".join(c for c in text.lower() if c.isalnum())
    return clean == clean[::-1]


# %% wrong ends-only
# 只比了第一个字和最后一个字
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return clean[:1] == clean[-1:]


# %% wrong reversed-object
# 拿文字去和 reversed 的结果比，那不是文字，永远不相等
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return clean == reversed(clean)


# %% wrong empty-is-not
# 空的文字答了 False
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    if clean == "":
        return False
    return clean == clean[::-1]


# %% wrong without-last
# 写成了 [:-1]：去掉最后一个字，不是倒过来
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return clean == clean[:-1]


# %% wrong opposite
# 答案反了，是回文时答 False
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return clean != clean[::-1]


# %% wrong only-true
# 只写了是回文时的 True，不是的时候什么也没有交还
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    if clean == clean[::-1]:
        return True


# %% wrong one-blank
# 只去掉了一个空格
def is_palindrome(text):
    clean = text.replace(" ", "", 1).lower()
    return clean == clean[::-1]


# %% wrong first-word
# 只看了第一个空格前面的那一段
def is_palindrome(text):
    clean = text.lower().split(" ")[0]
    return clean == clean[::-1]


# %% wrong yes-or-no
# 交还的是“是”“否”两个字，不是 True 和 False
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    return "是" if clean == clean[::-1] else "否"


# %% wrong commas-ignored
# 英文的逗号也去掉了，逗号是算数的
def is_palindrome(text):
    clean = text.replace(" ", "").replace(",", "").lower()
    return clean == clean[::-1]


# %% wrong halves-not-reversed
# 前一半和后一半直接比，后一半没有倒过来
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    half = len(clean) // 2
    return clean[:half] == clean[-half:]


# %% wrong one-side-lowered
# 只有一边换成了小写
def is_palindrome(text):
    text = text.replace(" ", "")
    return text == text[::-1].lower()


# %% wrong printed
# 用 print 显示了答案，没有用 return 交还
def is_palindrome(text):
    clean = text.replace(" ", "").lower()
    print(clean == clean[::-1])


# %% right if-else
# 用 if 和 else
def is_palindrome(text):
    text = text.upper()
    text = text.replace(" ", "")
    answer = False
    if text == text[::-1]:
        answer = True
    return answer


# %% right join-reversed
# 切开再拼，用 reversed
def is_palindrome(text: str) -> bool:
    letters = list("".join(text.split()).casefold())
    return letters == list(reversed(letters))


# %% right two-ends
# 从两头往中间走
def is_palindrome(text):
    letters = [c.lower() for c in text if c != " "]
    i, j = 0, len(letters) - 1
    while i < j:
        if letters[i] != letters[j]:
            return False
        i += 1
        j -= 1
    return True
