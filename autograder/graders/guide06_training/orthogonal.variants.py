# %% wrong plain-qr
# 直接用了 QR 分解的 Q，符号有偏向
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, _ = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    return gain * (q if n >= m else q.T)


# %% wrong positive-diagonal
# 让 Q 自己的对角线为正，不是 R 的
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, _ = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q = q * np.sign(np.diag(q))
    return gain * (q if n >= m else q.T)


# %% wrong square-when-wide
# n < m 时没有转过来，QR 只给出 (n, n)
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, r = np.linalg.qr(rng.normal(size=(n, m)))
    return gain * q * np.sign(np.diag(r))


# %% wrong only-normalised
# 只把每一列（矮的是每一行）的长度变成了 1，没有让它们正交
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    a = rng.normal(size=(max(n, m), min(n, m)))
    q = a / np.linalg.norm(a, axis=0)
    return gain * (q if n >= m else q.T)


# %% wrong gain-forgotten
# 忘了乘 gain
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, r = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q = q * np.sign(np.diag(r))
    return q if n >= m else q.T


# %% wrong gain-root
# 乘的是 gain 的平方根
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, r = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q = q * np.sign(np.diag(r))
    return math.sqrt(gain) * (q if n >= m else q.T)


# %% wrong uniform-start
# QR 之前的矩阵是 0 到 1 的均匀分布，不是正态分布：方向有偏
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, r = np.linalg.qr(rng.random(size=(max(n, m), min(n, m))))
    q = q * np.sign(np.diag(r))
    return gain * (q if n >= m else q.T)


# %% wrong fixed-seed
# 没有用传进来的 rng，自己造了一个种子固定的
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    rng = np.random.default_rng(0)
    q, r = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q = q * np.sign(np.diag(r))
    return gain * (q if n >= m else q.T)


# %% wrong gain-divided
# 除以了 gain
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, r = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q = q * np.sign(np.diag(r))
    return (q if n >= m else q.T) / gain


# %% wrong scaled-like-he
# 又按输入数缩放了一次
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, r = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q = q * np.sign(np.diag(r))
    return gain * np.sqrt(2 / n) * (q if n >= m else q.T)


# %% right svd
# 用奇异值分解：最近的正交矩阵，同样没有偏向
def orthogonal(shape, rng, gain=1.0):
    u, _, vt = np.linalg.svd(rng.normal(size=shape), full_matrices=False)
    return gain * (u @ vt)


# %% right random-signs
# QR 之后每一列随机变号
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    k = min(n, m)
    q, _ = np.linalg.qr(rng.standard_normal((max(n, m), k)))
    q = q * rng.choice([-1.0, 1.0], size=k)
    return gain * (q if n >= m else q.T)


# %% right gram-schmidt
# 一列一列地做施密特正交化
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    a = rng.normal(size=(max(n, m), min(n, m)))
    columns = []
    for column in a.T:
        for q in columns:
            column = column - (q @ column) * q
        columns.append(column / np.linalg.norm(column))
    q = np.stack(columns, axis=1)
    return gain * (q if n >= m else q.T)


# %% right float32
# 结果转成了 float32
def orthogonal(shape, rng, gain=1.0):
    n, m = shape
    q, r = np.linalg.qr(rng.normal(size=(max(n, m), min(n, m))))
    q *= np.where(np.diag(r) < 0, -1.0, 1.0)
    return (gain * (q if n >= m else q.T)).astype(np.float32)
