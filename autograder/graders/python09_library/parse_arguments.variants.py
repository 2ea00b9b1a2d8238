# %% wrong exits
# 参数不对时让程序退出了（SystemExit）
def parse_arguments(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong other-error
# 抛出的是 argparse 自己的错误，不是 ValueError
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise argparse.ArgumentTypeError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong error-returned
# error 里没有抛出错误，参数不对时照样给了字典
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            return None

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    try:
        return vars(parser.parse_args(argv))
    except TypeError:
        return {}


# %% wrong sys-argv
# parse_args 的括号是空的，读的是 sys.argv
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args())


# %% wrong namespace
# 返回的是 Namespace，不是字典
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return parser.parse_args(argv)


# %% wrong count-as-text
# 没有 type=int，count 是文本
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", default="10")
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong count-unchecked
# 没有 type=int，写了的 count 是文本
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong count-float
# count 是小数
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=float, default=10.0)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong no-default
# 不写 --count 时是 None，应当是 10
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong default-one
# 不写 --count 时是 1，应当是 10
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong reverse-with-value
# --reverse 后面要跟一个值
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", default=False)
    return vars(parser.parse_args(argv))


# %% wrong reverse-none
# 不写 --reverse 时是 None，应当是 False
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_const", const=True)
    return vars(parser.parse_args(argv))


# %% wrong reverse-inverted
# 写了 --reverse 反而是 False
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_false")
    return vars(parser.parse_args(argv))


# %% wrong path-optional
# 没有路径也收下了
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path", nargs="?")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong paths
# 路径可以有许多个，成了列表
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path", nargs="+")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong unknown-ignored
# 不认识的选项和多出来的路径没有管
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_known_args(argv)[0])


# %% wrong first-word-skipped
# 跳过了 argv 的第一个词
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv[1:]))


# %% wrong used-up
# 把 argv 里的词拿走了
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    found = vars(parser.parse_args(argv))
    argv.clear()
    return found


# %% wrong tuple
# 返回的是元组，不是字典
def parse_arguments(argv):
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    found = parser.parse_args(argv)
    return found.path, found.count, found.reverse


# %% wrong key-error
# 照抄了演示里的 KeyError，题目要的是 ValueError
def parse_arguments(argv):
    parser = Strict()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))


# %% wrong empty-instead
# 参数不对时返回了空字典，没有抛出 ValueError
def parse_arguments(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    try:
        return vars(parser.parse_args(argv))
    except SystemExit:
        return {}


# %% right system-exit-caught
# 接住 SystemExit，换成 ValueError
def parse_arguments(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", default=False, action="store_true")
    parser.add_argument("path")
    try:
        options = parser.parse_args(argv)
    except SystemExit:
        raise ValueError("参数不对") from None
    return {"path": options.path, "count": options.count, "reverse": options.reverse}


# %% right by-hand
# 不用 argparse，自己一个词一个词地读
def parse_arguments(argv):
    found = {"count": 10, "reverse": False}
    i = 0
    while i < len(argv):
        word = argv[i]
        if word == "--reverse":
            found["reverse"] = True
        elif word == "--count":
            i += 1
            if i == len(argv):
                raise ValueError("--count 后面没有数")
            found["count"] = int(argv[i])
        elif word.startswith("--count="):
            found["count"] = int(word.partition("=")[2])
        elif word.startswith("-") or "path" in found:
            raise ValueError(word)
        else:
            found["path"] = word
        i += 1
    if "path" not in found:
        raise ValueError("没有路径")
    return found


# %% right replaced-error
# 把 parser 的 error 换成自己的函数
def parse_arguments(argv):
    def refuse(message):
        raise ValueError(message)

    parser = argparse.ArgumentParser(prog="poems")
    parser.error = refuse
    parser.add_argument("path", type=str)
    parser.add_argument("-c", "--count", type=int, default=10)
    parser.add_argument("-r", "--reverse", action="store_true")
    return dict(parser.parse_args(argv).__dict__)


# %% right from-strict
# 从给出的 Strict 继承，再改一次 error
def parse_arguments(argv):
    class Quiet(Strict):
        def error(self, message):
            raise ValueError(message)

    parser = Quiet()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return dict(vars(parser.parse_args(argv)))
