"""Make ``source/python07_structures/xiyouji_graph.csv``: in how many paragraphs of Journey to the West two characters come together.

Run ``python source/python07_structures/make_xiyouji_graph.py xiyouji_words.txt.gz``.  The input holds the novel without punctuation, a
paragraph a line, words parted by blanks.  A character is found by the names in ``PEOPLE``; pairs of fewer than ``LEAST`` paragraphs
are left out.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter
from itertools import combinations
from pathlib import Path

OUTPUT = Path(__file__).with_name("xiyouji_graph.csv")
LEAST = 3
# Of each character, the names that the novel uses.
PEOPLE = {
    "行者": "悟空 行者 大圣 老孙 孙大圣 孙行者", "唐僧": "唐僧 三藏 玄奘 唐三藏", "八戒": "八戒 呆子 悟能 猪八戒",
    "沙僧": "沙僧 悟净 沙和尚", "观音": "观音 观世音", "如来": "如来 佛祖", "玉帝": "玉帝", "老君": "老君", "哪吒": "哪吒",
    "天王": "李天王 托塔天王", "二郎": "二郎 真君", "龙王": "龙王", "木叉": "木叉", "太宗": "太宗", "土地": "土地", "金星": "金星",
    "牛王": "牛王 牛魔王", "罗刹": "罗刹", "红孩儿": "红孩儿", "国王": "国王", "女王": "女王", "太子": "太子", "公主": "公主",
    "娘娘": "娘娘", "阎王": "阎王", "菩提": "祖师",
}  # fmt: skip


def make(source: Path, output: Path) -> None:
    """Read the words at ``source`` and write the counted pairs to ``output``."""
    who = {name: person for person, names in PEOPLE.items() for name in names.split()}
    together: Counter[tuple[str, str]] = Counter()
    for paragraph in gzip.decompress(source.read_bytes()).decode().splitlines():
        here = sorted({who[word] for word in paragraph.split() if word in who})
        together.update(combinations(here, 2))
    with output.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("a", "b", "paragraphs"))
        table.writerows((*pair, count) for pair, count in sorted(together.items()) if count >= LEAST)


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="xiyouji_words.txt.gz")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.source, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.1f} kB")


if __name__ == "__main__":
    main()
