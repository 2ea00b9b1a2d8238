# %% wrong fewest-edges
# 找的是边数最少的路，不是花费最小的
import itertools


def cheapest_route(graph, start, goal):
    came_from, line = {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    path.reverse()
    return sum(graph[a][b] for a, b in itertools.pairwise(path)), path


# %% wrong edges-counted
# 每条边都算 1，返回的是边数
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there in graph[here]:
            heapq.heappush(heap, (cost + 1, there, here))
    return None


# %% wrong first-cost-kept
# 第一次看到一个点就把它的花费和来处定了下来，后来便宜的没有换
def cheapest_route(graph, start, goal):
    cost, came_from, heap = {start: 0}, {start: None}, [(0, start)]
    while heap:
        _, here = heapq.heappop(heap)
        for there, more in graph[here].items():
            if there not in cost:
                cost[there] = cost[here] + more
                came_from[there] = here
                heapq.heappush(heap, (cost[there], there))
    if goal not in cost:
        return None
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return cost[goal], path[::-1]


# %% wrong nearest-neighbour
# 每次只走眼前最便宜的一条边，走到死路就说到不了
def cheapest_route(graph, start, goal):
    path, total = [start], 0
    while path[-1] != goal:
        ways = [(more, there) for there, more in graph[path[-1]].items() if there not in path]
        if not ways:
            return None
        more, there = min(ways)
        total += more
        path.append(there)
    return total, path


# %% wrong not-cost
# 用 if not cost 问有没有花费，花费是 0 的点被当成没有到过
def cheapest_route(graph, start, goal):
    best, came_from, heap = {}, {}, [(0, start, None)]
    while heap:
        cost, here, before = heapq.heappop(heap)
        if best.get(here):
            continue
        if here in best and cost == 0 and before is not None:
            continue
        best[here] = cost
        came_from[here] = before
        for there, more in graph[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    if not best.get(goal):
        return None
    path = [goal]
    while path[-1] != start and len(path) <= len(graph):
        path.append(came_from[path[-1]])
    return best[goal], path[::-1]


# %% wrong zero-edges-skipped
# 花费是 0 的边被当成没有边
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in graph[here].items():
            if more:
                heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong edge-for-total
# 堆里放的是最后一条边的花费，没有加上前面的
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in graph[here].items():
            heapq.heappush(heap, (more, there, here))
    return None


# %% wrong longest
# 每次拿的是花费最大的
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heap.pop(heap.index(max(heap)))
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in graph[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong stack-for-heap
# 没有用堆的次序，后放的先拿
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heap.pop()
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in graph[here].items():
            heap.append((cost + more, there, here))
    return None


# %% wrong cost-only
# 返回的只有总花费，没有路线
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost
        for there, more in graph[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong path-only
# 返回的只有路线，没有总花费
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return path[::-1]
        for there, more in graph[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong backwards
# 路线没有倒过来，是从终点到起点的
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path
        for there, more in graph[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong path-first
# 次序反了，路线在前，花费在后
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return path[::-1], cost
        for there, more in graph[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong both-ways
# 单行的边也倒着走了
def cheapest_route(graph, start, goal):
    both = {name: dict(edges) for name, edges in graph.items()}
    for name, edges in graph.items():
        for there, more in edges.items():
            both[there][name] = min(more, both[there].get(name, more))
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in both[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong start-missing
# 路线里没有起点
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[-2::-1]
        for there, more in graph[here].items():
            heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong latest-source
# 放进堆里的时候就改了“从哪里来”，后放的把便宜的来处盖掉了
def cheapest_route(graph, start, goal):
    heap, came_from, done = [(0, start)], {}, set()
    while heap:
        cost, here = heapq.heappop(heap)
        if here in done:
            continue
        done.add(here)
        if here == goal:
            path = [goal]
            while path[-1] != start and len(path) <= len(graph):
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in graph[here].items():
            came_from[there] = here
            heapq.heappush(heap, (cost + more, there))
    return None


# %% wrong source-of-the-last-seen
# 还没定下来的点，每看到一次就改一次“从哪里来”，便宜的来处被盖掉了
def cheapest_route(graph, start, goal):
    heap, came_from, done = [(0, start)], {start: None}, set()
    while heap:
        cost, here = heapq.heappop(heap)
        if here in done:
            continue
        done.add(here)
        if here == goal:
            path = []
            while here is not None:
                path.append(here)
                here = came_from[here]
            return cost, path[::-1]
        for there, more in graph[here].items():
            if there not in done:
                came_from[there] = here
                heapq.heappush(heap, (cost + more, there))
    return None


# %% wrong every-way
# 把每一条路都走一遍再挑，点一多就等不到
def cheapest_route(graph, start, goal):
    best = []

    def walk(path, cost):
        if path[-1] == goal:
            if not best or cost < best[0]:
                best[:] = [cost, path]
            return
        for there, more in graph[path[-1]].items():
            if there not in path:
                walk([*path, there], cost + more)

    walk([start], 0)
    return tuple(best) if best else None


# %% wrong nearest-to-the-tree
# 堆里只放最后一条边的花费，走到了才把路线的花费加起来
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        _, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path, total = [goal], 0
            while path[-1] != start:
                total += graph[came_from[path[-1]]][path[-1]]
                path.append(came_from[path[-1]])
            return total, path[::-1]
        for there, more in graph[here].items():
            heapq.heappush(heap, (more, there, here))
    return None


# %% wrong goal-when-seen
# 刚看到终点就返回了，没有等它从堆里拿出来
def cheapest_route(graph, start, goal):
    if start == goal:
        return 0, [start]
    heap, done = [(0, start, [start])], set()
    while heap:
        cost, here, path = heapq.heappop(heap)
        if here in done:
            continue
        done.add(here)
        for there, more in graph[here].items():
            if there == goal:
                return cost + more, [*path, there]
            heapq.heappush(heap, (cost + more, there, [*path, there]))
    return None


# %% wrong old-news-recorded
# 已经定下来的点没有跳过，后来贵的旧消息盖掉了它的“从哪里来”
def cheapest_route(graph, start, goal):
    heap, came_from = [(0, start, "")], {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start and len(path) <= len(graph):
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in graph[here].items():
            if there not in came_from:
                heapq.heappush(heap, (cost + more, there, here))
    return None


# %% wrong old-news-walked
# 旧消息没有跳过，同一个点一次又一次地往外走，点一多就等不到
def cheapest_route(graph, start, goal):
    heap = [(0, start, [start])]
    while heap:
        cost, here, path = heapq.heappop(heap)
        if here == goal:
            return cost, path
        for there, more in graph[here].items():
            if there not in path:
                heapq.heappush(heap, (cost + more, there, [*path, there]))
    return None


# %% right plain-minimum
# 不用堆，每次从没定下来的里面挑最小的
def cheapest_route(graph, start, goal):
    cost, came_from, done = {start: 0}, {}, set()
    while True:
        here = None
        for name in cost:
            if name not in done and (here is None or cost[name] < cost[here]):
                here = name
        if here is None:
            return None
        if here == goal:
            break
        done.add(here)
        for there, more in graph[here].items():
            if there not in cost or cost[here] + more < cost[there]:
                cost[there] = cost[here] + more
                came_from[there] = here
    path = [goal]
    while path[0] != start:
        path = [came_from[path[0]], *path]
    return (cost[goal], path)


# %% right whole-paths
# 堆里放的是整条路线
def cheapest_route(graph, start, goal):
    heap, done = [(0, [start])], set()
    while heap:
        cost, path = heapq.heappop(heap)
        here = path[-1]
        if here == goal:
            return [cost, path]
        if here not in done:
            done.add(here)
            for there, more in graph[here].items():
                if there not in done:
                    heapq.heappush(heap, (cost + more, [*path, there]))


# %% right relaxing
# 用队列，谁便宜了就再看一遍它的邻居（Bellman–Ford 的队列写法）
def cheapest_route(graph, start, goal):
    cost, came_from, line = {start: 0}, {start: None}, deque([start])
    while line:
        here = line.popleft()
        for there, more in graph[here].items():
            if cost[here] + more < cost.get(there, float("inf")):
                cost[there] = cost[here] + more
                came_from[there] = here
                line.append(there)
    if goal not in cost:
        return None
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    path.reverse()
    return cost[goal], path
