"""The forms of English verbs that no stemmer brings together: a question says "did I buy", the note "I bought"."""

from index.text.language_data import language_data

COMMON_VERBS = language_data("en").groups("text.common_verbs")
"""Each verb's base form and its irregular ones: what search and the check of statements both take for one word."""

_FURTHER_VERBS = language_data("en").groups("text.further_verbs")
# The common ones last: "lay" is of "lie".
_FORMS = {form: group for group in (*_FURTHER_VERBS, *COMMON_VERBS) for form in group if len(group) > 1}


def other_forms(word: str) -> tuple[str, ...]:
    """ "buy" -> ("bought",); () for words without irregular forms. `word` in lower case.

    Of the further verbs too, which the check of statements leaves as they are written: "was", "mean" and "wound" are
    other words as well.
    """
    return tuple(form for form in _FORMS.get(word, ()) if form != word)
