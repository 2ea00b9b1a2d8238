# %% wrong content-changed
# 没有拷贝照片，把它原地改了
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong loss-after
# 走完一步才算损失记下，losses 晚了一步
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            seen = features(model, image, [*layers, "fire3"])
            after = content_loss(seen["fire3"], wanted) + style_weight * style_loss(seen, grams)
        losses.append(after.item())
    return image.detach(), losses


# %% wrong not-zeroed
# 忘了清零，梯度一步步攒了起来
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong swapped
# 内容和风格的目标弄反了：内容来自画，风格来自照片
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, resize(style, content.shape[2:]), ["fire3"])["fire3"]
        painted = features(model, content, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong weight-on-content
# style_weight 乘在了内容上
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = style_weight * content_loss(seen["fire3"], wanted)
        loss = loss + style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong no-content
# 内容没有起作用：损失里没有它，或者每一步都拿现在的图当目标，差总是 0
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = 0 * content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong other-content-layer
# 内容用了 fire4，不是 fire3
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire4"])["fire4"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire4"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong layer-missing
# 风格少了 fire6 这一层
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong conv1-missing
# 风格少了 conv1 这一层
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong content-layer-in-style
# 风格把 fire3 也算了进去
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire3", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong from-the-style
# 从画开始，不是从照片
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = resize(style, content.shape[2:]).detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong from-noise
# 从噪声开始，不是从照片
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = torch.randn_like(content).requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong losses-are-tensors
# losses 里是带着计算图的张量，不是普通的数
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong graph-left
# 返回的图还要求导
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image, losses


# %% wrong sgd
# 用了普通的梯度下降，不是 Adam
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.SGD([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong default-lr
# 没有把 lr 交给 Adam，用了默认的 0.001
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image])
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong weight-ignored
# 没有用 style_weight
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong clamped
# 每一步之后把像素截到 0 到 1
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        image.data.clamp_(0, 1)
    return image.detach(), losses


# %% wrong model-trained
# 连模型的权重也一起改了
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image, *model.parameters()], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return image.detach(), losses


# %% wrong clamped-to-bytes
# 每一步之后把像素截到 0 到 255：减过平均的图，负数全没了
def stylize(
    content: Tensor,
    style: Tensor,
    model: nn.Module,
    style_weight: float,
    steps: int,
    lr: float,
    seed: int,
) -> tuple[Tensor, list[float]]:
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire4", "fire6"]
    with torch.no_grad():
        wanted = features(model, content, ["fire3"])["fire3"]
        painted = features(model, style, layers)
        grams = {name: gram_matrix(painted[name]) for name in layers}
    image = content.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([image], lr=lr)
    losses = []
    for _ in range(steps):
        seen = features(model, image, [*layers, "fire3"])
        loss = content_loss(seen["fire3"], wanted)
        loss = loss + style_weight * style_loss(seen, grams)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        image.data.clamp_(0, 255)
    return image.detach(), losses


# %% right grad-by-hand
# 用 autograd.grad 求梯度，放进 image.grad
def stylize(content, style, model, style_weight, steps, lr, seed):
    names = ("fire6", "fire4", "fire2", "conv1")
    target = features(model, content.detach(), ["fire3"])["fire3"].detach()
    grams = {k: gram_matrix(v).detach() for k, v in features(model, style, list(names)).items()}
    image = torch.empty_like(content).copy_(content)
    image.requires_grad = True
    adam = torch.optim.Adam([image], lr)
    history = np.zeros(steps)
    for i in range(steps):
        out = features(model, image, ["fire3", *names])
        total = style_loss(out, grams) * style_weight + content_loss(out["fire3"], target)
        history[i] = total.item()
        image.grad = torch.autograd.grad(total, image)[0]
        adam.step()
    return image.data, history


# %% right parameter
# 图是一个 nn.Parameter，损失写成一个闭包
def stylize(content, style, model, style_weight, steps, lr, seed):
    torch.manual_seed(seed)
    layers = ["conv1", "fire2", "fire3", "fire4", "fire6"]
    with torch.no_grad():
        of_style, of_content = features(model, style, layers), features(model, content, layers)
    grams = {n: gram_matrix(of_style[n]) for n in layers if n != "fire3"}
    image = nn.Parameter(content.clone())
    optimizer = torch.optim.Adam(params=[image], lr=lr)
    losses = []

    def closure():
        optimizer.zero_grad(set_to_none=True)
        now = features(model, image, layers)
        loss = F.mse_loss(now["fire3"], of_content["fire3"])
        loss = loss + style_weight * style_loss(now, grams)
        loss.backward()
        losses.append(float(loss.detach()))
        return loss

    for _ in range(steps):
        optimizer.step(closure)
    return [image.detach().clone(), losses]
