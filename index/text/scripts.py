"""The characters of scripts, as ranges to stand between the brackets of a pattern: re.compile(f"[{KANA}{HAN}]").

Sets that are used in several places have a name of their own; they differ on purpose. Narrow ones hold what a
question or a heading is written in, wide ones all that a note may hold.
"""

HIRAGANA = "\u3041-\u3096"
"""The letters alone."""
KATAKANA = "\u30a0-\u30ff"
ITERATION = "\u3005"
"""Stands for the kanji before it."""
KANA = "\u3040-\u30ff"
"""Hiragana and katakana with their marks."""
HALF_KATAKANA = "\uff66-\uff9f"
HAN = "\u4e00-\u9fff"
"""Kanji and hanzi in everyday use."""
HAN_EXTENSION = "\u3400-\u4dbf"
HAN_WIDE = "\u3400-\u9fff"
"""HAN, its first extension and the hexagrams between them."""
HAN_COMPATIBILITY = "\uf900-\ufaff"
HANGUL = "\uac00-\ud7af"
THAI = "\u0e00-\u0e7f"
LAO = "\u0e80-\u0eff"
MYANMAR = "\u1000-\u109f"
KHMER = "\u1780-\u17ff"
MARKED = "\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0fff\u1000-\u109f\u1780-\u17ff"
"""Combining marks, which stand inside words but are no letters to a pattern's word character, with scripts of them."""

JAPANESE_CHINESE = KANA + HAN
"""What tells a question in Japanese or Chinese."""
CJK = KANA + HAN_WIDE + HANGUL
"""Japanese, Chinese and Korean in notes."""
CJK_WORDS = KANA + HAN_EXTENSION + HAN + HALF_KATAKANA
"""What words without spaces are cut from in a question: half-width katakana too, Korean not, which has spaces."""
WITHOUT_SPACES = CJK_WORDS + HAN_COMPATIBILITY + THAI + LAO + MYANMAR + KHMER
"""Scripts that put no space between words."""
IN_PAIRS = WITHOUT_SPACES + HANGUL
"""What is searched by pairs of signs: scripts without spaces, and Korean, which writes particles with the word."""
FIRST_UNSPACED = THAI[0]
"""From Thai on, most scripts do without spaces; Korean, which has them, needs no exception."""
