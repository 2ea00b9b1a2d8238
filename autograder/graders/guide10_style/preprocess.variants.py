# %% wrong bgr
# 通道成了蓝绿红（平均也跟着换了）
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([123, 117, 104], dtype=np.float32)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None].flip(1)


# %% wrong zero-to-one
# 缩到了 0 到 1，没有减平均
def preprocess(image: np.ndarray) -> Tensor:
    centred = image / np.float32(255)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None]


# %% wrong no-mean
# 没有减平均颜色
def preprocess(image: np.ndarray) -> Tensor:
    centred = image
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None]


# %% wrong mean-reversed
# 平均颜色的次序反了，蓝减了 123，红减了 104
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([104, 117, 123], dtype=np.float32)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None]


# %% wrong own-mean
# 减的是这张照片自己的平均，不是 ImageNet 的
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - image.mean((0, 1))
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None]


# %% wrong reshaped
# 用 reshape 代替了换轴，像素全乱了
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([123, 117, 104], dtype=np.float32)
    return torch.tensor(centred, dtype=torch.float32).reshape(1, 3, *image.shape[:2])


# %% wrong wraps-around
# 在 uint8 里减平均，小于平均的都绕了回去
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([123, 117, 104], dtype=np.uint8)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None]


# %% wrong lying
# h 和 w 也换了，照片躺了下来
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([123, 117, 104], dtype=np.float32)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 1, 0)[None]


# %% wrong divided-too
# 减了平均，又除以了 255
def preprocess(image: np.ndarray) -> Tensor:
    centred = (image - np.array([123, 117, 104], dtype=np.float32)) / np.float32(255)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)[None]


# %% wrong no-batch-axis
# 没有批的那一轴
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([123, 117, 104], dtype=np.float32)
    return torch.tensor(centred, dtype=torch.float32).permute(2, 0, 1)


# %% wrong channels-last
# 通道还在最后
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([123, 117, 104], dtype=np.float32)
    return torch.tensor(centred, dtype=torch.float32)[None]


# %% wrong clipped
# 减完平均，负数都截成了 0
def preprocess(image: np.ndarray) -> Tensor:
    centred = image - np.array([123, 117, 104], dtype=np.float32)
    return torch.tensor(centred.clip(0), dtype=torch.float32).permute(2, 0, 1)[None]


# %% right torch-only
# 先变张量，平均摆成 (3, 1, 1)
def preprocess(image):
    x = torch.from_numpy(np.ascontiguousarray(image)).float().movedim(-1, 0)
    return (x - torch.tensor([123.0, 117.0, 104.0]).view(3, 1, 1)).unsqueeze(0)


# %% right channel-by-channel
# 一个颜色一个颜色地来
def preprocess(image):
    planes = []
    for k, mean in enumerate((123, 117, 104)):
        planes.append(torch.tensor(image[:, :, k].astype(np.int64) - mean))
    return torch.stack(planes).to(torch.float32)[None]
