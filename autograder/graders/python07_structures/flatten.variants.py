# %% wrong recursion
# 用了递归，套得深了就超过层数的限制
def flatten(nested):
    flat = []
    for thing in nested:
        if isinstance(thing, (list, tuple)):
            flat.extend(flatten(thing))
        else:
            flat.append(thing)
    return flat


# %% wrong recursion-limit-raised
# 把递归层数的限制调大了
def flatten(nested):
    import sys

    sys.setrecursionlimit(100_000)
    flat = []
    for thing in nested:
        if isinstance(thing, (list, tuple)):
            flat.extend(flatten(thing))
        else:
            flat.append(thing)
    return flat


# %% wrong order-reversed
# 放进栈里的时候没有倒过来，拿到的次序反了
def flatten(nested):
    todo, flat = [nested], []
    while todo:
        thing = todo.pop()
        if isinstance(thing, (list, tuple)):
            todo.extend(thing)
        else:
            flat.append(thing)
    return flat


# %% wrong queue
# 用了队列，浅的先出来，次序成了一层一层的
def flatten(nested):
    todo, flat = deque([nested]), []
    while todo:
        thing = todo.popleft()
        if isinstance(thing, (list, tuple)):
            todo.extend(thing)
        else:
            flat.append(thing)
    return flat


# %% wrong tuples-kept
# 只拆了列表，元组没有拆
def flatten(nested):
    todo, flat = [nested], []
    while todo:
        thing = todo.pop()
        if isinstance(thing, list):
            todo.extend(reversed(thing))
        else:
            flat.append(thing)
    return flat


# %% wrong texts-taken-apart
# 文字也拆成了一个一个的字
def flatten(nested):
    todo, flat = [nested], []
    while todo:
        thing = todo.pop()
        if isinstance(thing, (list, tuple)) or (isinstance(thing, str) and len(thing) != 1):
            todo.extend(reversed(thing))
        else:
            flat.append(thing)
    return flat


# %% wrong dicts-taken-apart
# 字典也拆了，只剩下它的键
def flatten(nested):
    todo, flat = [nested], []
    while todo:
        thing = todo.pop()
        if isinstance(thing, (list, tuple, dict)):
            todo.extend(reversed(thing))
        else:
            flat.append(thing)
    return flat


# %% wrong one-level
# 只拆了一层
def flatten(nested):
    flat = []
    for thing in nested:
        if isinstance(thing, (list, tuple)):
            flat.extend(thing)
        else:
            flat.append(thing)
    return flat


# %% wrong whole-stack-copied
# 每拆一个盒子就把整叠抄一遍，套得深了太慢
def flatten(nested):
    todo, flat = list(nested), []
    while todo:
        thing = todo[0]
        todo = todo[1:]
        if isinstance(thing, (list, tuple)):
            todo = list(thing) + todo
        else:
            flat.append(thing)
    return flat


# %% wrong argument-emptied
# 从给的列表自己里拿，拆完它就空了
def flatten(nested):
    todo, flat = nested, []
    todo.reverse()
    while todo:
        thing = todo.pop()
        if isinstance(thing, (list, tuple)):
            todo.extend(reversed(thing))
        else:
            flat.append(thing)
    return flat


# %% wrong falsy-dropped
# 0、None、空的文字被当成没有，丢了
def flatten(nested):
    todo, flat = [nested], []
    while todo:
        thing = todo.pop()
        if isinstance(thing, (list, tuple)):
            todo.extend(reversed(thing))
        elif thing:
            flat.append(thing)
    return flat


# %% wrong empties-kept
# 空的列表、元组没有拆掉，留在了结果里
def flatten(nested):
    todo, flat = list(reversed(nested)), []
    while todo:
        thing = todo.pop()
        if isinstance(thing, (list, tuple)) and len(thing) > 0:
            todo.extend(reversed(thing))
        else:
            flat.append(thing)
    return flat


# %% wrong all-texts
# 用 str 把整个变成文字再拆，里面的东西都成了文字
def flatten(nested):
    inside = str(nested).replace("[", "").replace("]", "").replace("(", "").replace(")", "")
    return [part.strip().strip("'") for part in inside.split(",") if part.strip()]


# %% right stack-of-iterators
# 栈里放的是走到一半的迭代器
def flatten(nested):
    flat, stack = [], [iter(nested)]
    while stack:
        for thing in stack[-1]:
            if isinstance(thing, (list, tuple)):
                stack.append(iter(thing))
                break
            flat.append(thing)
        else:
            stack.pop()
    return flat


# %% right from-behind
# 从后往前收，最后倒过来
def flatten(nested):
    todo, flat = [nested], []
    while len(todo) > 0:
        thing = todo.pop()
        if type(thing) is list or type(thing) is tuple:
            for item in thing:
                todo.append(item)
        else:
            flat.append(thing)
    flat.reverse()
    return flat


# %% right deque-front
# 用双端队列，拆开的接在最前面
def flatten(nested):
    todo, flat = deque(nested), []
    while todo:
        thing = todo.popleft()
        if isinstance(thing, (list, tuple)):
            todo.extendleft(thing[::-1])
        else:
            flat.append(thing)
    return flat


# %% right places
# 栈里放盒子和看到第几样
def flatten(nested):
    stack, flat = [(nested, 0)], []
    while stack:
        box, place = stack.pop()
        while place < len(box):
            thing = box[place]
            place += 1
            if isinstance(thing, (list, tuple)):
                stack.append((box, place))
                box, place = thing, 0
            else:
                flat.append(thing)
    return flat
