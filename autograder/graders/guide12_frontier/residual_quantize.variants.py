# %% wrong x-for-the-rest
# 每一级都拿 x 去找，没有用剩下的
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((x[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest


# %% wrong last-stage-only
# 近似只有最后一级取中的
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), codebook[codes[-1]]


# %% wrong first-stage-only
# 近似只有第一级取中的
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), codebooks[0][codes[0]]


# %% wrong rest-returned
# 返回的是剩下的，不是近似
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), rest


# %% wrong codes-transposed
# codes 转置了，一行是一级
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes), x - rest


# %% wrong first-codebook
# 每一级都用第一张码本
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in [codebooks[0]] * len(codebooks):
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest


# %% wrong changes-x
# 传进来的 x 被减掉了
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    before = x.copy()
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest -= codebook[codes[-1]]
    return np.stack(codes, axis=1), before - rest


# %% wrong dot-product
# 比的是点积，取最大的，不是距离
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = -(rest @ codebook.T)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest


# %% wrong ties-by-higher
# 一样近时取了编号大的
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.shape[1] - 1 - distances[:, ::-1].argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest


# %% wrong farthest
# 取了最远的
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmax(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest


# %% wrong manhattan
# 距离是坐标差的绝对值之和
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = np.abs(rest[:, None] - codebook).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest


# %% wrong rest-added
# 剩下的算反了：加上了取中的
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(distances.argmin(axis=1))
        rest = rest + codebook[codes[-1]]
    return np.stack(codes, axis=1), rest - x


# %% wrong first-row
# 每一行都用了第一行的编号
def residual_quantize(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rest, codes = x, []
    for codebook in codebooks:
        distances = ((rest[:, None] - codebook) ** 2).sum(axis=2)
        codes.append(np.repeat(distances.argmin(axis=1)[:1], len(x)))
        rest = rest - codebook[codes[-1]]
    return np.stack(codes, axis=1), x - rest


# %% right accumulate
# 从 0 开始加
def residual_quantize(x, codebooks):
    near = np.zeros_like(x, dtype=float)
    codes = np.zeros((len(x), len(codebooks)), dtype=int)
    for s, book in enumerate(codebooks):
        left = x - near
        codes[:, s] = [np.argmin([np.sum((row - c) ** 2) for c in book]) for row in left]
        near += book[codes[:, s]]
    return codes, near


# %% right norm
# 用 linalg.norm；返回列表
def residual_quantize(x, codebooks):
    left, found = x.copy(), []
    for book in codebooks:
        gaps = np.linalg.norm(left[:, None, :] - book[None, :, :], axis=-1)
        found.append(np.argmin(gaps, axis=1).reshape(-1, 1))
        left = left - np.take(book, found[-1][:, 0], axis=0)
    codes = np.hstack(found)
    picked = [book[column] for book, column in zip(codebooks, codes.T)]
    return [codes, np.sum(picked, axis=0)]
