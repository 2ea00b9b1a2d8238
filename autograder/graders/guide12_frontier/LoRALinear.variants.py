# %% wrong scale-alpha
# 补丁乘的是 alpha，没有除以秩
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong scale-inverted
# 比例写反了，成了 rank / alpha
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = rank / alpha, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong no-scale
# 补丁没有乘 alpha / rank
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = 1.0, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong both-zero
# A 也从 0 开始：A 和 B 的梯度都是 0，永远学不动
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_zeros(rank, size))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong both-random
# B 也是随机的，一装上就改了输出
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_empty(out, rank).normal_(std=0.5))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong zeros-swapped
# A 从 0 开始，B 是随机的：题目要反过来
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_zeros(rank, size))
        self.B = nn.Parameter(linear.weight.new_empty(out, rank).normal_(std=0.5))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong counted-twice
# 合并以后 forward 又加了一遍补丁
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong merges-again
# 没有记住已经合并过，合并两次就加了两遍
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if True:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong unmerge-anyway
# 没有合并过，unmerge 也去减
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if True:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong unmerge-keeps
# unmerge 只改了记号，没有从权重里减掉补丁
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                pass
            self.merged = False


# %% wrong merge-flag-only
# merge 以后 forward 仍算补丁，权重没有改
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                pass
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                pass
            self.merged = False


# %% wrong merge-without-scale
# 合并时忘了乘 alpha / rank
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.B @ self.A
            self.merged = False


# %% wrong base-learns
# 原来的权重没有冻住，也在学
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong bias-learns
# 冻住了 weight，漏了 bias
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear
        linear.weight.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong adapter-on-output
# 补丁接在了原来的输出上，漏掉了原来的那一项
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong default-dtype
# A、B 没有跟着 linear 的 dtype
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(torch.randn(rank, size) * size**-0.5)
        self.B = nn.Parameter(torch.zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A
            self.merged = False


# %% wrong merged-learns
# 合并时换上了新的 nn.Parameter，那个权重又要梯度了
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight = nn.Parameter(self.linear.weight + self.scale * self.B @ self.A)
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight = nn.Parameter(self.linear.weight - self.scale * self.B @ self.A)
            self.merged = False


# %% wrong flag-left-up
# unmerge 减掉了补丁，却没有记下已经取消了
class LoRALinear(nn.Module):
    def __init__(self, linear: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        out, size = linear.weight.shape
        self.A = nn.Parameter(linear.weight.new_empty(rank, size).normal_(std=size**-0.5))
        self.B = nn.Parameter(linear.weight.new_zeros(out, rank))
        self.scale, self.merged = alpha / rank, False

    def forward(self, x: Tensor) -> Tensor:
        if self.merged:
            return self.linear(x)
        return self.linear(x) + self.scale * F.linear(F.linear(x, self.A), self.B)

    def merge(self) -> None:
        if not self.merged:
            with torch.no_grad():
                self.linear.weight += self.scale * self.B @ self.A
            self.merged = True

    def unmerge(self) -> None:
        if self.merged:
            with torch.no_grad():
                self.linear.weight -= self.scale * self.B @ self.A


# %% right plain-tensors
# 记住原来的权重，合并时换上新的
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        for parameter in linear.parameters():
            parameter.requires_grad = False
        self.linear, self.rank, self.alpha, self.kept = linear, rank, alpha, None
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, dtype=linear.weight.dtype))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, dtype=linear.weight.dtype))

    def change(self):
        return (self.alpha / self.rank) * (self.B @ self.A)

    def forward(self, x):
        y = self.linear(x)
        return y if self.kept is not None else y + x @ self.change().T

    def merge(self):
        if self.kept is None:
            self.kept = self.linear.weight.data.clone()
            self.linear.weight.data = self.kept + self.change().detach()

    def unmerge(self):
        if self.kept is not None:
            self.linear.weight.data, self.kept = self.kept, None


# %% right two-matmuls
# 一步一步地乘，初始化用 kaiming_uniform_
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.linear.weight.requires_grad_(False)
        if self.linear.bias is not None:
            self.linear.bias.requires_grad_(False)
        like = {"dtype": linear.weight.dtype, "device": linear.weight.device}
        self.A = nn.Parameter(torch.empty(rank, linear.in_features, **like))
        nn.init.kaiming_uniform_(self.A, a=5**0.5)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, **like))
        self.factor = alpha / rank
        self.is_merged = False

    @torch.no_grad()
    def merge(self):
        if self.is_merged:
            return
        self.linear.weight.add_(self.B @ self.A, alpha=self.factor)
        self.is_merged = True

    @torch.no_grad()
    def unmerge(self):
        if not self.is_merged:
            return
        self.linear.weight.sub_(self.B @ self.A, alpha=self.factor)
        self.is_merged = False

    def forward(self, x):
        out = self.linear(x)
        if not self.is_merged:
            out = out + (x @ self.A.T @ self.B.T) * self.factor
        return out
