"""Times in a text whose words are not parted by spaces, or as one likes: Japanese, Chinese and Korean."""

from collections.abc import Callable, Mapping
from datetime import date

from rag.temporal.times import Time
from rag.temporal.unspaced.cjk import read_cjk
from rag.temporal.unspaced.korean import read_korean

READERS: Mapping[bool, Callable[[str, date], list[tuple[Time, tuple[int, int]]]]] = {
    True: read_korean,
    False: read_cjk,
}
"""By whether the text is Korean: the times in it, today being such a day, with their places."""
