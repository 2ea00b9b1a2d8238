# %% wrong shared-history
# history 写在了方法外面，所有账户共用一个列表
class Account:
    history = []

    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance

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


# %% wrong history-before-check
# 先记了账才检查，失败的那一笔也留在 history 里
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        self.history.append(("deposit", amount))
        if amount <= 0:
            raise ValueError
        self._balance += amount
        return self._balance

    def withdraw(self, amount):
        self.history.append(("withdraw", amount))
        if amount <= 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        return self._balance


# %% wrong changed-before-check
# 先改了余额才检查，抛出错误时余额已经变了
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        self._balance += amount
        if amount <= 0:
            raise ValueError
        self.history.append(("deposit", amount))
        return self._balance

    def withdraw(self, amount):
        self._balance -= amount
        if amount <= 0 or self._balance < 0:
            raise ValueError
        self.history.append(("withdraw", amount))
        return self._balance


# %% wrong settable
# balance 是普通的属性，从外面可以随便赋值
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        self.balance += amount
        self.history.append(("deposit", amount))
        return self.balance

    def withdraw(self, amount):
        if amount <= 0 or amount > self.balance:
            raise ValueError
        self.balance -= amount
        self.history.append(("withdraw", amount))
        return self.balance


# %% wrong negative-deposit
# deposit 没有检查金额，0 和负数也存了进去
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        self._balance += amount
        self.history.append(("deposit", amount))
        return self._balance

    def withdraw(self, amount):
        if amount <= 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance


# %% wrong zero-accepted
# 只拦了负数，金额是 0 也照办
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount < 0:
            raise ValueError
        self._balance += amount
        self.history.append(("deposit", amount))
        return self._balance

    def withdraw(self, amount):
        if amount < 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance


# %% wrong negative-withdrawal
# withdraw 没有检查金额是不是大于 0
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

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
        if amount > self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance


# %% wrong cannot-empty
# 正好取光被拒绝了：把等于余额也算成了超过
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

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
        if amount <= 0 or amount >= self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance


# %% wrong overdraft
# withdraw 没有检查够不够，余额可以变成负的
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

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
        if amount <= 0:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance


# %% wrong opening-recorded
# 把开户的余额也记进了 history
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = [("deposit", balance)] if balance else []

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


# %% wrong opening-unchecked
# 开户的余额是负数也收下了
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []

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


# %% wrong printed
# deposit 和 withdraw 用 print 显示余额，没有用 return 返回
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        self._balance += amount
        self.history.append(("deposit", amount))
        print(self._balance)

    def withdraw(self, amount):
        if amount <= 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        print(self._balance)


# %% wrong returns-amount
# deposit 和 withdraw 返回的是金额，不是新的余额
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        self._balance += amount
        self.history.append(("deposit", amount))
        return amount

    def withdraw(self, amount):
        if amount <= 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return amount


# %% wrong history-of-balances
# history 里记的是余额，不是金额
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        self._balance += amount
        self.history.append(("deposit", self._balance))
        return self._balance

    def withdraw(self, amount):
        if amount <= 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        self.history.append(("withdraw", self._balance))
        return self._balance


# %% wrong negative-in-history
# 取款在 history 里记成了负数
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

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
        self.history.append(("withdraw", -amount))
        return self._balance


# %% wrong says-no-quietly
# 不合格的存取返回原来的余额，没有抛出 ValueError
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            return self._balance
        self._balance += amount
        self.history.append(("deposit", amount))
        return self._balance

    def withdraw(self, amount):
        if amount <= 0 or amount > self._balance:
            return self._balance
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance


# %% wrong balance-is-a-method
# 忘了 @property，balance 成了要加括号的方法
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

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


# %% wrong shared-balance
# 余额存在类上，所有账户共用一个
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        Account._balance = balance
        self.history = []

    @property
    def balance(self):
        return Account._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        Account._balance += amount
        self.history.append(("deposit", amount))
        return Account._balance

    def withdraw(self, amount):
        if amount <= 0 or amount > Account._balance:
            raise ValueError
        Account._balance -= amount
        self.history.append(("withdraw", amount))
        return Account._balance


# %% wrong withdraw-returns-amount
# withdraw 返回的是金额，不是新的余额
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self.history = []

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
        return amount


# %% right history-property
# history 也是只读的窗，每次给一份新的
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.owner = owner
        self._balance = balance
        self._log = []

    @property
    def balance(self):
        return self._balance

    @property
    def history(self):
        return list(self._log)

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError
        self._balance += amount
        self._log.append(("deposit", amount))
        return self._balance

    def withdraw(self, amount):
        if amount <= 0 or amount > self._balance:
            raise ValueError
        self._balance -= amount
        self._log.append(("withdraw", amount))
        return self._balance


# %% right added-up
# 余额每次从流水加出来
class Account:
    def __init__(self, owner: str, balance: int = 0):
        if not balance >= 0:
            raise ValueError("负的")
        self.owner, self.opening, self.history = owner, balance, []

    @property
    def balance(self):
        total = self.opening
        for kind, amount in self.history:
            total = total - amount if kind == "withdraw" else total + amount
        return total

    def move(self, kind, amount, most):
        if 1 <= amount <= most:
            self.history.append((kind, amount))
            return self.balance
        raise ValueError(f"不能 {kind} {amount}")

    def deposit(self, amount):
        return self.move("deposit", amount, float("inf"))

    def withdraw(self, amount):
        return self.move("withdraw", amount, self.balance)


# %% right guarded
# 用 __setattr__ 拦住赋值，不用 property
class Account:
    def __init__(self, owner, balance=0):
        if balance < 0:
            raise ValueError
        self.__dict__.update(owner=owner, balance=balance, history=[])

    def __setattr__(self, name, value):
        raise AttributeError(name)

    def _change(self, kind, amount, difference):
        self.__dict__["balance"] += difference
        self.history.append([kind, amount])
        return self.balance

    def deposit(self, amount):
        if amount < 1:
            raise ValueError
        return self._change("deposit", amount, amount)

    def withdraw(self, amount):
        if amount < 1 or self.balance < amount:
            raise ValueError
        return self._change("withdraw", amount, -amount)
