# %% wrong preorder
# 先放这里的，再放左边的、右边的
def tree_values(tree):
    if tree is None:
        return []
    left, value, right = tree
    return [value, *tree_values(left), *tree_values(right)]


# %% wrong postorder
# 先放左边的、右边的，最后才放这里的
def tree_values(tree):
    if tree is None:
        return []
    left, value, right = tree
    return [*tree_values(left), *tree_values(right), value]


# %% wrong descending
# 从大到小了
def tree_values(tree):
    if tree is None:
        return []
    left, value, right = tree
    return [*tree_values(right), value, *tree_values(left)]


# %% wrong none-in-the-list
# 空的树返回了 [None]，None 混进了结果里
def tree_values(tree):
    if tree is None:
        return [None]
    left, value, right = tree
    return [*tree_values(left), value, *tree_values(right)]


# %% wrong none-for-nothing
# 空的树返回了 None，不是 []
def tree_values(tree):
    if tree is None:
        return None
    left, value, right = tree
    return [*(tree_values(left) or []), value, *(tree_values(right) or [])]


# %% wrong left-only
# 只走了左边，右边的值没有放进来
def tree_values(tree):
    if tree is None:
        return []
    left, value, _right = tree
    return [*tree_values(left), value]


# %% wrong nested
# 左边、右边的列表没有拆开，列表套着列表
def tree_values(tree):
    if tree is None:
        return []
    left, value, right = tree
    return [tree_values(left), value, tree_values(right)]


# %% wrong by-levels
# 一层一层地走，从上到下
def tree_values(tree):
    line, values = deque([tree]), []
    while line:
        here = line.popleft()
        if here is not None:
            values.append(here[1])
            line.append(here[0])
            line.append(here[2])
    return values


# %% wrong zero-dropped
# 用真假来问有没有值，0 和空的文字丢了
def tree_values(tree):
    if tree is None:
        return []
    left, value, right = tree
    return [*tree_values(left), *([value] if value else []), *tree_values(right)]


# %% wrong shared-list
# 用了一个默认值的列表，第二次调用时前一次的还在
def tree_values(tree, values=[]):  # noqa: B006
    if tree is not None:
        tree_values(tree[0], values)
        values.append(tree[1])
        tree_values(tree[2], values)
    return values


# %% wrong sorts-again
# 收齐了再排序，没有用树的次序
def tree_values(tree):
    values, todo = [], [tree]
    while todo:
        here = todo.pop()
        if here is not None:
            values.append(here[1])
            todo += [here[0], here[2]]
    return sorted(values)


# %% wrong leaves-left-out
# 没有孩子的结点被当成了空的
def tree_values(tree):
    if tree is None or (tree[0] is None and tree[2] is None):
        return []
    left, value, right = tree
    return [*tree_values(left), value, *tree_values(right)]


# %% right own-stack
# 不递归：一直往左走，拿出来，再往右
def tree_values(tree):
    values, stack, here = [], [], tree
    while stack or here is not None:
        while here is not None:
            stack.append(here)
            here = here[0]
        here = stack.pop()
        values.append(here[1])
        here = here[2]
    return values


# %% right generator
# 用生成器，yield from
def tree_values(tree):
    def walk(here):
        if here is not None:
            yield from walk(here[0])
            yield here[1]
            yield from walk(here[2])

    return list(walk(tree))


# %% right plus
# 用加号接起来
def tree_values(tree):
    return [*tree_values(tree[0]), tree[1], *tree_values(tree[2])] if tree else []
