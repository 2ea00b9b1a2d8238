# %% wrong stored-twice
# 存了摄氏和华氏两个数，改一个，另一个不跟着变
class Temperature:
    def __init__(self, celsius):
        if celsius < -273.15:
            raise ValueError
        self.celsius = celsius
        self.fahrenheit = celsius * 9 / 5 + 32

    def __setattr__(self, name, value):
        coldest = {"celsius": -273.15, "fahrenheit": -459.67}[name]
        if value < coldest:
            raise ValueError
        self.__dict__[name] = value


# %% wrong stored-twice-unchecked
# 存了摄氏和华氏两个普通的数，互不跟着变，后来写进去的也没有检查
class Temperature:
    def __init__(self, celsius):
        if celsius < -273.15:
            raise ValueError
        self.celsius = celsius
        self.fahrenheit = celsius * 9 / 5 + 32


# %% wrong checked-once
# 只在造的时候检查，后来写进去的没有检查
class Temperature:
    def __init__(self, celsius):
        if celsius < -273.15:
            raise ValueError
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong made-unchecked
# 造的时候没有检查，只在后来写的时候检查
class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong never-checked
# 三扇门都没有检查
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong set-before-check
# 先存了新的值才检查，抛出错误时坏的值已经留下
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        self._celsius = value
        if value < -273.15:
            raise ValueError

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong zero-refused
# 把正好 −273.15 °C 也拒绝了
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value <= -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong fahrenheit-unchecked
# 写华氏度的那扇门没有检查
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._celsius = (value - 32) * 5 / 9


# %% wrong celsius-limit-for-fahrenheit
# 写华氏度时，拿华氏度去和 −273.15 比了
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        if value < -273.15:
            raise ValueError
        self.celsius = (value - 32) * 5 / 9


# %% wrong no-thirty-two
# 换算时漏了 32
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = value * 5 / 9


# %% wrong precedence
# 写华氏度时 32 没有加括号，先乘后减了
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = value - 32 * 5 / 9


# %% wrong fraction-upside-down
# 9/5 和 5/9 用反了
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 5 / 9 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 9 / 5


# %% wrong floor-division
# 换算用了 //，小数丢了
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 // 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 // 9


# %% wrong rounded
# 换算的结果取整了
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return round(self._celsius * 9 / 5 + 32)

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong made-in-fahrenheit
# 造的时候给的摄氏度，当成华氏度放进去了
class Temperature:
    def __init__(self, celsius):
        self.fahrenheit = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong clamped
# 太冷的温度换成了 −273.15，没有抛出 ValueError
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        self._celsius = max(value, -273.15)

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% wrong read-only
# fahrenheit 没有 setter，只能读
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32


# %% wrong setter-calls-itself
# celsius 的 setter 里又给 self.celsius 赋值，没完没了地叫自己
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self.celsius = value

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9


# %% right stores-fahrenheit
# 存的是华氏度
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    def _set(self, celsius, fahrenheit):
        if celsius < -273.15:
            raise ValueError(f"{celsius} 太冷")
        self._f = fahrenheit

    @property
    def celsius(self):
        return (self._f - 32) / 1.8

    @celsius.setter
    def celsius(self, value):
        self._set(value, value * 1.8 + 32)

    @property
    def fahrenheit(self):
        return self._f

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._set((value - 32) / 1.8, value)


# %% right kelvin
# 存的是开尔文，用 property(…) 的写法
class Temperature:
    ZERO = 273.15

    def __init__(self, celsius):
        self._set_c(celsius)

    def _get_c(self):
        return self._c

    def _set_c(self, c):
        if c + self.ZERO < 0:
            raise ValueError
        self._c = float(c)

    def _get_f(self):
        return 32 + 9 * self._c / 5

    def _set_f(self, f):
        self._set_c(5 * (f - 32) / 9)

    celsius = property(_get_c, _set_c)
    fahrenheit = property(_get_f, _set_f)


# %% right both-kept-in-step
# 两个数都存，每次写都一起改
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._c

    @property
    def fahrenheit(self):
        return self._f

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError
        self._c = value
        self._f = value * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        c = (value - 32) * 5 / 9
        if c < -273.15:
            raise ValueError
        self._c, self._f = c, value
