# %%
from torch import nn


# %% wrong tiled-heads
# 键值头按 0、1、0、1 重复：应当 0、0、1、1
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat(1, group, 1, 1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong not-scaled
# 打分没有除以 head_dim 的平方根
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong scaled-by-model
# 除以的是 d_model 的平方根，应当是 head_dim 的
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim * self.heads)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong scaled-by-head-dim
# 除以的是 head_dim，没有开平方根
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / self.head_dim
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong no-mask
# 没有挡住后面的
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong mask-from-the-corner
# 掩码从左上角数起：有缓存时，新来的看不到最近的
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril()
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong no-mask-with-cache
# 有缓存时就没有掩码：一次来几个时看得到后面的
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = (scores if cache is not None else scores.masked_fill(~seen, -math.inf)).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong strict-triangle
# 自己也挡住了
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t - 1)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -1e9).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong values-turned
# 值也转了
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = apply_rotary(
            self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)), cos, sin, positions
        ).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong not-turned
# 查询和键都没有旋转
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = q.transpose(1, 2)
        k = k.transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong keys-not-turned
# 键没有旋转，只转了查询
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = k.transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong positions-ignored
# 没有用 positions，每次都从 0 转起
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        positions = torch.arange(x.shape[1])
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong cache-ignored
# 没有用缓存，只看得到这一次的
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong repeated-stored
# 键值头重复过以后才交给缓存
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        if cache is not None:
            k, v = cache.append(k, v)
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong heads-mixed
# 各头没有接回原来的次序：少了一次对调
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.reshape(x.shape))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong softmax-over-queries
# softmax 沿查询那一轴
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-2) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong biases
# 线性层带了偏置
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim)
        self.wo = nn.Linear(d_model, d_model)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong library
# 调用了库里现成的注意力
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=seen)
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% wrong mask-by-positions
# 掩码拿 positions 和键的序号比：位置不从 0 数起时就挡错了
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        k, v = (a.repeat_interleave(group, dim=1) for a in (k, v))
        seen = positions[:, None] >= torch.arange(k.shape[2])
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% right grouped-einsum
# 不重复键值头，把查询头分组
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        group = self.heads // self.kv_heads
        q = q.unflatten(1, (self.kv_heads, group))
        t, total = (q.shape[3], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = torch.einsum("nkgid,nkjd->nkgij", q, k) / math.sqrt(self.head_dim)
        out = torch.einsum(
            "nkgij,nkjd->nkgid", scores.masked_fill(~seen, -math.inf).softmax(dim=-1), v
        ).flatten(1, 2)
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)


# %% right table-made-once
# 旋转的表事先备好一张长的
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        size = d_model // heads
        self.heads, self.kv_heads, self.size = heads, kv_heads, size
        self.wq, self.wo = (nn.Linear(d_model, heads * size, bias=False) for _ in range(2))
        self.wk, self.wv = (nn.Linear(d_model, kv_heads * size, bias=False) for _ in range(2))
        self.turn = rotary(1024, size)

    def forward(self, x, positions, cache=None):
        n, t, _ = x.shape
        q = apply_rotary(self.wq(x).view(n, t, self.heads, self.size), *self.turn, positions)
        k = apply_rotary(self.wk(x).view(n, t, self.kv_heads, self.size), *self.turn, positions)
        v = self.wv(x).view(n, t, self.kv_heads, self.size)
        q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
        past = 0
        if cache is not None:
            past = cache.position
            k, v = cache.append(k, v)
        order = torch.arange(past + t)
        hidden = order[None, :] > order[past:, None]
        outs = []
        for head in range(self.heads):
            shared = head * self.kv_heads // self.heads
            scores = q[:, head] @ k[:, shared].transpose(-1, -2) * self.size**-0.5
            weights = torch.softmax(scores + torch.zeros(hidden.shape).masked_fill(hidden, -1e30), -1)
            outs.append(weights @ v[:, shared])
        return self.wo(torch.cat(outs, dim=-1))


# %% right fancy-index
# 用下标取键值头
class GroupedQueryAttention(nn.Module):
    def __init__(self, d_model, heads, kv_heads):
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = (heads, kv_heads, d_model // heads)
        self.wq = nn.Linear(d_model, d_model, bias=False)
        self.wk = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(d_model, kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x, positions, cache=None):
        cos, sin = rotary(int(positions.max()) + 1, self.head_dim)
        q = self.wq(x).unflatten(-1, (self.heads, self.head_dim))
        k = self.wk(x).unflatten(-1, (self.kv_heads, self.head_dim))
        v = self.wv(x).unflatten(-1, (self.kv_heads, self.head_dim)).transpose(1, 2)
        q = apply_rotary(q, cos, sin, positions).transpose(1, 2)
        k = apply_rotary(k, cos, sin, positions).transpose(1, 2)
        if cache is not None:
            k, v = cache.append(k, v)
        shared = torch.arange(self.heads) // (self.heads // self.kv_heads)
        k, v = (k[:, shared], v[:, shared])
        t, total = (q.shape[2], k.shape[2])
        seen = torch.ones(t, total, dtype=torch.bool).tril(total - t)
        scores = q @ k.mT / math.sqrt(self.head_dim)
        out = scores.masked_fill(~seen, -math.inf).softmax(dim=-1) @ v
        return self.wo(out.transpose(1, 2).flatten(2))


def fresh_cache(batch, kv_heads, length, head_dim):
    return KVCache(batch, kv_heads, length, head_dim)
