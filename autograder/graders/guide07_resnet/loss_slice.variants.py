# %% wrong accumulated
# 每个格点在上一个格点的权重上接着加，没有从 w 出发
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.add_(moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong subtracted-back
# 用减法退回来，权重差了一点点
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            moves = [
                sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                for i in range(len(parameters))
            ]
            for p, moved in zip(parameters, moves):
                p.add_(moved)
            losses[place] = F.cross_entropy(model(x), y).item()
            for p, moved in zip(parameters, moves):
                p.sub_(moved)
    model.train(training)
    return losses


# %% wrong not-restored
# 走完没有恢复权重
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for p, before, *ways in zip(parameters, start, *directions):
                p.copy_(before + sum((float(grid[k]) * d for k, d in zip(place, ways))))
            losses[place] = F.cross_entropy(model(x), y).item()
    model.train(training)
    return losses


# %% wrong in-training
# 在训练模式里算损失
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.train()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong mode-kept
# 没有切换模式，进来是什么模式就用什么模式
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong mode-left
# 走完留在了评估模式
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters = list(model.parameters())
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    return losses


# %% wrong mode-to-training
# 走完总是切到训练模式，不管原来是什么
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters = list(model.parameters())
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train()
    return losses


# %% wrong axes-swapped
# 行和列弄反了：行成了第二个方向
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place[::-1], directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong diagonal
# 两个方向用了同一个系数，只走了对角线
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip([place[0]] * 2, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong always-two-axes
# 一个方向也返回了两个轴
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses if losses.ndim == 2 else losses[:, None]


# %% wrong summed-loss
# 损失是样本之和，不是平均
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y, reduction="sum").item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong grid-as-indices
# 系数用了格点的序号，没有用 grid 里的数
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(k) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong second-direction-ignored
# 第二个方向没有用上
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters, training = (list(model.parameters()), model.training)
    start = [p.detach().clone() for p in parameters]
    losses = np.empty([len(grid)] * len(directions))
    model.eval()
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place[:1], directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
    model.train(training)
    return losses


# %% wrong mode-kept-statistics-restored
# 模式没有切换成评估的，只把走乱了的滑动统计量恢复了
def loss_slice(
    model: nn.Module, x: Tensor, y: Tensor, directions: list[list[Tensor]], grid: np.ndarray
) -> np.ndarray:
    parameters = list(model.parameters())
    start = [p.detach().clone() for p in parameters]
    saved = [buffer.clone() for buffer in model.buffers()]
    losses = np.empty([len(grid)] * len(directions))
    with torch.no_grad():
        for place in np.ndindex(losses.shape):
            for i, p in enumerate(parameters):
                moved = sum((float(grid[k]) * d[i] for k, d in zip(place, directions)))
                p.copy_(start[i] + moved)
            losses[place] = F.cross_entropy(model(x), y).item()
        for p, before in zip(parameters, start):
            p.copy_(before)
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return losses


# %% right functional
# 用 functional_call，不动模型的权重
from torch.func import functional_call


def loss_slice(model, x, y, directions, grid):
    names = [name for name, _ in model.named_parameters()]
    start = {name: p.detach() for name, p in model.named_parameters()}
    mode = model.training
    model.eval()

    def at(*places):
        moved = dict(start)
        for place, direction in zip(places, directions):
            for name, d in zip(names, direction):
                moved[name] = moved[name] + float(place) * d
        with torch.no_grad():
            return float(F.cross_entropy(functional_call(model, moved, (x,)), y))

    rows = [at(a) if len(directions) == 1 else [at(a, b) for b in grid] for a in grid]
    model.train(mode)
    return np.array(rows)


# %% right copy
# 在模型的拷贝上走，每次从原来的权重算起
import copy


def loss_slice(model, x, y, directions, grid):
    twin = copy.deepcopy(model).eval()
    shape = (len(grid),) * len(directions)
    out = np.zeros(shape, dtype=np.float64)
    for place in np.ndindex(*shape):
        for k, (p, w) in enumerate(zip(twin.parameters(), model.parameters())):
            value = w.data.clone()
            for i, direction in zip(place, directions):
                value += grid[i] * direction[k]
            p.data = value
        with torch.no_grad():
            out[place] = nn.CrossEntropyLoss()(twin(x), y).item()
    return out
