# %% wrong only-new
# 返回的只是新添的，不是到现在为止全部的
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.position = 0

    def append(self, k, v):
        end = self.position + k.shape[2]
        if end > self.k.shape[2]:
            raise ValueError(f"缓存只有 {self.k.shape[2]} 步，装不下第 {end} 步")
        self.k[:, :, self.position : end] = k.detach()
        self.v[:, :, self.position : end] = v.detach()
        self.position = end
        return (k, v)


# %% wrong whole-buffer
# 返回的是整本，后面空着的也在里面
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.position = 0

    def append(self, k, v):
        end = self.position + k.shape[2]
        if end > self.k.shape[2]:
            raise ValueError(f"缓存只有 {self.k.shape[2]} 步，装不下第 {end} 步")
        self.k[:, :, self.position : end] = k.detach()
        self.v[:, :, self.position : end] = v.detach()
        self.position = end
        return (self.k, self.v)


# %% wrong prepended
# 新的接在了前面
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, 0, head_dim)
        self.v = torch.zeros(batch, kv_heads, 0, head_dim)
        self.length, self.position = length, 0

    def append(self, k, v):
        if self.position + k.shape[2] > self.length:
            raise ValueError("满了")
        self.k, self.v = torch.cat([k, self.k], dim=2), torch.cat([v, self.v], dim=2)
        self.position += k.shape[2]
        return self.k, self.v


# %% wrong overwritten
# 每次都写在开头，把以前的盖掉了
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.position = 0

    def append(self, k, v):
        end = self.position + k.shape[2]
        if end > self.k.shape[2]:
            raise ValueError(f"缓存只有 {self.k.shape[2]} 步，装不下第 {end} 步")
        self.k[:, :, : k.shape[2]] = k.detach()
        self.v[:, :, : v.shape[2]] = v.detach()
        self.position = end
        return (self.k[:, :, :end], self.v[:, :, :end])


# %% wrong never-full
# 正好装满也被当成装不下
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.position = 0

    def append(self, k, v):
        end = self.position + k.shape[2]
        if end >= self.k.shape[2]:
            raise ValueError(f"缓存只有 {self.k.shape[2]} 步，装不下第 {end} 步")
        self.k[:, :, self.position : end] = k.detach()
        self.v[:, :, self.position : end] = v.detach()
        self.position = end
        return (self.k[:, :, :end], self.v[:, :, :end])


# %% wrong stored-then-raised
# 装不下的时候，先存了一部分、改了 position，才抛出错误
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.length, self.position = length, 0

    def append(self, k, v):
        for step in range(k.shape[2]):
            if self.position == self.length:
                raise ValueError("满了")
            self.k[:, :, self.position] = k[:, :, step]
            self.v[:, :, self.position] = v[:, :, step]
            self.position += 1
        return self.k[:, :, : self.position], self.v[:, :, : self.position]


# %% wrong oldest-dropped
# 装不下的时候没有抛出 ValueError，把最老的挤了出去
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, 0, head_dim)
        self.v = torch.zeros(batch, kv_heads, 0, head_dim)
        self.length, self.position = length, 0

    def append(self, k, v):
        self.k = torch.cat([self.k, k], dim=2)[:, :, -self.length :]
        self.v = torch.cat([self.v, v], dim=2)[:, :, -self.length :]
        self.position = self.k.shape[2]
        return self.k, self.v


# %% wrong shifting
# 新的放在末尾，以前的往前挪：上次返回的张量跟着变了
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.length, self.position = length, 0

    def append(self, k, v):
        t = k.shape[2]
        if self.position + t > self.length:
            raise ValueError("满了")
        self.position += t
        for book, new in ((self.k, k), (self.v, v)):
            book[:, :, : self.length - t] = book[:, :, t:].clone()
            book[:, :, self.length - t :] = new
        return self.k[:, :, -self.position :], self.v[:, :, -self.position :]


# %% wrong kept-by-reference
# 存的是传进来的张量本身：别人改了它，存下的也变了
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.keys, self.values = [], []
        self.length, self.position = length, 0

    def append(self, k, v):
        if self.position + k.shape[2] > self.length:
            raise ValueError("满了")
        self.keys.append(k)
        self.values.append(v)
        self.position += k.shape[2]
        return torch.cat(self.keys, dim=2), torch.cat(self.values, dim=2)


# %% wrong counts-calls
# position 每次加 1，不是加步数
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, 0, head_dim)
        self.v = torch.zeros(batch, kv_heads, 0, head_dim)
        self.length, self.position = length, 0

    def append(self, k, v):
        if self.k.shape[2] + k.shape[2] > self.length:
            raise ValueError("满了")
        self.k, self.v = torch.cat([self.k, k], dim=2), torch.cat([self.v, v], dim=2)
        self.position += 1
        return self.k, self.v


# %% wrong values-swapped
# 值里存的是键
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.position = 0

    def append(self, k, v):
        end = self.position + k.shape[2]
        if end > self.k.shape[2]:
            raise ValueError(f"缓存只有 {self.k.shape[2]} 步，装不下第 {end} 步")
        self.k[:, :, self.position : end] = k.detach()
        self.v[:, :, self.position : end] = k.detach()
        self.position = end
        return (self.k[:, :, :end], self.v[:, :, :end])


# %% wrong shared
# 所有的缓存合用一份：放在了类上
class KVCache:
    book = {}

    def __init__(self, batch, kv_heads, length, head_dim):
        self.length, self.position = length, 0
        self.book[0] = torch.zeros(batch, kv_heads, 0, head_dim)
        self.book[1] = torch.zeros(batch, kv_heads, 0, head_dim)

    def append(self, k, v):
        if self.book[0].shape[2] + k.shape[2] > self.length:
            raise ValueError("满了")
        for place, new in enumerate((k, v)):
            self.book[place] = torch.cat([self.book[place], new], dim=2)
        self.position = self.book[0].shape[2]
        return self.book[0], self.book[1]


# %% wrong no-error
# 装不下的时候没有抛出 ValueError，只存了装得下的那些
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.position = 0

    def append(self, k, v):
        end = self.position + k.shape[2]
        end = min(end, self.k.shape[2])
        self.k[:, :, self.position : end] = k.detach()[:, :, : end - self.position]
        self.v[:, :, self.position : end] = v.detach()[:, :, : end - self.position]
        self.position = end
        return (self.k[:, :, :end], self.v[:, :, :end])


# %% wrong position-moved-first
# 装不下的时候，position 已经先往前走了
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.k = torch.zeros(batch, kv_heads, length, head_dim)
        self.v = torch.zeros_like(self.k)
        self.position = 0

    def append(self, k, v):
        start, end = self.position, self.position + k.shape[2]
        self.position = end
        if end > self.k.shape[2]:
            raise ValueError(f"缓存只有 {self.k.shape[2]} 步，装不下第 {end} 步")
        self.k[:, :, start:end] = k.detach()
        self.v[:, :, start:end] = v.detach()
        return (self.k[:, :, :end], self.v[:, :, :end])


# %% right concatenated
# 每次接在后面
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.length = length
        self.k = torch.empty(batch, kv_heads, 0, head_dim)
        self.v = torch.empty(batch, kv_heads, 0, head_dim)

    @property
    def position(self):
        return self.k.shape[2]

    def append(self, k, v):
        if self.position + k.shape[2] > self.length:
            raise ValueError("满了")
        self.k = torch.cat((self.k, k), dim=2)
        self.v = torch.cat((self.v, v), dim=2)
        return self.k, self.v


# %% right list-of-copies
# 一段一段的副本，返回时接起来
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.parts, self.position, self.length = [], 0, length

    def append(self, k, v):
        steps = k.size(2)
        if self.length - self.position < steps:
            raise ValueError("装不下")
        self.parts.append((k.detach().clone(), v.detach().clone()))
        self.position += steps
        return [torch.cat(part, dim=2) for part in zip(*self.parts)]


# %% right one-buffer
# 键和值在一个张量里
class KVCache:
    def __init__(self, batch, kv_heads, length, head_dim):
        self.both = torch.zeros(2, batch, kv_heads, length, head_dim)
        self.position = 0

    def append(self, k, v):
        start, self_end = self.position, self.position + k.shape[-2]
        if self_end > self.both.shape[3]:
            raise ValueError("装不下")
        with torch.no_grad():
            self.both[0, :, :, start:self_end], self.both[1, :, :, start:self_end] = k, v
        self.position = self_end
        return tuple(self.both[:, :, :, :self_end].clone())
