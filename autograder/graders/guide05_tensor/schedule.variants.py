# %% wrong whole-graph
# 整张图都排了进去，不管算好没有
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
    return order


# %% wrong behind-realized
# 算好的结点自己没有排进去，却接着往它背后走
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        if not node.realized:
            order.append(node)

    for node in outputs:
        visit(node)
    return order


# %% wrong consumers-first
# 用它的结点排在了前面
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized or id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
    return order[::-1]


# %% wrong duplicates
# 没有记住走过的结点，两条路交汇时排了两遍
def schedule(outputs):
    order = []

    def visit(node):
        if node.realized:
            return
        for source in node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
    return order


# %% wrong first-output
# 只看了第一个输出
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized or id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        order.append(node)

    if outputs:
        visit(outputs[0])
    return order


# %% wrong realized-too
# 碰到算好的结点停了，却把它也排了进去
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if id(node) in seen:
            return
        seen.add(id(node))
        for source in () if node.realized else node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
    return order


# %% wrong outputs-anyway
# 输出已经算好时还是排了进去
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized or id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
        if node.realized and id(node) not in seen and node.sources:
            seen.add(id(node))
            order.append(node)
    return order


# %% wrong before-sources
# 先把自己排进去，再走它的 sources，最后倒过来，共用的结点就可能排晚了
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized or id(node) in seen:
            return
        seen.add(id(node))
        order.append(node)
        for source in node.sources:
            visit(source)

    for node in outputs:
        visit(node)
    return order[::-1]


# %% wrong without-outputs
# 只排了输出背后的，没有排输出自己
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized or id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
    return [node for node in order if not any(node is each for each in outputs)]


# %% wrong marks-realized
# 排好以后就把结点标成算好了
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized or id(node) in seen:
            return
        seen.add(id(node))
        for source in node.sources:
            visit(source)
        order.append(node)
        node.realized = True

    for node in outputs:
        visit(node)
    return order


# %% wrong remembers-too-late
# 把走过的结点记下来，却从来不看，图一大就越走越慢
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized:
            return
        for source in node.sources:
            visit(source)
        if id(node) not in seen:
            seen.add(id(node))
            order.append(node)

    for node in outputs:
        visit(node)
    return order


# %% wrong by-name
# 用打印出来的名字去重，没有名字或者同名的结点丢了
def schedule(outputs):
    order, seen = [], set()

    def visit(node):
        if node.realized or repr(node) in seen:
            return
        seen.add(repr(node))
        for source in node.sources:
            visit(source)
        order.append(node)

    for node in outputs:
        visit(node)
    return order


# %% wrong breadth-first
# 一层一层地走，最后倒过来，离输出又近又远的结点排在了用它的后面
def schedule(outputs):
    order, seen, queue = [], set(), list(outputs)
    while queue:
        node = queue.pop(0)
        if node.realized or id(node) in seen:
            continue
        seen.add(id(node))
        order.append(node)
        queue.extend(node.sources)
    return order[::-1]


# %% right stack
# 不用递归，用一个栈
def schedule(outputs):
    order, seen = [], set()
    stack = [(node, False) for node in reversed(outputs)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif not node.realized and node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(source, False) for source in node.sources]
    return order


# %% right by-counting
# 先收齐要算的，再一遍遍地取出 sources 都已排好的
def schedule(outputs):
    wanted, todo = {}, list(outputs)
    while todo:
        node = todo.pop()
        if not node.realized and id(node) not in wanted:
            wanted[id(node)] = node
            todo.extend(node.sources)
    order, placed = [], set()
    while len(order) < len(wanted):
        for key, node in wanted.items():
            if key not in placed and all(s.realized or id(s) in placed for s in node.sources):
                order.append(node)
                placed.add(key)
    return order
