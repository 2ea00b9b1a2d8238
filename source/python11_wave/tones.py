"""电话的按键音：给终场和公开测试用的拨号声，不是练习。

每个键是两个正弦加在一起：一个频率说它在哪一行，一个说它在哪一列（双音多频，DTMF）。
"""

import math
import random

LOW = {"123A": 697, "456B": 770, "789C": 852, "*0#D": 941}
HIGH = {"147*": 1209, "2580": 1336, "369#": 1477, "ABCD": 1633}


def frequencies(key: str) -> tuple[int, int]:
    """一个键的两个频率（赫兹）：行的和列的。没有这个键时抛出 ValueError。"""
    for keys in LOW:
        for others in HIGH:
            if len(key) == 1 and key in keys and key in others:
                return LOW[keys], HIGH[others]
    raise ValueError(f"电话上没有这个键：{key!r}")


def press(key: str, seconds: float, rate: int, amplitude: float = 0.35) -> list[float]:
    """按住一个键 seconds 秒的声音：每个频率的振幅都是 amplitude。"""
    turns = [2 * math.pi * frequency / rate for frequency in frequencies(key)]
    return [amplitude * sum(math.sin(turn * i) for turn in turns) for i in range(round(seconds * rate))]


def dial(
    keys: str,
    rate: int = 8000,
    *,
    tone: float = 0.12,
    gap: float = 0.1,
    noise: float = 0.0,
    clicks: int = 0,
    seed: int = 0,
) -> list[float]:
    """拨一串键的声音：响 tone 秒，停 gap 秒，头尾也停。

    noise 是杂音最大有多响；clicks 是在停的时候插进几声“咔嗒”（每声 15 毫秒）。
    """
    luck = random.Random(seed)
    pauses = [[0.0] * round(gap * rate) for _ in range(len(keys) + 1)]
    for pause in luck.sample(pauses, min(clicks, len(pauses))):
        length = round(0.015 * rate)
        middle = (len(pause) - length) // 2
        for i in range(max(0, middle), min(len(pause), middle + length)):
            pause[i] = luck.uniform(-0.9, 0.9)
    track = list(pauses[0])
    for key, pause in zip(keys, pauses[1:]):
        track += press(key, tone, rate) + pause
    return [x + luck.uniform(-noise, noise) for x in track]
