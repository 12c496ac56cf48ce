"""What must hold of any bytes: on what the fuzzer found before, on damaged reports, on text of any signs."""

import random

import pytest
from fuzz import CASES, SUFFIXES, read
from hostile import OTHER, REPORT
from hypothesis import given, settings
from hypothesis import strategies as st

MARKS = "一二三（）()、.。,，:：;；!?“”‘’《》〔〕【】—…·%％0123456789０９万亿年月日第个件是的\n\t 　𠀀\r\u200b\ufeff"
WORDS = "一是 增长 分别 目标 达到 提案 人民政府 工作报告 名词解释 —— <p>"
SIGNS = st.sampled_from([*MARKS, *WORDS.split()])


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_what_was_found_stays_mended(path):
    read(path.read_bytes())


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_report_is_read_or_named(seed):
    draw = random.Random(seed)
    data = bytearray((REPORT + OTHER).encode(draw.choice(["utf-8", "gb18030", "utf-16", "big5hkscs"]), "ignore"))
    for _ in range(draw.randrange(1, 40)):
        at = draw.randrange(len(data))
        data[at : at + draw.randrange(4)] = draw.randbytes(draw.randrange(4))
    read(bytes([seed % len(SUFFIXES)]) + bytes(data))


@settings(max_examples=300, deadline=None)
@given(st.lists(SIGNS, max_size=80).map("".join))
def test_no_order_of_signs_breaks_a_law(text):
    read(b"\0" + f"长寿区政协2022年工作报告\n{text}。\n{OTHER}".encode())
    read(b"\0" + text.encode())
