# %%
from torch import nn


# %% wrong positions-from-zero
# 有缓存时，位置还是从 0 数起
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong position-after-append
# 每层各问自己的缓存，而且是存过以后才问：位置多了这一次的步数
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
            if caches:
                positions = torch.arange(cache.position, cache.position + t)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong no-final-norm
# 最后没有归一化
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(x, head.weight)


# %% wrong caches-ignored
# 没有把缓存传给各层
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer in self.layers:
            x = layer(x, positions)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong one-cache
# 所有层用的都是第一层的缓存
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer in self.layers:
            x = layer(x, positions, caches[0] if caches else None)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong scaled-embedding
# 词向量乘了宽度的平方根
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids) * self.config["d_model"] ** 0.5
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong softmax-at-the-end
# 最后加了 softmax，给的是概率
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight).softmax(dim=-1)


# %% wrong too-long-accepted
# 超过 context 没有抛出 ValueError
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong context-without-cache
# 查长度时没有算上缓存里的
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong never-full
# 正好 context 步也抛出了 ValueError
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t >= self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong never-tied
# 共用时也另造了一张打分的表
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong always-tied
# 不共用时，打分也用了词向量的表
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings
        return F.linear(self.norm(x), head.weight)


# %% wrong one-layer
# 只过了第一层
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers[:1], caches or [None]):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong same-layer
# 各层是同一个对象，权重共用
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = [LlamaBlock(*sizes)] * config["layers"]
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% wrong heads-swapped
# 查询头和键值头的个数传反了
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["kv_heads"], config["heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for layer, cache in zip(self.layers, caches or [None] * len(self.layers)):
            x = layer(x, positions, cache)
        head = self.tok_embeddings if self.config["tied"] else self.output
        return F.linear(self.norm(x), head.weight)


# %% right matmul
# 打分写成矩阵乘法，逐层用下标
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config, d = (config, config["d_model"])
        sizes = (d, config["hidden"], config["heads"], config["kv_heads"])
        self.tok_embeddings = nn.Embedding(config["vocab"], d)
        layers = (LlamaBlock(*sizes) for _ in range(config["layers"]))
        self.layers = nn.ModuleList(layers)
        self.norm = RMSNorm(d)
        if not config["tied"]:
            self.output = nn.Linear(d, config["vocab"], bias=False)

    def forward(self, ids, caches=None):
        start, t = (caches[0].position if caches else 0, ids.shape[1])
        if start + t > self.config["context"]:
            raise ValueError(f"最长 {self.config['context']} 步，得到 {start + t} 步")
        positions = torch.arange(start, start + t)
        x = self.tok_embeddings(ids)
        for i, layer in enumerate(self.layers):
            x = layer(x, positions, None if caches is None else caches[i])
        head = self.tok_embeddings if self.config["tied"] else self.output
        return self.norm(x) @ head.weight.T


# %% right helper-method
# 开头几步放进一个方法
class Llama(nn.Module):
    def __init__(self, config):
        super().__init__()
        c = self.config = config
        self.norm = RMSNorm(c["d_model"])
        self.layers = nn.ModuleList()
        for _ in range(c["layers"]):
            block = LlamaBlock(
                d_model=c["d_model"], hidden=c["hidden"], heads=c["heads"], kv_heads=c["kv_heads"]
            )
            self.layers.append(block)
        self.tok_embeddings = nn.Embedding(c["vocab"], c["d_model"])
        if c["tied"] is False:
            self.output = nn.Linear(c["d_model"], c["vocab"], bias=False)

    def where(self, ids, caches):
        past = 0 if caches is None else caches[-1].position
        if past + ids.size(1) > self.config["context"]:
            raise ValueError("太长")
        return torch.arange(ids.size(1)) + past

    def forward(self, ids, caches=None):
        positions = self.where(ids, caches)
        hidden = self.tok_embeddings(ids)
        for i in range(len(self.layers)):
            hidden = self.layers[i](hidden, positions, caches[i] if caches is not None else None)
        hidden = self.norm(hidden)
        if self.config["tied"]:
            return torch.einsum("ntd,vd->ntv", hidden, self.tok_embeddings.weight)
        return self.output(hidden)
