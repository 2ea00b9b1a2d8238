"""Make ``source/day06/verses.txt``: Tang seven-character quatrains of common characters, one poem a line.

Run ``python source/day06/make_verses.py tang_qijue.txt``.  The input holds one poem a line, in simplified
characters: ``上句，下句。上句，下句。``.  Old forms of characters become those of today, so that 鴈 and 雁 are one.
Kept are poems of four lines of seven characters in which at most a few
characters are rare; of poems that share a line the first is kept, so that no line of a poem that is held out has
been seen.  The order is shuffled, so that any part of the file is a fair sample, and the same input gives the
same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

OUTPUT = Path(__file__).with_name("verses.txt")
SEED = 20240606
COMMON = 1000
RARE = 2
POEMS = 2400
# An old form of a character, and the form of today in the same place below.
OLD = (
    "鴈遶猨疎簷劒蘂堦棃徧慙鬬褭斾牋櫂飜妬巵桮鵶谿髪醆𠡠臯"
    "煖嬾呌缾歛窓秪秖祗廻飖彊罇僊顦顇竝邨淛姪闚賸旛蘤嚬壻"
    "蕚筦媿穽羇茘廐穉鏁慇懃隄敧牓峩箒鼇隣帬臙皃尅飡暎揜蹋"
    "毬磵幷懽隷擡粧筯𬬻"
)
TODAY = (
    "雁绕猿疏檐剑蕊阶梨遍惭斗袅旆笺棹翻妒卮杯鸦溪发盏敕皋"
    "暖懒叫瓶敛窗只只只回摇强樽仙憔悴并村浙侄窥剩幡花颦婿"
    "萼管愧阱羁荔厩稚锁殷勤堤欹榜峨帚鳌邻裙胭貌克餐映掩踏"
    "球涧并欢隶抬妆箸炉"
)


def quatrains(text: str) -> list[list[str]]:
    """The poems that have four lines of seven characters; of those that share a line, the first."""
    found, seen = [], set()
    for poem in text.translate(str.maketrans(OLD, TODAY)).split():
        lines = [line for line in re.split("[，。？！；、]", poem) if line]
        if [len(line) for line in lines] == [7, 7, 7, 7] and seen.isdisjoint(lines):
            found.append(lines)
            seen.update(lines)
    return found


def of_common_characters(poems: list[list[str]]) -> list[list[str]]:
    """The poems with at most ``RARE`` characters that are not among the most frequent."""
    counts = Counter(character for lines in poems for line in lines for character in line)
    common = {character for character, _ in counts.most_common(COMMON)}
    return [lines for lines in poems if sum(character not in common for character in "".join(lines)) <= RARE]


def make(source: Path, output: Path) -> int:
    """Read the poems at ``source``, write some of them to ``output`` and return how many there are."""
    poems = of_common_characters(quatrains(source.read_text(encoding="utf-8")))
    random.Random(SEED).shuffle(poems)
    poems = poems[:POEMS]
    written = (f"{a}，{b}。{c}，{d}。\n" for a, b, c, d in poems)
    output.write_text("".join(written), encoding="utf-8")
    return len(poems)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="tang_qijue.txt, one poem a line")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    count = make(arguments.source, arguments.output)
    print(f"{arguments.output}: {count} poems, {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
