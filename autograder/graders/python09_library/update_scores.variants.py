# %% wrong lower-wins
# 不管高低都写，低的盖掉了高的
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if True:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong lowest-kept
# 比反了，留下的是最低的
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score < scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong escaped
# 汉字写成了反斜杠 u 的样子
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores), encoding="utf-8")
    return scores


# %% wrong opened-first
# 先用 w 打开，文件读之前就清空了
def update_scores(path, name, score):
    old = Path(path).exists()
    with open(path, "w+", encoding="utf-8") as file:
        try:
            scores = json.load(file) if old else {}
        except ValueError:
            scores = {}
        if name not in scores or score > scores[name]:
            scores[name] = score
        json.dump(scores, file, ensure_ascii=False)
    return scores


# %% wrong not-written
# 改了字典，没有写回文件
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
    return scores


# %% wrong bare-except
# 什么错误都接，坏的文件被当成空的盖掉了
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except Exception:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong value-error-caught
# 把 ValueError 接住当成空的，坏的文件被盖掉了，没有文件时反而出错
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong no-file-refused
# 没有文件时抛出了错误
def update_scores(path, name, score):
    file = Path(path)
    scores = json.loads(file.read_text(encoding="utf-8"))
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong no-file-not-made
# 没有文件时只返回了字典，没有写出文件
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {name: score}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong get-zero
# 新的名字当作原来是 0 分，0 和负的成绩没有写
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if score > scores.get(name, 0):
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong truthy
# 把 0 分当成了没有成绩
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if not scores.get(name) or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong only-new
# 已经有的名字，更高的成绩也没有写
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong only-known
# 新的名字没有写
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name in scores and score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong others-dropped
# 写文件时把别人的成绩丢掉了
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps({name: score}, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong added-up
# 成绩加在了一起
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = scores.get(name, 0) + score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% wrong returns-score
# 返回的是这个人的成绩，不是整个字典
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores[name]


# %% wrong returns-none
# 没有返回字典
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")


# %% wrong not-json
# 写的是字典的样子（单引号），不是 JSON
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(str(scores), encoding="utf-8")
    return scores


# %% wrong appended
# 接在文件的末尾写，文件里成了好几个字典
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        with open(path, "a", encoding="utf-8") as end:
            end.write(json.dumps(scores, ensure_ascii=False))
    return scores


# %% wrong empty-file-accepted
# 空的文件当成了 {}，应当抛出 ValueError
def update_scores(path, name, score):
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8") or "{}")
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores


# %% right with-open
# 用 with open，总是写回
import os


def update_scores(path, name, score):
    scores = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            scores = json.load(file)
    scores[name] = max(scores.get(name, score), score)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(scores, file, ensure_ascii=False, indent=2)
    return scores


# %% right sorted-text
# 键排好序，换一个新的字典
def update_scores(path, name, score):
    try:
        with open(path, "rb") as file:
            old = json.loads(file.read())
    except OSError:
        old = {}
    new = dict(old)
    if name not in new or new[name] < score:
        new[name] = score
    if new != old:
        text = json.dumps(new, ensure_ascii=False, sort_keys=True)
        Path(path).write_bytes(text.encode("utf-8"))
    return new
