# %%
import math


# %% wrong exponent-kept
# 导数写成了 n·xⁿ，指数没有减 1
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        x.grad += n * x.data**n * out.grad

    out.rule = rule
    return out


# %% wrong factor-missing
# 导数写成了 xⁿ⁻¹，漏了前面的 n
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong zero-to-minus-one
# n = 0、x = 0 时照公式算了 0 的 −1 次方
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong divides-by-x
# 导数用结果除以 x 来算，x = 0 时除以 0
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * out.data / x.data * out.grad

    out.rule = rule
    return out


# %% wrong whole-exponents
# 指数先截成了整数，0.5 次方成了 0 次方
def power(x, n):
    out = Value(x.data ** int(n), (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong size-of-exponent
# 指数取了绝对值，−1 次方成了 1 次方
def power(x, n):
    n = abs(n)
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong zero-at-zero
# x = 0 时一律当导数是 0，可是 x 的 1 次方的导数是 1
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if x.data != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong sign-lost
# 值是由 |x| 算的：负数的奇数次方丢了负号
def power(x, n):
    out = Value(abs(x.data) ** n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong assigns
# 规则里写了 =，没有往上加：别人传来的、上一次的都被盖掉了
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad = n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong no-upstream
# 传回去的只有这个运算自己的导数，漏乘了 out.grad
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1)

    out.rule = rule
    return out


# %% wrong rule-on-operand
# 规则交给了来源 (x.rule = rule)，没有交给结果
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    x.rule = rule
    return out


# %% wrong rule-called
# 写成 out.rule = rule()：当场运行了规则，留下的是 None
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule()
    return out


# %% wrong no-parents
# 结果没有记 parents，从它往回走到不了 x
def power(x, n):
    out = Value(x.data**n, (), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out


# %% wrong grad-too-early
# 在规则外面就读了 out.grad，那时它还是 0
def power(x, n):
    out = Value(x.data**n, (x,), f"^{n}")
    upstream = out.grad

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * upstream

    out.rule = rule
    return out


# %% right slope-first
# 导数在外面就算好
def power(x, n):
    slope = 0.0 if n == 0 else n * x.data ** (n - 1)
    out = Value(x.data**n, (x,))

    def rule():
        x.grad += slope * out.grad

    out.rule = rule
    return out


# %% right a-lambda-and-setattr
# 规则写成 lambda
def power(x, n):
    out = Value(math.pow(x.data, n), [x], "pow")
    slope = n * math.pow(x.data, n - 1) if n else 0
    out.rule = lambda: setattr(x, "grad", x.grad + slope * out.grad)
    return out


# %% right a-method
# 规则是一个对象的方法
class PowerRule:
    def __init__(self, x, out, n):
        self.x, self.out, self.n = x, out, n

    def __call__(self):
        if self.n:
            self.x.grad = self.x.grad + self.out.grad * self.n * self.x.data ** (self.n - 1)


def power(x, n):
    out = Value(x.data**n, parents=(x,), op="**")
    out.rule = PowerRule(x, out, n)
    return out
