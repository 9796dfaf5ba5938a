"""Whether a model that writes still says something new: a small one that finds no end goes round and round."""

_WORDS, _LETTERS = 6, 48  # in a row, at the end of what it wrote
_TIMES = 3  # so often, and it is in a loop
_BLANK = 64  # characters of white space that it writes and writes: a grammar may allow it
_NOTHING_NEW = 1500  # characters since its last statement


def goes_round(text: str, since_last: int) -> bool:
    """Whether the end of `text` was written several times, or nothing came of its last `since_last` characters."""
    if since_last > _NOTHING_NEW or (len(text) >= _BLANK and not text[-_BLANK:].strip()):
        return True
    if len(text) > _TIMES * _LETTERS and text.count(text[-_LETTERS:]) >= _TIMES:
        return True
    words = text.split()
    last = words[-_WORDS - 1 : -1]  # the very last one may not be whole
    if len(last) < _WORDS:
        return False
    windows = (words[at : at + _WORDS] for at in range(len(words) - _WORDS))
    return sum(window == last for window in windows) >= _TIMES
