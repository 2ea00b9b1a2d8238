# %% wrong depth-first
# 用了栈，一条道走到黑，找到的不一定最短
def shortest_path(graph, start, goal):
    came_from, todo = {start: None}, [start]
    while todo:
        here = todo.pop()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                todo.append(there)
    if goal not in came_from:
        return None
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


# %% wrong depth-first-recursion
# 递归地走，第一条走通的就当成答案
def shortest_path(graph, start, goal, seen=None):
    seen = set() if seen is None else seen
    if start == goal:
        return [start]
    seen.add(start)
    for there in graph[start]:
        if there not in seen:
            rest = shortest_path(graph, there, goal, seen)
            if rest is not None:
                return [start, *rest]
    return None


# %% wrong no-visited
# 没有记到过哪里，同一个点走了一遍又一遍
def shortest_path(graph, start, goal):
    line = deque([[start]])
    while line:
        path = line.popleft()
        if path[-1] == goal:
            return path
        for there in graph[path[-1]]:
            if there not in path:
                line.append([*path, there])
    return None


# %% wrong start-missing
# 路线里没有起点
def shortest_path(graph, start, goal):
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], goal
    while here != start:
        path.append(here)
        here = came_from[here]
    return path[::-1]


# %% wrong goal-missing
# 路线里没有终点
def shortest_path(graph, start, goal):
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], came_from[goal]
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]


# %% wrong backwards
# 路线没有倒过来，是从终点到起点的
def shortest_path(graph, start, goal):
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path


# %% wrong both-ways
# 单行的边也倒着走了
def shortest_path(graph, start, goal):
    both = {name: list(there) for name, there in graph.items()}
    for name, others in graph.items():
        for other in others:
            both[other].append(name)
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there in both[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]


# %% wrong count-returned
# 返回的是边数，不是路线
def shortest_path(graph, start, goal):
    steps, line = {start: 0}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in steps:
                steps[there] = steps[here] + 1
                line.append(there)
    return steps.get(goal)


# %% wrong empty-for-nowhere
# 到不了的时候返回了空列表，不是 None
def shortest_path(graph, start, goal):
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return []
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]


# %% wrong all-visited
# 返回的是一路上拿出来过的所有点，不是一条路线
def shortest_path(graph, start, goal):
    seen, line = [start], deque([start])
    visited = []
    while line:
        here = line.popleft()
        visited.append(here)
        if here == goal:
            return visited
        for there in graph[here]:
            if there not in seen:
                seen.append(there)
                line.append(there)
    return None


# %% wrong last-to-arrive
# 后到的把先到的“从哪里来”盖掉了，路线绕远或者断了
def shortest_path(graph, start, goal):
    came_from, seen, line = {start: None}, {start}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there != start:
                came_from[there] = here
            if there not in seen:
                seen.add(there)
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], goal
    while here is not None and len(path) <= len(graph):
        path.append(here)
        here = came_from[here]
    return path[::-1]


# %% wrong circle-for-here
# 起点就是终点的时候，还要绕一圈回来
def shortest_path(graph, start, goal):
    came_from, line = {}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path = [goal, came_from[goal]]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


# %% wrong graph-eaten
# 走过的边从图里拿掉了，图变了
def shortest_path(graph, start, goal):
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        while graph[here]:
            there = graph[here].pop(0)
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]


# %% wrong arrived-when-taken-out
# 拿出来的时候才算到过，已经记下的“从哪里来”又被后到的盖掉了
def shortest_path(graph, start, goal):
    came_from, seen, line = {start: None}, set(), deque([start])
    while line:
        here = line.popleft()
        if here in seen:
            continue
        seen.add(here)
        for there in graph[here]:
            if there not in seen:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]


# %% wrong goal-for-nowhere
# 到不了的时候返回了只有终点的路线，不是 None
def shortest_path(graph, start, goal):
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from.get(here)
    return path[::-1]


# %% right whole-paths
# 队列里放的是整条路线，到过的另外记
def shortest_path(graph, start, goal):
    line, seen = [[start]], {start}
    while line:
        path = line.pop(0)
        if path[-1] == goal:
            return path
        for there in graph[path[-1]]:
            if there not in seen:
                seen.add(there)
                line.append([*path, there])
    return None


# %% right rings
# 一圈一圈地走，再从终点往回找
def shortest_path(graph, start, goal):
    distance, ring = {start: 0}, [start]
    while ring and goal not in distance:
        following = []
        for here in ring:
            for there in graph[here]:
                if there not in distance:
                    distance[there] = distance[here] + 1
                    following.append(there)
        ring = following
    if goal not in distance:
        return None
    path = [goal]
    while path[0] != start:
        for name in distance:
            if distance[name] == distance[path[0]] - 1 and path[0] in graph[name]:
                path.insert(0, name)
                break
    return path


# %% right from-the-goal
# 从终点倒着走，得到每个点的下一步
def shortest_path(graph, start, goal):
    into = {name: [] for name in graph}
    for name, others in graph.items():
        for other in others:
            into[other].append(name)
    following, line = {goal: None}, deque([goal])
    while line:
        here = line.popleft()
        for before in into[here]:
            if before not in following:
                following[before] = here
                line.append(before)
    if start not in following:
        return None
    path, here = (), start
    while here is not None:
        path += (here,)
        here = following[here]
    return path
