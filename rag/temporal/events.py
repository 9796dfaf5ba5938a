"""Words that hang a time on an event: "before I started fast.ai" -> its relation and the event whose day must be found.

Only events are read here, things that happened once as far as words tell: "after lunch", "during the day" and "after
all" are none.
"""

import re
from dataclasses import dataclass

from rag.temporal.tokens import flat

LONGEST_EVENT = 120  # characters


@dataclass(frozen=True, slots=True)
class EventWindow:
    """Days that hang on an event: "before I started fast.ai" -> ("before", "I started fast.ai").

    The event's own day belongs to every relation when days are ranked: notes tell of both sides on one day.
    """

    relation: str  # "before" "after" "since" "until" "during"
    event: str  # the words whose day must be found first; they stay search terms
    words: str  # the question's own words, relation included


_RELATIONS = {
    "en": {
        "before": "before|prior to|by the time",
        "after": "after|following|once",
        "since": "ever since|since",
        "until": "until|till",
        "during": "during|while|when|the day that|the day|the week|the time|the year",
    },
    "de": {
        "before": "bevor|ehe|vor",
        "after": "nachdem|nach",
        "since": "seitdem|seit",
        "until": "bis",
        "during": "während|als",
    },
    "fr": {
        "before": "avant que|avant de|avant d'|avant",
        "after": "après que|après",
        "since": "depuis que|depuis",
        "until": "jusqu'à ce que",
        "during": "pendant que|pendant|quand|lorsque",
    },
    "es": {
        "before": "antes de que|antes de|antes del",
        "after": "después de que|después de|después del|tras",
        "since": "desde que|desde",
        "until": "hasta que",
        "during": "durante|cuando|mientras",
    },
}
# What an event begins with: a person who does something, a thing with its article, or a doing ("moving to Rome").
_BEGINS = {
    "en": (
        r"(?:i|we|he|she|they|you)(?:'[a-z]+)? \w",
        r"(?:the|my|our|his|her|their|your) \w",
        r"\w+(?<!\bth)(?<!spr)(?<!morn)(?<!even)ing\b \w",
        r"\w+'s \w",
    ),
    "de": (
        r"(?:ich|wir|er|sie|man) \w",
        r"(?:dem|der|den|des|die|das|meine[mnrs]?|mein|unsere[mnrs]?|beim|zum) \w",
    ),
    "fr": (
        r"(?:j'|je |nous |on |il |elle )\w",
        r"(?:le |la |mon |ma |mes |notre |les |l')\w",
        r"\w+(?:er|ir|re)\b",
    ),
    "es": (
        r"(?:yo|nosotros) \w",
        r"(?:el|la|mi|mis|los|las|nuestro|nuestra) \w",
        r"\w+(?:ar|er|ir)(?:me|nos|se)?\b",
        r"(?:me|nos) \w",
        r"(?:estaba|estuve|fui|vivía|era|empecé)\b",
    ),
}
_PATTERNS = {
    language: [
        (relation, re.compile(rf"(?<![\w'-])(?:{words})\s(?={'|'.join(_BEGINS[language])})"))
        for relation, words in relations.items()
    ]
    for language, relations in _RELATIONS.items()
}
# A thing of every day, or none at all.
_NO_EVENT = re.compile(
    r"(?!(?:my|our|his|her) first )(?:the |my |our |his |her )?"
    r"(?:day|days|night|week|weeks|month|year|years|morning|afternoon|evening|fact|way|"
    r"past|first|second|third|last|next|other|others|following|same|rest|end|beginning|start|time|date|weekend|moment|"
    r"future|lunch|dinner|breakfast|work|school|bed|class|shower|coffee|tag|nacht|woche|jour|nuit|semaine|día|noche|semana)"
    r"(?![\w'-])(?! (?:of|at|in|i|we|with)\b)"
)
_NOT_BEFORE = re.compile(
    r"(?:\blook\w*|\bnam(?:ed|ing)|\bt[ao]k\w*|\bshortly|\bcalled|\bday|\bone|\band|\bsearch\w*)\s$"
)
_ASKED_WHEN = re.compile(
    r"(?:know|remember|tell me|say|show me|find|find out|wonder|forget|forgot|recall|see|noted?)\s$"
)
_END = re.compile(r"[,;?!。？\n]|\.(?=\s|$)|:\s")
_HABIT = re.compile(
    r"^(?:what (?:happens|does|is|are)|how (?:does|do i|to|is)|why (?:does|is|do)|does|do|is|can|should)\b"
)


def read_event(question: str, language: str, taken: list[tuple[int, int]]) -> EventWindow | None:
    """The first event the question hangs on; `taken` are the spans of text already read as calendar time."""
    text = flat(question)
    found: list[tuple[int, int, str]] = []
    for relation, pattern in _PATTERNS.get(language, []):
        for count, match in enumerate(pattern.finditer(text)):
            if _is_event(text, match, relation, taken):
                found.append((match.start(), match.end(), relation))
                break
            if count > 50:
                break
    if not found:
        return None
    start, end, relation = min(found)
    stop = _END.search(text, end, min(end + LONGEST_EVENT, len(text)))
    close = stop.start() if stop else min(end + LONGEST_EVENT, len(text))
    if close == end + LONGEST_EVENT and not text[close - 1 : close + 1].isspace():
        close = max(text.rfind(" ", end, close), end + 1)
    event = question[end:close].strip()
    return EventWindow(relation, event, question[start:close].strip()) if event else None


def _is_event(text: str, match: re.Match[str], relation: str, taken: list[tuple[int, int]]) -> bool:
    start, end = match.span()
    if any(begin <= start < stop or begin <= end < stop for begin, stop in taken):
        return False
    before = text[max(start - 14, 0) : start]
    said = match[0].strip()
    if _NO_EVENT.match(text, end) or _NOT_BEFORE.search(before) or text[max(end - 1, 0) :].startswith("'"):
        return False
    if said.startswith("the ") and not re.match(r"(?:i|we|he|she|they) ", text[end : end + 5]):
        return False
    if said == "when":
        return not (_ASKED_WHEN.search(before) or _HABIT.match(text))
    if said == "als" and not re.match(r"(?:ich|wir|er|sie|man) ", text[end : end + 5]):
        return False
    gerund = re.match(r"\w+ing ", text[end : end + 30]) is not None
    return not (gerund and _HABIT.match(text))
