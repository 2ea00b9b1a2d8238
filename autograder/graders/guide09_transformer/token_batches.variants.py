# %% wrong sum-of-lengths
# 一批的大小按各句长度之和来算，没有算填的空位
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if sum(lengths[j] for j in batch) + lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong last-batch-lost
# 循环结束以后，手上的最后一批没有收进来
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong always-short-first
# 批的先后没有打乱，总是按长短排着
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return batches


# %% wrong rng-ignored
# 先后没有用传进来的 rng：种子相同，结果却不同
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    rng = np.random.default_rng()
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong seed-fixed
# 自己固定了种子，没有用传进来的 rng：每次的先后都一样
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    rng = np.random.default_rng(0)
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong not-sorted
# 没有按长短排序：一批里长短悬殊，空位太多
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    batches, batch = ([], [])
    for i in order:
        if (len(batch) + 1) * max([lengths[i], *lengths[batch]]) > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong same-number-of-sentences
# 每批的句数都一样，句子长的批超过了 max_tokens
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if len(batch) + 1 > max_tokens / lengths.mean():
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong too-long-accepted
# 有一句比 max_tokens 还长，没有抛出 ValueError
def token_batches(lengths, max_tokens, rng):
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if batch and (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong never-full
# 正好装满的也被推到了下一批（用了 >= 而不是 >）
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if batch and (len(batch) + 1) * lengths[i] >= max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong one-sentence-each
# 一句一批
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if batch:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong lengths-returned
# 批里装的是长度，不是句子的序号
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(lengths[i])
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong empty-batch
# 没有句子时返回了一个空的批，应当是空的列表
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if (len(batch) + 1) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    batches.append(np.array(batch, dtype=int))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong by-the-first-sentence
# 一批有多大按头一句的长度算，不是按最长的一句：后面的更长，就超了
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if batch and (len(batch) + 1) * lengths[batch[0]] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% wrong one-too-many
# 先装进去才看装得下装不下，每一批都多了一句
def token_batches(lengths, max_tokens, rng):
    if len(lengths) and lengths.max() > max_tokens:
        raise ValueError(f"最长的一句有 {lengths.max()} 个词，一批只装得下 {max_tokens} 个")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(lengths[order], kind="stable")]
    batches, batch = ([], [])
    for i in order:
        if len(batch) * lengths[i] > max_tokens:
            batches.append(np.array(batch))
            batch = []
        batch.append(i)
    if batch:
        batches.append(np.array(batch))
    return [batches[i] for i in rng.permutation(len(batches))]


# %% right longest-last
# 切点一批一批地找
def token_batches(lengths, max_tokens, rng):
    lengths = np.asarray(lengths)
    if (lengths > max_tokens).any():
        raise ValueError("太长")
    order, found, start = np.argsort(lengths, kind="stable"), [], 0
    while start < len(order):
        stop = start
        while stop < len(order) and (stop + 1 - start) * lengths[order[stop]] <= max_tokens:
            stop += 1
        found.append(order[start:stop])
        start = stop
    rng.shuffle(found)
    return found


# %% right shuffled-inside
# 批里面也打乱
def token_batches(lengths, max_tokens, rng):
    rows = sorted(range(len(lengths)), key=lambda i: (lengths[i], rng.random()))
    batches = [[]]
    for i in rows:
        if lengths[i] > max_tokens:
            raise ValueError(f"第 {i} 句太长")
        if (len(batches[-1]) + 1) * lengths[i] > max_tokens:
            batches.append([])
        batches[-1].append(i)
    kept = [rng.permutation(batch) for batch in batches if batch]
    return tuple(kept[i] for i in rng.permutation(len(kept)))
