"""The references of python06_android, and its answer key, against shlex, exact fractions and what was put into the texts."""

import itertools
import math
import shlex
from fractions import Fraction
from types import SimpleNamespace

import pytest
from references import answer_key, reference

ref = reference("python06_android")
key = answer_key("python06_android")


def both(name):
    """The reference and the answer key of an exercise."""
    return getattr(ref, name), key[name]


def refused(function, *arguments):
    """Whether it is a ValueError, whatever it says."""
    try:
        function(*arguments)
    except ValueError:
        return True
    return False


def test_devices_are_those_that_were_put_in(rng):
    states = dict(zip(ref.serials(rng, 12), itertools.cycle(ref.STATES)))
    for newline, parted, more in itertools.product(["\n", "\r\n"], ["\t", "      "], ["", " model:Pixel_6"]):
        lines = [serial + parted + state + more for serial, state in states.items()]
        output = newline.join([*ref.DAEMON, ref.HEADING, *lines, "", ""])
        for parse_devices in both("parse_devices"):
            assert parse_devices(output) == states


@pytest.mark.parametrize("parts", [(), ("shell", "wm size", 3), ("a b; rm", "'", "", -2)])
def test_a_command_is_what_a_shell_reads_of_its_quoted_words(parts):
    for adb_command in both("adb_command"):
        assert adb_command("x:1", *parts) == shlex.split(shlex.join(["adb", "-s", "x:1", *map(str, parts)]))
        assert adb_command(None, *parts) == shlex.split(shlex.join(["adb", *map(str, parts)]))


def test_battery_values_are_those_that_were_put_in():
    values = {
        "a b": True,
        "c": False,
        "d": -12,
        "e": 0,
        "f": 10**9,
        "g": "x: y",
        "h": "4.2",
        "i": "-",
        "j": ":1",
    }
    lines = [f"  {name}: {str(value).lower()}" for name, value in values.items()]
    for newline in ("\n", "\r\n"):
        output = newline.join(["State:", "", "no colon", *lines, "k:  ", ""])
        for parse_battery in both("parse_battery"):
            got = parse_battery(output)
            assert got == values
            assert [type(value) for value in got.values()] == [type(value) for value in values.values()]


def test_the_size_that_a_program_sees():
    physical, override = "Physical size: 1080x2400\n", "Override size: 720x1600\n"
    other = "Physical density: 420\nOverride density: 300\n"
    for screen_size in both("screen_size"):
        for lines in itertools.permutations([physical, override, other]):
            assert screen_size("".join(lines)) == (720, 1600)
        assert screen_size(other + physical.replace("\n", "\r\n")) == (1080, 2400)
        assert refused(screen_size, other)


def test_the_centre_is_the_floor_of_the_exact_mean(rng):
    for row in rng.integers(-3000, 3000, (300, 4)).tolist():
        left, top, right, bottom = row
        want = math.floor(Fraction(left + right, 2)), math.floor(Fraction(top + bottom, 2))
        for center in both("center"):
            assert center(f"[{left},{top}][{right},{bottom}]") == want


@pytest.mark.parametrize(
    "text", ["", "[1,2]", "[1,2][3]", "[1,2][3,4][5,6]", "[a,2][3,4]", "[1.5,2][3,4]", "[1,2][3,]"]
)
def test_what_is_not_four_numbers_is_refused(text):
    for center in both("center"):
        assert refused(center, text)


def test_nodes_are_found_by_every_condition():
    keys, values = ["text", "content-desc"], ["", "a", "b", None]
    rows = list(itertools.product(values, repeat=2))
    nodes = [{k: v for k, v in zip(keys, row) if v is not None} for row in rows]
    for text, description in itertools.product(["", "a", "b"], repeat=2):
        for find_nodes in both("find_nodes"):
            assert find_nodes(nodes, text=text) == [n for n, row in zip(nodes, rows) if row[0] == text]
            got = find_nodes(nodes, text=text, content_desc=description)
            assert got == [n for n, row in zip(nodes, rows) if row == (text, description)]
            assert find_nodes(nodes) == nodes


def test_a_shell_reads_an_escaped_text_as_one_word_that_is_the_text(rng):
    printable = [chr(code) for code in range(32, 127)]
    texts = [*printable, *("".join(rng.choice(printable, 9)) for _ in range(500))]
    for text in texts:
        for escape_text in both("escape_text"):
            if "%s" in text:
                assert refused(escape_text, text)
            else:
                assert [word.replace("%s", " ") for word in shlex.split(escape_text(text))] == [text]


@pytest.mark.parametrize("code", [*range(32), *range(127, 300), 0x4F60, 0x1F600])
def test_what_no_key_types_is_refused(code):
    for escape_text in both("escape_text"):
        assert refused(escape_text, f"a{chr(code)}b")


@pytest.mark.parametrize("cost", [0, 0.25, 0.5, 3])
@pytest.mark.parametrize("interval", [0.25, 0.75, 8])
@pytest.mark.parametrize("timeout", [0, 1, 2.5])
@pytest.mark.parametrize("script", [[False], [True], [0, 0, "x"], [None, [], 0, False, 1]])
def test_waiting_step_by_step(script, timeout, interval, cost):
    now, naps, answers = [50.0], [], []

    def probe():
        now[0] += cost
        answers.append(script[min(len(answers), len(script) - 1)])
        return answers[-1]

    def sleep(seconds):
        now[0] += seconds
        naps.append(seconds)

    clock = SimpleNamespace(time=lambda: now[0], sleep=sleep)
    got = key["wait_until"](probe, timeout, interval, clock)
    assert (got, len(answers), naps) == ref.wait_until(script, timeout, interval, cost)


def test_scripts_become_commands(tmp_path):
    text = "# 注释\n\n  tap 1 2\r\nswipe 1 2 3 4 5\nkey volume_up\n   text a  b #1 \n"
    start = ["adb", "-s", "s", "shell", "input"]
    want = [
        [*start, "tap", "1", "2"],
        [*start, "swipe", "1", "2", "3", "4", "5"],
        [*start, "keyevent", "KEYCODE_VOLUME_UP"],
        [*start, "text", "a%s%sb%s\\#1%s"],
    ]
    (tmp_path / "play.txt").write_bytes(text.encode())
    assert ref.compile_script(text, "s") == key["compile_script"](tmp_path / "play.txt", "s") == want


@pytest.mark.parametrize(
    "line",
    [
        "jump",
        "tap 1",
        "tap 1 2 3",
        "tap -1 2",
        "tap a 2",
        "swipe 1 2 3 4",
        "key",
        "key a b",
        "text",
        "text 你",
    ],
)
def test_a_bad_line_is_refused(tmp_path, line):
    (tmp_path / "play.txt").write_text(f"key home\n{line}\n", encoding="utf-8")
    assert refused(ref.compile_script, f"key home\n{line}\n", "s")
    assert refused(key["compile_script"], tmp_path / "play.txt", "s")
