"""A question -> what kind of answer it asks for: "when did I first read about backprop" -> "first".

Only what is asked of days counts: "my first CNN" and "how many layers" ask for no first day and no number of days.
"""

import re

from rag.temporal.tokens import flat

_PATTERNS = {
    "between": r"""
        \bhow\s(?:long|much\stime|many\s(?:days|weeks|months|years))\b[^.;?!]{0,40}
            \b(?:between\s[^;?!]{2,80}?\sand|from\s[^;?!]{2,80}?\s(?:to|until|till))\s\w
      | \bwie\s(?:lange|viel\szeit|viele\s(?:tage|wochen|monate|jahre))\b[^.;?!]{0,40}
            \b(?:zwischen\s[^;?!]{2,80}?\sund|von\s[^;?!]{2,80}?\sbis)\s\w
      | \bcombien\sde\s(?:temps|jours|semaines|mois)\b[^.;?!]{0,40}\bentre\s[^;?!]{2,80}?\set\s\w
      | \bcu[áa]nt[oa]s?\s(?:tiempo|días|dias|semanas|meses)\b[^.;?!]{0,40}\bentre\s[^;?!]{2,80}?\sy\s\w
    """,
    "streak": r"""
        \b(?:longest|current|latest|best|how\slong)\b[^.;?!]{0,40}\bstreaks?\b
      | \bstreaks?\sof\b[^.;?!]{0,30}\bdays\b
      | \b(?:days|times)\s(?:in\sa\srow|straight|running)\b | \bconsecutive\sdays\b
      | \btage\s(?:in\sfolge|am\sstück|hintereinander)\b | \bjours\s(?:de\ssuite|d'affilée|consécutifs)\b
      | \bdías\s(?:seguidos|consecutivos)\b | 連続 | 连续
    """,
    "ago": r"""
        \bhow\s(?:long|many\s(?:days|weeks|months|years))\s(?:ago\b|(?:has\sit\sbeen\s|is\sit\s|was\sit\s)?since\b)
      | \bwie\slange\sist\ses?\b[^.;?!]{0,20}\bher\b | \bwie\slange\sist\b[^.;?!]{0,60}\sher\b
      | \b(?:il\sy\sa|depuis)\scombien\sde\s(?:temps|jours)\b | \bhace\scu[áa]nt[oa]s?\b
    """,
    "ever": r"""
        ^(?:so\s|and\s|but\s)?(?:did|do|have|had|has|was|were|am|is)\s\w+\sever\b
      | \b(?:habe?n?|hatten?|bin|war|sind)\s(?:ich|wir)\s(?:\w+\s){0,3}?(?:je|jemals|schon\s(?:ein)?mal)\b
      | \b(?:ai-je|avons-nous|suis-je|j'ai|nous\savons)\s(?:déjà|jamais)\b | \balguna\svez\b
      | こと(?:が|は)?(?:ある|あります|あった) | 过吗
    """,
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
      | いつ(?!も|か(?!ら)|まで) | 什么时候 | 何时
    """,
}
_INTENTS = {name: re.compile(pattern, re.VERBOSE) for name, pattern in _PATTERNS.items()}


def read_intent(text: str) -> str:
    """ "between" "streak" "ago" "ever" "first" "last" "count" "which" "when", or "ask" for all else."""
    flattened = " ".join(flat(text).split())
    return next((name for name, pattern in _INTENTS.items() if pattern.search(flattened)), "ask")
