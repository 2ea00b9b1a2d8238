# %% wrong right-to-left
# 次序反了，从右到左
def pipeline(*steps):
    def run(value):
        for step in reversed(steps):
            value = step(value)
        return value

    return run


# %% wrong first-step-only
# return 写在了循环里，只走了第一步
def pipeline(*steps):
    def run(value):
        for step in steps:
            return step(value)
        return value

    return run


# %% wrong last-step-only
# 返回的是最后一个函数，前面的没有用上
def pipeline(*steps):
    if not steps:
        return lambda value: value
    return steps[-1]


# %% wrong from-the-start
# 每一步都从收到的东西算起，没有接着上一步的结果
def pipeline(*steps):
    def run(value):
        result = value
        for step in steps:
            result = step(value)
        return result

    return run


# %% wrong late-binding
# 在循环里一层一层地包 lambda，里面的名字调用时才查，成了自己调用自己
def pipeline(*steps):
    whole = lambda value: value  # noqa: E731
    for step in steps:
        whole = lambda value: step(whole(value))  # noqa: E731, B023
    return whole


# %% wrong late-step
# 函数一层一层包好了，可是每一层用的都是循环走完以后的最后一个 step
def pipeline(*steps):
    whole = lambda value: value  # noqa: E731
    for step in steps:
        whole = lambda value, inner=whole: step(inner(value))  # noqa: E731, B023
    return whole


# %% wrong used-up
# 把 steps 变成了只能走一遍的迭代器，第二次调用就没有步骤了
def pipeline(*steps):
    left = iter(steps)

    def run(value):
        for step in left:
            value = step(value)
        return value

    return run


# %% wrong goes-on-from-last-time
# 上一次的结果没有清掉，第二次调用接着上一次的往下走
def pipeline(*steps):
    kept = []

    def run(value):
        if not kept:
            kept.append(value)
        for step in steps:
            kept[0] = step(kept[0])
        return kept[0]

    return run


# %% wrong none-for-nothing
# 一个函数也没有的时候，返回了 None
def pipeline(*steps):
    def run(value):
        result = None
        for number, step in enumerate(steps):
            result = step(value if number == 0 else result)
        return result

    return run


# %% wrong list-of-results
# 返回的是每一步的结果组成的列表
def pipeline(*steps):
    def run(value):
        results = [value]
        for step in steps:
            results.append(step(results[-1]))
        return results

    return run


# %% wrong value-among-the-steps
# 当场就把第一个当成东西、其余的当成步骤算了，没有返回函数
def pipeline(*steps):
    value, *rest = steps or (None,)
    for step in rest:
        value = step(value)
    return value


# %% wrong stops-at-nothing
# 中间的结果是 0 或 None 就停了下来
def pipeline(*steps):
    def run(value):
        for number, step in enumerate(steps):
            if number and not value:
                break
            value = step(value)
        return value

    return run


# %% wrong inner-without-return
# 里面的函数忘了 return，流水线总是答 None
def pipeline(*steps):
    def run(thing):
        for step in steps:
            thing = step(thing)

    return run


# %% wrong first-step-taken-for-granted
# 先走 steps[0] 再走其余的，一个函数也没有时报 IndexError
def pipeline(*steps):
    def run(thing):
        result = steps[0](thing)
        for step in steps[1:]:
            result = step(result)
        return result

    return run


# %% wrong no-function-for-nothing
# 一个函数也没有时返回的是 None，不是一个原样答回的函数
def pipeline(*steps):
    if len(steps) == 0:
        return None

    def run(thing):
        for step in steps:
            thing = step(thing)
        return thing

    return run


# %% right reduce
# 用 functools.reduce
from functools import reduce


def pipeline(*steps):
    return lambda value: reduce(lambda x, step: step(x), steps, value)


# %% right recursion
# 先走第一步，其余的还是一条流水线
def pipeline(*steps):
    if not steps:
        return lambda value: value
    first, *rest = steps
    return lambda value: pipeline(*rest)(first(value))


# %% right wrapped
# 一层一层地包，用默认值把当时的函数留住
def pipeline(*steps):
    def whole(value):
        return value

    for step in steps:

        def whole(value, step=step, inner=whole):
            return step(inner(value))

    return whole
