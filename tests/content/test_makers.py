"""What makes the data lies beside it, and makes what is there."""

import csv
import gzip
import io
import json
import runpy
import struct
import wave
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from autograder.course.assignment import Course
from autograder.course.released import MAKERS

COURSE = Course.find(Path(__file__).parent)
# Texts and their translations.
OWN = {".py", ".ipynb", ".po", ".mistakes"}
DATA = [path for path in sorted(COURSE.source.glob("*/*.*")) if path.suffix not in OWN]
MADE = [f"{path.parent.name}/make_{path.stem}.py" for path in DATA]


def make(maker: str, *arguments: Path) -> bytes:
    """What the maker writes to the last of the paths."""
    runpy.run_path(str(COURSE.source / maker))["make"](*arguments)
    return arguments[-1].read_bytes()


def test_every_data_file_has_its_maker_beside_it_and_no_maker_is_left_over():
    makers = {str(path.relative_to(COURSE.source)) for path in COURSE.source.rglob(MAKERS)}
    assert makers == set(MADE)
    assert len(makers) >= 8


@pytest.mark.parametrize(("data", "maker"), list(zip(DATA, MADE)), ids=MADE)
def test_the_licences_say_what_made_it(data, maker):
    section = next(
        part
        for part in (COURSE.root / "DATA-LICENSES.md").read_text(encoding="utf-8").split("\n## ")
        if part.startswith(f"source/{data.parent.name}/{data.name} ")
    )
    assert f"`source/{maker}`" in section


def test_no_maker_is_in_a_release():
    assert not list(COURSE.release.rglob(MAKERS))


def table(path: Path, names: dict[str, str], **more: str) -> list[list[str]]:
    """A table under other names, with more columns: what was downloaded, as far as it can be told from what was kept."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return [
        [names.get(name, name) for name in header] + list(more),
        *([*row, *more.values()] for row in rows),
    ]


@pytest.mark.parametrize(
    ("maker", "download"),
    [
        (maker, table(COURSE.source / "day01" / "penguins.csv", {}, sex="NA", year="2007"))
        for maker in ("day01/make_penguins.py", "day02/make_penguins.py", "day03/make_penguins_bills.py")
    ]
    + [
        (
            "day02/make_auto_mpg.py",
            table(
                COURSE.source / "day02" / "auto_mpg.csv",
                {
                    "cylinders": "cyl",
                    "displacement": "displ",
                    "horsepower": "hp",
                    "acceleration": "accel",
                    "year": "yr",
                },
                origin="1",
                name="ford torino",
            ),
        ),
        (
            "data/make_seattle_weather.py",
            table(COURSE.source / "data" / "seattle_weather.csv", {}),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_makers_of_tables_make_what_is_there(maker, download, tmp_path):
    source = tmp_path / "download.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(download)
    assert make(maker, source, tmp_path / "made.csv") == DATA[MADE.index(maker)].read_bytes()


def test_the_receipts_are_the_same_every_time(tmp_path):
    assert (
        make("day02/make_taxi.py", tmp_path / "taxi.csv")
        == (COURSE.source / "day02" / "taxi.csv").read_bytes()
    )


def test_the_coffee_is_made_grey_and_small(tmp_path):
    colours = np.random.default_rng(0).integers(0, 256, (400, 600, 3), dtype=np.uint8)
    Image.fromarray(colours).save(tmp_path / "download.png")
    make("day05/make_coffee.py", tmp_path / "download.png", tmp_path / "made.png")
    with (
        Image.open(tmp_path / "made.png") as made,
        Image.open(COURSE.source / "day05" / "coffee.png") as ours,
    ):
        assert (made.mode, made.size) == (ours.mode, ours.size) == ("L", (240, 160))


def test_the_cat_is_made_small_and_keeps_its_colours(tmp_path):
    colours = np.broadcast_to(np.uint8([200, 100, 50]), (300, 451, 3))
    Image.fromarray(colours).save(tmp_path / "download.png")
    make("guide05_tensor/make_cat.py", tmp_path / "download.png", tmp_path / "made.jpg")
    with (
        Image.open(tmp_path / "made.jpg") as made,
        Image.open(COURSE.source / "guide05_tensor" / "cat.jpg") as ours,
    ):
        assert (made.mode, made.size, made.format) == (ours.mode, ours.size, ours.format)
        assert made.size == (240, 160)
        assert np.abs(np.asarray(made, dtype=int) - [200, 100, 50]).max() <= 3


def test_the_digits_are_split_with_equal_shares_and_packed_the_same_each_time(tmp_path):
    labels = np.repeat(np.arange(10, dtype=np.uint8), 200)
    digits = np.broadcast_to(labels[:, None, None], (2000, 28, 28)) * 20
    np.savez(tmp_path / "download.npz", x=digits, y=labels)
    twice = [make("data/make_mnist_5k1k.py", tmp_path / "download.npz", tmp_path / name) for name in "ab"]
    assert twice[0] == twice[1]
    with np.load(tmp_path / "a") as made:
        assert set(np.bincount(made["y_test"])) == {100}
        assert np.all(made["x_test"] == made["y_test"][:, None, None] * 20)
        assert len(made["y_train"]) == 1000


def test_the_couplets_are_of_poems_of_seven_characters_and_each_is_there_once(tmp_path):
    poem = "山中水上日月明，大小多少人口手。天地上下左右中，一二三四五六七。"
    other = "天地上下左右中，一二三四五六八。山中水上日月明，大小多少人口。"
    (tmp_path / "poems.txt").write_text(f"{poem}\n{poem}\n{other}\n", encoding="utf-8")
    made = make("day07/make_couplets.py", tmp_path / "poems.txt", tmp_path / "made.txt").decode()
    assert sorted(made.splitlines()) == ["天地上下左右中 一二三四五六七", "山中水上日月明 大小多少人口手"]


def test_the_verses_are_whole_poems_of_common_characters_and_no_line_is_there_twice(tmp_path):
    first = "山中水上日月明，大小多少人口手。天地上下左右中，一二三四五六七。"
    shares_a_line = "春夏秋冬东西南，山中水上日月明。红黄蓝绿黑白青，风雨云雪花草木。"
    too_short = "天地上下左右东，一二三四五六八。山中水上日月光，大小多少人口。"
    poems = "\n".join([first, first, shares_a_line, too_short])
    (tmp_path / "poems.txt").write_text(poems, encoding="utf-8")
    made = make("day06/make_verses.py", tmp_path / "poems.txt", tmp_path / "made.txt").decode()
    assert made == first + "\n"


def test_a_month_that_was_not_measured_gets_a_line_without_a_number(tmp_path):
    months = ["Date,CO2,adjusted CO2", "1999-11-01,366.70,367.0", "2000-02-01,369.14,368.5"]
    (tmp_path / "download.csv").write_text("\n".join(months), encoding="utf-8")
    made = make("guide01_functions/make_co2.py", tmp_path / "download.csv", tmp_path / "made.txt").decode()
    lines = [line.split("#")[0].split() for line in made.splitlines() if not line.startswith("#")]
    assert lines == [
        ["1999.8750", "366.70"],
        ["1999.9583", "nan"],
        ["2000.0417", "nan"],
        ["2000.1250", "369.14"],
    ]


FOUNDATIONS = COURSE.source / "guide02_foundations"


def test_the_countries_are_kept_without_the_mark_at_the_start(tmp_path):
    ours = FOUNDATIONS / "gapminder.csv"
    (tmp_path / "download.csv").write_bytes(b"\xef\xbb\xbf" + ours.read_bytes())
    assert (
        make("guide02_foundations/make_gapminder.py", tmp_path / "download.csv", tmp_path / "made")
        == ours.read_bytes()
    )


def test_the_first_texts_of_each_kind_to_train_on_are_kept(tmp_path):
    ours = FOUNDATIONS / "texts.tsv"
    lines = ours.read_text(encoding="utf-8").splitlines(keepends=True)
    more = ["test\t诗\t山中水上日月明大小多少\n", *(f"train\t{line}" for line in [*lines, *lines[::7]])]
    (tmp_path / "download.tsv").write_text("".join(more), encoding="utf-8")
    assert (
        make("guide02_foundations/make_texts.py", tmp_path / "download.tsv", tmp_path / "made")
        == ours.read_bytes()
    )


def test_the_voices_are_what_was_recorded_and_one_of_them_is_the_file(tmp_path):
    with np.load(FOUNDATIONS / "voices.npz") as voices:
        sounds = np.split(voices["sound"], voices["ends"][:-1])
        for sound, digit, speaker in zip(sounds, voices["digit"], voices["speaker"]):
            with wave.open(str(tmp_path / f"{digit}_{voices['speakers'][speaker]}_0.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(8000)
                file.writeframes(sound.astype("<i2").tobytes())
    for name, maker in (("voices.npz", "make_voices.py"), ("six.wav", "make_six.py")):
        assert (
            make(f"guide02_foundations/{maker}", tmp_path, tmp_path / "made")
            == (FOUNDATIONS / name).read_bytes()
        )


def test_the_characters_are_kept_in_order_of_class_and_packed_the_same_each_time(tmp_path):
    ours = gzip.decompress((COURSE.source / "guide06_training" / "kmnist.gz").read_bytes())
    kana = np.frombuffer(ours, np.uint8, offset=20).reshape(10, 300, 28, 28)
    pictures = np.concatenate([kana.swapaxes(0, 1).reshape(-1, 28, 28), kana[:, 0]])
    np.savez(tmp_path / "download.npz", x=pictures, y=np.arange(len(pictures)) % 10)
    twice = [make("guide06_training/make_kmnist.py", tmp_path / "download.npz", tmp_path / n) for n in "ab"]
    assert twice[0] == twice[1]
    assert gzip.decompress(twice[0]) == ours


def test_the_land_from_above_is_drawn_halved_and_put_into_sheets_the_same_each_time(tmp_path):
    for label, shade in (("Forest", 60), ("River", 180)):
        (tmp_path / "land" / label).mkdir(parents=True)
        for number in range(1, 13):
            picture = Image.new("RGB", (64, 64), (shade, 5 * number, 100))
            picture.save(tmp_path / "land" / label / f"{label}_{number}.jpg")
    maker = runpy.run_path(str(COURSE.source / "data" / "make_eurosat_4k.py"))
    for name in "ab":
        maker["make"](tmp_path / "land", tmp_path / name, per_class=5)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with np.load(tmp_path / "a") as made:
        assert list(made["names"]) == ["Forest", "River"]
        with Image.open(io.BytesIO(made["sheet1"].tobytes())) as sheet:
            row = np.asarray(sheet)[16, 16:160:32].astype(int)
    assert np.abs(row[:, 0] - 180).max() < 8
    assert (np.diff(row[:, 1]) > 2).all()  # in the order of their numbers


def test_the_quatrains_are_punctuated_alike_and_no_line_is_there_twice(tmp_path):
    first = "山中水上日月明，大小多少人口手。天地上下左右中，一二三四五六七。"
    asks = "春夏秋冬东西南？红黄蓝绿黑白青！风雨云雪花草木，桃李杏梅兰竹菊。"
    shares_a_line = "山中水上日月明，甲乙丙丁戊己庚。子丑寅卯辰巳午，金木水火土日月。"
    too_short = "天地上下左右东，一二三四五六八。山中水上日月光，大小多少人口。"
    (tmp_path / "poems.txt").write_text("\n".join([first, asks, shares_a_line, too_short]), encoding="utf-8")
    twice = [make("data/make_quatrains.py", tmp_path / "poems.txt", tmp_path / n) for n in "ab"]
    assert twice[0] == twice[1]
    plain = asks.replace("？", "，").replace("！", "。")
    assert sorted(gzip.decompress(twice[0]).decode().split()) == sorted([first, plain])


def test_shakespeare_and_the_quatrains_are_packed_as_they_are(tmp_path):
    (tmp_path / "play.txt").write_text("ROMEO:\nO me!\n", encoding="utf-8")
    made = make("guide11_gpt/make_shakespeare.py", tmp_path / "play.txt", tmp_path / "play.gz")
    assert gzip.decompress(made).decode() == "ROMEO:\nO me!\n"
    first, second = (COURSE.release / name / "quatrains.gz" for name in ("guide08_recurrent", "guide11_gpt"))
    assert first.read_bytes() == second.read_bytes()
    poem = "天地上下左右东，一二三四五六八。山中水上日月光，大小多少人口家。"
    (tmp_path / "poems.txt").write_text(poem, encoding="utf-8")
    made = make("data/make_quatrains.py", tmp_path / "poems.txt", tmp_path / "poems.gz")
    assert gzip.decompress(made).decode() == poem + "\n"


def test_the_novel_is_joined_and_cut_after_a_whole_paragraph(tmp_path):
    long = "一 二三 " * 30_000
    source = tmp_path / "words.gz"
    source.write_bytes(gzip.compress(f"第一回 灵根\n{long}\n{long}\n{long}\n".encode()))
    made = gzip.decompress(make("guide11_gpt/make_xiyouji.py", source, tmp_path / "made")).decode()
    assert made == "第一回灵根\n" + ("一二三" * 30_000 + "\n") * 2


def test_pairs_of_characters_are_counted_by_paragraphs_under_any_of_their_names(tmp_path):
    lines = (
        ["悟空 笑 道 呆子 呆子", "大圣 见 了 八戒", "老孙 与 猪八戒 与 祖师"]
        + ["行者 祖师"] * 2
        + ["如来"] * 9
    )
    source = tmp_path / "words.gz"
    source.write_bytes(gzip.compress("\n".join(lines).encode()))
    made = make("python07_structures/make_xiyouji_graph.py", source, tmp_path / "made.csv").decode()
    assert made == "a,b,paragraphs\n八戒,行者,3\n菩提,行者,3\n"


def test_the_poet_is_packed_with_a_byte_for_each_weight(tmp_path):
    """The training itself takes minutes: what is packed is a model of two weights."""
    pack = runpy.run_path(str(COURSE.source / "guide11_gpt" / "make_poet.py"))["pack"]
    weights = {"a": torch.tensor([[1.0, -0.5], [0.0, 0.0]]), "b": torch.tensor([0.25, 2.0])}
    made = []
    for name in ("one.npz", "two.npz"):
        pack("春风", [3, 2, 1, 1, 2], weights, tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with np.load(tmp_path / "one.npz") as found:
        for name, weight in weights.items():
            assert found[f"{name}.code"].dtype == np.int8
            assert abs(found[f"{name}.code"] * found[f"{name}.step"] - weight.numpy()).max() <= 2 / 254
    with np.load(COURSE.source / "guide11_gpt" / "poet.npz") as ours:
        vocab, block, layers, heads, width = ours["config"].tolist()
        assert len(str(ours["chars"])) == vocab - 1
        assert ours["tokens.weight.code"].shape == (vocab, width)
        assert ours["positions.weight.code"].shape == (block, width)
        assert f"blocks.{layers - 1}.mlp.2.bias.code" in ours.files
        assert width % heads == 0


def test_the_short_sentences_are_kept_in_their_order_with_their_authors(tmp_path):
    ours = (COURSE.source / "guide09_transformer" / "cmn_eng.tsv").read_text("utf-8")
    lines = ours.splitlines(keepends=True)
    assert len(lines) == 7305
    assert all(len(line.rstrip("\n").split("\t")) == 4 for line in lines)
    longer = "this sentence has one word too many\t长\t1 (a)\t2 (b)\n"
    (tmp_path / "download.tsv").write_text("".join([longer, *lines, longer]), encoding="utf-8")
    made = make("guide09_transformer/make_cmn_eng.py", tmp_path / "download.tsv", tmp_path / "made")
    assert made.decode() == ours


def test_the_nuclei_are_cut_halved_and_joined(tmp_path):
    """A repository of six pictures, all with a dark ground: four nuclei in the part of each that is kept, two outside."""
    rng = np.random.default_rng(0)
    for one in "abcdef":
        folder = tmp_path / "stage1_train" / one
        (folder / "images").mkdir(parents=True)
        (folder / "masks").mkdir()
        Image.fromarray(rng.integers(90, size=(256, 320, 3), dtype=np.uint8)).save(
            folder / "images" / f"{one}.png"
        )
        for k, row in enumerate((0, 40, 80, 120, 160, 240)):
            mask = np.zeros((256, 320), dtype=np.uint8)
            mask[row : row + 10, 100:120] = 255
            Image.fromarray(mask).save(folder / "masks" / f"{k}.png")
    made = [make("guide07_unet/make_nuclei.py", tmp_path, tmp_path / name) for name in ("a.npz", "b.npz")]
    assert made[0] == made[1]
    with np.load(tmp_path / "a.npz") as found:
        assert found["x"].shape == (6, 96, 96)
        assert not found["bright"].any()
        masks = np.unpackbits(found["y"], axis=-1)
        # Rows 32 to 224 and columns 64 to 256 are kept: the first nucleus and the last are not in them.
        assert found["count"].tolist() == [4] * 6
        assert masks[:, :, 18:28].sum() == masks.sum() == 6 * 4 * 5 * 10
    with np.load(COURSE.source / "guide07_unet" / "nuclei.npz") as ours:
        assert ours["x"].shape == (240, 96, 96)
        assert np.unpackbits(ours["y"], axis=-1).shape == (240, 96, 96)
        assert (int(ours["bright"].sum()), int(ours["count"].min())) == (70, 4)


@pytest.mark.parametrize("name", ["cat", "coffee", "great_wave", "starry_night"])
def test_the_pictures_for_style_are_384_pixels_long(tmp_path, name):
    Image.new("RGBA", (768, 512), (200, 100, 50, 255)).save(tmp_path / "download.png")
    make(f"guide10_style/make_{name}.py", tmp_path / "download.png", tmp_path / "made.jpg")
    with (
        Image.open(tmp_path / "made.jpg") as made,
        Image.open(COURSE.source / "guide10_style" / f"{name}.jpg") as ours,
    ):
        assert (made.mode, made.format, max(made.size)) == (ours.mode, ours.format, max(ours.size))
        assert made.size == (384, 256)
        assert np.abs(np.asarray(made, dtype=int) - [200, 100, 50]).max() <= 3


def test_the_names_of_classes_are_read_out_of_a_program(tmp_path):
    ours = (COURSE.source / "guide10_style" / "imagenet_classes.txt").read_text(encoding="utf-8")
    names = ours.splitlines()
    assert (len(names), names[285], names[967]) == (1000, "Egyptian cat", "espresso")
    text = f"OTHER = [1]\n_IMAGENET_CATEGORIES = {names!r}\nraise SystemExit\n"
    (tmp_path / "download.py").write_text(text, encoding="utf-8")
    made = make("guide10_style/make_imagenet_classes.py", tmp_path / "download.py", tmp_path / "made.txt")
    assert made.decode() == ours


def test_squeezenet_is_unpacked(tmp_path):
    """What was shipped, packed as the authors pack it: only weights that are not code 0, and the gaps between them."""
    with np.load(COURSE.source / "guide10_style" / "squeezenet.npz") as archive:
        ours = dict(archive)
    counts, parts = [], []
    for name in [key.removesuffix(".code") for key in ours if key.endswith(".code")]:
        code = ours[f"{name}.code"]
        flat = (code[:, ::-1] if name == "conv1" else code).ravel()
        places = [-1]
        for place in np.flatnonzero(flat).tolist():
            while place - places[-1] > 16:  # a gap of 4 bits; a code 0 stands between
                places.append(places[-1] + 16)
            places.append(place)
        kept = np.array(places[1:])
        gaps = np.append(np.diff(places) - 1, [0] * (len(kept) % 2)).astype(np.uint8)
        counts.append(len(kept))
        parts += [ours[f"{name}.book"], ours[f"{name}.bias"], flat[kept], gaps[::2] + 16 * gaps[1::2]]
    packed = np.array(counts, dtype="<u4").tobytes() + b"".join(part.tobytes() for part in parts)
    (tmp_path / "download.net").write_bytes(packed)
    made = make("guide10_style/make_squeezenet.py", tmp_path / "download.net", tmp_path / "made.npz")
    with np.load(io.BytesIO(made)) as found:
        assert list(found) == list(ours)
        assert all(np.array_equal(found[name], ours[name]) for name in ours)
    assert sum(value.size for key, value in ours.items() if not key.endswith(".book")) == 1_248_424


def test_the_characters_are_ranked_drawn_in_the_middle_and_packed_the_same_each_time(tmp_path):
    words = "山水 5 n\n水 4 n\n明月 3 n\n𪛖 9 n\nabc 8 eng\n日 1 n\n"
    (tmp_path / "dict.txt").write_text(words, encoding="utf-8")
    font = next((COURSE.root / "autograder" / "fonts").glob("*.otf"))
    maker = runpy.run_path(str(COURSE.source / "guide10_translation" / "make_glyphs.py"))
    for name in "ab":
        maker["make"](tmp_path / "dict.txt", font, font, font, tmp_path / name, count=4)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with np.load(tmp_path / "a") as made:
        assert "".join(made["chars"]) == "水山明月"
        assert made["x"].shape == (3, 4, 32, 32)
        assert made["x"].dtype == np.uint8
        for picture in made["x"][0]:
            rows, columns = np.nonzero(picture)
            assert abs(rows.min() - (31 - rows.max())) <= 1
            assert abs(columns.min() - (31 - columns.max())) <= 1
    with np.load(COURSE.source / "guide10_translation" / "glyphs.npz") as ours:
        assert ours["x"].shape == (3, 1000, 32, 32)
        assert len(set(ours["chars"])) == 1000


def test_the_emoji_are_drawn_small_both_ways_and_those_without_a_pair_left_out(tmp_path):
    package = tmp_path / "package"
    rows = [
        {"hexcode": "A", "group": "objects", "skintone": "", "annotation": "square"},
        {"hexcode": "B", "group": "objects", "skintone": "", "annotation": "not in colour"},
        {"hexcode": "C", "group": "flags", "skintone": "", "annotation": "flag"},
        {"hexcode": "A", "group": "objects", "skintone": "1", "annotation": "toned"},
    ]
    for kind in ("black", "color"):
        (package / kind / "svg").mkdir(parents=True)
    (package / "data").mkdir()
    (package / "data" / "openmoji.json").write_text(json.dumps(rows), encoding="utf-8")
    for name in ("black/svg/A", "color/svg/A", "black/svg/B", "black/svg/C", "color/svg/C"):
        (package / f"{name}.svg").write_text("<svg/>", encoding="utf-8")
    maker = runpy.run_path(str(COURSE.source / "data" / "make_emoji.py"))
    png = io.BytesIO()
    Image.new("RGB", (144, 144), (203, 101, 6)).save(png, "PNG")
    maker["make"].__globals__["drawn"] = lambda _: png.getvalue()
    maker["make"](package, tmp_path / "made.npz")
    with np.load(tmp_path / "made.npz") as made:
        assert list(made["names"]) == ["square"]
        assert made["color"].shape == (1, 32, 32, 3)
        assert made["color"][0, 5, 7].tolist() == [205, 100, 5]
        assert set(made["line"].flatten() % 17) == {0}
    with np.load(COURSE.source / "data" / "emoji.npz") as ours:
        assert ours["line"].shape == (1032, 32, 32)
        assert ours["color"].shape == (1032, 32, 32, 3)


def test_the_small_llama_comes_out_of_the_files_it_was_trained_into(tmp_path):
    """Both files written from what is there, as llama2.c writes them, give the same again."""
    ours = COURSE.source / "data" / "stories260k.npz"
    with np.load(ours) as data:
        arrays = dict(data)
    config, ends, scores = (arrays.pop(name) for name in ("config", "token_ends", "token_scores"))
    text = arrays.pop("token_bytes").tobytes()
    pieces = [text[start:end] for start, end in zip([0, *ends[:-1]], ends)]
    pieces[3:259] = [f"<0x{byte:02X}>".encode() for byte in range(256)]
    table = b"".join(struct.pack("<fi", score, len(p)) + p for p, score in zip(pieces, scores))
    (tmp_path / "tok512.bin").write_bytes(struct.pack("<i", 7) + table)
    # Behind the weights stand the cosines and sines of the positions.
    weights = [config.astype("<i4"), *arrays.values(), np.zeros(2 * config[6] * 4, "<f4")]
    (tmp_path / "stories260K.bin").write_bytes(b"".join(array.tobytes() for array in weights))
    assert make("data/make_stories260k.py", tmp_path, tmp_path / "made.npz") == ours.read_bytes()


def test_the_spoken_digits_are_cut_and_pressed_to_eight_bits(tmp_path):
    folder = tmp_path / "recordings"
    folder.mkdir()
    sound = np.array([0, 32767, -32768, 100, *[-9] * 5000], dtype="<i2")
    for speaker in ("george", "jackson", "lucas", "nicolas", "theo", "yweweler"):
        for digit in range(10):
            for take in (0, 5, 16, 27, 38):
                with wave.open(str(folder / f"{digit}_{speaker}_{take}.wav"), "wb") as file:
                    file.setparams((1, 2, 8000, 0, "NONE", ""))
                    file.writeframes(sound.tobytes())
    made = [make("guide12_frontier/make_voices.py", folder, tmp_path / name) for name in ("a.npz", "b.npz")]
    assert made[0] == made[1]
    with np.load(tmp_path / "a.npz") as found, np.load(COURSE.source / "guide12_frontier/voices.npz") as ours:
        assert found["sound"][:3].tolist() == [128, 255, 0]
        assert found["ends"].tolist() == [4800 * (i + 1) for i in range(300)]
        for name in ("digit", "speaker", "speakers", "test"):
            assert found[name].tolist() == ours[name].tolist()
        assert int(ours["ends"][-1]) == len(ours["sound"])
        assert int(np.diff(ours["ends"], prepend=0).max()) == 4800


def test_the_hundred_digits_of_a_kind_are_the_first_ones(tmp_path):
    ours = COURSE.source / "guide12_frontier" / "digits.npz"
    source = COURSE.source / "data" / "mnist_5k1k.npz"
    assert make("guide12_frontier/make_digits.py", source, tmp_path / "made") == ours.read_bytes()


def test_the_recording_of_the_python_track_is_the_speakers_own_file(tmp_path):
    ours = COURSE.source / "python11_wave" / "spoken.wav"
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / "7_nicolas_0.wav").write_bytes(ours.read_bytes())
    assert make("python11_wave/make_spoken.py", tmp_path, tmp_path / "made.wav") == ours.read_bytes()
    with wave.open(str(ours)) as file:
        assert file.getparams()[:3] == (1, 2, 8000)
