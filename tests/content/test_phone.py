"""The fake telephone that is given beside day 6 of the Python track."""

import runpy
from pathlib import Path

import pytest

from autograder.course.assignment import Course

FOLDER = Course.find(Path(__file__).parent).source / "python06_android"


@pytest.fixture
def phone():
    """A telephone nobody has touched yet."""
    return runpy.run_path(str(FOLDER / "phone.py"))


def shell(phone, *parts):
    return phone["run"](["adb", "-s", "emulator-5554", "shell", *map(str, parts)])


def screen(phone):
    return phone["read_screen"](
        phone["run"](["adb", "-s", "emulator-5554", "exec-out", "uiautomator", "dump", "/dev/tty"])
    )


def texts(phone):
    return [node["text"] for node in screen(phone)]


def unlock(phone, pin="0606"):
    shell(phone, "input", "keyevent", "KEYCODE_WAKEUP")
    shell(phone, "input", "swipe", 540, 2000, 540, 500, 300)
    shell(phone, "input", "text", pin)
    shell(phone, "input", "keyevent", "KEYCODE_ENTER")


def opened(phone, x, y=1980):
    """Unlock, tap an icon and look until the application is there."""
    unlock(phone)
    shell(phone, "input", "tap", x, y)
    while texts(phone) == ["正在打开……"]:
        pass


def test_devices_are_told_of_as_adb_does(phone):
    first, again = phone["run"](["adb", "devices"]), phone["run"](["adb", "devices"])
    assert first.startswith("* daemon not running; starting now at tcp:5037\n")
    assert first.endswith(again)
    assert again.splitlines()[:2] == ["List of devices attached", "emulator-5554\tdevice"]
    long = phone["run"](["adb", "devices", "-l"])
    assert [line.split()[:2] for line in long.splitlines()[1:-1]] == [
        ["emulator-5554", "device"],
        ["192.168.1.7:5555", "offline"],
        ["R58M42ABCDE", "unauthorized"],
    ]


@pytest.mark.parametrize("arguments", [[], ["ls"], ["adb"], ["adb", "-s", "nobody", "shell", "wm", "size"]])
def test_what_adb_does_not_know_is_an_error(phone, arguments):
    with pytest.raises(RuntimeError):
        phone["run"](arguments)


@pytest.mark.parametrize(
    ("serial", "said"), [("192.168.1.7:5555", "offline"), ("R58M42ABCDE", "unauthorized")]
)
def test_a_telephone_that_is_not_ready_does_nothing(phone, serial, said):
    with pytest.raises(RuntimeError, match=said):
        phone["run"](["adb", "-s", serial, "shell", "wm", "size"])


@pytest.mark.parametrize("arguments", ["adb devices", ["adb", "-s", "emulator-5554", "shell", 1]])
def test_a_command_is_a_list_of_texts(phone, arguments):
    with pytest.raises(TypeError):
        phone["run"](arguments)


def test_it_answers_what_it_is(phone):
    assert shell(phone, "wm", "size") == "Physical size: 1080x2400\n"
    assert "  level: 85\n" in shell(phone, "dumpsys", "battery")
    assert shell(phone, "getprop", "ro.product.model") == "Pixel 6\n"


def test_it_is_unlocked_by_its_pin_alone(phone):
    assert screen(phone) == []
    unlock(phone, "1234")
    assert "向上滑动解锁" in texts(phone)
    unlock(phone)
    assert texts(phone) == ["06:06", "计算器", "备忘录"]


def test_without_a_swipe_a_pin_is_typed_to_nobody(phone):
    shell(phone, "input", "keyevent", "KEYCODE_WAKEUP")
    shell(phone, "input", "text", "0606")
    shell(phone, "input", "keyevent", "KEYCODE_ENTER")
    shell(phone, "input", "keyevent", "KEYCODE_HOME")
    assert "向上滑动解锁" in texts(phone)


def test_an_application_takes_its_time_and_taps_before_are_lost(phone):
    unlock(phone)
    shell(phone, "input", "tap", 300, 1980)
    shell(phone, "input", "tap", 180, 1030)
    assert [texts(phone), texts(phone)] == [["正在打开……"]] * 2
    assert texts(phone)[0] == "0"
    shell(phone, "input", "keyevent", "KEYCODE_HOME")
    assert "计算器" in texts(phone)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("6*7=", "42"),
        ("2+3*4=", "14"),
        ("1-9=", "−8"),
        ("7/2=", "3.5"),
        ("6/0=", "错误"),
        ("6*=", "错误"),
        ("12", "12"),
        ("5C", "0"),
    ],
)
def test_the_calculator_calculates(phone, typed, shown):
    opened(phone, 300)
    shell(phone, "input", "text", typed.replace("*", "\\*"))
    assert texts(phone)[0] == shown


def test_keys_of_the_calculator_can_be_tapped(phone):
    opened(phone, 300)
    for key in "6×7=":
        node = next(node for node in screen(phone) if node["text"] == key)
        x1, y1, x2, y2 = (int(part) for part in node["bounds"][1:-1].replace("][", ",").split(","))
        shell(phone, "input", "tap", (x1 + x2) // 2, (y1 + y2) // 2)
    assert screen(phone)[0]["text"] == "42"


@pytest.mark.parametrize(
    ("sent", "note"),
    [
        ("hello%sworld", "hello world"),
        ("it\\'s%s\\$5", "it's $5"),
        ("$5", ""),
        ("a$HOME", "a"),
        ("a#b", "a#b"),
        ("'a\\b'", "a\\b"),
        ('"a\\"b"', 'a"b'),
        ("a$", "a$"),
    ],
)
def test_the_shell_of_the_telephone_reads_what_is_typed(phone, sent, note):
    opened(phone, 780)
    shell(phone, "input", "text", sent)
    assert screen(phone)[1]["text"] == note


def test_an_unescaped_semicolon_is_a_second_command(phone):
    opened(phone, 780)
    shell(phone, "input", "text", "hi;reboot")
    assert screen(phone) == []


@pytest.mark.parametrize("sent", ["it's", "a b", "", "a|b", "#1"])
def test_what_the_shell_cannot_read_is_an_error(phone, sent):
    opened(phone, 780)
    with pytest.raises(RuntimeError):
        shell(phone, "input", "text", sent)


def test_it_can_begin_again(phone):
    opened(phone, 780)
    shell(phone, "input", "text", "x")
    phone["restart"]()
    assert screen(phone) == []
    opened(phone, 780)
    assert screen(phone)[1]["text"] == ""


def test_a_screen_is_read_with_what_stands_inside_of_what():
    read_screen = runpy.run_path(str(FOLDER / "phone.py"))["read_screen"]
    xml = '<?xml version="1.0"?><hierarchy><node text="a"><node text="b &amp; c"/></node><node text="d"/></hierarchy>'
    assert [node["text"] for node in read_screen(xml + "UI hierchary dumped to: /dev/tty")] == [
        "a",
        "b & c",
        "d",
    ]
