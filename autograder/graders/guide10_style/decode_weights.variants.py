# %% wrong code-as-weight
# 把编号直接当成了权重，没有查码本
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[key].astype(np.float32)
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong linear-scale
# 把码本的最小和最大之间等分成 255 份，编号当成了刻度
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        book = archive[f"{name}.book"]
        numbers = book.min() + (book.max() - book.min()) * (archive[key] / 255)
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong bias-missing
# 结果里没有偏置
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[key]]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
    return weights


# %% wrong bias-zero
# 偏置全填了 0
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[key]]
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(0 * bias, dtype=torch.float32)
    return weights


# %% wrong flat
# 编号摊平了，结果没有还原成权重的形状
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[key].ravel()]
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong double
# 结果是 float64，没有换成 float32
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[key]]
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float64)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong first-part
# 层名只留了第一个点以前的：一个 fire 的三个卷积成了一个
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        short = name.split(".")[0]
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[key]]
        bias = archive[f"{name}.bias"]
        weights[f"{short}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{short}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong sorted-book
# 先把码本排了序，编号对应的数就变了
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = np.sort(archive[f"{name}.book"])[archive[key]]
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong book-skipped
# 没有码本的层悄悄跳过了，没有报错
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            continue
        numbers = archive[f"{name}.book"][archive[key]]
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong archive-changed
# 在传进来的字典里换掉了编号
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".code"):
            continue
        name = key.removesuffix(".code")
        if f"{name}.book" not in archive:
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[key]]
        archive[key] = numbers
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% wrong book-first
# 层的先后跟着码本，不跟着编号
def decode_weights(archive: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {}
    for key in archive:
        if not key.endswith(".book"):
            continue
        name = key.removesuffix(".book")
        if any(f"{k.removesuffix('.code')}.book" not in archive for k in archive if k.endswith(".code")):
            raise ValueError(f"{name} 有编号，没有码本")
        numbers = archive[f"{name}.book"][archive[f"{name}.code"]]
        bias = archive[f"{name}.bias"]
        weights[f"{name}.weight"] = torch.tensor(numbers, dtype=torch.float32)
        weights[f"{name}.bias"] = torch.tensor(bias, dtype=torch.float32)
    return weights


# %% right take-and-comprehension
# 先列出层名，np.take 查表
def decode_weights(archive):
    keys = list(archive.keys())
    names = [key[: -len(".code")] for key in keys if key.endswith(".code")]
    for name in names:
        if name + ".book" not in keys:
            raise ValueError(name)
    out = {}
    for name in names:
        code = np.asarray(archive[name + ".code"])
        book = np.asarray(archive[name + ".book"], dtype=np.float32)
        out[name + ".weight"] = torch.from_numpy(np.take(book, code))
        out[name + ".bias"] = torch.from_numpy(np.array(archive[name + ".bias"], dtype=np.float32))
    return out


# %% right torch-indexing
# 编号换成 int64，在 PyTorch 里查表
def decode_weights(archive):
    weights = {}
    for key, code in archive.items():
        name, _, kind = key.rpartition(".")
        if kind == "code":
            try:
                book = torch.tensor(archive[name + ".book"]).float()
            except KeyError:
                raise ValueError("no book: " + name) from None
            weights[name + ".weight"] = book[torch.tensor(code).long()]
            weights[name + ".bias"] = torch.tensor(archive[name + ".bias"]).float()
    return weights
