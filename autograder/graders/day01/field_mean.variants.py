# %%
import numpy as np


# %% wrong nan-result
# 没有去掉 NaN，只要有一个，平均值就是 NaN
def field_mean(records, field):
    return float(records[field].mean())


# %% wrong nan-as-zero
# 把 NaN 当成 0 加了进去，分母也数了它
def field_mean(records, field):
    return float(np.nan_to_num(records[field]).mean())


# %% wrong whole-records-dropped
# 一条记录里只要有一个字段是 NaN，就整条扔掉了
def field_mean(records, field):
    keep = np.ones(len(records), dtype=bool)
    for name in records.dtype.names:
        if records[name].dtype.kind == "f":
            keep &= ~np.isnan(records[name])
    return float(records[field][keep].mean())


# %% wrong unknown-is-nan
# 没有这个字段时返回了 NaN，没有报错
def field_mean(records, field):
    if field not in records.dtype.names:
        return float("nan")
    return float(np.nanmean(records[field]))


# %% wrong last-field
# 按位置取了最后一个字段，没有按名字取
def field_mean(records, field):
    if field not in records.dtype.names:
        raise ValueError
    return float(np.nanmean(records[records.dtype.names[-1]]))


# %% wrong fixed-position
# 把字段名对应到写死的位置上，字段换个次序就取错了
def field_mean(records, field):
    places = {"length": 1, "count": 2, "mass": 3}
    if field not in records.dtype.names:
        raise ValueError
    place = places.get(field, records.dtype.names.index(field))
    return float(np.nanmean([float(record[place]) for record in records.tolist()]))


# %% wrong part-of-the-name
# 只看字段名里有没有这几个字，取了第一个名字相似的字段
def field_mean(records, field):
    for name in records.dtype.names:
        if field in name:
            return float(np.nanmean(records[name]))
    raise ValueError


# %% wrong upper-and-lower-case
# 比较名字时没有区分大小写，不存在的字段也给出了结果
def field_mean(records, field):
    names = {name.lower(): name for name in records.dtype.names}
    return float(np.nanmean(records[names[field.lower()]]))


# %% wrong attribute
# 把字段当成属性，用 getattr 去取
def field_mean(records, field):
    return float(np.nanmean(getattr(records, field)))


# %% wrong median
# 算的是中位数，不是平均值
def field_mean(records, field):
    return float(np.nanmedian(records[field]))


# %% wrong sum
# 只求了和，没有除以个数
def field_mean(records, field):
    return float(np.nansum(records[field]))


# %% wrong positive-only
# 只留下了大于 0 的数，负数和 0 也被当成没测到
def field_mean(records, field):
    values = records[field]
    kept = values[values > 0]
    return float(kept.mean()) if len(kept) else 0.0


# %% wrong unknown-is-none
# 没有这个字段时返回了 None，没有报错
def field_mean(records, field):
    if field not in records.dtype.names:
        return None
    return float(np.nanmean(records[field]))


# %% wrong unknown-is-zero
# 没有这个字段时返回了 0，没有报错
def field_mean(records, field):
    if field not in records.dtype.names:
        return 0.0
    return float(np.nanmean(records[field]))


# %% wrong values
# 返回了去掉 NaN 之后的所有值，没有求平均
def field_mean(records, field):
    values = records[field]
    return values[~np.isnan(values)]


# %% wrong rounded
# 结果取成了整数
def field_mean(records, field):
    return int(np.nanmean(records[field]))


# %% wrong attribute-of-a-recarray
# 换成 recarray 之后把字段当成属性去取，字段名恰好是 size 时取到的是数组自己的属性
def field_mean(records, field):
    if field not in records.dtype.names:
        raise ValueError
    return float(np.nanmean(getattr(records.view(np.recarray), field)))


# %% right nanmean
# 用 np.nanmean
def field_mean(records, field):
    return np.nanmean(records[field])


# %% right loop
# 逐条记录累加，自己检查字段名
def field_mean(records, field):
    if field not in records.dtype.names:
        raise KeyError(field)
    total, count = 0.0, 0
    for record in records:
        if record[field] == record[field]:
            total, count = total + float(record[field]), count + 1
    return total / count


# %% right zero-and-count
# NaN 换成 0 求和，再除以不是 NaN 的个数
def field_mean(records, field):
    values = records[field]
    known = ~np.isnan(values)
    return np.where(known, values, 0).sum(dtype=float) / known.sum()


# %% right masked
# 用掩码数组，返回 0 维数组
def field_mean(records, field):
    return np.array(np.ma.masked_invalid(records[field].astype(float)).mean())


# %% right try
# 取字段放在 try 里，出错时改抛 KeyError
def field_mean(records, field):
    try:
        column = records[field]
    except ValueError as error:
        raise KeyError(field) from error
    good = [float(v) for v in column if not np.isnan(v)]
    return sum(good) / len(good)
