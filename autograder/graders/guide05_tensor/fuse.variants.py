# %% wrong reduce-joins
# 归约也并进了用它的组
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong into-reduce
# 逐元素的结点并进了归约的组
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong used-twice
# 被两个结点用的也并进了后面那一个的组
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) >= 1 and node.kind == users[-1].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[-1])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong output-swallowed
# 没有管 outputs，输出也被并掉了
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong square-is-two
# 按 source 数，x·x 数成了两个结点
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in node.sources:
            if id(source) in consumers:
                consumers[id(source)].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong by-first
# 组按第一个结点的先后来排，组里后来的结点等的归约还没有算
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    place = {id(node): i for i, node in enumerate(nodes)}
    return sorted((group[::-1] for group in groups), key=lambda group: place[id(group[0])])


# %% wrong group-reversed
# 组里的结点是倒着的
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return groups[::-1]


# %% wrong groups-reversed
# 组是倒着的，用到的排在了后面
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in groups]


# %% wrong never
# 一个也没有合并
def fuse(nodes, outputs):
    groups = []
    for node in reversed(nodes):
        group = []
        groups.append(group)
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong any-kind
# 只看用它的是不是一个，不管是逐元素还是归约
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong neighbours
# 按排列的先后，相邻的逐元素结点就并在一起
def fuse(nodes, outputs):
    groups = []
    for node in nodes:
        if groups and node.kind == groups[-1][-1].kind == "elementwise":
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


# %% wrong output-starts-nothing
# 输出不并进别的组，前面的也不许并进它的组
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept and id(users[0]) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong last-output-only
# 只保护了最后一个输出，别的输出还是被并掉了
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs[-1:]}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong first-output-only
# 只保护了第一个输出，别的输出还是被并掉了
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs[:1]}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong same-group
# 被几个结点用，它们在同一组时也并进去了
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in {id(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len({id(group_of[id(user)]) for user in users}) == 1
        fits = fits and {node.kind, *(user.kind for user in users)} == {"elementwise"}
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong next-only
# 用它的结点紧跟在它后面时才并，隔了一个就不并
def fuse(nodes, outputs):
    groups = []
    for node in nodes:
        before = groups[-1][-1] if groups else None
        users = [user for user in nodes if any(source is before for source in user.sources)]
        fits = len(users) == 1 and users[0] is node and not any(before is each for each in outputs)
        if fits and before.kind == node.kind == "elementwise":
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


# %% wrong by-name
# 用打印出来的名字作键，没有名字或者同名的结点混成了一个
def fuse(nodes, outputs):
    consumers = {repr(node): [] for node in nodes}
    for node in nodes:
        for source in {repr(source) for source in node.sources} & consumers.keys():
            consumers[source].append(node)
    kept = {repr(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[repr(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and repr(node) not in kept:
            group = group_of[repr(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[repr(node)] = group
        group.append(node)
    return [group[::-1] for group in reversed(groups)]


# %% wrong square-is-two-by-first
# 按 source 数，x·x 数成了两个；组又按第一个结点的先后来排
def fuse(nodes, outputs):
    consumers = {id(node): [] for node in nodes}
    for node in nodes:
        for source in node.sources:
            if id(source) in consumers:
                consumers[id(source)].append(node)
    kept = {id(node) for node in outputs}
    groups, group_of = [], {}
    for node in reversed(nodes):
        users = consumers[id(node)]
        fits = len(users) == 1 and node.kind == users[0].kind == "elementwise"
        if fits and id(node) not in kept:
            group = group_of[id(users[0])]
        else:
            group = []
            groups.append(group)
        group_of[id(node)] = group
        group.append(node)
    place = {id(node): i for i, node in enumerate(nodes)}
    return sorted((group[::-1] for group in groups), key=lambda group: place[id(group[0])])


# %% right union
# 先每个一组，再一对一对地合并，按最后一个结点排
def fuse(nodes, outputs):
    place = {node: i for i, node in enumerate(nodes)}
    leader = {node: node for node in nodes}
    for node in reversed(nodes):
        users = [user for user in nodes if any(source is node for source in user.sources)]
        if len(users) != 1 or any(node is each for each in outputs):
            continue
        if node.kind == "elementwise" and users[0].kind == "elementwise":
            leader[node] = leader[users[0]]
    last = sorted({leader[node] for node in nodes}, key=place.get)
    return [[node for node in nodes if leader[node] is head] for head in last]


# %% right forward
# 从前往后走：用它的结点出现时，把它那一组接过来
def fuse(nodes, outputs):
    count = {}
    for node in nodes:
        for source in set(node.sources):
            count[source] = count.get(source, 0) + 1
    pending = {}
    for node in nodes:
        group = []
        for source in dict.fromkeys(node.sources):
            alone = source in pending and count[source] == 1 and source not in outputs
            if alone and source.kind == node.kind == "elementwise":
                group += pending.pop(source)
        pending[node] = (*group, node)
    return tuple(list(group) for group in pending.values())
