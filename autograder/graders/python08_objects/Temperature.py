"""Hidden tests of Temperature: both scales from kelvin."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit


def fahrenheit(celsius: float) -> float:
    """By way of kelvin and Rankine's scale."""
    return (celsius + 273.15) * 1.8 - 459.67


def celsius(degrees: float) -> float:
    """The way back."""
    return (degrees + 459.67) / 1.8 - 273.15


def made(student: Any, degrees: float) -> Any:
    """A temperature of the learner's."""
    with kit.meaning("RecursionError", "setter 没完没了地叫自己"):
        return student.Temperature(degrees)


@pytest.mark.exercise(core=True)
def test_temperature_example(student):
    """文档字符串里的例子：20 °C 是 68 °F，212 °F 是 100 °C。"""
    t = made(student, 20)
    seen = [t.celsius, t.fahrenheit]
    t.fahrenheit = 212
    seen.append(t.celsius)
    kit.same(seen, [20.0, 68.0, 100.0], name="[摄氏, 华氏, 摄氏]")


@pytest.mark.exercise(core=True)
def test_temperature_random_walk(student, rng):
    """一会儿写摄氏，一会儿写华氏：每次两个读数都对得上，不取整。"""
    for _ in range(6):
        t = made(student, float(rng.uniform(-200, 200)))
        for _ in range(3):
            c, f = float(rng.uniform(-200, 900)), float(rng.uniform(-300, 900))
            t.celsius = c
            first = [t.celsius, t.fahrenheit]
            t.fahrenheit = f
            second = [t.celsius, t.fahrenheit]
            kit.same(first, [c, fahrenheit(c)], name="写摄氏以后的 [摄氏, 华氏]")
            kit.same(second, [celsius(f), f], name="写华氏以后的 [摄氏, 华氏]")


@pytest.mark.exercise
def test_temperature_as_made(student):
    """造好就能读两种读数，负的、0、小数都行。"""
    for c in (0, -40, 36.6, -273.15, 1e4):
        t = made(student, c)
        kit.same([t.celsius, t.fahrenheit], [float(c), fahrenheit(c)], name="[摄氏, 华氏]")


@pytest.mark.exercise
@pytest.mark.parametrize("cold", [-273.16, -274, -1e6])
def test_temperature_door_of_making(student, cold):
    """造一个太冷的，抛出 ValueError。"""
    with kit.raises("ValueError"):
        made(student, cold)


@pytest.mark.exercise
@pytest.mark.parametrize("cold", [-273.16, -274, -1e6])
def test_temperature_door_of_celsius(student, cold):
    """写一个太冷的摄氏度，抛出 ValueError，原来的温度不变。"""
    t = made(student, 12.5)
    try:
        with kit.raises("ValueError"):
            t.celsius = cold
    finally:
        after = [t.celsius, t.fahrenheit]
    kit.same(after, [12.5, 54.5], name="[摄氏, 华氏]")


@pytest.mark.exercise
@pytest.mark.parametrize("cold", [-459.7, -460, -1e6])
def test_temperature_door_of_fahrenheit(student, cold):
    """写一个太冷的华氏度，抛出 ValueError，原来的温度不变。"""
    t = made(student, 12.5)
    with kit.raises("ValueError"):
        t.fahrenheit = cold
    kit.same([t.celsius, t.fahrenheit], [12.5, 54.5], name="[摄氏, 华氏]")


@pytest.mark.exercise
def test_temperature_down_to_the_end(student):
    """正好 −273.15 °C 可以；冷的华氏度只要不低于绝对零度也可以。"""
    t = made(student, -273.15)
    seen = [t.celsius]
    t.celsius = 5
    t.celsius = -273.15
    seen.append(t.celsius)
    t.fahrenheit = -459
    seen.append(t.fahrenheit)
    kit.same(seen, [-273.15, -273.15, -459.0], name="[造, 写摄氏, 写华氏]")


@pytest.mark.exercise
def test_temperature_apart(student):
    """两个温度互不相干。"""
    a, b = made(student, 10), made(student, 20)
    a.celsius = 30
    kit.same([a.celsius, b.celsius, b.fahrenheit], [30.0, 20.0, 68.0], name="[a, b 的摄氏, b 的华氏]")
