"""Times in a text whose words are not parted by spaces, or as one likes: Japanese, Chinese and Korean."""

from datetime import date

from rag.temporal.language import is_cjk
from rag.temporal.times import Time
from rag.temporal.unspaced.cjk import read_cjk
from rag.temporal.unspaced.korean import is_korean, read_korean


def is_in_signs(text: str) -> bool:
    """Whether it is read by `times_in_signs`."""
    return is_cjk(text) or is_korean(text)


def times_in_signs(text: str, today: date) -> list[tuple[Time, tuple[int, int]]]:
    """The times in the text with their places."""
    return read_korean(text, today) if is_korean(text) else read_cjk(text, today)
