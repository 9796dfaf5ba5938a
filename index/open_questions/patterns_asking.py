"""What asks, what admits not to know, and what only sounds like asking: the languages' words put together.

Patterns are for folded text: lower case, straight apostrophes, without markup.
"""

import re

from index.text.language_data import any_of
from index.text.sieve import Sieve

_ASKING = any_of("questions.asking_words")
_LEAD = rf"(?:{any_of('questions.lead_ins')}[,:]?\s+){{0,3}}"
_PREPOSITION = rf"(?:{any_of('questions.prepositions')}\s+)?"
ASKS_FIRST = re.compile(rf"¿|{_LEAD}(?:{_PREPOSITION}{_ASKING}\b|{any_of('questions.asking_phrases')}\b)")
"""Begins with a word that asks for something."""
ASKS_YES_NO = re.compile(rf"{_LEAD}{any_of('questions.first_verbs')}\b")
"""Begins as a question for yes or no does; without a question mark it may be an order ("Do the dishes")."""
ASKS_WITHIN = re.compile(rf"(?:^|[\s,;:—–(-]){_ASKING}\b|{any_of('questions.asking_within')}")
INVERTED = re.compile(_LEAD + any_of("questions.inverted"))
"""Asks without a question mark: the verb stands before its subject."""
ASKS_ASIAN = re.compile(any_of("questions.asks_anywhere"))
"""In scripts and languages whose question words stand anywhere."""
ASIAN_UNMARKED = re.compile(any_of("questions.asks_unmarked"))
NOUN_ASKS = re.compile(
    rf"^(?:the )?(?:exact )?{any_of('questions.asked_nouns')}\s+{any_of('questions.asked_noun_prepositions')}\b"
    rf"|{any_of('questions.asked_nouns_at_end')}$|{any_of('questions.asked_noun_phrases')}"
)
"""Names what is asked for, under a heading that says Questions: "difference between map and flatMap"."""
UNKNOWN = Sieve("questions.unknown")
"""Says that its writer does not know, without asking."""
FINDING_OUT = Sieve("questions.finding_out")
"""Says that its writer is going to ask, or to look up."""
STATED = Sieve("questions.stated")
"""Asks by its words though it ends as a statement does: "Why only the cheese, there was Nutella"."""
NOBODY_KNOWS = Sieve("questions.nobody_knows")
UNKNOWN_OF_OTHERS = re.compile(any_of("questions.unknown_of_others"))
"""Says that somebody else does not know, or names a thing by its not being understood."""
AT_A_LOSS = Sieve("questions.others_at_a_loss")
"""Says that somebody was asked, or could know, and does not: the author does not either."""
WAS_AT_A_LOSS = re.compile(any_of("questions.was_at_a_loss"))
"""Tells that of the past, when it is more often a story."""
ERRANDS = re.compile(any_of("questions.errands"))
"""Asks for a thing, or for something to be done: "ask Mia for the key"."""
RESOLVED = re.compile(any_of("questions.resolved"))
"""What was not known once, and is now."""
