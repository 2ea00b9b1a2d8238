"""Python 第 6 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import copy

import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 连上手机 -------------------------------------------------------------------------------------


@exercise("parse_devices", core=True)
def test_devices_of_a_plain_answer(student):
    """一行标题，两部手机：序列号是键，状态是值。"""
    output = "List of devices attached\nemulator-5554\tdevice\nR58M42ABCDE\tdevice\n\n"
    kit.same(student.parse_devices(output), {"emulator-5554": "device", "R58M42ABCDE": "device"})


@exercise("parse_devices")
def test_devices_not_ready_and_with_a_port(student):
    """没连好的也要，序列号里的冒号和端口留着。"""
    output = "List of devices attached\n192.168.1.7:5555\toffline\nABC\tunauthorized\n\n"
    kit.same(student.parse_devices(output), {"192.168.1.7:5555": "offline", "ABC": "unauthorized"})


@exercise("parse_devices")
def test_devices_after_the_daemon_was_started(student):
    """星号打头的行不是手机。"""
    output = (
        "* daemon not running; starting now at tcp:5037\n* daemon started successfully\n"
        "List of devices attached\nABC\tdevice\n\n"
    )
    kit.same(student.parse_devices(output), {"ABC": "device"})


@exercise("parse_devices")
def test_devices_with_other_newlines(student):
    """换行是两个字符 \\r\\n 时，状态后面不粘东西。"""
    kit.same(student.parse_devices("List of devices attached\r\nABC\tdevice\r\n\r\n"), {"ABC": "device"})


@exercise("parse_devices")
def test_devices_without_a_heading(student):
    """没有标题的一段：第一行就是手机。"""
    kit.same(student.parse_devices("ABC\tdevice\nDEF\tdevice\n"), {"ABC": "device", "DEF": "device"})


@exercise("parse_devices")
def test_devices_long(student):
    """-l 的回答：状态是第二个词，后面的型号不要。"""
    output = "List of devices attached\nABC                    device usb:1-4 model:Pixel_6\n\n"
    kit.same(student.parse_devices(output), {"ABC": "device"})


@exercise("adb_command", core=True)
def test_command_with_a_serial(student):
    """有序列号，各项都是文字。"""
    kit.same(student.adb_command("x1", "shell", "wm", "size"), ["adb", "-s", "x1", "shell", "wm", "size"])


@exercise("adb_command")
def test_command_without_a_serial(student):
    """没有序列号，就没有 -s。"""
    kit.same(student.adb_command(None, "devices"), ["adb", "devices"])


@exercise("adb_command")
def test_command_numbers(student):
    """数变成文字。"""
    kit.same(student.adb_command("x1", "tap", 540, 1200), ["adb", "-s", "x1", "tap", "540", "1200"])


@exercise("adb_command")
def test_command_keeps_a_part_whole(student):
    """带空格和分号的一项还是一项，一个字符也不多。"""
    kit.same(student.adb_command("x1", "push", "a b; rm"), ["adb", "-s", "x1", "push", "a b; rm"])


# --- 电池和屏幕 -----------------------------------------------------------------------------------


@exercise("parse_battery", core=True)
def test_battery_numbers(student):
    """整数变成 int，名字两头的空格去掉。"""
    kit.same(student.parse_battery("  level: 85\n  scale: 100\n"), {"level": 85, "scale": 100})


@exercise("parse_battery", core=True)
def test_battery_texts(student):
    """别的值还是文字。"""
    kit.same(student.parse_battery("technology: Li-ion\n"), {"technology": "Li-ion"})


@exercise("parse_battery")
def test_battery_true_and_false(student):
    """true 和 false 变成布尔值。"""
    output = "  AC powered: false\n  USB powered: true\n"
    kit.same(student.parse_battery(output), {"AC powered": False, "USB powered": True})


@exercise("parse_battery")
def test_battery_negative(student):
    """负的整数也是整数。"""
    kit.same(student.parse_battery("temperature: -12\n"), {"temperature": -12})


@exercise("parse_battery")
def test_battery_value_with_colons(student):
    """只在第一个冒号处切开。"""
    kit.same(student.parse_battery("time: 08:15:00\n"), {"time": "08:15:00"})


@exercise("parse_battery")
def test_battery_without_a_value(student):
    """没有值的行跳过。"""
    kit.same(student.parse_battery("Current Battery Service state:\nlevel: 7\n"), {"level": 7})


@exercise("screen_size", core=True)
def test_size_physical(student):
    """只有 Physical size 时就用它：先宽后高，两个整数。"""
    kit.same(student.screen_size("Physical size: 1080x2400\n"), (1080, 2400))


@exercise("screen_size")
def test_size_override_after(student):
    """Override size 在后面，用它。"""
    kit.same(student.screen_size("Physical size: 1080x2400\nOverride size: 720x1600\n"), (720, 1600))


@exercise("screen_size")
def test_size_override_before(student):
    """Override size 在前面，也用它。"""
    kit.same(student.screen_size("Override size: 720x1600\nPhysical size: 1080x2400\n"), (720, 1600))


@exercise("screen_size")
def test_size_among_other_lines(student):
    """别的行不管。"""
    output = "Physical density: 420\nPhysical size: 1080x2400\nPhysical density: 420\n"
    kit.same(student.screen_size(output), (1080, 2400))


@exercise("screen_size")
def test_size_missing(student):
    """没有屏幕的大小：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.screen_size("Physical density: 420\n")


# --- 屏幕上有什么 ---------------------------------------------------------------------------------


@exercise("center", core=True)
def test_center_example(student):
    """例子里的长方形：正中是平均，不是宽高的一半。"""
    kit.same(student.center("[0,210][1080,342]"), (540, 276))


@exercise("center")
def test_center_halves_go_down(student):
    """有一半的往小处取，负的也是。"""
    kit.same(student.center("[-49,0][0,11]"), (-25, 5))


@exercise("center")
@pytest.mark.parametrize("bounds", ["[1,2][3]", "[1,2][3,4][5,6]", "[a,2][3,4]"])
def test_center_not_four_numbers(student, bounds):
    """不是恰好四个整数：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.center(bounds)


NODES = [
    {"text": "6", "content-desc": "six"},
    {"text": "7", "content-desc": "seven"},
    {"text": "77"},
    {"text": "7"},
]


@exercise("find_nodes", core=True)
def test_nodes_one_condition(student):
    """一个条件，符合的都要，次序不变。"""
    kit.same(student.find_nodes(copy.deepcopy(NODES), text="7"), [NODES[1], NODES[3]])


@exercise("find_nodes", core=True)
def test_nodes_underscore_means_minus(student):
    """content_desc 是键 content-desc。"""
    nodes = copy.deepcopy(NODES[:2])
    kit.same(student.find_nodes(nodes, content_desc="six"), [NODES[0]])


@exercise("find_nodes")
def test_nodes_every_condition(student):
    """两个条件都要符合。"""
    nodes = [
        {"text": "7", "enabled": "true"},
        {"text": "7", "enabled": "false"},
        {"text": "8", "enabled": "true"},
    ]
    kit.same(student.find_nodes(nodes, text="7", enabled="true"), nodes[:1])


@exercise("find_nodes")
def test_nodes_missing_key(student):
    """没有这个键就不符合，条件是空的文字也一样。"""
    kit.same(student.find_nodes(copy.deepcopy(NODES), content_desc=""), [])


@exercise("find_nodes")
def test_nodes_without_conditions(student):
    """没有条件，全部都要。"""
    kit.same(student.find_nodes(copy.deepcopy(NODES)), NODES)


# --- 打字和等待 -----------------------------------------------------------------------------------


@exercise("escape_text", core=True)
def test_escape_plain(student):
    """没有特殊字符时不变。"""
    kit.same(student.escape_text("Hello,100%"), "Hello,100%")


@exercise("escape_text", core=True)
def test_escape_blanks(student):
    """空格变成 %s。"""
    kit.same(student.escape_text("a b  c"), "a%sb%s%sc")


@exercise("escape_text", core=True)
def test_escape_quote(student):
    """引号前面加一个反斜杠。"""
    kit.same(student.escape_text("it's"), "it\\'s")


@exercise("escape_text")
def test_escape_percent(student):
    """百分号后面不是小写的 s，就不变。"""
    kit.same(student.escape_text("100%S"), "100%S")


@exercise("escape_text")
def test_escape_dollar(student):
    """$ 前面加一个反斜杠。"""
    kit.same(student.escape_text("$5"), "\\$5")


@exercise("escape_text")
def test_escape_backslash(student):
    """反斜杠自己也要，别的字符不变。"""
    kit.same(student.escape_text("a\\b"), "a\\\\b")


@exercise("escape_text")
@pytest.mark.parametrize("text", ["你好", "a\nb", "100%s"])
def test_escape_what_cannot_be_typed(student, text):
    """打不出来的：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.escape_text(text)


def wait(student, script, timeout, interval, cost=0):
    """用假时钟等：结果，问了几次，每次睡了多久。"""
    clock = student.FakeClock()
    probe = student.Probe(script, clock, cost)
    return student.wait_until(probe, timeout, interval, clock), probe.calls, clock.naps


@exercise("wait_until", core=True)
def test_wait_until_it_is_ready(student):
    """第三次说好了：True，中间睡两次。"""
    kit.same(wait(student, [False, False, True], 1, 0.25), (True, 3, [0.25, 0.25]))


@exercise("wait_until", core=True)
def test_wait_never_ready(student):
    """总说没好：问 5 次，睡 4 次，False。"""
    kit.same(wait(student, [False], 1, 0.25), (False, 5, [0.25] * 4))


@exercise("wait_until")
def test_wait_asks_a_last_time(student):
    """最后一次睡醒，正好到时间或者过了：还要问一次。"""
    kit.same(wait(student, [False], 1, 0.75), (False, 3, [0.75, 0.75]))


@exercise("wait_until")
def test_wait_ready_at_once(student):
    """马上就好：一次也不睡。"""
    kit.same(wait(student, [True], 1, 0.25), (True, 1, []))


@exercise("wait_until")
def test_wait_answer_that_counts_as_true(student):
    """答案是一段文字，也算真；返回的是 True。"""
    kit.same(wait(student, ["", "ready"], 1, 0.25), (True, 2, [0.25]))


@exercise("wait_until")
def test_wait_slow_probe(student):
    """probe 自己要花半秒：看时钟，问两次就到时间了。"""
    kit.same(wait(student, [False], 1, 0.25, cost=0.5), (False, 2, [0.25]))


@exercise("wait_until")
def test_wait_with_the_real_clock(student):
    """用真的时钟也行，而且不是一刻不停地问。"""
    kit.same(student.waited([False], 0.0625, 0.015625), (False, False))


# --- 剧本 -----------------------------------------------------------------------------------------


def compiled(student, text, name="play.txt"):
    """写好一个剧本，交给学生的函数；去掉每个命令开头相同的五项。"""
    path = student.give_file(name, text.encode())
    return student.compile_script(path, "x1")


def inputs(*commands):
    """每个命令前面加上相同的五项。"""
    return [["adb", "-s", "x1", "shell", "input", *command] for command in commands]


@exercise("compile_script", core=True)
def test_script_taps_and_swipes(student):
    """tap 和 swipe，一行一个命令。"""
    got = compiled(student, "tap 540 1200\nswipe 1 2 3 4 300\n")
    kit.same(got, inputs(["tap", "540", "1200"], ["swipe", "1", "2", "3", "4", "300"]))


@exercise("compile_script", core=True)
def test_script_keys(student):
    """key 后面的名字变成大写，前面加 KEYCODE_。"""
    kit.same(compiled(student, "key home\n"), inputs(["keyevent", "KEYCODE_HOME"]))


@exercise("compile_script")
def test_script_comments_and_blank_lines(student):
    """注释、空行、行首的空格。"""
    got = compiled(student, "# first\n\n  # then\n   key home\n   \ntap 1 2")
    kit.same(got, inputs(["keyevent", "KEYCODE_HOME"], ["tap", "1", "2"]))


@exercise("compile_script")
def test_script_text(student):
    """text 后面的字由 escape_text 变过，没有换行。"""
    kit.same(
        compiled(student, "text it's\nkey home\n"), inputs(["text", "it\\'s"], ["keyevent", "KEYCODE_HOME"])
    )


@exercise("compile_script")
def test_script_text_blanks(student):
    """text 后面只有第一个空格是隔开用的。"""
    kit.same(compiled(student, "text a  b\n"), inputs(["text", "a%s%sb"]))


@exercise("compile_script")
def test_script_text_with_a_hash(student):
    """text 后面的 # 是要打的字。"""
    kit.same(compiled(student, "text #1\n"), inputs(["text", "\\#1"]))


@exercise("compile_script")
def test_script_chinese_comment(student):
    """文件是 UTF-8：中文注释不碍事。"""
    kit.same(compiled(student, "# 回到桌面\nkey home\n"), inputs(["keyevent", "KEYCODE_HOME"]))


@exercise("compile_script")
@pytest.mark.parametrize("line", ["jump 1", "tap 1", "tap 1 2 3", "tap a b", "tap 1 b", "tap -1 2", "text"])
def test_script_bad_line(student, line):
    """有一行坏的：抛出 ValueError，一个命令也不给。"""
    with kit.raises("ValueError"):
        compiled(student, f"key home\n{line}\n")


@exercise("compile_script")
def test_script_is_a_list(student):
    """返回的是列表：全看完了才交出来。"""
    path = student.give_file("play.txt", b"key home\n")
    kit.same(student.gives_a_list(path, "x1"), True, name="是不是列表")


@exercise("compile_script")
def test_script_missing_file(student):
    """没有这个文件：抛出 FileNotFoundError。"""
    with kit.raises("FileNotFoundError"):
        student.compile_script(student.file_path("nowhere.txt"), "x1")
