"""What only sounds like an open question: set phrases, words to the reader, forms, plans, titles, speech.

The languages' words put together, for folded text: lower case, straight apostrophes, without markup.
"""

import re

from index.text.language_data import any_of

RHETORICAL = re.compile(
    rf"{any_of('questions.rhetorical')}"
    rf"|^(?:{any_of('questions.whats_next.lead_ins')} )*{any_of('questions.whats_next.phrases')}\W*$"
)
"""Asks nothing: set phrases."""
TAG_QUESTION = re.compile(rf"[,;–—-]\s*{any_of('questions.tags')}\s*[?？!]*$|{any_of('questions.tag_endings')}[?？]*$")

READER = re.compile(any_of("questions.to_readers"))
"""Asks whoever reads, not its writer."""
READER_BEHIND = re.compile(any_of("questions.to_readers_behind"))

SHRUG = re.compile(any_of("questions.shrugs"))
"""What stands behind a question that nobody is to answer: "I cannot know"."""

SELF_REVIEW = re.compile(any_of("questions.self_review"))
"""What a daily or weekly form asks: "What went well today?"."""
FORM_NAME = re.compile(r"^[\w'/&-]{1,20}(?: [\w'/&-]{1,20}){0,2}[?？]\s*:?$")

PLAN = re.compile(
    rf"^(?:{any_of('questions.plans.lead_ins')} )?{any_of('questions.plans.perhaps')}(?![\w])"
    rf"(?! {any_of('questions.plans.not_before')})"
    rf"|^{any_of('questions.plans.suggestions')}\b(?! .*\bdifferen)"
)
"""An idea put as a question."""

TITLE_BEFORE = re.compile(
    rf"^(?:i )?(?:re-?)?{any_of('questions.titles.words')}\b"
    r"(?:\s*\d+[\d.]*)?(?:\s*[:：\"“'‘«*_(–—-]"
    rf"|\s+(?:{any_of('questions.titles.articles')} )?{any_of('questions.titles.followers')}\b"
    rf"|{any_of('questions.titles.doing')})"
    rf"|^(?:\w+ ){{0,3}}{any_of('questions.titles.labels')}\s*[:：]"
    r"|^(?:[📚📖📺🎧🎵🎶🎬📄🔗📰🎤]️?\s*)"
)
SPEECH = re.compile(rf"\b{any_of('questions.speech')}\b")
OTHERS_ASK = re.compile(rf"^{any_of('questions.polls')}\b[^:?]{{0,30}}:|{any_of('questions.asked_by_others')}")
"""Says before it asks that somebody else does: a poll, a riddle, a book."""
SPEAKER = re.compile(
    r"^\s*\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?\s*(?:[-–|]\s*)?"
    rf"(?:<\w[\w. -]{{0,20}}>|(?!{any_of('questions.no_speakers')})\w[\w.-]{{0,20}}:)\s",
    re.IGNORECASE,
)
"""A line of a chat: "[10:03] agent: which number?". For the line as written."""
ROLE = re.compile(r"[A-ZÄÖÜÉÈ][A-ZÄÖÜÉÈ' .-]{1,24}(?: \([^)]{1,20}\))?")
"""The line above speech in a play."""
AUTHOR_BEHIND = re.compile(rf"^{any_of('questions.written_by')} [A-ZÀ-Ý]\w")
"""What stands behind a title: "by Schrödinger". For text that is not folded."""
