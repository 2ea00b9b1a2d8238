"""Make ``source/day06/reviews.csv``: short Chinese reviews, constructed from phrases and templates.

Run ``python source/day06/make_reviews.py``.  Nothing is taken from elsewhere: the words below were written for this
package.  A review is one or two clauses (a thing and a judgement about it, possibly negated) in a template; its
label follows from them by rule.  The test part has its own things, its own words of degree and of negation, its own
templates, and (three times in ten) its own adjectives, most of them made of characters that the training part
uses with the same meaning.  The same program gives the same bytes.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

OUTPUT = Path(__file__).with_name("reviews.csv")
SEED = 20240606
SIZES = {"train": 4000, "test": 600}
LONGEST = 26


@dataclass(frozen=True)
class Words:
    """Things that can be judged and the adjectives that go with them."""

    things: str
    good: str
    bad: str


@dataclass(frozen=True)
class Topic:
    """One kind of thing: words for training, and those that only the test part has."""

    train: Words
    test: Words


TOPICS = [
    Topic(
        Words(
            "菜 面条 早餐 米饭 蛋糕 点心 红烧鱼 汤 饺子 包子 豆腐 烤鸭 炒饭 午饭 牛肉 青菜",
            "好吃 新鲜 香 可口 鲜美 美味",
            "难吃 油腻 咸 凉 冷",
        ),
        Words("早点 烤鱼 米线 肉丸", "鲜香", "冷"),
    ),
    Topic(
        Words("奶茶 豆浆 果汁 咖啡 绿茶 酸奶 啤酒 红茶", "好喝 香浓 清甜 可口 清香", "难喝 淡 苦 凉"),
        Words("热茶 豆奶 果茶", "香甜", "冷"),
    ),
    Topic(
        Words(
            "服务员 老板 前台 店员 师傅 老师 导游 司机 医生 护士 保安 同学 经理 快递员",
            "热情 细心 耐心 客气 周到",
            "冷淡 粗心 敷衍 急躁 马虎",
        ),
        Words("店长 服务生 讲师 教练", "热心 亲切", "急躁"),
    ),
    Topic(
        Words(
            "房间 环境 大厅 教室 花园 图书馆 浴室 院子 车站 卧室 厨房 公园 商场 酒店",
            "干净 安静 舒服 宽敞 明亮 整洁",
            "脏 乱 吵 破 旧 潮湿 脏乱 吵闹",
        ),
        Words("书房 客房 大院 餐厅", "清静 洁净", "破旧 乱"),
    ),
    Topic(
        Words("上菜 发货 送餐 快递 回信 退款 办事 开门", "快 及时 准时", "慢 拖拉 迟"),
        Words("送货 上餐 回话", "快 及时", "慢 拖拉"),
    ),
    Topic(
        Words(
            "手机 耳机 键盘 背包 台灯 书包 相机 电话 水杯 雨伞 闹钟 钢笔 书桌 音箱",
            "好用 结实 漂亮 轻便 精致 好看",
            "难用 粗糙 笨重 难看 破 破烂",
        ),
        Words("手电 书架 提包 电扇", "精美 实用", "粗笨 旧"),
    ),
    Topic(
        Words(
            "电影 故事 小说 剧情 表演 动画片 剧本 比赛 舞蹈 游戏 节目",
            "精彩 好看 感人 有趣 动人 好玩",
            "无聊 难看 沉闷 老套 混乱 乏味",
        ),
        Words("影片 演出 话剧", "优美", "闷 乱"),
    ),
    Topic(
        Words(
            "课程 讲解 教材 练习题 讲座 课本 说明书 视频 公开课",
            "清楚 好懂 有趣 实用 好学",
            "难懂 混乱 枯燥 啰唆 难学",
        ),
        Words("教程 讲课 题解", "精彩 明白", "乱 乏味"),
    ),
    Topic(
        Words("音乐 歌声 伴奏 合唱 琴声 广播", "好听 动听 动人 优美", "难听 刺耳 吵 混乱"),
        Words("歌曲 独唱 乐声", "感人", "吵闹 乱"),
    ),
]


@dataclass(frozen=True)
class Manner:
    """How a part of the data speaks; ``{a}`` and ``{b}`` are clauses, the verdict is in the marked one."""

    openings: str
    degrees: str
    not_good: str
    not_bad: str
    agreeing: str
    verdict_last: str
    verdict_first: str


MANNERS = {
    "train": Manner(
        openings="昨天去的， 第一次来， 周末和朋友一起， 在网上看到的， 路过进来， 说真的， 今天， 等了两天， "
        "孩子陪我， 大家都来过， 这是全家一起去的，",
        degrees="很 挺 真 特别 非常 真的很 确实 十分 比较 实在 确实挺",
        not_good="不 不太 并不 并不太 一点也不 也不算 算不上 不算 没有那么 并没有多",
        not_bad="不 不太 并不 并不太 一点也不 也不算 算不上 不算 没有那么 并没有多",
        agreeing="{a}，{b}。 {a}，而且{b}。 不但{a}，而且{b}。",
        verdict_last="虽然{a}，但是{b}。 虽然{a}，但{b}。 尽管{a}，但是{b}。 {a}，但是{b}。 {a}，可是{b}。 {a}，不过{b}。 "
        "虽说{a}，可是{b}。",
        verdict_first="{b}，虽然{a}。 {b}，尽管{a}。 {b}，虽说{a}。 {b}，虽然说{a}。 {b}，虽然今天{a}。 {b}，尽管昨天{a}。",
    ),
    "test": Manner(
        openings="和孩子去的， 今天第一次来， 前天， 全家一起， 昨天看到的，",
        degrees="确实很 真的特别 真的非常 确实特别",
        not_good="一点都不 真不 并不算 并没有那么",
        not_bad="一点都不 真不 并不算 并没有那么",
        agreeing="{a}，说真的，{b}。 不但{a}，而且说真的，{b}。",
        verdict_last="虽然{a}，不过{b}。 虽然{a}，可是{b}。 虽说{a}，但是{b}。 尽管{a}，可是{b}。 {a}，但{b}。",
        verdict_first="{b}，虽说今天{a}。 {b}，尽管今天{a}。",
    ),
}

# How often each kind of review occurs; two in five need the order of their clauses.
KINDS = {"plain": 0.25, "negated": 0.20, "agreeing": 0.11, "verdict_last": 0.30, "verdict_first": 0.14}


def pick(words: str, rng: np.random.Generator) -> str:
    """One of the words of a text separated by blanks."""
    return str(rng.choice(words.split(" ")))


def clause(part: str, positive: bool, negated: bool, topic: Topic, rng: np.random.Generator) -> str:
    """A thing and what is said about it; ``positive`` is what it amounts to."""
    manner = MANNERS[part]
    things = topic.train if part == "train" else topic.test
    adjectives = things if part == "train" or rng.random() < 0.3 else topic.train
    good_word = positive != negated
    adjective = pick(adjectives.good if good_word else adjectives.bad, rng)
    not_so = manner.not_good if good_word else manner.not_bad
    before = pick(not_so if negated else manner.degrees, rng)
    return pick(things.things, rng) + before + adjective


def review(part: str, positive: bool, rng: np.random.Generator) -> str:
    """One review whose verdict is good or bad."""
    manner = MANNERS[part]
    kind = str(rng.choice(list(KINDS), p=list(KINDS.values())))
    first, second = (TOPICS[i] for i in rng.choice(len(TOPICS), size=2, replace=False))
    opening = pick(manner.openings, rng) if rng.random() < 0.25 else ""
    if kind in ("plain", "negated"):
        return opening + clause(part, positive, kind == "negated", first, rng) + "。"
    other = positive if kind == "agreeing" else not positive
    a = clause(part, other, rng.random() < 0.2, first, rng)
    b = clause(part, positive, rng.random() < 0.2, second, rng)
    return opening + pick(getattr(manner, kind), rng).format(a=a, b=b)


def reviews(part: str, size: int, rng: np.random.Generator) -> list[tuple[int, str]]:
    """``size`` different reviews with their labels, as many good as bad, in random order."""
    rows: dict[str, int] = {}
    for label in (0, 1):
        while sum(value == label for value in rows.values()) < size // 2:
            text = review(part, bool(label), rng)
            if len(text) <= LONGEST and text not in rows:
                rows[text] = label
    texts = list(rows)
    return [(rows[texts[i]], texts[i]) for i in rng.permutation(len(texts))]


def make(output: Path) -> None:
    """Write both parts as a CSV file with the columns part, label, text."""
    rng = np.random.default_rng(SEED)
    lines = ["part,label,text"]
    for part, size in SIZES.items():
        lines += [f"{part},{label},{text}" for label, text in reviews(part, size, rng)]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    make(arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
