"""Python 第 11 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math
import runpy
from pathlib import Path

import pytest

from autograder import kit

# 旁边的 tones.py：从哪里运行都找得到。
dial = runpy.run_path(str(Path(__file__).with_name("tones.py")))["dial"]

HEAD = b"RIFF\x00\x00\x00\x00WAVE"
MONO_16 = bytes.fromhex("0100 0100 401f0000 803e0000 0200 1000")


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def chunk(name, body):
    """文件里的一块：名字、大小、内容，奇数时加一个填充。"""
    return name + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)


def stored(kind, channels, bits, body):
    """一个文件：说明书，然后是声音。"""
    frame = channels * bits // 8
    numbers = [(kind, 2), (channels, 2), (8000, 4), (8000 * frame, 4), (frame, 2), (bits, 2)]
    fmt = b"".join(number.to_bytes(size, "little") for number, size in numbers)
    return HEAD + chunk(b"fmt ", fmt) + chunk(b"data", body)


# --- 拆箱子 ---------------------------------------------------------------------------------------


@exercise("read_chunks", core=True)
def test_chunks_of_a_plain_file(student):
    """两块，都是偶数个字节：名字的空格留着，内容一个字节不差。"""
    data = HEAD + chunk(b"fmt ", MONO_16) + chunk(b"data", b"\x01\x02\x03\x04")
    kit.same(student.read_chunks(data), [("fmt ", MONO_16), ("data", b"\x01\x02\x03\x04")])


@exercise("read_chunks", core=True)
def test_chunks_example(student):
    """第一块是 3 个字节，后面跟着一个填充：下一块从填充后面开始。"""
    data = HEAD + chunk(b"odd ", b"abc") + chunk(b"data", b"\x05\x00")
    kit.same(student.read_chunks(data), [("odd ", b"abc"), ("data", b"\x05\x00")])


@exercise("read_chunks")
def test_chunks_padding_may_be_missing_at_the_end(student):
    """最后一块是奇数，末尾没有填充也可以。"""
    data = HEAD + chunk(b"data", b"\x07")[:-1]
    kit.same(student.read_chunks(data), [("data", b"\x07")])


@exercise("read_chunks")
def test_chunks_empty(student):
    """没有内容的块也是一块，哪怕在文件的末尾。"""
    kit.same(student.read_chunks(HEAD + chunk(b"data", b"")), [("data", b"")])


@exercise("read_chunks")
def test_chunks_of_equal_names(student):
    """两块同名：都留着，次序不变。"""
    data = HEAD + chunk(b"LIST", b"ab") + chunk(b"LIST", b"cd")
    kit.same(student.read_chunks(data), [("LIST", b"ab"), ("LIST", b"cd")])


@exercise("read_chunks")
def test_chunks_of_many_bytes(student):
    """内容有 70000 个字节：大小的四个字节都要看。"""
    data = HEAD + chunk(b"data", bytes(70000)) + chunk(b"LIST", b"ab")
    kit.same(student.read_chunks(data), [("data", bytes(70000)), ("LIST", b"ab")])


@exercise("read_chunks")
def test_chunks_cut_body(student):
    """说有 10 个字节，只剩 4 个：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.read_chunks(HEAD + b"data\x0a\x00\x00\x00abcd")


@exercise("read_chunks")
def test_chunks_cut_header(student):
    """最后一块的名字和大小只有 5 个字节：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.read_chunks(HEAD + chunk(b"fact", b"abcd") + b"data\x02")


@exercise("read_chunks")
def test_chunks_not_a_wave_file(student):
    """第 8 个字节起不是 WAVE：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.read_chunks(b"RIFF\x00\x00\x00\x00AVI " + chunk(b"data", b"ab"))


@exercise("read_chunks")
def test_chunks_not_a_riff_file(student):
    """开头不是 RIFF：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.read_chunks(b"RIFX" + HEAD[4:] + chunk(b"data", b"ab"))


@exercise("wave_format", core=True)
def test_format_example(student):
    """两个声道、44100、16 位的说明书。"""
    fmt = bytes.fromhex("0100 0200 44ac0000 10b10200 0400 1000")
    want = {"kind": 1, "channels": 2, "rate": 44100, "bits": 16}
    kit.same(student.wave_format(HEAD + chunk(b"fmt ", fmt) + chunk(b"data", b"")), want)


@exercise("wave_format", core=True)
def test_format_after_another_chunk(student):
    """前面有别的块，也找得到说明书；采样率是 96000。"""
    fmt = bytes.fromhex("0100 0100 00770100 00ee0200 0200 1000")
    data = HEAD + chunk(b"LIST", b"a song") + chunk(b"fmt ", fmt) + chunk(b"data", b"")
    kit.same(student.wave_format(data), {"kind": 1, "channels": 1, "rate": 96000, "bits": 16})


@exercise("wave_format")
def test_format_bits(student):
    """一帧占 2 个字节，位数写的是 12：就是 12。"""
    fmt = bytes.fromhex("0100 0100 401f0000 803e0000 0200 0c00")
    data = HEAD + chunk(b"fmt ", fmt) + chunk(b"data", b"")
    kit.same(student.wave_format(data), {"kind": 1, "channels": 1, "rate": 8000, "bits": 12})


@exercise("wave_format")
def test_format_long_chunk(student):
    """块有 40 个字节，格式写的却是 1：就是 1，第 24 个字节那里不看。"""
    data = HEAD + chunk(b"fmt ", MONO_16 + bytes(8) + b"\x03\x00" + bytes(14))
    kit.same(student.wave_format(data), {"kind": 1, "channels": 1, "rate": 8000, "bits": 16})


@exercise("wave_format")
def test_format_extensible(student):
    """扩展格式：真正的 kind 在内容的第 24、25 个字节，这里是 3；位数还是第 14、15 个字节的 32。"""
    fmt = bytes.fromhex("feff 0100 80bb0000 00ee0200 0400 2000 1600 1800 04000000 0300")
    data = HEAD + chunk(b"fmt ", fmt + bytes.fromhex("000000001000800000aa00389b71"))
    kit.same(student.wave_format(data), {"kind": 3, "channels": 1, "rate": 48000, "bits": 32})


@exercise("wave_format")
def test_format_missing(student):
    """没有 fmt 块：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.wave_format(HEAD + chunk(b"data", bytes(40)))


@exercise("wave_format")
def test_format_short(student):
    """fmt 块只有 14 个字节：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.wave_format(HEAD + chunk(b"fmt ", MONO_16[:14]) + chunk(b"data", bytes(40)))


# --- 从字节到声音 ---------------------------------------------------------------------------------


@exercise("samples", core=True)
def test_samples_of_one_channel(student):
    """16 位、一个声道：0.5、−1、0、−1/32768。"""
    data = stored(1, 1, 16, bytes.fromhex("0040 0080 0000 ffff"))
    kit.same(student.samples(data), [[0.5, -1.0, 0.0, -1 / 32768]])


@exercise("samples")
def test_samples_of_two_channels(student):
    """16 位、两个声道，轮流站：左 0.5、0，右 −1、−1/32768。"""
    data = stored(1, 2, 16, bytes.fromhex("0040 0080 0000 ffff"))
    kit.same(student.samples(data), [[0.5, 0.0], [-1.0, -1 / 32768]])


@exercise("samples")
def test_samples_of_three_channels(student):
    """8 位、三个声道、两帧。"""
    data = stored(1, 3, 8, bytes([128, 0, 192, 64, 128, 0]))
    kit.same(student.samples(data), [[0.0, -0.5], [-1.0, 0.0], [0.5, -1.0]])


@exercise("samples")
def test_samples_of_nothing(student):
    """data 块里什么也没有：一个声道，是空列表。"""
    kit.same(student.samples(stored(1, 1, 16, b"")), [[]])


@exercise("samples")
def test_samples_of_8_bits(student):
    """8 位：128 是 0，0 是 −1，192 是 0.5。"""
    kit.same(student.samples(stored(1, 1, 8, bytes([128, 0, 192, 127]))), [[0.0, -1.0, 0.5, -1 / 128]])


@exercise("samples")
def test_samples_of_24_bits(student):
    """24 位：ff ff ff 是离 0 最近的负数，00 00 80 是 −1，00 00 40 是 0.5。"""
    data = stored(1, 1, 24, bytes.fromhex("ffffff 000080 000040"))
    kit.same(student.samples(data), [[-(2**-23), -1.0, 0.5]], tol=1e-12)


@exercise("samples")
def test_samples_of_floats(student):
    """kind 3：四个字节是一个小数，0.25 和 −1.5。"""
    data = stored(3, 1, 32, bytes.fromhex("0000803e 0000c0bf"))
    kit.same(student.samples(data), [[0.25, -1.5]])


@exercise("samples")
def test_samples_without_the_partial_frame(student):
    """两个声道，末尾剩下 2 个字节，不满一帧：扔掉。"""
    data = stored(1, 2, 16, bytes.fromhex("0040 0080 0020"))
    kit.same(student.samples(data), [[0.5], [-1.0]])


@exercise("samples")
def test_samples_after_another_chunk(student):
    """fmt 和 data 之间夹着别的块，也找得到声音。"""
    data = HEAD + chunk(b"fmt ", MONO_16) + chunk(b"LIST", b"a song") + chunk(b"data", b"\x00\x40")
    kit.same(student.samples(data), [[0.5]])


@exercise("samples")
def test_samples_of_20_bits(student):
    """20 位的整数没有学过：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.samples(stored(1, 1, 20, bytes(10)))


@exercise("samples")
def test_samples_of_floats_of_64_bits(student):
    """kind 3、64 位没有学过：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.samples(stored(3, 1, 64, bytes(16)))


@exercise("samples")
def test_samples_of_an_unknown_kind(student):
    """kind 7 没有学过：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.samples(stored(7, 1, 8, bytes(10)))


@exercise("samples")
def test_samples_without_data(student):
    """没有 data 块：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.samples(HEAD + chunk(b"fmt ", MONO_16))


# --- 写回去 ---------------------------------------------------------------------------------------


def numbers_of(data, *places):
    """文件头里的几个数：（位置，几个字节）。"""
    return [int.from_bytes(data[at : at + size], "little") for at, size in places]


def written(student, *arguments):
    """write_wave 的结果，先看是不是 bytes。"""
    data = student.write_wave(*arguments)
    kit.require(isinstance(data, bytes), f"应当是 bytes，得到的是 {type(data).__name__}")
    return data


@exercise("write_wave", core=True)
def test_write_the_words_of_the_header(student):
    """文件头里的四个词：RIFF、WAVE、fmt 和 data。"""
    data = written(student, [[0.0, 0.5]], 8000)
    kit.same([data[:4], data[8:16], data[36:40]], [b"RIFF", b"WAVEfmt ", b"data"])


@exercise("write_wave", core=True)
def test_write_16_bits(student):
    """16 位：0、0.5、−1、−0.25 的字节。"""
    kit.same(written(student, [[0.0, 0.5, -1.0, -0.25]], 8000)[44:], bytes.fromhex("0000 0040 0080 00e0"))


@exercise("write_wave")
def test_write_clipped(student):
    """16 位：1 和 2 都剪成 ff 7f，−2 剪成 00 80。"""
    kit.same(written(student, [[1.0, 2.0, -2.0]], 8000)[44:], bytes.fromhex("ff7f ff7f 0080"))


@exercise("write_wave")
def test_write_8_bits(student):
    """8 位：0、0.5、−1、−0.25 的字节是 80 c0 00 60。"""
    kit.same(written(student, [[0.0, 0.5, -1.0, -0.25]], 8000, 8)[44:], bytes.fromhex("80c00060"))


@exercise("write_wave")
def test_write_two_channels(student):
    """两个声道轮流站：左 0.5、0，右 −1、0.25。"""
    data = written(student, [[0.5, 0.0], [-1.0, 0.25]], 8000)
    kit.same(data[44:], bytes.fromhex("0040 0080 0000 0020"))


@exercise("write_wave")
def test_write_sizes(student):
    """两个采样、16 位：RIFF 的大小是 40，data 的大小是 4。"""
    kit.same(numbers_of(written(student, [[0.0, 0.5]], 8000), (4, 4), (16, 4), (40, 4)), [40, 16, 4])


@exercise("write_wave")
def test_write_format(student):
    """两个声道、44100、16 位：格式 1，每秒 176400 个字节，一帧 4 个。"""
    data = written(student, [[0.0], [0.5]], 44100)
    places = [(20, 2), (22, 2), (24, 4), (28, 4), (32, 2), (34, 2)]
    kit.same(numbers_of(data, *places), [1, 2, 44100, 176400, 4, 16])


@exercise("write_wave")
def test_write_format_of_8_bits(student):
    """两个声道、8000、8 位：每秒 16000 个字节，一帧 2 个。"""
    data = written(student, [[0.0], [0.5]], 8000, 8)
    places = [(20, 2), (22, 2), (24, 4), (28, 4), (32, 2), (34, 2)]
    kit.same(numbers_of(data, *places), [1, 2, 8000, 16000, 2, 8])


@exercise("write_wave")
def test_write_padding(student):
    """三个字节的声音：末尾补一个 00，RIFF 的大小是 40，data 的大小是 3。"""
    data = written(student, [[0.0, 0.5, 0.25]], 8000, 8)
    kit.same(data[44:], bytes.fromhex("80c0a000"))
    kit.same(numbers_of(data, (4, 4), (40, 4)), [40, 3])


@exercise("write_wave")
def test_write_unequal_channels(student):
    """声道长短不一：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.write_wave([[0.0, 0.5], [0.0]], 8000)


@exercise("write_wave")
def test_write_unequal_third_channel(student):
    """前两个声道一样长，第三个不一样：也抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.write_wave([[0.0], [0.5], [0.0, 0.5]], 8000)


@exercise("write_wave")
def test_write_nothing(student):
    """没有采样：只有 44 个字节的文件头，data 的大小是 0。"""
    data = written(student, [[]], 8000)
    kit.same([len(data), *numbers_of(data, (4, 4), (40, 4))], [44, 36, 0])


@exercise("write_wave")
def test_write_24_bits(student):
    """bits 是 24：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.write_wave([[0.0]], 8000, 24)


# --- 造声音 ---------------------------------------------------------------------------------------


@exercise("sine", core=True)
def test_sine_of_a_quarter(student):
    """每次走四分之一圈：0、1、0、−1、0、1。"""
    kit.same(student.sine(1, 1.5, 4), [0.0, 1.0, 0.0, -1.0, 0.0, 1.0])


@exercise("sine", core=True)
def test_sine_amplitude(student):
    """振幅 0.5：0、0.5、0、−0.5。"""
    kit.same(student.sine(1, 1, 4, 0.5), [0.0, 0.5, 0.0, -0.5])


@exercise("sine", core=True)
def test_sine_frequency(student):
    """频率 2.5，采样率 10：也是每次四分之一圈，0、1、0、−1。"""
    kit.same(student.sine(2.5, 0.4, 10), [0.0, 1.0, 0.0, -1.0])


@exercise("sine")
def test_sine_of_a_twelfth(student):
    """频率 1，采样率 12：第 1 个采样走了三十度，是 0.5。"""
    kit.same(student.sine(1, 0.25, 12), [0.0, 0.5, math.sqrt(3) / 2])


@exercise("sine")
def test_sine_rounded_count(student):
    """0.26 秒、采样率 10 是 2.6 个采样，四舍五入是 3 个：0、1、0。"""
    kit.same(student.sine(2.5, 0.26, 10), [0.0, 1.0, 0.0])


@exercise("fade", core=True)
def test_fade_example(student):
    """六个 1，淡入 2 个采样，淡出 4 个。"""
    kit.same(student.fade([1.0] * 6, 4, 0.5, 1.0), [0.0, 0.5, 0.75, 0.5, 0.25, 0.0])


@exercise("fade", core=True)
def test_fade_negative(student):
    """负数也一样：五个 −2，两头各 2 个采样。"""
    kit.same(student.fade([-2.0] * 5, 2, 1.0, 1.0), [0.0, -1.0, -2.0, -1.0, 0.0])


@exercise("fade")
def test_fade_without_one_end(student):
    """0 秒就是没有：只淡入、只淡出。"""
    both = [student.fade([1.0] * 4, 2, 1.0, 0), student.fade([1.0] * 4, 2, 0, 1.0)]
    kit.same(both, [[0.0, 0.5, 1.0, 1.0], [1.0, 1.0, 0.5, 0.0]])


@exercise("fade")
def test_fade_where_both_meet(student):
    """三个 1，淡入、淡出各 2 个采样：中间的乘两个 0.5，是 0.25。"""
    kit.same(student.fade([1.0] * 3, 2, 1.0, 1.0), [0.0, 0.25, 0.0])


@exercise("fade")
def test_fade_of_a_part_of_a_sample(student):
    """分母不取整：淡入是 2.5 个采样，系数 0、0.4、0.8，然后是 1；淡出是 1.6 个，系数 0、0.625，往前都是 1。"""
    both = [student.fade([1.0] * 6, 10, 0.25, 0), student.fade([1.0] * 6, 10, 0, 0.16)]
    kit.same(both, [[0.0, 0.4, 0.8, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0, 0.625, 0.0]])


@exercise("fade")
def test_fade_is_new(student):
    """返回的是新的列表，两头都是 0 秒时也是。"""
    answers = [student.fade_is_new([1.0, 1.0], 2, seconds, 0) for seconds in (1.0, 0)]
    kit.same(answers, [True, True], name="是不是新的")


@exercise("fade")
def test_fade_leaves_the_track_alone(student):
    """不改动传进来的列表。"""
    track = [1.0, 1.0, 1.0]
    student.fade(track, 2, 1.0, 1.0)
    kit.unchanged(track, [1.0, 1.0, 1.0])


# --- 听出音高 -------------------------------------------------------------------------------------


@exercise("strength", core=True)
def test_strength_of_a_sine(student):
    """正弦 0、3、0、−3：强度 3；重复一遍，还是 3。"""
    kit.same([student.strength([0.0, 3.0, 0.0, -3.0] * n, 4, 1) for n in (1, 2)], [3.0, 3.0])


@exercise("strength", core=True)
def test_strength_of_both(student):
    """3、4、−3、−4：强度 5。"""
    kit.same(student.strength([3.0, 4.0, -3.0, -4.0], 4, 1), 5.0)


@exercise("strength")
def test_strength_of_a_cosine(student):
    """余弦 3、0、−3、0：强度也是 3。"""
    kit.same(student.strength([3.0, 0.0, -3.0, 0.0], 4, 1), 3.0)


@exercise("strength")
def test_strength_between_whole_turns(student):
    """四个采样，试探 0.5 赫兹，只转半圈：照公式，1、0、0、0 的强度是 0.5，两个 1 是 0.5·√(2 + √2)。"""
    found = [student.strength(track, 4, 0.5) for track in ([1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0])]
    kit.same(found, [0.5, 0.5 * math.sqrt(2 + math.sqrt(2))])


@exercise("strength")
def test_strength_of_nothing(student):
    """空列表：0.0。"""
    kit.same(student.strength([], 8000, 440), 0.0)


# --- 听电话 ---------------------------------------------------------------------------------------


@exercise("dtmf_decode", core=True)
def test_decode_a_number(student):
    """没有重复的号码：12306。"""
    kit.same(student.dtmf_decode(dial("12306"), 8000), "12306")


@exercise("dtmf_decode", core=True)
def test_decode_letters_and_signs(student):
    """字母和符号，另一种采样率，有杂音：A*7#D。"""
    kit.same(student.dtmf_decode(dial("A*7#D", 11025, noise=0.05), 11025), "A*7#D")


@exercise("dtmf_decode")
def test_decode_equal_keys(student):
    """同样的键按两次，就是两个：110。"""
    kit.same(student.dtmf_decode(dial("110"), 8000), "110")


@exercise("dtmf_decode")
def test_decode_ends_in_a_key(student):
    """键还响着声音就到头了，最后一个也算；每个键的第一块都只响了一点。"""
    kit.same(student.dtmf_decode(dial("1540")[20:-800], 8000), "1540")


@exercise("dtmf_decode")
def test_decode_quiet_keys(student):
    """按得轻的键，也是最强的那两个频率：4603。"""
    kit.same(student.dtmf_decode([0.6 * x for x in dial("4603")], 8000), "4603")


@exercise("dtmf_decode")
def test_decode_clicks(student):
    """三声咔嗒不是键：只有 4 和 2。"""
    kit.same(student.dtmf_decode(dial("42", clicks=3, noise=0.03), 8000), "42")


@exercise("dtmf_decode")
def test_decode_ends_in_a_click(student):
    """声音在咔嗒里到头：那一声也不是键，还是 4 和 2。"""
    kit.same(student.dtmf_decode(dial("42", clicks=3, noise=0.03)[:-370], 8000), "42")


@exercise("dtmf_decode")
def test_decode_exactly_three_blocks(student):
    """每个键正好响三块（60 毫秒），也是键：58。"""
    kit.same(student.dtmf_decode(dial("58", tone=0.06), 8000), "58")


@exercise("dtmf_decode")
def test_decode_only_clicks(student):
    """四声咔嗒，没有键。"""
    track = [x for seed in range(4) for x in dial("", clicks=1, seed=seed)]
    kit.same(student.dtmf_decode(track, 8000), "")


@exercise("dtmf_decode")
def test_decode_silence(student):
    """一片安静：没有键。"""
    kit.same(student.dtmf_decode([0.0] * 2000, 8000), "")
