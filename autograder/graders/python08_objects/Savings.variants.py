# %% wrong copied-class
# 把 Account 抄了一遍，没有继承，它不是一个 Account
class Savings:
    def __init__(self, owner, balance=0, percent=2):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []
        self.percent = percent

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        self._balance += amount
        self.history.append(("deposit", amount))
        return self._balance

    def withdraw(self, amount):
        if amount <= 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong no-super
# 忘了 super().__init__，户主、余额和流水都没有放
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong opening-balance
# 利息总按开户时的余额算
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent
        self.opening = balance

    def add_interest(self):
        interest = self.opening * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong as-deposit
# 用 deposit 存利息，history 里写的是 deposit
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self.deposit(interest)
        return interest


# %% wrong returns-balance
# add_interest 返回的是新的余额，不是利息
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return self.balance


# %% wrong recorded-twice
# deposit 记了一次，又自己记了一次
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self.deposit(interest)
            self.history.append(("interest", interest))
        return interest


# %% wrong true-division
# 用了 /，利息成了小数
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent / 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong always-two
# 没有用 percent，利率总是 2
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * 2 // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong zero-recorded
# 利息是 0 时也记了账
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest >= 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong not-recorded
# 利息加进了余额，没有记进 history
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
        return interest


# %% wrong not-added
# 利息记了账，没有加进余额
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self.history.append(("interest", interest))
        return interest


# %% wrong rounded
# 利息四舍五入了，不满一分的应当舍去
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = int(self.balance * self.percent / 100 + 0.5)
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong shared-percent
# 利率存在类上，后开的账户改了先开的
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        Savings.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong balance-dropped
# 没有把开户的余额交给 Account，总是从 0 开始
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong percent-first
# 先除后乘，余额的零头丢了
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance // 100 * self.percent
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong printed
# 利息用 print 显示了，没有用 return 返回
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        print(interest)


# %% wrong opening-is-checked-away
# 开户的余额没有经过 Account 的检查，负的没有抛出 ValueError
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, max(balance, 0))
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest


# %% wrong as-deposit-unguarded
# 不管利息是不是 0 都用 deposit 存：账上写的是存款，利息是 0 时还抛出错误
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        interest = self.balance * self.percent // 100
        self.deposit(interest)
        return interest


# %% right named-base
# 写明 Account.__init__，先返回 0
class Savings(Account):
    def __init__(self, owner: str, balance: int = 0, percent: int = 2) -> None:
        Account.__init__(self, owner, balance)
        self._rate = percent

    def add_interest(self) -> int:
        extra, _ = divmod(self._balance * self._rate, 100)
        if not extra:
            return 0
        self._balance = self._balance + extra
        self.history += [("interest", extra)]
        return extra


# %% right deposit-renamed
# 先 deposit，再把账上最后一笔改写成利息
class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        self.percent = percent
        super().__init__(owner=owner, balance=balance)

    def add_interest(self):
        interest = int(self.balance * self.percent // 100)
        if interest == 0:
            return interest
        self.deposit(interest)
        self.history[-1] = ("interest", interest)
        return interest
