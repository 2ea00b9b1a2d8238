# %% wrong wraps-around
# 用了 np.roll：挪出去的从另一头回来
def shift(images, rng, pixels):
    n = len(images)
    down, right = rng.integers(-pixels, pixels, size=(2, n), endpoint=True)
    return np.stack([np.roll(image, (a, b), (0, 1)) for image, a, b in zip(images, down, right)])


# %% wrong one-offset
# 整批共用一个偏移
def shift(images, rng, pixels):
    _, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    top, left = rng.integers(0, 2 * pixels, size=2, endpoint=True)
    return padded[:, top : top + h, left : left + w].copy()


# %% wrong end-never-drawn
# 上界没有包括在内，永远不会往正方向挪满
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    down, right = rng.integers(-pixels, max(pixels, 1 - pixels), size=(2, n))
    tops, lefts = pixels - down, pixels - right
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong diagonal-only
# 行和列用了同一个偏移
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops = lefts = rng.integers(0, 2 * pixels, size=n, endpoint=True)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong float-output
# 新数组是默认的 float64
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops, lefts = rng.integers(0, 2 * pixels, size=(2, n), endpoint=True)
    moved = np.empty(images.shape)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong in-place
# 原地改了传进来的图
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops, lefts = rng.integers(0, 2 * pixels, size=(2, n), endpoint=True)
    moved = images
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong rows-only
# 只上下挪，没有左右挪
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops = rng.integers(0, 2 * pixels, size=n, endpoint=True)
    lefts = np.full(n, pixels)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong columns-only
# 只左右挪，没有上下挪
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    lefts = rng.integers(0, 2 * pixels, size=n, endpoint=True)
    tops = np.full(n, pixels)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong one-way
# 只往下和往右挪，偏移没有负的
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops, lefts = rng.integers(0, pixels, size=(2, n), endpoint=True)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong all-or-nothing
# 偏移只取两头和正中：−pixels、0、pixels
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops, lefts = rng.integers(0, 2, size=(2, n), endpoint=True) * pixels
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong edge-repeated
# 空出来的地方补的是边上的像素，不是 0
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)), mode="edge")
    tops, lefts = rng.integers(0, 2 * pixels, size=(2, n), endpoint=True)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong too-far
# 最多挪到了 pixels 的两倍
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (2 * pixels, 2 * pixels), (2 * pixels, 2 * pixels)))
    tops, lefts = rng.integers(0, 4 * pixels, size=(2, n), endpoint=True)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong rounded-normal
# 偏移是正态分布取整再夹住，不均匀
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops, lefts = (
        np.clip(np.rint(rng.normal(scale=max(pixels, 1) / 2, size=(2, n))), -pixels, pixels).astype(int)
        + pixels
    )
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong seeded
# 没有用传进来的 rng，自己造了一个种子固定的
def shift(images, rng, pixels):
    rng = np.random.default_rng(0)
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    tops, lefts = rng.integers(0, 2 * pixels, size=(2, n), endpoint=True)
    moved = np.empty(images.shape, dtype=images.dtype)
    for i, (top, left) in enumerate(zip(tops, lefts)):
        moved[i] = padded[i, top : top + h, left : left + w]
    return moved


# %% wrong zero-offset-blanks
# 偏移是 0 时 image[0:] = 0 把整张图清空了
def shift(images, rng, pixels):
    moved = np.array(images)
    for i in range(len(moved)):
        a, b = (int(k) for k in rng.integers(-pixels, pixels + 1, size=2))
        image = np.roll(moved[i], (a, b), axis=(0, 1))
        if a > 0:
            image[:a] = 0
        else:
            image[a:] = 0
        if b > 0:
            image[:, :b] = 0
        else:
            image[:, b:] = 0
        moved[i] = image
    return moved


# %% right fancy
# 一次取完：整数数组索引
def shift(images, rng, pixels):
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (pixels, pixels), (pixels, pixels)))
    down, right = rng.integers(-pixels, pixels + 1, size=(2, n))
    rows = np.arange(h) + pixels - down[:, None]
    columns = np.arange(w) + pixels - right[:, None]
    return padded[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]


# %% right slices
# 不补零：算出重叠的那一块，抄过去
def shift(images, rng, pixels):
    moved = np.zeros_like(images)
    h, w = images.shape[1:]
    choices = np.arange(-pixels, pixels + 1)
    for new, old in zip(moved, images):
        a, b = (int(v) for v in rng.choice(choices, size=2))
        new[max(a, 0) : h + min(a, 0), max(b, 0) : w + min(b, 0)] = old[
            max(-a, 0) : h + min(-a, 0), max(-b, 0) : w + min(-b, 0)
        ]
    return moved


# %% right roll-and-clear
# 先用 np.roll，再把绕回来的清成 0
def shift(images, rng, pixels):
    moved = np.array(images)
    for i in range(len(moved)):
        a = int(rng.integers(-pixels, pixels + 1))
        b = int(rng.integers(-pixels, pixels + 1))
        image = np.roll(moved[i], (a, b), axis=(0, 1))
        if a > 0:
            image[:a] = 0
        if a < 0:
            image[a:] = 0
        if b > 0:
            image[:, :b] = 0
        if b < 0:
            image[:, b:] = 0
        moved[i] = image
    return moved
