# %% wrong order-of-tests
# 先问了 3 的倍数，两样都是的时候只喊了 Fizz
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        elif i % 15 == 0:
            words.append("FizzBuzz")
        else:
            words.append(str(i))
    return words


# %% wrong five-first
# 先问了 5 的倍数，两样都是的时候只喊了 Buzz
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 5 == 0:
            words.append("Buzz")
        elif i % 3 == 0:
            words.append("Fizz")
        else:
            words.append(str(i))
    return words


# %% wrong from-zero
# 从 0 报起，0 到 n 减 1
def fizzbuzz(n):
    words = []
    for i in range(n):
        if i % 15 == 0:
            words.append("FizzBuzz")
        elif i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words


# %% wrong zero-too
# 从 0 报到了 n，多了一个
def fizzbuzz(n):
    words = []
    for i in range(n + 1):
        if i % 15 == 0:
            words.append("FizzBuzz")
        elif i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words


# %% wrong without-n
# range 的终点不算在内：漏了 n
def fizzbuzz(n):
    words = []
    for i in range(1, n):
        if i % 15 == 0:
            words.append("FizzBuzz")
        elif i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words


# %% wrong numbers
# 不喊词的时候交出了整数，没有变成文字
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            words.append("FizzBuzz")
        elif i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(i)
    return words


# %% wrong with-blank
# 两个词中间多了一个空格
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            words.append("Fizz Buzz")
        elif i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words


# %% wrong both-separately
# 两样都是的时候添了两段，Fizz 和 Buzz 各一段
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 3 == 0:
            words.append("Fizz")
        if i % 5 == 0:
            words.append("Buzz")
        if i % 3 != 0 and i % 5 != 0:
            words.append(str(i))
    return words


# %% wrong if-for-elif
# 第二个问题写成了 if，不是 elif：喊了 Fizz 以后又报了数
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 3 == 0:
            words.append("Fizz")
        if i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words


# %% wrong all-ifs
# 三个问题都写成了 if，没有 elif：else 只管最后一个，喊过 Fizz 的又报了数
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            words.append("FizzBuzz")
        if i % 3 == 0:
            words.append("Fizz")
        if i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words


# %% wrong or-for-and
# 该写 and 的地方写了 or：只要有一样是，就喊了 FizzBuzz
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 3 == 0 or i % 5 == 0:
            words.append("FizzBuzz")
        else:
            words.append(str(i))
    return words


# %% wrong swapped
# Fizz 和 Buzz 反了
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            words.append("FizzBuzz")
        elif i % 5 == 0:
            words.append("Fizz")
        elif i % 3 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words


# %% wrong lower-case
# 喊的词写成了小写
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            words.append("fizzbuzz")
        elif i % 3 == 0:
            words.append("fizz")
        elif i % 5 == 0:
            words.append("buzz")
        else:
            words.append(str(i))
    return words


# %% wrong one-text
# 接成了一整段文字，不是列表
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            words.append("FizzBuzz")
        elif i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return " ".join(words)


# %% wrong printed
# 用 print 喊出来了，没有用 return 交出来
def fizzbuzz(n):
    for i in range(1, n + 1):
        print("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0) or i)


# %% wrong word-not-emptied
# 每一圈开头没有把要喊的清空，上一个人喊的又带了下来
def fizzbuzz(n):
    said = []
    word = ""
    for i in range(1, n + 1):
        if i % 3 == 0:
            word += "Fizz"
        if i % 5 == 0:
            word += "Buzz"
        if word == "":
            word = str(i)
        said.append(word)
    return said


# %% wrong second-chain
# 后一个 if 另起了一串，else 只管它：喊过 Fizz 的又报了数
def fizzbuzz(n):
    said = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            said.append("FizzBuzz")
            continue
        if i % 3 == 0:
            said.append("Fizz")
        if i % 5 == 0:
            said.append("Buzz")
        else:
            said.append(str(i))
    return said


# %% wrong asks-one-less
# 报的是 i + 1，问倍数的却是 i，喊的词晚了一个人
def fizzbuzz(n):
    said = []
    for i in range(n):
        if i % 15 == 0:
            said.append("FizzBuzz")
        elif i % 3 == 0:
            said.append("Fizz")
        elif i % 5 == 0:
            said.append("Buzz")
        else:
            said.append(str(i + 1))
    return said


# %% right joined-words
# 先拼词，拼不出来再报数
def fizzbuzz(n):
    words = []
    for i in range(1, n + 1):
        word = ""
        if i % 3 == 0:
            word += "Fizz"
        if i % 5 == 0:
            word += "Buzz"
        words.append(word or str(i))
    return words


# %% right comprehension
# 一行推导式
def fizzbuzz(n):
    return ["Fizz" * (i % 3 < 1) + "Buzz" * (i % 5 < 1) or f"{i}" for i in range(1, n + 1)]


# %% right while-match
# while 和 match，交出元组
def fizzbuzz(n):
    words, i = [], 0
    while i < n:
        i += 1
        match i % 3, i % 5:
            case 0, 0:
                words.append("FizzBuzz")
            case 0, _:
                words.append("Fizz")
            case _, 0:
                words.append("Buzz")
            case _:
                words.append(str(i))
    return tuple(words)
