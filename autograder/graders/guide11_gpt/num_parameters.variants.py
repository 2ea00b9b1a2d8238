# %% wrong head-twice
# 共用的表算了两次
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = 2 * config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms) + 2 * d


# %% wrong no-biases
# 全连接层的偏置没有算
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 4 * d * d
    mlp = 8 * d * d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms) + 2 * d


# %% wrong no-positions
# 位置表没有算
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms) + 2 * d


# %% wrong no-norms
# 归一化的都没有算
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 0
    return tables + layers * (attention + mlp + norms)


# %% wrong no-final-norm
# 最后的归一化没有算
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms)


# %% wrong one-norm-a-block
# 一个块里只算了一个归一化
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 2 * d
    return tables + layers * (attention + mlp + norms) + 2 * d


# %% wrong norm-scale-only
# 归一化只算了比例，没有算平移
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 2 * d
    return tables + layers * (attention + mlp + norms) + d


# %% wrong heads-counted
# 每个头都算了一遍整个宽度的 qkv
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = config["heads"] * (3 * d * d + 3 * d) + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms) + 2 * d


# %% wrong no-projection
# 注意力的 proj 没有算
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms) + 2 * d


# %% wrong head-bias
# 打分层多算了一个偏置
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms) + 2 * d + config["vocab"]


# %% wrong mlp-twice-as-wide
# MLP 中间按两倍宽算的
def num_parameters(config):
    d, layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 2 * d * d + 2 * d + 2 * d * d + d
    norms = 4 * d
    return tables + layers * (attention + mlp + norms) + 2 * d


# %% wrong one-layer
# 只算了一个块，没有乘层数
def num_parameters(config):
    d, _layers = config["d_model"], config["layers"]
    tables = config["vocab"] * d + config["block"] * d
    attention = 3 * d * d + 3 * d + d * d + d
    mlp = 4 * d * d + 4 * d + 4 * d * d + d
    norms = 4 * d
    return tables + (attention + mlp + norms) + 2 * d


# %% right collected
# 合并同类项的公式
def num_parameters(config):
    d = config["d_model"]
    return (config["vocab"] + config["block"]) * d + config["layers"] * (12 * d**2 + 13 * d) + 2 * d


# %% right layer-by-layer
# 写一个小函数数全连接层
def num_parameters(config):
    def dense(inputs, outputs):
        return inputs * outputs + outputs

    d, total = config["d_model"], 0
    for _ in range(config["layers"]):
        total += dense(d, 3 * d) + dense(d, d) + dense(d, 4 * d) + dense(4 * d, d)
        total += 2 * (d + d)
    for rows in (config["vocab"], config["block"], 2):
        total += rows * d
    return total
