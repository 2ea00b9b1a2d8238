# %% wrong missing-accepted
# 少了的张量没有管，留着随机数
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            continue
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()}, strict=False)
    return model


# %% wrong extra-accepted
# 多出来的张量没有管
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            continue
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()}, strict=False)
    return model


# %% wrong reshaped
# 形状不对的硬改成了对的
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        arrays[name] = np.resize(arrays[name], wanted[name])
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% wrong broadcast
# 能广播成那个形状的也收下了
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        try:
            arrays[name] = np.array(np.broadcast_to(arrays[name], wanted[name]))
        except ValueError:
            raise ValueError(f"{name} 的形状不对") from None
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% wrong size-only
# 只比了总数，没有比形状：转置的、摊平的也收下了
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].size != math.prod(wanted[name]):
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a.reshape(wanted[name])) for name, a in arrays.items()})
    return model


# %% wrong other-error
# 抛出的是 load_state_dict 自己的 RuntimeError，不是 ValueError
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% wrong nameless
# 说明里没有张量的名字
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError("少了一个张量")
        if name not in wanted:
            raise ValueError("多了一个张量")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"形状是 {found}")
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% wrong pickle-allowed
# 打开了 pickle
def load_checkpoint(path):
    with np.load(path, allow_pickle=True) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a.astype(np.float32)) for name, a in arrays.items()})
    return model


# %% wrong square-transposed
# 方的矩阵转置了：线性层存的本来就是（输出，输入）
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict(
        {
            name: torch.from_numpy(
                np.ascontiguousarray(a.T) if a.ndim == 2 and a.shape[0] == a.shape[1] else a
            )
            for name, a in arrays.items()
        }
    )
    return model


# %% wrong always-tied
# 有 output.weight 的文件，也当成共用的
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": True})
    arrays.pop("output.weight", None)
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% wrong never-tied
# 没有 output.weight 的文件，也当成不共用的：打分的表成了词向量的副本
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": False})
    arrays.setdefault("output.weight", arrays.get("tok_embeddings.weight", np.zeros(())))
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% wrong config-order
# config 里查询头和键值头的次序弄反了
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "kv_heads", "heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% wrong not-loaded
# 查是查了，没有装进去：权重还是随机的
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    return model


# %% wrong pieces-are-extra
# 词表的三个数组也当成了多出来的张量
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    model = Llama(config | {"tied": "output.weight" not in arrays})
    wanted = {name: tuple(p.shape) for name, p in model.state_dict().items()}
    for name in wanted.keys() | arrays.keys():
        if name not in arrays:
            raise ValueError(f"少了 {name}")
        if name not in wanted:
            raise ValueError(f"多了 {name}")
        if arrays[name].shape != wanted[name]:
            found = arrays[name].shape
            raise ValueError(f"{name} 的形状是 {found}，应当是 {wanted[name]}")
    model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    return model


# %% right two-differences
# 先比两边的名字，再一个一个装
def load_checkpoint(path):
    data = np.load(path)
    d, hidden, layers, heads, kv_heads, vocab, context = data["config"].tolist()
    tied = "output.weight" not in data.files
    config = {"d_model": d, "hidden": hidden, "layers": layers, "heads": heads, "kv_heads": kv_heads}
    model = Llama({**config, "vocab": vocab, "context": context, "tied": tied})
    known = {"config", "token_bytes", "token_ends", "token_scores"}
    state = model.state_dict()
    missing, extra = set(state) - set(data.files), set(data.files) - set(state) - known
    if missing or extra:
        raise ValueError(f"少了 {sorted(missing)}，多了 {sorted(extra)}")
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            a = torch.tensor(data[name])
            if a.shape != parameter.shape:
                raise ValueError(f"{name}: {tuple(a.shape)}")
            parameter.copy_(a)
    return model


# %% right converted
# 接住 load_state_dict 的 RuntimeError，换成 ValueError
def load_checkpoint(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    names = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
    config = dict(zip(names, map(int, arrays.pop("config"))))
    for name in ("token_bytes", "token_ends", "token_scores"):
        arrays.pop(name, None)
    model = Llama(config | {"tied": "output.weight" not in arrays})
    try:
        model.load_state_dict({name: torch.from_numpy(a) for name, a in arrays.items()})
    except RuntimeError as error:
        raise ValueError(str(error)) from None
    return model
