"""A question -> what kind of answer it asks for: "when did I first read about backprop" -> "first".

Only what is asked of days counts: "my first CNN" and "how many layers" ask for no first day and no number of days.
"""

import re

from rag.tokens import flat

_PATTERNS = {
    "first": r"""
        \b(?:when|(?:on\s)?(?:what|which)\s(?:day|date|year|month|week))\b[^.;?!]{0,60}
            \bfirst(?!\s(?:of|half|part|week|day))\b
      | \b(?:what|which|when)\s(?:was|were|is)\s(?:the|my)\s(?:very\s)?
            (?:first\s(?:time|day|date|entry|note)|earliest)\b
      | ^(?:the\s)?(?:very\s)?first\s(?:time|mention|day|entry|note)\b
      | \bwann\b[^.;?!]{0,80}\b(?:zum\sersten\s?mal|zuerst|erstmals|das\serste\smal)\b
      | \bquand\b[^.;?!]{0,80}\b(?:pour\sla\spremière\sfois|la\spremière\sfois|en\spremier|d'abord)\b
      | \b(?:cuándo|cuando)\b[^.;?!]{0,80}\b(?:por\sprimera\svez|la\sprimera\svez)
      | (?:初めて|はじめて|最初に).{0,40}いつ | いつ.{0,40}(?:初めて|はじめて|最初に)
      | 第一次.{0,30}(?:什么时候|何时) | (?:什么时候|何时).{0,30}第一次
    """,
    "last": r"""
        \b(?:when|(?:on\s)?(?:what|which)\s(?:day|date|year|month|week))\b[^.;?!]{0,60}
            \b(?:last|most\srecently)(?!\s(?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday
            |sunday|summer|winter|spring|fall|autumn|of|half|part|day|weekend))\b
      | \b(?:what|which|when)\s(?:was|were|is)\s(?:the|my)\s(?:very\s)?(?:last|latest|most\srecent)
            \s(?:time|day|date|entry|note)\b
      | ^(?:the\s)?(?:very\s)?last\s(?:time|mention|entry|note)\b
      | \bwann\b[^.;?!]{0,80}\b(?:zum\sletzten\s?mal|zuletzt|das\sletzte\smal)\b
      | \bquand\b[^.;?!]{0,80}\b(?:pour\sla\sdernière\sfois|la\sdernière\sfois|en\sdernier)\b
      | \b(?:cuándo|cuando)\b[^.;?!]{0,80}\b(?:por\súltima\svez|la\súltima\svez)
      | 最後に.{0,40}いつ | いつ.{0,40}最後に
      | 最后一次.{0,30}(?:什么时候|何时) | (?:什么时候|何时).{0,30}最后一次
    """,
    "count": r"""
        \bhow\s(?:many\s(?:days|times|dates|entries|notes)|often)\b
      | \b(?:wie\s(?:oft|häufig)|(?:an\s)?wie\s?vielen?\s(?:tagen?|male?n?|einträgen?|notizen))\b
      | \bcombien\sde\s(?:fois|jours|notes)\b | \b(?:cuántas\sveces|cuántos\sdías|cuantas\sveces|cuantos\sdias)\b
      | 何(?:回|日|度)(?:くらい|ぐらい|間)?(?![目前後]) | (?:几|多少)(?:次|天)(?![前后])
    """,
    "which": r"""
        \b(?:which|what)\s(?:days|dates|entries)\b | \b(?:an\s)?welchen?\stagen?\b
      | \bquels\s(?:jours|sont\sles\sjours)\b | \b(?:qué|que|cuáles)\sdías\b | どの日 | 哪(?:些|几)(?:天|日)
    """,
    "when": r"""
        ^(?:so\s|and\s|but\s|do\syou\sknow\s|tell\sme\s|remind\sme\s)?when\s(?:did|was|were|is|are|will|do|does|had|have|has
            |exactly|i|we|my|the)\b
      | ^(?:on\s|in\s)?(?:what|which)\s(?:day|date|month|year|week|weekend)\b
      | ^(?:seit\s)?wann\b | ^(?:depuis\s)?quand\b | ^¿?\s?(?:desde\s)?cuándo\b
      | いつ(?![もかまで]) | 什么时候 | 何时
    """,
}
_INTENTS = {name: re.compile(pattern, re.VERBOSE) for name, pattern in _PATTERNS.items()}


def read_intent(text: str) -> str:
    """ "first", "last", "count", "which", "when", or "ask" for all else."""
    flattened = " ".join(flat(text).split())
    return next((name for name, pattern in _INTENTS.items() if pattern.search(flattened)), "ask")
