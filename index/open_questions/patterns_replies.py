"""Words behind and below a question that answer it, or leave it open: the languages' words put together.

For folded text: lower case, straight apostrophes, without markup.
"""

import re

from index.text.language_data import any_of
from index.text.sieve import Sieve

UNRESOLVED = Sieve("questions.unresolved")
"""Words below a question that leave it open."""
GUESSES = re.compile(rf"(?<![^\W_]){any_of('questions.guesses')}(?![a-z])")
SETTLED = re.compile(any_of("questions.settled"))
"""Says that something was decided, or found."""
ANSWERS_FIRST = re.compile(
    rf"{any_of('questions.answer_labels')}\s*\d*\s*[:：.)]"
    r"|(?:=+>|-+>|→|⇒|➡️?|✅|↳|»)"
    rf"|{any_of('questions.edit_labels')}\b[^:]{{0,24}}[:：]"
    r"|\[?\d{4}-\d\d-\d\d\]?\s*[:：-]"
)
"""Begins as what is written for an answer does."""
_SURE = (
    rf"{any_of('questions.sure_replies')}\b|{any_of('questions.yes_no')}(?=\s*[,.;:!–—-]|$)"
    rf"|{any_of('questions.sure_replies_begin')}"
)
REPLIES_SURELY = re.compile(_SURE)
"""Begins as a reply and hardly anything else does."""
REPLIES = re.compile(rf"{_SURE}|{any_of('questions.replies')}\b")
"""Begins as a reply does."""
