"""Headings and labels under which their author asks, and under which others do: the languages' words put together.

For folded text: lower case, straight apostrophes, without markup.
"""

import re

from index.text.language_data import any_of
from index.text.sieve import Sieve

SECTION_QUESTIONS = re.compile(any_of("questions.section_questions"))
"""The heading or label of a list of questions."""
SECTION_OTHERS = Sieve("questions.section_others")
"""A section in which others ask: an exercise, an interview, a FAQ."""
BARE = re.compile(
    rf"^(?:{any_of('questions.bare_headings.articles')} )?{any_of('questions.bare_headings.names')}"
    rf"(?: {any_of('questions.bare_headings.for_whom')})?\W*$"
)
"""The label of a list of questions that says nothing of whose they are."""
EMPTY_ITEM = re.compile(rf"^\W*{any_of('questions.empty_items')}\W*$")
