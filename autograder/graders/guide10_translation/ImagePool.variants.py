# %% wrong returns-new
# 先放了新的再取，还的就是刚放进去的那张
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(self.size))
                self.images[place] = image.clone()
                image = self.images[place]
            given.append(image)
        return torch.stack(given)


# %% wrong grows
# 满了还往里加，池子越来越大
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(len(self.images)))
                self.images.append(image.clone())
                image = self.images[place]
            given.append(image)
        return torch.stack(given)


# %% wrong one-draw
# 一批只掷一次骰子
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        old = self.rng.random() < 0.5
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif old:
                place = int(self.rng.integers(self.size))
                image, self.images[place] = (self.images[place], image.clone())
            given.append(image)
        return torch.stack(given)


# %% wrong never-replaced
# 旧的还了，新的没有放进去
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(self.size))
                image = self.images[place]
            given.append(image)
        return torch.stack(given)


# %% wrong always-replaced
# 还新的那一半也把新的换进了池子
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(self.size))
                image, self.images[place] = (self.images[place], image.clone())
            elif True:
                self.images[int(self.rng.integers(self.size))] = image.clone()
            given.append(image)
        return torch.stack(given)


# %% wrong oldest-only
# 永远换第 0 张
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = 0
                image, self.images[place] = (self.images[place], image.clone())
            given.append(image)
        return torch.stack(given)


# %% wrong last-never
# 最后一个位置永远抽不到
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(max(1, self.size - 1)))
                image, self.images[place] = (self.images[place], image.clone())
            given.append(image)
        return torch.stack(given)


# %% wrong always-old
# 满了以后总还旧的
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            else:
                place = int(self.rng.integers(self.size))
                image, self.images[place] = (self.images[place], image.clone())
            given.append(image)
        return torch.stack(given)


# %% wrong shared
# 存的不是拷贝，外面一改就变
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image)
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(self.size))
                image, self.images[place] = (self.images[place], image)
            given.append(image)
        return torch.stack(given)


# %% wrong graph-kept
# 还的图带着计算图
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images:
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(self.size))
                image, self.images[place] = (self.images[place], image.clone())
            given.append(image)
        return torch.stack(given)


# %% wrong whole-batch
# 整批放进去、整批换出来，没有一张一张来
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng, self.images = size, rng, []

    def query(self, images: Tensor) -> Tensor:
        images = images.detach().clone()
        if self.size == 0:
            return images
        if sum(map(len, self.images)) < self.size:
            self.images.append(images)
        elif self.rng.random() < 0.5:
            place = int(self.rng.integers(len(self.images)))
            images, self.images[place] = self.images[place].clone(), images.clone()
        return images


# %% wrong own-dice
# 骰子不来自 rng
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        if self.size == 0:
            return images.detach().clone()
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif np.random.default_rng().random() < 0.5:
                place = int(np.random.default_rng().integers(self.size))
                image, self.images[place] = (self.images[place], image.clone())
            given.append(image)
        return torch.stack(given)


# %% wrong zero-forgotten
# 没有照顾到 size 是 0
class ImagePool:
    def __init__(self, size: int, rng: np.random.Generator) -> None:
        self.size, self.rng = (size, rng)
        self.images: list[Tensor] = []

    def query(self, images: Tensor) -> Tensor:
        given = []
        for image in images.detach():
            if len(self.images) < self.size:
                self.images.append(image.clone())
            elif self.rng.random() < 0.5:
                place = int(self.rng.integers(self.size))
                image, self.images[place] = (self.images[place], image.clone())
            given.append(image)
        return torch.stack(given)


# %% right tensor
# 池子是一个张量
class ImagePool:
    def __init__(self, size, rng):
        self.size = size
        self.rng = rng
        self.store = None
        self.used = 0

    def query(self, images):
        out = images.detach().clone()
        if not self.size:
            return out
        if self.store is None:
            self.store = torch.zeros(self.size, *images.shape[1:], dtype=images.dtype)
        for i in range(len(out)):
            if self.used < self.size:
                self.store[self.used] = out[i]
                self.used += 1
            elif self.rng.integers(2):
                k = self.rng.choice(self.size)
                old = self.store[k].clone()
                self.store[k] = out[i]
                out[i] = old
        return out


# %% right popped
# 换出来的从列表里拿掉，新的放在最后
class ImagePool:
    def __init__(self, size, rng):
        self.size, self.rng, self.held = size, rng, []

    def query(self, images):
        answer = []
        for new in images:
            new = new.data.clone()
            if self.size > 0 and len(self.held) < self.size:
                self.held.append(new)
                answer.append(new.clone())
            elif self.size > 0 and self.rng.uniform() > 0.5:
                answer.append(self.held.pop(int(self.rng.integers(0, self.size))))
                self.held.append(new)
            else:
                answer.append(new)
        return torch.stack(answer, dim=0)
