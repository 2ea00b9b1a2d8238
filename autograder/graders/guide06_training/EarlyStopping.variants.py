# %% wrong one-too-late
# 多等了一次才说停
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited > self.patience


# %% wrong one-too-early
# 少等了一次：把有进步的那一次也数成了 1
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 1
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong reference-kept
# 存下的是传进来的 state 本身
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, state, 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong shallow-copy
# 只拷贝了最外面的字典，里面的数组还是同一批
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, dict(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong arrays-copied-only
# 只拷贝了最外面一层的数组，列表里的还是同一批
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = (
                loss,
                {k: a.copy() if isinstance(a, np.ndarray) else a for k, a in state.items()},
                0,
            )
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong equal-counts
# 和最好的相等也算进步
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss <= self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong delta-ignored
# min_delta 没有用上
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong delta-added
# min_delta 加错了方向：变差一点也算进步
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss + self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong never-reset
# 有了进步没有从头数起
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state = loss, copy.deepcopy(state)
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong compares-with-last
# 和上一次的损失比，不是和最好的比
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0
        self.last = float("inf")

    def update(self, loss, state):
        better, self.last = loss < self.last - self.min_delta, loss
        if better:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong nan-counts
# NaN 被当成了进步
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if not loss >= self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong nan-ignored
# NaN 那一次没有数
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if math.isnan(loss):
            return self.waited >= self.patience
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong stops-once
# 说过一次停以后又从头数起
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        stop = self.waited >= self.patience
        if stop:
            self.waited = 0
        return stop


# %% wrong best-creeps
# 没有算作进步的小步子也改了 best_loss
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
            self.best_loss = min(self.best_loss, loss)
        return self.waited >= self.patience


# %% wrong last-state
# best_state 存的总是最近一次的参数
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
            self.best_state = copy.deepcopy(state)
        return self.waited >= self.patience


# %% wrong worse-is-better
# 越大算越好
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = -float("inf"), None, 0

    def update(self, loss, state):
        if loss > self.best_loss + self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong shared
# 最好的损失存在类上，两个对象共用
class EarlyStopping:
    best_loss = float("inf")

    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_state, self.waited = None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            EarlyStopping.best_loss = loss
            self.best_state, self.waited = copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong starts-at-zero
# best_loss 从 0 开始，正的损失永远不是进步
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = 0.0, None, 0

    def update(self, loss, state):
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_state, self.waited = loss, copy.deepcopy(state), 0
        else:
            self.waited += 1
        return self.waited >= self.patience


# %% wrong delta-counts-only
# 只要更低就记成最好的，min_delta 只管数不数
class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.best_loss, self.best_state, self.waited = float("inf"), None, 0

    def update(self, loss, state):
        enough = loss < self.best_loss - self.min_delta
        if loss < self.best_loss:
            self.best_loss, self.best_state = loss, copy.deepcopy(state)
        self.waited = 0 if enough else self.waited + 1
        return self.waited >= self.patience


# %% right history
# 记下全部的损失，需要时再数
import pickle


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best_loss = math.inf
        self.best_state = None
        self.round = 0
        self.best_round = 0

    def update(self, loss, state):
        self.round += 1
        if self.best_loss - loss > self.min_delta:
            self.best_loss = float(loss)
            self.best_state = pickle.loads(pickle.dumps(state))
            self.best_round = self.round
        return bool(self.round - self.best_round >= self.patience)


# %% right countdown
# 倒着数：还能等几次
from copy import deepcopy


class EarlyStopping:
    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        self.patience, self.left = patience, patience
        self.min_delta = min_delta
        self.best_loss, self.best_state = np.inf, None

    def improved(self, loss):
        return not np.isnan(loss) and loss < self.best_loss - self.min_delta

    def update(self, loss, state):
        if self.improved(loss):
            self.best_loss = loss
            self.best_state = deepcopy(state)
            self.left = self.patience
            return False
        self.left -= 1
        return self.left <= 0
