# %% wrong split
# 用 split(',') 切开，引号里的逗号也切了
def read_csv(path):
    with open(path, encoding="utf-8-sig") as file:
        lines = [line for line in file.read().splitlines() if line]
    header = lines[0].split(",")
    records = []
    for line in lines[1:]:
        cells = line.split(",")
        if len(cells) > len(header):
            raise ValueError
        cells += [""] * (len(header) - len(cells))
        records.append({key: value or None for key, value in zip(header, cells)})
    return records


# %% wrong bom
# 用 utf-8 打开，第一个列名前粘着 BOM
def read_csv(path):
    records = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append({key: value or None for key, value in row.items()})
    return records


# %% wrong line-by-line
# 一行一行地交给 csv，引号里的换行断开了
def read_csv(path):
    with open(path, encoding="utf-8-sig") as file:
        lines = [line for line in file.read().splitlines() if line]
    header = next(csv.reader([lines[0]]))
    records = []
    for line in lines[1:]:
        cells = next(csv.reader([line]))
        if len(cells) > len(header):
            raise ValueError
        cells += [""] * (len(header) - len(cells))
        records.append({key: value or None for key, value in zip(header, cells)})
    return records


# %% wrong empty-text
# 空的格子给了空文本（缺的是 None）
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append(dict(row))
    return records


# %% wrong missing-is-text
# 空的、缺的格子都给了空文本，应当是 None
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, restval=""):
            if None in row:
                raise ValueError
            records.append(dict(row))
    return records


# %% wrong extra-dropped
# 多出来的格子悄悄丢掉了，没有抛出 ValueError
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            records.append({key: value or None for key, value in row.items() if key})
    return records


# %% wrong extra-under-none
# 多出来的格子留在了键 None 下面，没有抛出 ValueError
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            records.append({key: value or None for key, value in row.items()})
    return records


# %% wrong extra-row-skipped
# 格子太多的那一条跳过了，没有抛出 ValueError
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                continue
            records.append({key: value or None for key, value in row.items()})
    return records


# %% wrong short-refused
# 格子比表头少的也抛出了 ValueError
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row or None in row.values():
                raise ValueError
            records.append({key: value or None for key, value in row.items()})
    return records


# %% wrong short-dropped
# 缺的格子没有放进字典
def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        header, *rows = [row for row in csv.reader(file) if row]
    records = []
    for row in rows:
        if len(row) > len(header):
            raise ValueError
        records.append({key: value or None for key, value in zip(header, row)})
    return records


# %% wrong blank-lines-kept
# 空行也成了一条记录
def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    records = []
    for row in rows:
        if len(row) > len(header):
            raise ValueError
        row = row + [""] * (len(header) - len(row))
        records.append({key: value or None for key, value in zip(header, row)})
    return records


# %% wrong empty-rows-dropped
# 全是空格子的一条当成空行跳过了
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            if any(row.values()):
                records.append({key: value or None for key, value in row.items()})
    return records


# %% wrong lists
# 每条记录是列表，不是字典
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append([value or None for value in row.values()])
    return records


# %% wrong header-as-record
# 表头也当成了一条记录
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append({key: value or None for key, value in row.items()})
    header = {key: key for key in records[0]} if records else {}
    return [header, *records]


# %% wrong blanks-stripped
# 格子里的文本去掉了头尾的空格
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append({key: (value or "").strip() or None for key, value in row.items()})
    return records


# %% wrong numbers
# 像整数的格子变成了整数
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append(
                {
                    key: (int(value) if value and value.isdigit() else value or None)
                    for key, value in row.items()
                }
            )
    return records


# %% wrong zero-is-none
# 写着 0 的格子也成了 None
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append({key: None if value in (None, "", "0") else value for key, value in row.items()})
    return records


# %% wrong first-only
# return 写进了循环里，只读了第一条
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append({key: value or None for key, value in row.items()})
            return records
    return records


# %% wrong no-newline
# 打开时没有写 newline=""，引号里的换行变了样
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            records.append({key: value or None for key, value in row.items()})
    return records


# %% wrong incomplete-dropped
# 有空格子的记录整条丢掉了
def read_csv(path):
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError
            if all(row.values()):
                records.append(dict(row))
    return records


# %% right reader
# 用 csv.reader，自己配表头
def read_csv(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    header = rows[0]
    records = []
    for row in rows[1:]:
        if len(row) == 0:
            continue
        if len(row) > len(header):
            raise ValueError("格子太多")
        record = {}
        for i in range(len(header)):
            if i < len(row) and row[i] != "":
                record[header[i]] = row[i]
            else:
                record[header[i]] = None
        records.append(record)
    return records


# %% right by-hand
# 自己一个字符一个字符地读
def read_csv(path):
    text = Path(path).read_bytes().decode("utf-8").removeprefix("\ufeff")
    rows, row, cell, inside = [], [], "", False
    i = 0
    if not text.endswith("\n"):
        text += "\n"
    while i < len(text):
        c = text[i]
        if inside and text[i : i + 2] == '""':
            cell += '"'
            i += 1
        elif c == '"':
            inside = not inside
        elif not inside and text[i : i + 2] == "\r\n":
            pass
        elif inside or c not in ",\n":
            cell += c
        else:
            row.append(cell)
            cell = ""
            if c == "\n":
                if row != [""]:
                    rows.append(row)
                row = []
        i += 1
    header, *rows = rows
    if any(len(row) > len(header) for row in rows):
        raise ValueError
    return [dict(zip(header, [cell or None for cell in row] + [None] * len(header))) for row in rows]
