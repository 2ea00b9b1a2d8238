# %%
from functools import wraps


# %% wrong keywords-not-in-key
# 键里只有按位置给的参数，按名字给的不同也当成一道题
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        if args not in book:
            book[args] = f(*args, **kwargs)
        return book[args]

    return wrapper


# %% wrong keyword-order
# 键里按名字给的参数没有排序，次序一换又算一遍
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(kwargs.items())
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong only-keyword-names
# 键里只有按名字给的参数的名字，没有它们的值
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong only-keyword-values
# 键里只有按名字给的参数的值，没有名字
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(kwargs[name] for name in sorted(kwargs))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong joined-key
# 把按位置的和按名字的参数接成了一个元组，两种混在一起分不清
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args + tuple(sorted(kwargs.items()))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong none-again
# 拿 None 当“没见过”，结果是 None 的每次都重算
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if book.get(key) is None:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong falsy-again
# 拿“假”当“没见过”，结果是 0、空的、None 的每次都重算
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if not book.get(key):
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong one-book-for-all
# 所有函数共用一个本子（本子是参数的默认值，或者是全局的）
def memoize(f, book={}):  # noqa: B006
    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong new-book-each-call
# 本子是在外套里面做的，每次调用都是空的
def memoize(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        book = {}
        key = args, tuple(sorted(kwargs.items()))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong exception-kept
# 异常也当成结果记住了，下次不再调用 f
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if key not in book:
            try:
                book[key] = f(*args, **kwargs)
            except Exception as error:
                book[key] = error
        if isinstance(book[key], Exception):
            raise book[key]
        return book[key]

    return wrapper


# %% wrong exception-becomes-none
# 接住了异常，改答 None
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if key not in book:
            try:
                book[key] = f(*args, **kwargs)
            except Exception:
                return None
        return book[key]

    return wrapper


# %% wrong last-only
# 本子上只有最近一道题，前面的都擦掉了
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items()))
        if key not in book:
            result = f(*args, **kwargs)
            book.clear()
            book[key] = result
        return book[key]

    return wrapper


# %% wrong one-answer
# 只记了一个答案，不管参数是什么
def memoize(f):
    book = []

    @wraps(f)
    def wrapper(*args, **kwargs):
        if not book:
            book.append(f(*args, **kwargs))
        return book[0]

    return wrapper


# %% wrong one-argument
# 外套只收一个参数
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(x):
        if x not in book:
            book[x] = f(x)
        return book[x]

    return wrapper


# %% wrong texts-joined
# 用 str 把参数变成文字再接起来作键，不同的参数变成了同样的文字
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = "".join(map(str, args)) + str(sorted(kwargs.items()))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong values-sorted
# 排序时把按名字给的参数的值也拿去比大小，比不了的就报错
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = args, tuple(sorted(kwargs.items(), key=lambda pair: (pair[1], pair[0])))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong library
# 用了 functools 现成的记忆化
import functools


def memoize(f):
    return functools.lru_cache(maxsize=None)(f)


# %% wrong written-before-the-answer
# 还没有算出来就先在本子上写了 None，出错的那次也就记下了
def memoize(f):
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if key not in book:
            book[key] = None
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong key-is-a-text
# 键是 str 变出来的一段文字，相等的 1 和 1.0 成了两道题
def memoize(f):
    book = {}

    def wrapper(*args, **kwargs):
        key = str(args) + str(sorted(kwargs.items()))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong first-answer-lost
# 第一次只记在本子上，没有把结果返回
def memoize(f):
    book = {}

    def wrapper(*args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if key in book:
            return book[key]
        book[key] = f(*args, **kwargs)

    return wrapper


# %% wrong list-in-the-key
# 键里放了 sorted 得到的列表，忘了变成元组，列表不能作键
def memoize(f):
    book = {}

    def wrapper(*args, **kwargs):
        key = (args, sorted(kwargs.items()))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% wrong zero-and-empty-again
# None 记住了，可是 0、空文字、False 这些假的结果每次都重算
def memoize(f):
    book = {}

    def wrapper(*args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if book.get(key) or book.get(key, 1) is None:
            return book[key]
        book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper


# %% right frozenset
# 键里用 frozenset，问有没有用异常
def memoize(f):
    cache = {}

    def wrapper(*args, **kwargs):
        key = (args, frozenset(kwargs.items()))
        try:
            return cache[key]
        except KeyError:
            pass
        cache[key] = f(*args, **kwargs)
        return cache[key]

    return wrapper


# %% right list-of-questions
# 不用字典的键：把题目和答案记在单子上，一道一道地比
def memoize(f):
    cache = []

    def wrapper(*args, **kwargs):
        for question, answer in cache:
            if question == (args, kwargs):
                return answer
        answer = f(*args, **kwargs)
        cache.append(((args, kwargs), answer))
        return answer

    return wrapper


# %% right sentinel
# 用 get 查，没见过的答一个谁也没有的东西
def memoize(f):
    missing, store = object(), {}

    @wraps(f)
    def inner(*positional, **named):
        question = (positional, tuple((name, named[name]) for name in sorted(named)))
        found = store.get(question, missing)
        if found is missing:
            found = store[question] = f(*positional, **named)
        return found

    return inner


# %% right on-the-wrapper
# 本子记在外套的便条上
def memoize(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if key in wrapper.cache:
            return wrapper.cache[key]
        result = f(*args, **kwargs)
        wrapper.cache[key] = result
        return result

    wrapper.cache = {}
    return wrapper
