# %%
import numpy as np


# %% wrong misses-and-false-alarms-swapped
# 空报和漏报写反了
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return {
        "hits": int((t & p).sum()),
        "false_alarms": int((t & ~p).sum()),
        "misses": int((~t & p).sum()),
        "correct_dry": int((~t & ~p).sum()),
    }


# %% wrong hits-and-dry-swapped
# 命中和无事写反了
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return {
        "hits": int((~t & ~p).sum()),
        "false_alarms": int((~t & p).sum()),
        "misses": int((t & ~p).sum()),
        "correct_dry": int((t & p).sum()),
    }


# %% wrong bitwise-not
# 直接对 0 和 1 的整数用了 ~，得到 −1 和 −2
def confusion(y_true, y_pred):
    t, p = y_true, y_pred
    return {
        "hits": int((t & p).sum()),
        "false_alarms": int((~t & p).sum()),
        "misses": int((t & ~p).sum()),
        "correct_dry": int((~t & ~p).sum()),
    }


# %% wrong shares
# 给的是几成，不是几天
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    n = max(len(t), 1)
    return {
        "hits": float((t & p).sum() / n),
        "false_alarms": float((~t & p).sum() / n),
        "misses": float((t & ~p).sum() / n),
        "correct_dry": float((~t & ~p).sum() / n),
    }


# %% wrong all-correct-for-dry
# 无事数成了所有猜对的，命中也算了进去
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return {
        "hits": int((t & p).sum()),
        "false_alarms": int((~t & p).sum()),
        "misses": int((t & ~p).sum()),
        "correct_dry": int((t == p).sum()),
    }


# %% wrong either-for-both
# 命中数的是“真的下或者猜下”，用了 |
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return {
        "hits": int((t | p).sum()),
        "false_alarms": int((~t & p).sum()),
        "misses": int((t & ~p).sum()),
        "correct_dry": int((~t & ~p).sum()),
    }


# %% wrong days-said-and-days-wet
# 空报数成了猜下的天数，漏报数成了真下的天数，都没有减去命中
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return {
        "hits": int((t & p).sum()),
        "false_alarms": int(p.sum()),
        "misses": int(t.sum()),
        "correct_dry": int((~t & ~p).sum()),
    }


# %% wrong and
# 用了 and：它只管一个真假，两个数组会报错
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return {
        "hits": int((t and p).sum()),
        "false_alarms": int((not t and p).sum()),
        "misses": int((t and not p).sum()),
        "correct_dry": int((not t and not p).sum()),
    }


# %% wrong minus
# 用相减代替“并且”，空报和漏报互相抵消了
def confusion(y_true, y_pred):
    t, p = y_true.astype(int), y_pred.astype(int)
    return {
        "hits": int((t + p == 2).sum()),
        "false_alarms": int((p - t).sum()),
        "misses": int((t - p).sum()),
        "correct_dry": int((t + p == 0).sum()),
    }


# %% wrong masks
# 给的是每天的真假，没有加起来
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return {"hits": t & p, "false_alarms": ~t & p, "misses": t & ~p, "correct_dry": ~t & ~p}


# %% wrong list
# 给的是四个数的列表，不是字典
def confusion(y_true, y_pred):
    t, p = y_true == 1, y_pred == 1
    return [int((t & p).sum()), int((~t & p).sum()), int((t & ~p).sum()), int((~t & ~p).sum())]


# %% wrong without-brackets
# & 两边的条件没有用括号括起来：& 比 == 先算
def confusion(y_true, y_pred):
    return {
        "hits": int((y_true == 1 & y_pred == 1).sum()),
        "false_alarms": int((y_true == 0 & y_pred == 1).sum()),
        "misses": int((y_true == 1 & y_pred == 0).sum()),
        "correct_dry": int((y_true == 0 & y_pred == 0).sum()),
    }


# %% wrong bools-added-and-subtracted
# 把两个数组直接相加相减：0 和 1 还行，真假的数组不能相减
def confusion(y_true, y_pred):
    return {
        "hits": int((y_true + y_pred == 2).sum()),
        "false_alarms": int((y_pred - y_true == 1).sum()),
        "misses": int((y_true - y_pred == 1).sum()),
        "correct_dry": int((y_true + y_pred == 0).sum()),
    }


# %% right loop
# 初学者的循环
def confusion(y_true, y_pred):
    counts = {"hits": 0, "false_alarms": 0, "misses": 0, "correct_dry": 0}
    for truth, said in zip(y_true, y_pred):
        if truth and said:
            counts["hits"] += 1
        elif said:
            counts["false_alarms"] += 1
        elif truth:
            counts["misses"] += 1
        else:
            counts["correct_dry"] += 1
    return counts


# %% right sklearn
# 用 scikit-learn 的 confusion_matrix
def confusion(y_true, y_pred):
    from sklearn.metrics import confusion_matrix

    if len(y_true) == 0:
        return dict.fromkeys(["hits", "false_alarms", "misses", "correct_dry"], 0)
    table = confusion_matrix(y_true.astype(int), y_pred.astype(int), labels=[0, 1])
    return {
        "hits": table[1, 1],
        "false_alarms": table[0, 1],
        "misses": table[1, 0],
        "correct_dry": table[0, 0],
    }


# %% right numpy-integers
# 编号 0 … 3 再数，留着 NumPy 的整数
def confusion(y_true, y_pred):
    counts = np.bincount(2 * y_true.astype(int) + y_pred.astype(int), minlength=4)
    return dict(zip(["correct_dry", "false_alarms", "misses", "hits"], counts))
