# %% wrong not-called
# 写了 if probe:，没有调用，函数本身总算真
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe:
            return True
        if clock.time() - start >= timeout:
            return False
        clock.sleep(interval)


# %% wrong no-last-probe
# 时间一到就返回了，最后一次睡醒没有再问
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe():
            return True
        clock.sleep(interval)
        if clock.time() - start >= timeout:
            return False


# %% wrong while-time
# 到了时间就不再问：timeout 是 0 时一次也没有问
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while clock.time() - start < timeout:
        if probe():
            return True
        clock.sleep(interval)
    return False


# %% wrong sleep-first
# 先睡，再问第一次
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        clock.sleep(interval)
        if probe():
            return True
        if clock.time() - start >= timeout:
            return False


# %% wrong own-sleep
# 睡的是 time.sleep，不是收到的时钟
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe():
            return True
        if clock.time() - start >= timeout:
            return False
        time.sleep(min(interval, 0.01))


# %% wrong busy-loop
# 一刻不停地问，没有睡
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe():
            return True
        if clock.time() - start >= timeout:
            return False


# %% wrong start-not-subtracted
# 没有减去开始的时刻
def wait_until(probe, timeout, interval, clock):
    while True:
        if probe():
            return True
        if clock.time() >= timeout:
            return False
        clock.sleep(interval)


# %% wrong start-in-loop
# 开始的时刻记在了循环里面，每一圈都重新开始
def wait_until(probe, timeout, interval, clock):
    while True:
        start = clock.time()
        if probe():
            return True
        if clock.time() - start >= timeout:
            return False
        clock.sleep(interval)


# %% wrong answer-returned
# 返回了 probe 的答案，不是 True
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        answer = probe()
        if answer:
            return answer
        if clock.time() - start >= timeout:
            return False
        clock.sleep(interval)


# %% wrong only-true
# 答案要正好是 True 才算好了
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe() is True:
            return True
        if clock.time() - start >= timeout:
            return False
        clock.sleep(interval)


# %% wrong none-for-false
# 等不到时返回了 None，不是 False
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe():
            return True
        if clock.time() - start >= timeout:
            return None
        clock.sleep(interval)


# %% wrong more-than
# 写了 >，正好到时间时又多等了一次
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe():
            return True
        if clock.time() - start > timeout:
            return False
        clock.sleep(interval)


# %% wrong counted
# 没有看时钟，只算了睡的次数或者时间，probe 花的时间没有算
def wait_until(probe, timeout, interval, clock):
    for _ in range(-int(-timeout // interval)):
        if probe():
            return True
        clock.sleep(interval)
    return bool(probe())


# %% wrong shortened
# 最后一次没有睡满 interval，只睡到 timeout
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe():
            return True
        left = timeout - (clock.time() - start)
        if left <= 0:
            return False
        clock.sleep(min(interval, left))


# %% wrong probed-twice
# 每一圈问了两次
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while not probe():
        if clock.time() - start >= timeout:
            return bool(probe())
        clock.sleep(interval)
        probe()
    return True


# %% wrong error-raised
# 等不到时抛出了错误，不是返回 False
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while True:
        if probe():
            return True
        if clock.time() - start >= timeout:
            raise TimeoutError
        clock.sleep(interval)


# %% wrong looked-after-sleep
# 睡醒才看时间：问完已经到了时间，还睡了一次
def wait_until(probe, timeout, interval, clock):
    end = clock.time() + timeout
    while clock.time() < end:
        if probe():
            return True
        clock.sleep(interval)
    return bool(probe())


# %% wrong asked-for-nothing
# 先问了一次没有用那个答案，if 里又问了一次
def wait_until(probe, timeout: float, interval: float, clock) -> bool:
    start = clock.time()
    while True:
        probe()
        if probe():
            return True
        if clock.time() - start >= timeout:
            return False
        clock.sleep(interval)


# %% wrong while-until-timeout
# 写了 while 时间 <= timeout：过了时间，睡醒后就没有再问
def wait_until(probe, timeout: float, interval: float, clock) -> bool:
    start = clock.time()
    while clock.time() - start <= timeout:
        if probe():
            return True
        clock.sleep(interval)
    return False


# %% right while-not
# while not probe()
def wait_until(probe, timeout, interval, clock):
    start = clock.time()
    while not probe():
        if clock.time() - start >= timeout:
            return False
        clock.sleep(interval)
    return True


# %% right end
# 先算好到几点为止
def wait_until(probe, timeout, interval, clock):
    end = clock.time() + timeout
    ready = bool(probe())
    while not ready and clock.time() < end:
        clock.sleep(interval)
        ready = bool(probe())
    return ready


# %% right recursive
# 自己调用自己
def wait_until(probe, timeout, interval, clock):
    now = clock.time

    def ask(start):
        if probe():
            return True
        if now() - start >= timeout:
            return False
        clock.sleep(interval)
        return ask(start)

    return ask(now())
