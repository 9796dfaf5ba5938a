"""A question -> the form of its answer: one thing that was the case, or all that the notes say of a topic.

"Where did we moor the boat" is answered by a sentence or two, the best first; "what did I learn about CNNs" by the best
of each day, in the order of days.
"""

import re
from typing import Literal

from index.text.folding import fold_punctuation

AnswerForm = Literal["fact", "topic"]

_TOPIC = re.compile(
    r"""
      \bwhat\s(?:did|do|does|have|has|had|was|were|am)\s(?:i|we)\s(?:\w+\s){0,2}?(?:learn\w*|know|wr[io]t\w*|s(?:ay|aid)
            |note[ds]?|th(?:ink|ought)|do(?:ne|ing)?|work\w*|feel|felt|read|tr(?:y|ied)|stuck|struggl\w*|worr\w*|plan\w*)\b
    | \b(?:tell\sme|everything|all|anything|summar\w*|overview|ideas?|thoughts?|lessons?|notes?|problems?|difficult\w*)
            \s(?:\w+\s)?(?:about|on|of|for|with|from)\b
    | \bhow\s(?:did|has|have|had|is|are|was|were)\s(?:my|our|the|i|we)\b.*
            \b(?:chang\w*|develop\w*|evol\w*|progress\w*|going)\b
    | \b(?:what|which)\s(?:\w+\s)?(?!was|is|does|has)\w{3,}s\s(?:did|do|does|has|have|had|are|were|am|can|should)\b
    | \bwhat\s(?:are|were)\s(?:my|our|the|some)\b
    | \bwas\s(?:habe|hatte|haben|weiß|wusste|lernte|schrieb|dachte)\s(?:ich|wir)\b.*
            \b(?:über|zu|von|gelernt|gemacht|geschrieben)\b
    | \bqu'?\s?(?:est-ce\sque\s)?(?:ai-je|avons-nous|j'ai)\s(?:appris|fait|écrit|pensé|lu)\b
    | \bqué\s(?:he|hice|aprendí|escribí|pensé|sé|hemos)\b
    | 何を(?:学|勉強|し|書|考) | について | 学(?:到|了)什么 | 做了什么 | 关于
    """,
    re.VERBOSE,
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|where|when|why|which|how|did|do|does|is|are|was|were|has|have|had|can|could|should|will|would"
    r"|wer|was|wo|wann|warum|wieso|welche\w*|wie|qui|que|quoi|où|quand|pourquoi|quel\w*|comment|combien"
    r"|quién|qué|dónde|cuándo|cuál\w*|cómo|cuánt\w*)\b|[?？]|[何誰どいなぜ]|[谁哪什怎为多]"
)


def answer_form(text: str, intent: str, days_only: bool) -> AnswerForm:
    """ "topic" where all of a subject is asked for, in words or by keywords alone; else "fact".

    `intent` and `days_only` are the question's.
    """
    flattened = " ".join(fold_punctuation(text).split())
    if intent != "ask":
        return "fact"
    return "topic" if days_only or _TOPIC.search(flattened) or not _ASKS.search(flattened) else "fact"
