# %%
from collections import deque


# %% wrong recursive
# 函数调用自己，链一深就超过了 Python 的递归上限
def topological_order(root):
    order, seen = [], set()

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        for parent in node.parents:
            visit(parent)
        order.append(node)

    visit(root)
    return order


# %% wrong repeats
# 没有记下见过谁，被用了几次的结点就出现几次
def topological_order(root):
    order, todo = [], [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
        else:
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order


# %% wrong revisits
# 已经排好的不再放进列表，可是来源仍然一遍一遍地走，路一多就走不完
def topological_order(root):
    order, todo = [], [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            if node not in order:
                order.append(node)
        else:
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order


# %% wrong same-data
# 用 data 判断是不是见过，值相等的不同结点只剩一个
def topological_order(root):
    order, seen, todo = [], set(), [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
        elif node.data not in seen:
            seen.add(node.data)
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order


# %% wrong root-first
# 次序反了：root 在最前，来源在后
def topological_order(root):
    order, seen, todo = [], set(), [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order[::-1]


# %% wrong breadth-first
# 一层一层地找（广度优先），再把列表倒过来：有长有短的两条路时，次序会错
def topological_order(root):
    order, seen, todo = [], {root}, deque([root])
    while todo:
        node = todo.popleft()
        order.append(node)
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
    return order[::-1]


# %% wrong reversed-preorder
# 深度优先，见到就放进列表，最后倒过来：有的结点排到了来源之前
def topological_order(root):
    order, seen, todo = [], set(), [root]
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            todo.extend(reversed(node.parents))
    return order[::-1]


# %% wrong marked-when-pushed
# 放进栈时就记成见过：后来才走到的来源已经被压在下面，次序会错
def topological_order(root):
    order, seen, todo = [], {root}, [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
            continue
        todo.append((node, True))
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append((parent, False))
    return order


# %% wrong no-leaves
# 只排了有来源的结点，叶子漏掉了
def topological_order(root):
    order, seen, todo = [], set(), [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
        elif node not in seen and node.parents:
            seen.add(node)
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order


# %% wrong no-root
# 只排了来源，root 自己漏掉了
def topological_order(root):
    order, seen, todo = [], set(), [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order[:-1]


# %% wrong remembers-earlier-calls
# 列表和集合写成了参数的默认值，上一次调用的结点留到了下一次
def topological_order(root, order=[], seen=set()):  # noqa: B006
    todo = [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order


# %% wrong marks-nodes
# 在结点的 grad 里做了记号
def topological_order(root):
    order, seen, todo = [], set(), [(root, False)]
    while todo:
        node, done = todo.pop()
        if done:
            order.append(node)
        elif node not in seen:
            node.grad = 0.0
            seen.add(node)
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order


# %% right counting-users
# 数每个结点有几个用户，用户都走过了才轮到它
def topological_order(root):
    users, todo, seen = {}, [root], {root}
    while todo:
        for parent in todo.pop().parents:
            users[parent] = users.get(parent, 0) + 1
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
    order, free = [], [root]
    while free:
        node = free.pop()
        order.append(node)
        for parent in node.parents:
            users[parent] -= 1
            if users[parent] == 0:
                free.append(parent)
    return order[::-1]


# %% right a-higher-limit
# 递归，先把上限调高
def topological_order(root):
    import sys

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    sys.setrecursionlimit(limit)
    return order


# %% right iterators
# 栈里放的是每个结点还没有看的来源
def topological_order(root):
    order, seen, stack = [], {root}, [(root, iter(root.parents))]
    while stack:
        node, rest = stack[-1]
        for parent in rest:
            if parent not in seen:
                seen.add(parent)
                stack.append((parent, iter(parent.parents)))
                break
        else:
            stack.pop()
            order.append(node)
    return order


# %% right several-sweeps
# 见过的记在字典里，来源都排好的才排，排不了的放回去
def topological_order(root):
    done, todo = {}, [root]
    while todo:
        node = todo[-1]
        waiting = [parent for parent in node.parents if parent not in done]
        if waiting:
            todo += waiting
        else:
            todo.pop()
            done.setdefault(node)
    return list(done)
