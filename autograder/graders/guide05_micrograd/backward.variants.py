# %% wrong stale-inner
# 内部结点没有归零，上一次的 grad 又往下传了一遍
def backward(root):
    order = topological_order(root)
    root.grad += 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong leaves-zeroed
# 连叶子一起归零，以前攒的梯度丢了
def backward(root):
    order = topological_order(root)
    for node in order:
        node.grad = 0.0
    root.grad = 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong forwards
# 从前往后走：梯度还没有到就往下传
def backward(root):
    order = topological_order(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    root.grad += 1.0
    for node in order:
        if node.rule is not None:
            node.rule()


# %% wrong path-by-path
# 顺着 parents 一条路一条路地走，账没有收齐就传，规则也运行了不止一次
def backward(root):
    for node in topological_order(root):
        if node.rule is not None:
            node.grad = 0.0
    root.grad += 1.0
    todo = [root]
    while todo:
        node = todo.pop()
        if node.rule is not None:
            node.rule()
            todo.extend(node.parents)


# %% wrong breadth-first
# 一层一层地往回走，有的结点还没有等齐用到它的结果
def backward(root):
    for node in topological_order(root):
        if node.rule is not None:
            node.grad = 0.0
    root.grad += 1.0
    seen, todo = {root}, [root]
    for node in todo:
        if node.rule is not None:
            node.rule()
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)


# %% wrong no-seed
# 忘了终点对自己的导数是 1，传下去的全是 0
def backward(root):
    order = topological_order(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong seed-wiped
# 先把终点的 grad 设成 1，再归零：1 没有了
def backward(root):
    order = topological_order(root)
    root.grad += 1.0
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong leaf-root-assigned
# 终点是叶子时 grad 设成了 1，没有加上去
def backward(root):
    order = topological_order(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    root.grad = 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong root-not-cleared
# 别的内部结点都归零了，终点没有：它留着旧的 grad，又加了 1
def backward(root):
    order = topological_order(root)
    for node in order[:-1]:
        if node.rule is not None:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong only-root-cleared
# 只有终点归了零，别的内部结点留着旧的 grad
def backward(root):
    order = topological_order(root)
    if root.rule is not None:
        root.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong cleared-afterwards
# 走完才把内部结点归零，它们的导数没有留下，旧的却传了下去
def backward(root):
    order = topological_order(root)
    root.grad += 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()
    for node in order:
        if node.rule is not None:
            node.grad = 0.0


# %% wrong seeded-with-data
# 终点的 grad 设成了它的 data，应当是 1
def backward(root):
    order = topological_order(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    root.grad += root.data
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong leaf-root-skipped
# 终点是叶子时直接返回了，没有加 1
def backward(root):
    if root.rule is None:
        return
    order = topological_order(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    root.grad = 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% wrong zero-skipped
# grad 是 0 的内部结点被跳过了，它的规则一次也没有运行
def backward(root):
    order = topological_order(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        if node.rule is not None and node.grad != 0:
            node.rule()


# %% wrong recursive
# 自己另写了一遍递归的排序，链一深就超过了 Python 的递归上限
def backward(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()


# %% right inner-first
# 先挑出内部结点
def backward(root):
    inner = [node for node in topological_order(root) if node.parents]
    for node in inner:
        node.grad = 0
    root.grad = root.grad + 1
    while inner:
        inner.pop().rule()


# %% right by-cases
# 终点是叶子的情形单独写
def backward(root):
    if root.rule is None:
        root.grad += 1
        return
    nodes = list(topological_order(root))[::-1]
    for node in nodes:
        node.grad = node.grad if node.rule is None else 0.0
    root.grad = 1.0
    for node in nodes:
        if node.rule:
            node.rule()


# %% right counting-users
# 不排序：数每个结点还有几个用户没有走过
def backward(root):
    users, todo, seen = {}, [root], {root}
    while todo:
        node = todo.pop()
        if node.rule is not None:
            node.grad = 0.0
        for parent in node.parents:
            users[parent] = users.get(parent, 0) + 1
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
    root.grad += 1.0
    free = [root]
    while free:
        node = free.pop()
        if node.rule is not None:
            node.rule()
        for parent in node.parents:
            users[parent] -= 1
            if users[parent] == 0:
                free.append(parent)
