# %% wrong hooks-left
# 没有摘钩子
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        pass
    return found


# %% wrong left-after-error
# 只在顺利时摘钩子，模型一报错就留下了
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    model(image)
    for handle in handles:
        handle.remove()
    return found


# %% wrong detached
# 存的输出断开了计算图
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output.detach()

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong late-binding
# 循环里的钩子都用了最后一个名字：前几层的输出记到了它的名下
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    handles = []
    for name in layers:

        def hook(module, inputs, output):
            found[name] = output  # noqa: B023

        handles.append(modules[name].register_forward_hook(hook))
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong inputs-kept
# 存的是这一层的输入，不是输出
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = inputs[0]

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong unknown-skipped
# 名字不存在时悄悄跳过了
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            layers = [one for one in layers if one in modules]
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong left-after-unknown
# 先给前几层挂上了钩子，才发现后面的名字不存在
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = []
    for name in layers:
        if name not in modules:
            raise ValueError(name)
        handles.append(modules[name].register_forward_hook(keep(name)))
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong children-only
# 只找直接的子模块，带点的名字找不到
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_children())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong others-removed
# 把模型上所有的钩子都清掉了，别人的也没有了
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        for module in modules.values():
            module._forward_hooks.clear()
    return found


# %% wrong whole-output
# 存的全是模型最后的输出
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        last = model(image)
        found = dict.fromkeys(layers, last)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong everything
# 把每一层都放进了字典，不只是要的
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise ValueError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in modules if name]
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% wrong key-error
# 名字不存在时抛出的不是 ValueError
def features(model: nn.Module, image: Tensor, layers: list[str]) -> dict[str, Tensor]:
    modules = dict(model.named_modules())
    for name in layers:
        if name not in modules:
            raise KeyError(f"模型里没有叫 {name} 的层")
    found: dict[str, Tensor] = {}

    def keep(name):
        def hook(module, inputs, output):
            found[name] = output

        return hook

    handles = [modules[name].register_forward_hook(keep(name)) for name in layers]
    try:
        model(image)
    finally:
        for handle in handles:
            handle.remove()
    return found


# %% right exit-stack
# 用 contextlib 管着把手
def features(model, image, layers):
    from contextlib import ExitStack

    table = dict(model.named_modules())
    if missing := [name for name in layers if name not in table]:
        raise ValueError(missing)
    out = {}
    with ExitStack() as stack:
        for name in layers:

            def hook(_module, _inputs, output, name=name):
                out[name] = output

            handle = table[name].register_forward_hook(hook)
            stack.callback(handle.remove)
        model(image)
    return {name: out[name] for name in layers}


# %% right get-submodule
# get_submodule 找层，先全找到
def features(model, image, layers):
    try:
        modules = {name: model.get_submodule(name) for name in layers}
    except AttributeError as error:
        raise ValueError(str(error)) from error
    found = {}
    names = {id(module): name for name, module in modules.items()}

    def hook(module, inputs, output):
        found[names[id(module)]] = output

    handles = []
    try:
        for module in modules.values():
            handles.append(module.register_forward_hook(hook))
        model(image)
    finally:
        while handles:
            handles.pop().remove()
    return found
