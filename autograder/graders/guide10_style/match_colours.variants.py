# %% wrong per-channel
# 只匹配了各通道自己的标准差，没有管通道之间
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.diag((covariance.diagonal() + 1e-5).sqrt())

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong transposed-root
# 参考的平方根转置了
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted.T @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong own-root-transposed
# 照片的平方根转置了
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own.T, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong mean-missing
# 没有加上参考的平均
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    _mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred)
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong own-mean
# 加回去的是照片自己的平均
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    mean, centred, own = described(image)
    _, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong mean-only
# 只匹配了平均，颜色的散布没有动
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, _own = described(image)
    mean, _, _wanted = described(reference)
    moved = centred + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong whitened-only
# 搓成正圆就停了，没有换成参考的样子
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, _wanted = described(reference)
    moved = torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong no-root
# 没有开方，直接用了两个协方差
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, covariance + 1e-5 * torch.eye(3)

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong reversed
# 照片和参考弄反了，搓的方向相反
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = own @ torch.linalg.solve(wanted, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong flat-nan
# 协方差没有逆时除出了 NaN：对角线上没有加小数
def own_inverse(own):
    values, vectors = torch.linalg.eigh(own)
    return vectors @ torch.diag(1 / values.clamp(min=0)) @ vectors.T


def root_of(covariance):
    values, vectors = torch.linalg.eigh(covariance)
    return vectors @ torch.diag(values.clamp(min=0).sqrt()) @ vectors.T


def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, root_of(covariance)

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ own_inverse(own) @ centred + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong not-centred
# 协方差没有减平均
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = pixels @ pixels.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong channels-mixed
# 摊平时通道和像素串了
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().permute(1, 2, 0).reshape(3, -1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong one-deviation
# 三个通道共用了一个标准差
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, (covariance.trace() / 3 + 1e-5).sqrt() * torch.eye(3).double()

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong summed-covariance
# 照片和参考的协方差都没有除以像素个数，大小不同的图就不对
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = wanted @ torch.linalg.solve(own, centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% wrong factors-swapped
# 两个因子乘反了：逆在左边，参考的平方根在右边
def match_colours(image: Tensor, reference: Tensor) -> Tensor:

    def described(picture):
        pixels = picture.double().flatten(1)
        mean = pixels.mean(1, keepdim=True)
        centred = pixels - mean
        covariance = centred @ centred.T / pixels.shape[1]
        return mean, centred, torch.linalg.cholesky(covariance + 1e-5 * torch.eye(3))

    _, centred, own = described(image)
    mean, _, wanted = described(reference)
    moved = torch.linalg.solve(own, wanted @ centred) + mean
    return moved.reshape(image.shape).to(image.dtype)


# %% right eigenvectors
# 特征值开方，得到对称的平方根
def match_colours(image, reference):
    def root(c, power):
        values, vectors = torch.linalg.eigh(c)
        return (vectors * values.clamp(min=1e-4) ** power) @ vectors.mT

    x, r = (t.to(torch.float64).reshape(3, -1) for t in (image, reference))
    out = root(torch.cov(r), 0.5) @ root(torch.cov(x), -0.5) @ (x - x.mean(1)[:, None])
    out = out + r.mean(1)[:, None]
    return out.to(image.dtype).view(image.shape)


# %% right optimal-transport
# 改动最小的那一个 A
def match_colours(image, reference):
    def moments(t):
        p = t.detach().double().flatten(1).T
        m = p.mean(0)
        return p - m, m, (p - m).T @ (p - m) / len(p) + 1e-4 * torch.eye(3).double()

    def power(c, e):
        values, vectors = torch.linalg.eigh(c)
        return vectors @ torch.diag(values.clamp(min=1e-12).pow(e)) @ vectors.T

    p, _, c = moments(image)
    _, mean, r = moments(reference)
    half, back = power(c, 0.5), power(c, -0.5)
    a = back @ power(half @ r @ half, 0.5) @ back
    return (p @ a.T + mean).T.reshape(image.shape).type(image.dtype)
