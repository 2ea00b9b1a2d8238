# %%
import numpy as np
from sklearn.model_selection import TimeSeriesSplit, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


# %% wrong shuffled-folds
# 小考的几份是打乱了再分的，拿将来猜过去
def best_k(x, y, ks, folds):
    from sklearn.model_selection import KFold

    cut = KFold(folds, shuffle=True, random_state=0)
    scores = {}
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores[k] = cross_val_score(model, x, y, cv=cut).mean()
    return min(ks, key=lambda k: (-scores[k], k))


# %% wrong plain-folds
# cv 只写了几份，没有用 TimeSeriesSplit：前面的也用后面的来学
def best_k(x, y, ks, folds):
    scores = {}
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores[k] = cross_val_score(model, x, y, cv=folds).mean()
    return min(ks, key=lambda k: (-scores[k], k))


# %% wrong scaled-on-all
# 先把全部的 x 标准化，再分小考：平均和标准差里有考卷的份
def best_k(x, y, ks, folds):
    x = StandardScaler().fit_transform(x)
    scores = {k: cross_val_score(KNeighborsClassifier(k), x, y, cv=TimeSeriesSplit(folds)).mean() for k in ks}
    return min(ks, key=lambda k: (-scores[k], k))


# %% wrong unscaled
# 没有标准化，数大的那一列说了算
def best_k(x, y, ks, folds):
    scores = {k: cross_val_score(KNeighborsClassifier(k), x, y, cv=TimeSeriesSplit(folds)).mean() for k in ks}
    return min(ks, key=lambda k: (-scores[k], k))


# %% wrong largest-k
# 成绩一样高时取了最大的 k
def best_k(x, y, ks, folds):
    scores = {}
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores[k] = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
    return max(ks, key=lambda k: (scores[k], k))


# %% wrong first-in-list
# 成绩一样高时取了 ks 里先来的，没有看大小
def best_k(x, y, ks, folds):
    scores = []
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores.append(cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean())
    return ks[int(np.argmax(scores))]


# %% wrong last-in-list
# 成绩一样高时取了 ks 里最后来的
def best_k(x, y, ks, folds):
    best, best_score = None, -1.0
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        score = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
        if score >= best_score:
            best, best_score = k, score
    return best


# %% wrong training-score
# 用学过的题来考，成绩是学的那部分的
def best_k(x, y, ks, folds):
    scores = {}
    for k in ks:
        each = []
        for learn, _ in TimeSeriesSplit(folds).split(x):
            model = make_pipeline(StandardScaler(), KNeighborsClassifier(k)).fit(x[learn], y[learn])
            each.append(model.score(x[learn], y[learn]))
        scores[k] = np.mean(each)
    return min(ks, key=lambda k: (-scores[k], k))


# %% wrong worst
# 取了平均成绩最低的
def best_k(x, y, ks, folds):
    scores = {}
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores[k] = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
    return min(ks, key=lambda k: (scores[k], k))


# %% wrong score
# 返回的是最高的成绩，不是 k
def best_k(x, y, ks, folds):
    return max(
        cross_val_score(
            make_pipeline(StandardScaler(), KNeighborsClassifier(k)), x, y, cv=TimeSeriesSplit(folds)
        ).mean()
        for k in ks
    )


# %% wrong place
# 返回的是第几个，不是那个 k
def best_k(x, y, ks, folds):
    scores = {}
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores[k] = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
    return ks.index(min(ks, key=lambda k: (-scores[k], k)))


# %% wrong last-exam
# 只看了最后一场小考的成绩，没有平均
def best_k(x, y, ks, folds):
    scores = {}
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores[k] = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds))[-1]
    return min(ks, key=lambda k: (-scores[k], k))


# %% wrong ks-sorted-in-place
# 用 ks.sort() 排序，调用者的列表也被改了
def best_k(x, y, ks, folds):
    ks.sort()
    scores = []
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        scores.append(cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean())
    return ks[int(np.argmax(scores))]


# %% wrong score-not-kept
# 换人的时候没有把新的最高分记下来，于是后来的 k 总是更高，得到的是最大的 k
def best_k(x, y, ks, folds):
    best, best_score = None, -1.0
    for k in sorted(ks):
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        score = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
        if score > best_score:
            best = k
    return best


# %% wrong k-not-used
# k 没有交给 KNeighborsClassifier：每条流水线都一样，成绩也都一样
def best_k(x, y, ks, folds):
    best, best_score = None, -1.0
    for k in sorted(ks):
        model = make_pipeline(StandardScaler(), KNeighborsClassifier())
        score = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
        if score > best_score:
            best, best_score = k, score
    return best


# %% wrong zero-to-start
# 最高分从 0 开始记：每个 k 都考 0 分时一个也没有选上，返回了 None
def best_k(x, y, ks, folds):
    best, best_score = None, 0
    for k in sorted(ks):
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        score = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
        if score > best_score:
            best, best_score = k, score
    return best


# %% wrong five-folds
# 场数写死成了 5，没有用 folds
def best_k(x, y, ks, folds):
    best, best_score = None, -1.0
    for k in sorted(ks):
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        score = cross_val_score(model, x, y, cv=TimeSeriesSplit(5)).mean()
        if score > best_score:
            best, best_score = k, score
    return best


# %% wrong best-exam
# 比的是考得最好的那一场，没有平均
def best_k(x, y, ks, folds):
    best, best_score = None, -1.0
    for k in sorted(ks):
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        score = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).max()
        if score > best_score:
            best, best_score = k, score
    return best


# %% right by-hand
# 自己走每一场小考
def best_k(x, y, ks, folds):
    best, top = None, -1.0
    for k in sorted(ks):
        right = []
        for learn, exam in TimeSeriesSplit(n_splits=folds).split(x):
            scaler = StandardScaler().fit(x[learn])
            model = KNeighborsClassifier(n_neighbors=k).fit(scaler.transform(x[learn]), y[learn])
            said = model.predict(scaler.transform(x[exam]))
            right.append((said == y[exam]).mean())
        if sum(right) / folds > top + 1e-12:
            best, top = k, sum(right) / folds
    return best


# %% right grid-search
# 用 GridSearchCV
def best_k(x, y, ks, folds):
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import Pipeline

    steps = Pipeline([("scale", StandardScaler()), ("near", KNeighborsClassifier())])
    search = GridSearchCV(steps, {"near__n_neighbors": sorted(ks)}, cv=TimeSeriesSplit(folds))
    return search.fit(x, y).best_params_["near__n_neighbors"]


# %% right argmax
# argmax 给出第一个最大的
def best_k(x, y, ks, folds):
    order = np.sort(ks)
    scores = [
        cross_val_score(
            make_pipeline(StandardScaler(), KNeighborsClassifier(int(k))),
            x,
            y,
            cv=TimeSeriesSplit(folds),
            scoring="accuracy",
        ).mean()
        for k in order
    ]
    return order[np.argmax(scores)]
