# %% wrong one-level
# 只复制了最外面一层，里面的列表、字典还是共用的
def deep_copy(value):
    if isinstance(value, list):
        return list(value)
    if isinstance(value, dict):
        return dict(value)
    return value


# %% wrong two-levels
# 只往里复制了两层，再深的还是共用的
def deep_copy(value, depth=2):
    if depth == 0:
        return value
    if isinstance(value, list):
        return [deep_copy(item, depth - 1) for item in value]
    if isinstance(value, tuple):
        return tuple(deep_copy(item, depth - 1) for item in value)
    if isinstance(value, dict):
        return {key: deep_copy(item, depth - 1) for key, item in value.items()}
    return value


# %% wrong tuple-becomes-list
# 元组复制成了列表
def deep_copy(value):
    if isinstance(value, (list, tuple)):
        return [deep_copy(item) for item in value]
    if isinstance(value, dict):
        return {key: deep_copy(item) for key, item in value.items()}
    return value


# %% wrong tuple-as-it-is
# 元组原样返回，它里面的列表、字典是共用的
def deep_copy(value):
    if isinstance(value, list):
        return [deep_copy(item) for item in value]
    if isinstance(value, dict):
        return {key: deep_copy(item) for key, item in value.items()}
    return value


# %% wrong dict-as-it-is
# 字典没有复制
def deep_copy(value):
    if isinstance(value, list):
        return [deep_copy(item) for item in value]
    if isinstance(value, tuple):
        return tuple(deep_copy(item) for item in value)
    return value


# %% wrong dict-values-shared
# 字典是新的，它的值却原样放了进去
def deep_copy(value):
    if isinstance(value, list):
        return [deep_copy(item) for item in value]
    if isinstance(value, tuple):
        return tuple(deep_copy(item) for item in value)
    if isinstance(value, dict):
        return dict(value)
    return value


# %% wrong same-object
# 什么也没有复制，返回的就是原件
def deep_copy(value):
    return value


# %% wrong keys-only
# 遍历字典只得到键，值丢了，字典成了键的列表
def deep_copy(value):
    if isinstance(value, tuple):
        return tuple(deep_copy(item) for item in value)
    if isinstance(value, (list, dict)):
        return [deep_copy(item) for item in value]
    return value


# %% wrong flattened
# 里面的列表被拆开接在了一起，层次没有了
def deep_copy(value):
    if isinstance(value, list):
        new = []
        for item in value:
            copied = deep_copy(item)
            if isinstance(copied, list):
                new.extend(copied)
            else:
                new.append(copied)
        return new
    if isinstance(value, tuple):
        return tuple(deep_copy(item) for item in value)
    if isinstance(value, dict):
        return {key: deep_copy(item) for key, item in value.items()}
    return value


# %% wrong texts-in-place-of-things
# 用 str 把不是列表、元组、字典的东西都变成了文字
def deep_copy(value):
    if isinstance(value, list):
        return [deep_copy(item) for item in value]
    if isinstance(value, tuple):
        return tuple(deep_copy(item) for item in value)
    if isinstance(value, dict):
        return {key: deep_copy(item) for key, item in value.items()}
    return str(value)


# %% wrong library-deepcopy
# 用了标准库的 copy，没有自己走
import copy


def deep_copy(value):
    return copy.deepcopy(value)


# %% wrong through-json
# 写成 json 再读回来，元组和不是文字的键都变了
import json


def deep_copy(value):
    try:
        return json.loads(json.dumps(value))
    except TypeError:
        return value


# %% wrong empty-as-it-is
# 空的列表、空的字典原样返回了，没有做新的
def deep_copy(value):
    if not value:
        return value
    if isinstance(value, list):
        return [deep_copy(item) for item in value]
    if isinstance(value, tuple):
        return tuple([deep_copy(item) for item in value])
    if isinstance(value, dict):
        return {key: deep_copy(item) for key, item in value.items()}
    return value


# %% wrong written-into-the-original
# 把复制品一个一个写进了原来的列表，里面的列表仍和结果共用
def deep_copy(value):
    if isinstance(value, list):
        for i in range(len(value)):
            value[i] = deep_copy(value[i])
        return value.copy()
    if isinstance(value, tuple):
        return tuple([deep_copy(thing) for thing in value])
    if isinstance(value, dict):
        result = {}
        for key, thing in value.items():
            result[key] = deep_copy(thing)
        return result
    return value


# %% wrong dict-values-one-level
# 字典的值只复制了一层，再往里的还是共用的
def deep_copy(value):
    if isinstance(value, list):
        return [deep_copy(thing) for thing in value]
    if isinstance(value, tuple):
        return tuple([deep_copy(thing) for thing in value])
    if isinstance(value, dict):
        result = {}
        for key, thing in value.items():
            if isinstance(thing, list):
                result[key] = list(thing)
            else:
                result[key] = thing
        return result
    return value


# %% wrong sets-become-lists
# 集合也当成列表去复制，变成了列表
def deep_copy(value):
    if isinstance(value, (list, set)):
        return [deep_copy(thing) for thing in value]
    if isinstance(value, tuple):
        return tuple([deep_copy(thing) for thing in value])
    if isinstance(value, dict):
        return {key: deep_copy(thing) for key, thing in value.items()}
    return value


# %% wrong keys-become-texts
# 字典的键变成了文字
def deep_copy(value):
    if isinstance(value, list):
        return [deep_copy(thing) for thing in value]
    if isinstance(value, tuple):
        return tuple([deep_copy(thing) for thing in value])
    if isinstance(value, dict):
        return {str(key): deep_copy(thing) for key, thing in value.items()}
    return value


# %% right loops
# 用循环和 append，种类用 type 问
def deep_copy(value):
    if type(value) in (list, tuple):
        new = []
        for item in value:
            new.append(deep_copy(item))
        return new if type(value) is list else tuple(new)
    if type(value) is dict:
        book = {}
        for key in value:
            book[key] = deep_copy(value[key])
        return book
    return value


# %% right match
# 用 match，每种情形一行
def deep_copy(value):
    match value:
        case dict():
            return dict(zip(value, map(deep_copy, value.values())))
        case list() | tuple():
            return type(value)(map(deep_copy, value))
        case _:
            return value


# %% right method-copy
# 先用列表、字典自己的 copy 方法，再把每一格换掉
def deep_copy(value):
    if isinstance(value, tuple):
        return tuple(deep_copy(list(value)))
    if isinstance(value, list):
        new = value.copy()
        for i in range(len(new)):
            new[i] = deep_copy(new[i])
        return new
    if isinstance(value, dict):
        new = value.copy()
        for key in new:
            new[key] = deep_copy(new[key])
        return new
    return value


# %% right stack
# 不用递归：先做外壳，再用一张单子慢慢填
def deep_copy(value):
    def shell(thing):
        if isinstance(thing, dict):
            return {}
        if isinstance(thing, (list, tuple)):
            return []
        return thing

    def build(thing):
        new = shell(thing)
        if isinstance(thing, dict):
            for key, item in thing.items():
                new[key] = build(item)
        elif isinstance(thing, (list, tuple)):
            for item in thing:
                new.append(build(item))
        return tuple(new) if isinstance(thing, tuple) else new

    return build(value)
