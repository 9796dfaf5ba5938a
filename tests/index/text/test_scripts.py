import re

import pytest

from index.text import scripts


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("HIRAGANA", "ぁん", "アー一"),
        ("KATAKANA", "アー", "あ一"),
        ("KANA", "あア・ー", "一가ｱ"),
        ("HALF_KATAKANA", "ｱﾝ", "アＡ"),
        ("HAN", "一鿿", "㐀あ가"),
        ("HAN_EXTENSION", "㐀䶿", "一䷀"),
        ("HAN_WIDE", "㐀䷀一", "あ가"),
        ("HAN_COMPATIBILITY", "\uf900\ufaff", "一"),
        ("HANGUL", "가힣", "ㄱ一"),
        ("THAI", "กๆ", "aພ"),
        ("JAPANESE_CHINESE", "あア一", "가㐀ｱ"),
        ("CJK", "あア一㐀가", "กｱa"),
        ("CJK_WORDS", "あア一㐀ｱ", "가กa"),
    ],
)
def test_a_range_holds_its_script_only(name: str, inside: str, outside: str) -> None:
    pattern = re.compile(f"[{getattr(scripts, name)}]")
    assert all(map(pattern.match, inside))
    assert not any(map(pattern.match, outside))
