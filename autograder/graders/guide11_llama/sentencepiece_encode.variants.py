# %% wrong byte-pieces
# 查字符的时候，把 3 到 258 的字节片段也算进去了
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in reversed(list(enumerate(pieces)))}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong no-blank
# 没有在最前面补空格
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in text:
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong blank-for-nothing
# 空的文字也补了空格
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text:
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong longest-match
# 从左到右取最长的片段，没有按分数合并
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    raw, ids, start = (" " + text if text else "").encode(), [], 0
    while start < len(raw):
        for end in range(len(raw), start, -1):
            if raw[start:end] in numbers:
                ids.append(numbers[raw[start:end]])
                start = end
                break
        else:
            ids.append(raw[start] + 3)
            start += 1
    return ids


# %% wrong leftmost-first
# 合并的是最左边的一对，没有看分数
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and best is None:
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong rightmost-tie
# 分数一样高时，挑了最右边的
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] >= best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong lowest-score
# 挑的是分数最低的
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] < best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong lowest-number
# 挑的是编号最小的，没有看分数
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or joined < best[2]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong unknown
# 没有的字符换成了编号 0（<unk>），没有换成字节
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [0]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong bytes-not-moved
# 字节忘了加 3
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else list(raw)
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong code-points
# 没有的字符用了码位，不是 UTF-8 的字节
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [ord(character) + 3]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(b"".join(pieces[j] if j < len(pieces) else b"?" for j in ids[i : i + 2]))
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong one-pass
# 从左到右合并了一遍就停，没有反复
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        new = [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
        if ids and len(new) == 1 and pieces[ids[-1]] + pieces[new[0]] in numbers:
            ids[-1] = numbers[pieces[ids[-1]] + pieces[new[0]]]
        else:
            ids += new
    return ids


# %% wrong bytes-first
# 一开始就全拆成字节，没有查字符
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong bos
# 开头加了 <s>
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in " " + text if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return [1, *ids]
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% wrong blank-once
# 文字自己以空格开头时，就不补了
def sentencepiece_encode(text, pieces, scores):
    numbers = {piece: i for i, piece in enumerate(pieces) if i >= 259}
    ids = []
    for character in (" " + text if not text.startswith(" ") else text) if text else "":
        raw = character.encode()
        ids += [numbers[raw]] if raw in numbers else [byte + 3 for byte in raw]
    while True:
        best = None
        for i in range(len(ids) - 1):
            joined = numbers.get(pieces[ids[i]] + pieces[ids[i + 1]])
            if joined is not None and (best is None or scores[joined] > best[0]):
                best = (scores[joined], i, joined)
        if best is None:
            return ids
        _, i, joined = best
        ids[i : i + 2] = [joined]


# %% right all-candidates
# 每轮列出所有能合并的，用 max
def sentencepiece_encode(text, pieces, scores):
    if not text:
        return []
    numbers = dict(zip(pieces[259:], range(259, len(pieces))))
    ids = []
    for c in " " + text:
        found = numbers.get(c.encode("utf-8"))
        if found is None:
            ids.extend(b + 3 for b in c.encode("utf-8"))
        else:
            ids.append(found)
    while True:
        able = []
        for place in range(len(ids) - 1):
            number = numbers.get(pieces[ids[place]] + pieces[ids[place + 1]])
            if number is not None:
                able.append((scores[number], -place, number))
        if not able:
            return ids
        _, place, number = max(able)
        ids[-place : -place + 2] = [number]


# %% right list-index
# 字节串上做，最后再换编号
def sentencepiece_encode(text, pieces, scores):
    real = {p: n + 259 for n, p in enumerate(pieces[259:])}
    parts = []
    for letter in (" " + text) * bool(text):
        whole = letter.encode()
        parts += [(whole, real[whole])] if whole in real else [(bytes([b]), b + 3) for b in whole]
    while True:
        best, where = -float("inf"), None
        for i in range(len(parts) - 1):
            number = real.get(parts[i][0] + parts[i + 1][0], -1)
            if number >= 0 and scores[number] > best:
                best, where = scores[number], i
        if where is None:
            return [number for _, number in parts]
        joined = parts[where][0] + parts[where + 1][0]
        parts[where : where + 2] = [(joined, real[joined])]
