# %% wrong other-side-lost
# 往左添的时候丢了右边，往右添的时候丢了左边
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        return (tree_insert(left, value), here, None)
    if value > here:
        return (None, here, tree_insert(right, value))
    return tree


# %% wrong same-side-twice
# 往左添的时候，右边也放成了原来的左边
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        return (tree_insert(left, value), here, left)
    if value > here:
        return (right, here, tree_insert(right, value))
    return tree


# %% wrong added-on-both-sides
# 两边都添了
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value == here:
        return tree
    return (tree_insert(left, value), here, tree_insert(right, value))


# %% wrong equal-inserted
# 相等的又添了一个
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        return (tree_insert(left, value), here, right)
    return (left, here, tree_insert(right, value))


# %% wrong equal-forgotten
# 相等的情形没有 return，成了 None
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        return (tree_insert(left, value), here, right)
    if value > here:
        return (left, here, tree_insert(right, value))


# %% wrong leaf-only
# 返回的只是新添的那一块，上面的没有接上
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        return tree_insert(left, value)
    if value > here:
        return tree_insert(right, value)
    return tree


# %% wrong result-not-used
# 递归调用的结果没有用上，返回的是原来的树
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        tree_insert(left, value)
    elif value > here:
        tree_insert(right, value)
    return (left, here, right)


# %% wrong mirrored
# 左右反了，大的放在了左边
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value > here:
        return (tree_insert(left, value), here, right)
    if value < here:
        return (left, here, tree_insert(right, value))
    return tree


# %% wrong not-value
# 用 if not value 问有没有值，0 和空的文字被当成没有
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    if not value:
        return tree
    left, here, right = tree
    if value < here:
        return (tree_insert(left, value), here, right)
    if value > here:
        return (left, here, tree_insert(right, value))
    return tree


# %% wrong new-on-top
# 新的值放在了最上面，原来的整个挂在它下面
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    if value < tree[1]:
        return (None, value, tree)
    if value > tree[1]:
        return (tree, value, None)
    return tree


# %% wrong bare-leaves
# 没有孩子的结点写成了值自己，不是三样东西的元组
def tree_insert(tree, value):
    if tree is None:
        return value
    if not isinstance(tree, (tuple, list)):
        if value == tree:
            return tree
        return (value, tree, None) if value < tree else (None, tree, value)
    left, here, right = tree
    if value < here:
        return (tree_insert(left, value), here, right)
    if value > here:
        return (left, here, tree_insert(right, value))
    return tree


# %% wrong value-first
# 次序写成了值在最前
def tree_insert(tree, value):
    if tree is None:
        return (value, None, None)
    here, left, right = tree
    if value < here:
        return (here, tree_insert(left, value), right)
    if value > here:
        return (here, left, tree_insert(right, value))
    return tree


# %% wrong lists-changed
# 用列表来写，在原来的树上改
def tree_insert(tree, value):
    if tree is None:
        return [None, value, None]
    if not isinstance(tree, list):
        tree = list(tree)
    if value < tree[1]:
        tree[0] = tree_insert(tree[0], value)
    elif value > tree[1]:
        tree[2] = tree_insert(tree[2], value)
    return tree


# %% wrong one-level
# 只看了最上面一层，下面本来有的被新的值盖掉了
def tree_insert(tree, value):
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        return ((None, value, None), here, right)
    if value > here:
        return (left, here, (None, value, None))
    return tree


# %% right loop
# 不递归：先走下去记着路，再从下往上接
def tree_insert(tree, value):
    path, here = [], tree
    while here is not None:
        if here[1] == value:
            return tree
        path.append(here)
        here = here[0] if value < here[1] else here[2]
    new = (None, value, None)
    for left, middle, right in reversed(path):
        new = (new, middle, right) if value < middle else (left, middle, new)
    return new


# %% right match
# 用 match 拆开
def tree_insert(tree, value):
    match tree:
        case None:
            return None, value, None
        case (left, here, right) if value < here:
            return tree_insert(left, value), here, right
        case (left, here, right) if here < value:
            return left, here, tree_insert(right, value)
    return tree


# %% right new-lists
# 结点写成列表，每次都是新的
def tree_insert(tree, value):
    if tree is None:
        return [None, value, None]
    new = list(tree)
    if value == new[1]:
        return new
    side = 0 if value < new[1] else 2
    new[side] = tree_insert(new[side], value)
    return new
