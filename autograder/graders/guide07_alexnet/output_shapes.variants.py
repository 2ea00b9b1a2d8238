# %%
# Slips leave names unused.
# ruff: noqa: F841, C408
import math

import numpy as np
import torch
from torch import nn


# %% wrong groups-ignored
# 没有管 groups，每个核看了所有的通道
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * channels * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong fewer-filters
# 把核的个数除以了 groups，输出的通道变少了
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                filters = filters // groups
                weights, biases = filters * channels * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong no-biases
# 参数里没有算偏置
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong biases-multiplied
# 乘加里算进了偏置
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        multiply_adds += biases * math.prod(shape[1:])
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong over-input
# 乘加按输入的大小算，没有按输出的
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            places = math.prod(sides)
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = places * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong pool-rounds-up
# 池化除不尽时往上进了一
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            up = stride - 1 if kind == "pool" else 0
            sides = [(side + 2 * padding - kernel + up) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong square-only
# 行和列当成一样长，只算了行
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [sides[0]] * 2
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong channels-only
# 第一个全连接层只算了通道数，没有乘上每个通道的大小
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = shape[0] * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong one-sided-padding
# 填充只补了一边
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong oversized-kernel
# 窗口比图大时没有报错
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong uneven-groups
# 不能整除 groups 时没有报错
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong one-place
# 乘加只算了输出的一个位置，没有乘上有几个位置
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong pool-counts
# 池化也算了参数
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, channels * kernel**2, 0
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong window-against-bare-picture
# 窗口比的是填充以前的图，填充以后装得下的也报了错
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases = channels, 0, 0, 0
            if kernel > min(sides):
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% wrong work-without-groups
# 参数管了 groups，乘加却按每个核看了所有的通道算
def output_shapes(layers, shape=(3, 227, 227)):
    found = []
    for kind, *numbers in layers:
        if kind == "dense":
            weights, biases = math.prod(shape) * numbers[0], numbers[0]
            multiply_adds, shape = weights, (numbers[0],)
        else:
            channels, *sides = shape
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                if channels % groups or filters % groups:
                    raise ValueError("groups")
                weights, biases = filters * (channels // groups) * kernel**2, filters
            else:
                kernel, stride = numbers
                filters, padding, weights, biases, groups = channels, 0, 0, 0, 1
            if kernel > min(sides) + 2 * padding:
                raise ValueError("window")
            sides = [(side + 2 * padding - kernel) // stride + 1 for side in sides]
            multiply_adds, shape = math.prod(sides) * weights * groups, (filters, *sides)
        parameters = weights + biases
        found.append({"shape": shape, "parameters": parameters, "multiply_adds": multiply_adds})
    return found


# %% right torch-layers
# 用 PyTorch 的层在 meta 设备上走一遍
def output_shapes(layers, shape=(3, 227, 227)):
    x, found = torch.empty(1, *shape, device="meta"), []
    for layer in layers:
        if layer[0] == "conv":
            _, filters, kernel, stride, padding, groups = layer
            if x.shape[1] % groups or filters % groups or kernel > min(x.shape[2:]) + 2 * padding:
                raise ValueError("does not fit")
            module = nn.Conv2d(x.shape[1], filters, kernel, stride, padding, groups=groups, device="meta")
        elif layer[0] == "pool":
            if layer[1] > min(x.shape[2:]):
                raise ValueError("window")
            module = nn.MaxPool2d(layer[1], layer[2])
        else:
            x = x.flatten(1)
            module = nn.Linear(x.shape[1], layer[1], device="meta")
        x = module(x)
        sizes = [p.numel() for p in module.parameters()]
        places = math.prod(x.shape[2:])
        found.append(
            {
                "shape": list(x.shape[1:]),
                "parameters": sum(sizes),
                "multiply_adds": sizes[0] * places if sizes else 0,
            }
        )
    return found


# %% right helper-per-kind
# 每种层一个小函数
def output_shapes(layers, shape=(3, 227, 227)):
    def window(size, kernel, stride, padding):
        if kernel > size + 2 * padding:
            raise ValueError("window")
        return (size + 2 * padding - kernel) // stride + 1

    result = []
    for layer in layers:
        if layer[0] == "dense":
            inputs = int(np.prod(shape))
            shape = (layer[1],)
            result.append(
                dict(shape=shape, parameters=(inputs + 1) * layer[1], multiply_adds=inputs * layer[1])
            )
            continue
        c, h, w = shape
        if layer[0] == "pool":
            shape = (c, window(h, layer[1], layer[2], 0), window(w, layer[1], layer[2], 0))
            result.append(dict(shape=shape, parameters=0, multiply_adds=0))
            continue
        _, f, k, s, p, g = layer
        if c % g != 0 or f % g != 0:
            raise ValueError("groups")
        shape = (f, window(h, k, s, p), window(w, k, s, p))
        each = c // g * k * k
        result.append(dict(shape=shape, parameters=f * (each + 1), multiply_adds=int(np.prod(shape)) * each))
    return result
