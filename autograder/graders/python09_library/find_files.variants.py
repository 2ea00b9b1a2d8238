# %% wrong folders-too
# 名字合适的文件夹也列了出来
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong hidden-too
# 隐藏的也列了出来
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file():
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong hidden-parents
# 只看了文件自己的名字，隐藏文件夹里的没有排除
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not path.name.startswith("."):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong hidden-files-kept
# 只看了路上的文件夹，以点开头的文件没有排除
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parent.parts):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong nearest-folder-only
# 只看了文件和它所在的那一层文件夹，再往上的隐藏文件夹没有看
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts[-2:]):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong root-hidden
# root 的名字也算了进去，隐藏的 root 里什么也找不到
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in path.parts):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong dots-anywhere
# 名字里有 .git 那样的点就排除，不管是不是在开头
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if (
            path.is_file()
            and not path.name.startswith(".")
            and not any("." in part for part in inside.parts[:-1])
        ):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong with-root
# 路径里带着 root
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(path.as_posix())
    return sorted(found)


# %% wrong names-only
# 只给了名字，没有给路径
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(path.name)
    return sorted(found)


# %% wrong one-level
# 用了 glob，只找了一层
def find_files(root, pattern):
    found = []
    for path in Path(root).glob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong two-levels
# 只找了两层
def find_files(root, pattern):
    found = []
    for path in [*Path(root).glob(pattern), *Path(root).glob("*/" + pattern)]:
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong path-objects
# 给的是 Path，不是文本
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside)
    return sorted(found)


# %% wrong sorted-as-paths
# 排序排的是 Path，不是文本
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside)
    return [path.as_posix() for path in sorted(found)]


# %% wrong sorted-by-level
# 按深浅排了序
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found, key=lambda name: (name.count("/"), name))


# %% wrong sorted-without-case
# 排序不分大小写
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found, key=str.lower)


# %% wrong sorted-backwards
# 从大到小排了序
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found, reverse=True)


# %% wrong part-of-name
# 通配符只要合名字的一段就算
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob(f"*{pattern}*"):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong by-ending
# 只比了最后一个点后面的那一段
def find_files(root, pattern):
    found = []
    for path in Path(root).rglob("*"):
        inside = path.relative_to(root)
        if (
            path.suffix == Path(pattern).suffix
            and path.is_file()
            and not any(part.startswith(".") for part in inside.parts)
        ):
            found.append(inside.as_posix())
    return sorted(found)


# %% wrong missing-root
# 没有 root 时抛出了错误
def find_files(root, pattern):
    if not Path(root).is_dir():
        raise FileNotFoundError(root)
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found)


# %% right os-walk
# 用 os.walk 和 fnmatch，隐藏的文件夹不进去
import os
from fnmatch import fnmatchcase


def find_files(root, pattern):
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if fnmatchcase(name, pattern) and name[0] != ".":
                found.append(os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/"))
    found.sort()
    return found


# %% right recursive
# 自己一层一层往下走
def find_files(root, pattern):
    def walk(folder, before):
        for path in folder.iterdir():
            if path.name.startswith("."):
                continue
            if path.is_dir():
                yield from walk(path, before + path.name + "/")
            elif path.match(pattern):
                yield before + path.name

    top = Path(root)
    return sorted(walk(top, "")) if top.is_dir() else []
