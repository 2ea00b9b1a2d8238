# %% wrong any-condition
# 符合一个条件就算，不是每个都要符合
def find_nodes(nodes, **conditions):
    found = []
    for node in nodes:
        hits = [node.get(name.replace("_", "-")) == value for name, value in conditions.items()]
        if not conditions or any(hits):
            found.append(node)
    return found


# %% wrong last-condition
# 只看了最后一个条件：每次都重新给了 good
def find_nodes(nodes, **conditions):
    found = []
    for node in nodes:
        good = True
        for name, value in conditions.items():
            good = node.get(name.replace("_", "-")) == value
        if good:
            found.append(node)
    return found


# %% wrong added-twice
# 符合一个条件就添一次，符合两个就添了两次
def find_nodes(nodes, **conditions):
    if not conditions:
        return list(nodes)
    found = []
    for node in nodes:
        for name, value in conditions.items():
            if node.get(name.replace("_", "-")) == value:
                found.append(node)
    return found


# %% wrong key-error
# 没有这个键时抛出了 KeyError
def find_nodes(nodes, **conditions):
    return [
        node
        for node in nodes
        if all(node[name.replace("_", "-")] == value for name, value in conditions.items())
    ]


# %% wrong missing-as-empty
# 没有这个键，当成了空的文字
def find_nodes(nodes, **conditions):
    return [
        node
        for node in nodes
        if all(node.get(name.replace("_", "-"), "") == value for name, value in conditions.items())
    ]


# %% wrong missing-matches
# 没有这个键的也算符合
def find_nodes(nodes, **conditions):
    found = []
    for node in nodes:
        good = True
        for name, value in conditions.items():
            key = name.replace("_", "-")
            if key in node and node[key] != value:
                good = False
        if good:
            found.append(node)
    return found


# %% wrong first-only
# 只要了第一个符合的
def find_nodes(nodes, **conditions):
    for node in nodes:
        if all(node.get(name.replace("_", "-")) == value for name, value in conditions.items()):
            return [node]
    return []


# %% wrong first-bare
# 返回的是第一个字典自己，不是列表
def find_nodes(nodes, **conditions):
    for node in nodes:
        if all(node.get(name.replace("_", "-")) == value for name, value in conditions.items()):
            return node
    return []


# %% wrong substring
# 包含就算，没有要完全相等
def find_nodes(nodes, **conditions):
    found = []
    for node in nodes:
        good = True
        for name, value in conditions.items():
            key = name.replace("_", "-")
            if key not in node or value not in node[key]:
                good = False
        if good:
            found.append(node)
    return found


# %% wrong underscore-kept
# 下划线没有换成减号
def find_nodes(nodes, **conditions):
    return [
        node
        for node in nodes
        if all(name in node and node[name] == value for name, value in conditions.items())
    ]


# %% wrong one-underscore
# 只换了第一个下划线
def find_nodes(nodes, **conditions):
    return [
        node
        for node in nodes
        if all(node.get(name.replace("_", "-", 1)) == value for name, value in conditions.items())
    ]


# %% wrong nothing-without-conditions
# 没有条件时返回了空列表
def find_nodes(nodes, **conditions):
    if not conditions:
        return []
    return [
        node
        for node in nodes
        if all(node.get(name.replace("_", "-")) == value for name, value in conditions.items())
    ]


# %% wrong case-ignored
# 没有分大小写
def find_nodes(nodes, **conditions):
    found = []
    for node in nodes:
        good = True
        for name, value in conditions.items():
            key = name.replace("_", "-")
            if key not in node or node[key].lower() != value.lower():
                good = False
        if good:
            found.append(node)
    return found


# %% wrong texts-only
# 返回的是 text 的列表，不是字典
def find_nodes(nodes, **conditions):
    return [
        node.get("text", "")
        for node in nodes
        if all(node.get(name.replace("_", "-")) == value for name, value in conditions.items())
    ]


# %% wrong removed
# 在 nodes 上直接删掉不符合的
def find_nodes(nodes, **conditions):
    for node in list(nodes):
        if not all(node.get(name.replace("_", "-")) == value for name, value in conditions.items()):
            nodes.remove(node)
    return nodes


# %% wrong reversed
# 次序反了，后面的在前
def find_nodes(nodes, **conditions):
    found = []
    for node in nodes:
        if all(node.get(name.replace("_", "-")) == value for name, value in conditions.items()):
            found.insert(0, node)
    return found


# %% wrong good-before-both-loops
# good = True 写在了外层循环外面，见过一个不符合的，后面的就都不要了
def find_nodes(nodes: list, **conditions) -> list:
    found = []
    good = True
    for node in nodes:
        for name, value in conditions.items():
            key = name.replace("_", "-")
            if key not in node or node[key] != value:
                good = False
        if good:
            found.append(node)
    return found


# %% wrong added-in-the-inner-loop
# 在内层循环里就添了，符合几个条件添几次，后面不符合也已经添上了
def find_nodes(nodes: list, **conditions) -> list:
    if not conditions:
        return nodes
    found = []
    for node in nodes:
        for name, value in conditions.items():
            key = name.replace("_", "-")
            if key not in node or node[key] != value:
                break
            found.append(node)
    return found


# %% wrong removed-while-walking
# 一边走 nodes 一边从里面删，删掉一个就跳过了下一个
def find_nodes(nodes: list, **conditions) -> list:
    for node in nodes:
        for name, value in conditions.items():
            key = name.replace("_", "-")
            if node.get(key) != value:
                nodes.remove(node)
                break
    return nodes


# %% right comprehension
# 推导式和 all
def find_nodes(nodes, **conditions):
    wanted = {name.replace("_", "-"): value for name, value in conditions.items()}
    return [node for node in nodes if all(node.get(key) == value for key, value in wanted.items())]


# %% right for-else
# for … else
def find_nodes(nodes, **conditions):
    result = []
    for node in nodes:
        for name in conditions:
            try:
                if node["-".join(name.split("_"))] != conditions[name]:
                    break
            except KeyError:
                break
        else:
            result.append(node)
    return result


# %% right filtered
# 一个条件筛一遍
def find_nodes(nodes, **conditions):
    left = nodes[:]
    for name, value in conditions.items():
        key = name.replace("_", "-")
        left = [node for node in left if key in node and node[key] == value]
    return left
