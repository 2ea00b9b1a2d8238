# %%
import torch
from torch.nn import functional as F


# %% wrong zeros-outside
# 四周补的是零
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4)
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong edge-doubled
# 镜像时边上的像素重复了一次
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = image[None]
        above, below = padded[:, :, :margin].flip(2), padded[:, :, height - margin :].flip(2)
        padded = torch.cat([above, padded, below], 2)
        before, after = padded[:, :, :, :margin].flip(3), padded[:, :, :, width - margin :].flip(3)
        padded = torch.cat([before, padded, after], 3)
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong edge-repeated
# 四周补的是边上的像素，不是镜像
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="replicate")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong last-tile-lost
# 最后不满的一块丢了，那里是零
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height - size + 1, size):
            for c in range(0, width - size + 1, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong steps-of-tile
# 按 tile 的步子走，块和块之间空着
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, tile):
            for c in range(0, width, tile):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong transposed
# 行和列的起点弄反了
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded.mT[:, :, left : left + tile, top : top + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong mode-changed
# 把模型换成了评估模式，没有换回来
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    model.eval()
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong graph-kept
# 结果还连着计算图
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.enable_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong last-tile-shifted
# 最后一块推回来了，结果却放在没有推的地方
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, r : r + size, c : c + size] = model(part)[0][:, : height - r, : width - c]
    return out


# %% wrong columns-from-height
# 列的起点是从 h − s 算的，应当是 w − s
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, height - size), min(c, height - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% wrong rows-from-width
# 行的起点是从 w − s 算的，应当是 h − s
def tile_predict(model, image, tile):
    channels, height, width = image.shape
    with torch.no_grad():
        probe = model(image.new_zeros(1, channels, tile, tile))
        size = probe.shape[-1]
        margin = (tile - size) // 2
        padded = F.pad(image[None], (margin,) * 4, mode="reflect")
        out = image.new_zeros(probe.shape[1], height, width)
        for r in range(0, height, size):
            for c in range(0, width, size):
                top, left = min(r, width - size), min(c, width - size)
                part = padded[:, :, top : top + tile, left : left + tile]
                out[:, top : top + size, left : left + size] = model(part)[0]
    return out


# %% right starts
# 先把起点列好，用 set 去掉重复的
def tile_predict(model, image, tile):
    c, h, w = image.shape
    with torch.inference_mode():
        s = model(torch.zeros((1, c, tile, tile), dtype=image.dtype)).shape[2]
        m = (tile - s) // 2
        wide = F.pad(image.unsqueeze(0), [m, m, m, m], "reflect")
        rows = sorted({*range(0, h - s + 1, s), h - s})
        columns = sorted({*range(0, w - s + 1, s), w - s})
        out = None
        for r in rows:
            for k in columns:
                answer = model(wide[..., r : r + tile, k : k + tile])
                if out is None:
                    out = torch.empty((answer.shape[1], h, w), dtype=answer.dtype)
                out[:, r : r + s, k : k + s] = answer.squeeze(0)
    return out.clone()


# %% right mirror-by-index
# 镜像用下标来写，重叠处取平均
def tile_predict(model, image, tile):
    def mirrored(size, margin):
        places = torch.arange(-margin, size + margin).abs()
        return torch.where(places >= size, 2 * (size - 1) - places, places)

    c, h, w = image.shape
    with torch.no_grad():
        probe = model(torch.zeros(1, c, tile, tile).to(image))
        s, margin = probe.shape[-1], (tile - probe.shape[-1]) // 2
        wide = image[:, mirrored(h, margin)][:, :, mirrored(w, margin)]
        total = torch.zeros(probe.shape[1], h, w).to(image)
        times = torch.zeros(h, w).to(image)
        for i in range(-(-h // s)):
            for j in range(-(-w // s)):
                r, k = min(i * s, h - s), min(j * s, w - s)
                total[:, r : r + s, k : k + s] += model(wide[None, :, r : r + tile, k : k + tile])[0]
                times[r : r + s, k : k + s] += 1
    return total / times
