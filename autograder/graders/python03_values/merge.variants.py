# %% wrong defaults-changed
# 写进了 defaults 自己，默认设置从此变了
def merge(defaults, overrides):
    defaults.update(overrides)
    return defaults


# %% wrong update-returned
# 交出了 update 的结果，那是 None
def merge(defaults, overrides):
    return defaults.copy().update(overrides)


# %% wrong or
# 用 or 来挑，False、0、空文字、None 都被当成没有改
def merge(defaults, overrides):
    merged = {}
    for key in defaults:
        merged[key] = overrides.get(key) or defaults[key]
    for key in overrides:
        if key not in defaults:
            merged[key] = overrides[key]
    return merged


# %% wrong falsy-skipped
# 值算假的一律跳过，新添的算假的键也丢了
def merge(defaults, overrides):
    merged = defaults.copy()
    for key, value in overrides.items():
        if value:
            merged[key] = value
    return merged


# %% wrong none-is-missing
# 把 None 当成没有改
def merge(defaults, overrides):
    merged = defaults.copy()
    for key, value in overrides.items():
        if value is not None or key not in merged:
            merged[key] = value
    return merged


# %% wrong none-skipped
# 值是 None 的一律跳过，新添的也丢了
def merge(defaults, overrides):
    merged = defaults.copy()
    for key, value in overrides.items():
        if value is not None:
            merged[key] = value
    return merged


# %% wrong new-keys-dropped
# 只看默认里有的键，用户新添的丢了
def merge(defaults, overrides):
    merged = {}
    for key in defaults:
        merged[key] = overrides.get(key, defaults[key])
    return merged


# %% wrong defaults-win
# 默认的盖住了用户的
def merge(defaults, overrides):
    merged = overrides.copy()
    merged.update(defaults)
    return merged


# %% wrong overrides-changed
# 写进了 overrides 自己，用户的设置变了
def merge(defaults, overrides):
    for key, value in defaults.items():
        if key not in overrides:
            overrides[key] = value
    return overrides


# %% wrong only-changes
# 只交出了用户的，默认的没有合进来
def merge(defaults, overrides):
    return overrides.copy()


# %% wrong pairs
# 两个值都留着，放进了列表
def merge(defaults, overrides):
    merged = defaults.copy()
    for key, value in overrides.items():
        merged[key] = [merged[key], value] if key in merged else value
    return merged


# %% wrong empty-is-same
# 没有改的时候，把 defaults 自己交了出去，不是新的字典
def merge(defaults, overrides):
    if not overrides:
        return defaults
    return {**defaults, **overrides}


# %% wrong copied-too-late
# 先写进了 defaults，之后才抄了一份
def merge(defaults, overrides):
    for key, value in overrides.items():
        defaults[key] = value
    return defaults.copy()


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def merge(defaults, overrides):
    merged = defaults.copy()
    for key, value in overrides.items():
        merged[key] = value
    print(merged)


# %% wrong word-as-key
# 写成了带引号的 "key"：键成了这三个字母，不是名字 key 贴着的东西
def merge(defaults, overrides):
    merged = defaults.copy()
    for _key, value in overrides.items():
        merged["key"] = value
    return merged


# %% right stars
# 两个字典摊开在一对花括号里
def merge(defaults, overrides):
    return {**defaults, **overrides}


# %% right bar
# 字典的 | 运算符
def merge(defaults, overrides):
    return defaults | overrides


# %% right from-empty
# 从空字典开始，两个循环
def merge(defaults, overrides):
    merged = {}
    for key in defaults:
        merged[key] = defaults[key]
    for key in overrides:
        merged[key] = overrides[key]
    return merged


# %% right asks-for-keys
# 新的在前，一个键一个键地问用户改过没有
def merge(defaults, overrides):
    merged = dict(overrides)
    for key, value in defaults.items():
        if key not in overrides:
            merged[key] = value
    return merged
