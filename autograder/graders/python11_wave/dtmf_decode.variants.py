# %% wrong key-per-block
# 每个响的块都认出了一个键
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)] * len(run)
        run = []
    return keys


# %% wrong equal-merged
# 和前一个键相同的没有算
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            key = KEYS[ROWS.index(row)][COLUMNS.index(column)]
            if not keys.endswith(key):
                keys += key
        run = []
    return keys


# %% wrong last-lost
# 声音在键响着的时候到头，最后一个键丢了
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in blocks(track, rate):
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong clicks-as-keys
# 短于三块的咔嗒也当成了键
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if run:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong two-blocks-enough
# 两块的也当成了键，应当至少三块
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 2:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong row-column-swapped
# 查表时行和列弄反了
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[COLUMNS.index(column)][ROWS.index(row)]
        run = []
    return keys


# %% wrong run-not-cleared
# 一串完了没有清空，下一个键里混着上一个的声音
def dtmf_decode(track, rate):
    keys, run, last = "", [], None
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3 and (block or run[-1] is not last):
            last = run[-1]
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
    return keys


# %% wrong cleared-only-after-a-key
# 只在认出一个键以后才清空，咔嗒的块留到了下一个键里，几声咔嗒凑成一个键
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
            run = []
    return keys


# %% wrong weakest
# 挑的是最弱的频率
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = min(ROWS, key=lambda f: strength(sound, rate, f))
            column = min(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong every-key-one
# 键的频率没有挑，总是第一行第一列
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            row = ROWS[0]
            column = COLUMNS[0]
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong largest-frequency
# max 没有写 key，挑出的总是最大的频率
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            row = max(ROWS)
            column = max(COLUMNS)
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong rate-8000
# 采样率总当成 8000
def dtmf_decode(track, rate):
    rate = 8000
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong whole-track
# 试探的是整段声音，不是这一串块，每个键都一样
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = track
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong first-key-only
# return 写在了循环里面，只认出第一个键
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
            return keys
        run = []
    return keys


# %% wrong list
# 返回的是键的列表，不是一段文字
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return list(keys)


# %% wrong reversed
# 键的次序反了，后按的在前
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys = KEYS[ROWS.index(row)][COLUMNS.index(column)] + keys
        run = []
    return keys


# %% wrong phone-book-keys
# 只认得十二个键，A 到 D 那一列没有试
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS[:3], key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong blank-between
# 键与键之间多了空格
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return " ".join(keys)


# %% wrong more-than-three
# 要超过三块才算一个键，正好三块的键丢了
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) > 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong first-block-only
# 试探的只是一串里的第一块，没有把整串接起来
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = run[0]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong last-block-only
# 试探的只是一串里的最后一块，没有把整串接起来
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = run[-1]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong key-every-three
# 每攒满三个响块就认一个键，按得久的键成了几个
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
        else:
            run = []
        if len(run) == 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
            run = []
    return keys


# %% wrong threshold
# 强度过了一个固定的数才算，没有挑最强的，轻的键丢了
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            for row, line in zip(ROWS, KEYS):
                for column, key in zip(COLUMNS, line):
                    if strength(sound, rate, row) > 0.25 and strength(sound, rate, column) > 0.25:
                        keys += key
        run = []
    return keys


# %% wrong last-run-any
# 最后收尾的那一串没有数够不够三块，末尾的咔嗒成了键
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3 or (run and not block):
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% wrong strength-8000
# 块切得对，试探频率时却总用 8000 的采样率
def dtmf_decode(track, rate):
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, 8000, f))
            column = max(COLUMNS, key=lambda f: strength(sound, 8000, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys


# %% right groups
# itertools.groupby 按响不响分组
def dtmf_decode(track, rate):
    from itertools import groupby

    answer = []
    for ringing, group in groupby(blocks(track, rate), key=loud):
        group = list(group)
        if ringing and len(group) > 2:
            sound = [x for part in group for x in part]
            rows = [strength(sound, rate, f) for f in ROWS]
            columns = [strength(sound, rate, f) for f in COLUMNS]
            answer.append(KEYS[rows.index(max(rows))][columns.index(max(columns))])
    return "".join(answer)


# %% right positions
# 记住每串从哪里开始、到哪里结束，循环之后再补最后一串
def strongest(sound, rate, frequencies):
    best = 0
    for i in range(1, len(frequencies)):
        if strength(sound, rate, frequencies[i]) > strength(sound, rate, frequencies[best]):
            best = i
    return best


def key_of(sound, rate):
    return KEYS[strongest(sound, rate, ROWS)][strongest(sound, rate, COLUMNS)]


def dtmf_decode(track, rate):
    parts = blocks(track, rate)
    found = ""
    start = None
    for i in range(len(parts)):
        if loud(parts[i]):
            if start is None:
                start = i
        elif start is not None:
            if i - start >= 3:
                found = found + key_of([x for part in parts[start:i] for x in part], rate)
            start = None
    if start is not None and len(parts) - start >= 3:
        found = found + key_of([x for part in parts[start:] for x in part], rate)
    return found


# %% right text
# 先写成一行响不响的文字，用正则表达式找
def loudest(sound, rate, frequencies):
    found = [(strength(sound, rate, f), i) for i, f in enumerate(frequencies)]
    return max(found)[1]


def dtmf_decode(track, rate):
    import re

    n = round(0.02 * rate)
    pattern = "".join("#" if loud(part) else "." for part in blocks(track, rate))
    keys = []
    for match in re.finditer("###+", pattern):
        sound = track[match.start() * n : match.end() * n]
        keys.append(KEYS[loudest(sound, rate, ROWS)][loudest(sound, rate, COLUMNS)])
    return "".join(keys)
