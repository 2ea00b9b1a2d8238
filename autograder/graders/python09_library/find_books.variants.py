# %% wrong injection
# 把作者拼进了 SQL，撇号和命令都会当真
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = f"SELECT title FROM books WHERE author = '{author}' ORDER BY year, title"
    titles = [row[0] for row in db.execute(question)]
    db.close()
    return titles


# %% wrong escaped-by-hand
# 空白里有规矩不许的写法（f-string、拼文本的 + 和 %、format、join）
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    quoted = author.replace("'", "''")
    question = f"SELECT title FROM books WHERE author = '{quoted}' ORDER BY year, title"
    titles = [row[0] for row in db.execute(question)]
    db.close()
    return titles


# %% wrong no-database
# 没有问数据库，自己用 Python 挑和排
def find_books(rows, author):
    mine = sorted((year, title) for title, writer, year in rows if writer == author)
    return [title for _, title in mine]


# %% wrong unsorted
# 没有排序
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ?"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong by-year-only
# 同一年的没有按书名排
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong by-title
# 按书名排了，没有先看年份
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong newest-first
# 年份从晚到早排了
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year DESC, title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong title-backwards
# 同一年的书名从大到小排了
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title DESC"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong year-as-text
# 年份存成了文本，按文本排：800 排在 1999 后面
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year TEXT)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong tuples
# 返回的是元组的列表，不是文本的列表
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
    titles = db.execute(question, (author,)).fetchall()
    db.close()
    return titles


# %% wrong no-comma
# 空位的个数与给的值对不上：例如 (author) 少了逗号，每个字被当成一个值
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
    titles = [row[0] for row in db.execute(question, (author))]
    db.close()
    return titles


# %% wrong like
# 用了 LIKE，% 和 _ 成了通配符，也不分大小写
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author LIKE ? ORDER BY year, title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong no-case
# 比作者时不分大小写
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? COLLATE NOCASE ORDER BY year, title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong distinct
# 重复的书名只给了一次
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT DISTINCT title FROM books WHERE author = ? ORDER BY year, title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong wrong-order-of-columns
# 书名和作者两列放反了
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (author TEXT, title TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% wrong first-only
# 只取了一本
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
    row = db.execute(question, (author,)).fetchone()
    titles = [row[0]] if row else []
    db.close()
    return titles


# %% wrong everyone
# 没有按作者挑，给了所有的书
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books ORDER BY year, title"
    titles = [row[0] for row in db.execute(question)]
    db.close()
    return titles


# %% wrong left-open
# 数据库存进了文件，上一次的书还在
def find_books(rows, author):
    db = sqlite3.connect("books.db")
    db.execute("CREATE TABLE IF NOT EXISTS books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
    db.commit()
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles


# %% right gathered
# 用 += 收集和数数，没有拼文本
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    count = 0
    for row in rows:
        db.execute("INSERT INTO books VALUES (?, ?, ?)", row)
        count += 1
    titles = []
    if count > 0:
        question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
        for row in db.execute(question, (author,)).fetchall():
            titles += [row[0]]
    return titles


# %% right cursor
# 一行一行放进去，用 cursor 和有名字的空位
def find_books(rows, author):
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        cursor = db.cursor()
        cursor.execute("create table b (t, a, y)")
        for row in rows:
            cursor.execute("insert into b values (?, ?, ?)", row)
        cursor.execute("select t, y from b where a = :who order by y asc, t asc", {"who": author})
        titles = []
        for title, _ in cursor.fetchall():
            titles.append(title)
    return titles


# %% right sorted-in-python
# 数据库里查，Python 里排
def find_books(rows, author):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE shelf (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO shelf (title, author, year) VALUES (?, ?, ?)", rows)
    found = db.execute("SELECT year, title FROM shelf WHERE author IS ?", [author]).fetchall()
    return [title for year, title in sorted(found)]
