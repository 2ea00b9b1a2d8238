# %% wrong one-included
# 1 也算进去了
def primes(limit):
    is_prime = [True] * (limit + 1)
    found = [1]
    for n in range(2, limit + 1):
        if is_prime[n]:
            found.append(n)
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return found


# %% wrong one-from-range
# range 从 1 开始，小于 2 时的空列表还对，别的时候多了 1
def primes(limit):
    is_prime = [True] * (limit + 1)
    found = [1] if limit >= 2 else []
    for n in range(2, limit + 1):
        if is_prime[n]:
            found.append(n)
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return found


# %% wrong two-left-out
# 漏了 2，只留下单数
def primes(limit):
    is_prime = [True] * (limit + 1)
    found = []
    for n in range(2, limit + 1):
        if is_prime[n]:
            found.append(n) if n > 2 else None
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return found


# %% wrong limit-left-out
# range 的终点没有加 1：limit 自己是质数时漏了它
def primes(limit):
    is_prime = [True] * (limit + 1)
    found = []
    for n in range(2, limit):
        if is_prime[n]:
            found.append(n)
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return found


# %% wrong squares
# 除数没有试到平方根自己，质数的平方混了进来
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        for p in found:
            if p * p >= n:
                found.append(n)
                break
            if n % p == 0:
                break
        else:
            found.append(n)
    return found


# %% wrong breaks-outer
# 一遇到不是质数的就离开了外面的循环
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        divisible = False
        for p in found:
            if n % p == 0:
                divisible = True
                break
        if divisible:
            break
        found.append(n)
    return found


# %% wrong first-divisor-decides
# 试了一个除数除不尽，就说它是质数了：单数全在里面
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        if n == 2 or n % 2 != 0:
            found.append(n)
    return found


# %% wrong two-and-three-only
# 只试了 2 和 3 两个除数，25 这样的数混了进来
def primes(limit):
    return [n for n in range(2, limit + 1) if n in (2, 3) or (n % 2 and n % 3)]


# %% wrong many-times
# 每遇到一个除不尽的除数就添一次，同一个数出现了好几次
def primes(limit):
    found = []
    for n in range(2, min(limit, 20000) + 1):
        for d in range(2, int(n**0.5) + 1):
            if n % d == 0:
                break
            found.append(n)
        if n in (2, 3):
            found.append(n)
    return found


# %% wrong composites
# 反过来了：交出的是合数
def primes(limit):
    is_prime = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if is_prime[n]:
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return [n for n in range(2, limit + 1) if not is_prime[n]]


# %% wrong own-number-crossed-out
# 从自己开始划，质数自己也划掉了，后来才去取
def primes(limit):
    is_prime = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if is_prime[n]:
            for multiple in range(n, limit + 1, n):
                is_prime[multiple] = False
    return [n for n in range(2, limit + 1) if is_prime[n]]


# %% wrong negative-index
# limit 太小时报了 IndexError：没有想到列表会太短
def primes(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    for n in range(2, limit + 1):
        if is_prime[n]:
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return [n for n in range(limit + 1) if is_prime[n]]


# %% wrong slow
# 每个数都拿比平方根小的所有数去除，到一百万为止太慢
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        for d in range(2, n):
            if d * d > n:
                found.append(n)
                break
            if n % d == 0:
                break
        else:
            found.append(n)
    return found


# %% wrong no-square-stop
# 拿找到的所有质数去除，没有在平方根那里停下，到一百万为止太慢
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        for p in found:
            if n % p == 0:
                break
        else:
            found.append(n)
    return found


# %% wrong list-too-short
# 列表只有 limit 格，没有下标 limit 那一格，报了 IndexError
def primes(limit):
    still = [True] * limit
    found = []
    for n in range(2, limit + 1):
        if still[n]:
            found.append(n)
            for m in range(n * 2, limit + 1, n):
                still[m] = False
    return found


# %% wrong how-many
# 交出的是有几个质数，不是有哪几个
def primes(limit):
    is_prime = [True] * (limit + 1)
    found = []
    for n in range(2, limit + 1):
        if is_prime[n]:
            found.append(n)
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return len(found)


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def primes(limit):
    is_prime = [True] * (limit + 1)
    found = []
    for n in range(2, limit + 1):
        if is_prime[n]:
            found.append(n)
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    print(len(found))


# %% wrong four-divisors
# 只试了 2、3、5、7 几个除数，121 这样的数混了进来
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        good = True
        for p in (2, 3, 5, 7):
            if n != p and n % p == 0:
                good = False
        if good:
            found.append(n)
    return found


# %% wrong limit-not-crossed-out
# 划掉倍数时终点没有加 1，limit 自己是合数也留了下来
def primes(limit):
    if limit < 2:
        return []
    still = [True] * (limit + 1)
    found = []
    for n in range(2, limit + 1):
        if still[n]:
            found.append(n)
            for m in range(n * n, limit, n):
                still[m] = False
    return found


# %% wrong no-second-place
# limit 太小时没有下标 1 那一格，报了 IndexError
def primes(limit):
    still = [True] * (limit + 1)
    still[0] = False
    still[1] = False
    for n in range(2, limit + 1):
        if still[n]:
            for m in range(n * n, limit + 1, n):
                still[m] = False
    return [n for n in range(limit + 1) if still[n]]


# %% wrong root-not-tried
# 没有走到平方根自己，limit 是质数的平方时它混了进来
def primes(limit):
    if limit < 2:
        return []
    still = [True] * (limit + 1)
    n = 2
    while n * n < limit:
        if still[n]:
            for m in range(n * n, limit + 1, n):
                still[m] = False
        n += 1
    return [n for n in range(2, limit + 1) if still[n]]


# %% wrong two-always
# 一开始就放进了 2，limit 小于 2 时也有它
def primes(limit):
    found = [2]
    for n in range(3, limit + 1, 2):
        for p in found:
            if n % p == 0:
                break
            if p * p > n:
                found.append(n)
                break
    return found


# %% wrong true-false
# 交出的是 True、False 的列表，不是质数
def primes(limit):
    if limit < 2:
        return []
    still = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if still[n]:
            for m in range(n * n, limit + 1, n):
                still[m] = False
    return still


# %% wrong break-skips-else
# 到平方根就 break 了，循环的 else 轮不到，许多质数没有放进去
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        for p in found:
            if p * p > n:
                break
            if n % p == 0:
                break
        else:
            found.append(n)
    return found


# %% right by-primes
# 用找到的质数去除，循环的 else
def primes(limit):
    found = []
    for n in range(2, limit + 1):
        for p in found:
            if p * p > n:
                found.append(n)
                break
            if n % p == 0:
                break
        else:
            found.append(n)
    return found


# %% right odd-sieve
# 只筛单数，用 bytearray 和切片
def primes(limit):
    if limit < 2:
        return []
    odd = bytearray([1]) * ((limit + 1) // 2)
    odd[0] = 0
    n = 3
    while n * n <= limit:
        if odd[n // 2]:
            odd[n * n // 2 :: n] = bytes(len(range(n * n // 2, len(odd), n)))
        n += 2
    return [2] + [2 * i + 1 for i in range(len(odd)) if odd[i]]


# %% right set-of-multiples
# 用集合记下所有的倍数
def primes(limit):
    crossed, found = set(), []
    for n in range(2, limit + 1):
        if n not in crossed:
            found.append(n)
            if n * n <= limit:
                crossed.update(range(n * n, limit + 1, n))
    return found
