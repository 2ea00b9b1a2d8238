# %% wrong negative-idf
# idf 里没有那个 1：常见的词成了负分
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log((len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong plain-idf
# idf 用的是 ln(N/df)
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(len(documents) / df) if df else 0.0
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong length-inverted
# 长度的比倒了：用了平均长度除以这一篇的长度
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * mean_length / len(documents[i]))
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong df-counts-times
# df 数成了总次数，不是篇数
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = min(sum(count[word] for count in counts), len(documents))
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong query-as-set
# 查询里重复的词只算一遍
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in sorted(set(query)):
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong not-saturated
# 次数没有饱和：直接乘 tf
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (1 + room)
    return scores


# %% wrong tf-as-one
# 只看有没有，不看几次
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := int(word in count):
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong mean-without-empty
# 平均长度没有算上空文档
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(sum(map(bool, documents)), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong no-k1-above
# 分子漏了 (k1 + 1)
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf / (tf + room)
    return scores


# %% wrong no-length
# 没有管长短：b 没有用上
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong no-idf
# 没有乘 idf
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong zero-length-division
# 文档全是空的时候除以 0
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            tf = count[word]
            if True:
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong tf-as-share
# tf 用的是占这一篇的比例
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word] / max(len(documents[i]), 1):
                room = k1 * (1 - b + b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong distinct-length
# 长度数的是不同的词
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (1 - b + b * len(count) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong b-outside
# b 漏了 1 − b 那一项
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (b * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% wrong b-swapped
# b 和 1 − b 弄反了
def bm25(query: list[str], documents: list[list[str]], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    counts = [Counter(document) for document in documents]
    mean_length = sum(map(len, documents)) / max(len(documents), 1)
    scores = np.zeros(len(documents))
    for word in query:
        df = sum(word in count for count in counts)
        idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
        for i, count in enumerate(counts):
            if tf := count[word]:
                room = k1 * (b + (1 - b) * len(documents[i]) / mean_length)
                scores[i] += idf * tf * (k1 + 1) / (tf + room)
    return scores


# %% right by-document
# 一篇一篇地加
def bm25(query, documents, k1=1.5, b=0.75):
    n = len(documents)
    lengths = np.array([len(d) for d in documents], dtype=float)
    average = lengths.mean() if n and lengths.any() else 1.0
    df = Counter(word for document in documents for word in set(document))
    idf = {w: np.log((n + 1) / (df[w] + 0.5)) for w in query}
    out = [
        sum(
            idf[w] * d.count(w) * (k1 + 1) / (d.count(w) + k1 * (1 - b + b * length / average)) for w in query
        )
        for d, length in zip(documents, lengths)
    ]
    return np.array(out, dtype=float)


# %% right matrix
# 词频矩阵
def bm25(query, documents, k1=1.5, b=0.75):
    if not documents or not query:
        return np.zeros(len(documents))
    tf = np.array([[document.count(word) for word in query] for document in documents], float)
    length = np.array([len(document) for document in documents], float)
    df = (tf > 0).sum(axis=0)
    idf = np.log1p((len(documents) - df + 0.5) / (df + 0.5))
    relative = length / max(length.mean(), 1e-300)
    room = k1 * (1 - b + b * relative)[:, None]
    return np.divide(tf * (k1 + 1), tf + room, out=np.zeros_like(tf), where=tf > 0) @ idf
