"""Words that questions are told by, by language: what asks, what admits not to know, and what only sounds like asking.

Patterns are for folded text: lower case, straight apostrophes, without markup.
"""

import re


def _any(*parts: str) -> str:
    return "(?:" + "|".join(part for text in parts for part in text.split()) + ")"


_EN_WH = "what(?:'?s|'re|'d|'ll)? whats why hows? how's when where'?s? who'?s? whose whom which"
_DE_WH = (
    "was warum wieso weshalb wozu wie wann wo woher wohin womit wof(?:ü|ue)r woran wodurch worin wer wem wen wessen"
)
_DE_WH += " welche[rsmn]? inwiefern inwieweit"
_ES_WH = "qu[ée] cu[áa]l(?:es)? c[óo]mo cu[áa]ndo d[óo]nde qui[ée]n(?:es)? cu[áa]nt[oa]s? por\\s?qu[ée]"
_FR_WH = "pourquoi comment qu'est-ce quoi quel(?:le)?s? quand où qui combien lequel laquelle"
_OTHER_WH = "por\\s?que porqu[êe] qual quais quem onde quanto perch[éè] come cosa cos'è quali quale dove waarom hoe wat"
_OTHER_WH += (
    " wanneer welke waar dlaczego jak czy varför hur vad почему зачем как что когда где кто чем как(?:ой|ая|ое|ие)"
)
_WH = _any(_EN_WH, _DE_WH, _ES_WH, _FR_WH, _OTHER_WH)

_EN_AUX = "is are am was were do does did can could should shall would will has have had may might must"
_EN_AUX_ALL = (
    _EN_AUX + " isn't aren't wasn't weren't don't doesn't didn't can't couldn't shouldn't wouldn't won't hasn't"
)
_DE_AUX = "ist sind war waren kann(?:st)? können soll soll(?:te|en|ten) will wollen kommt läuft steht liegt muss müssen"
_DE_AUX += " darf dürfen hat haben wird werden braucht"
_DE_AUX += " gibt geht macht wäre würde könnte ob gilt heißt bedeutet"
_FR_AUX = "est-ce faut-il peut-on doit-on y\\s?a-t-il dois-je puis-je est-il est-elle c'est sont-ils"
_ES_AUX = "es son hay puedo puede se\\s?puede debo deber[íi]a tiene será ser[áa] existe é são há posso è sono c'è"
_AUX = _any(_EN_AUX_ALL, _DE_AUX, _FR_AUX, _ES_AUX)

_LEAD = (
    r"(?:(?:and|but|so|or|also|then|ok|okay|hmm+|well|wait|now|if so|if not|oh|btw|ps|e\.g\.|eg|i\.e\.|namely"
    r"|und|aber|oder|also|dann|denn|y|o|pero|et|ou|mais|alors|donc|e|mas|ma|en|maar|và|nhưng|и|а|но)[,:]?\s+){0,3}"
)
_PREPOSITION = (
    r"(?:(?:in|at|on|for|to|by|of|with|from|under|since|until|about|an|auf|mit|bei|von|zu|seit|für|in|a|de|en|para|con"
    r"|por|pour|dans|à|avec|sur|depuis)\s+)?"
)
ASKS_FIRST = re.compile(rf"¿|{_LEAD}(?:{_PREPOSITION}{_WH}\b|how\b|any\s+(?:idea|way|reason|difference|clue)\b)")
"""Begins with a word that asks for something."""
ASKS_YES_NO = re.compile(rf"{_LEAD}{_AUX}\b")
"""Begins as a question for yes or no does; without a question mark it may be an order ("Do the dishes")."""
ASKS_WITHIN = re.compile(rf"(?:^|[\s,;:—–(-]){_WH}\b|\bhow\b|\bany idea\b")

# What needs no question mark to ask: the verb stands before its subject.
INVERTED = re.compile(
    _LEAD + r"(?:(?:what|how|why|when|where|who|(?:which|what)(?: \w+){1,3}|how (?:much|many|often|far|long)(?: \w+)?)"
    r"(?:'s|'re|'d|\s+(?:is|are|was|were|does|do|did|can|could|should|would|will|has|have|isn't|don't|doesn't"
    r"|if))\b(?!\s+next\b)"
    r"|whats\b|difference(?:s)? between\b|what about\b"
    r"|(?:warum|wieso|weshalb|wie|was|wann|wo|wer|woher|wof(?:ü|ue)r)\s+(?:ist|sind|kann|können|soll|sollte"
    r"|muss|hat|haben|wird"
    r"|werden|funktioniert|geht|macht|bedeutet|heißt|gibt|war|genau|berechnet|nutzt|unterscheide\w*)\b"
    r"|(?:qu[ée]|c[óo]mo|por qu[ée]|cu[áa]l|cu[áa]ndo|d[óo]nde)\s+(?:es|son|se|hace|significa|hay|puedo|puede"
    r"|est[áa]|funciona\w*"
    r"|debo|tiene)\b|diferencia entre\b"
    r"|(?:pourquoi|comment|quand|où|qu'est-ce|quel(?:le)?s?)\s+(?:est|sont|les?|la|l'|on|faire|faut|ça|que"
    r"|fonctionne\w*|un|une|il)\b"
    r"|(?:por que|o que|como|qual)\s+(?:é|são|o|a|se|faz|funciona\w*)\b|unterschied(?:e)? zwischen\b"
    r"|différence entre\b"
    r"|почему\b|зачем\b|что такое\b|как\s+работа\w+|в ч[её]м разница\b|tại sao\b|vì sao\b|làm sao\b|làm thế nào\b)"
)

# Scripts and languages whose question words stand anywhere.
ASKS_ASIAN = re.compile(
    r"谁|誰|几[个次天]|"
    r"何[?？]*$|何[時年月日人度回個枚本番割歳つ]|っけ[?？]*$|(?<!で)は[?？]+$"
    r"|なぜ|何故|なんで|どうして|どうやって|どういう|どうすれ|どうす[るべ]|どうなる|どう違う|どの|どれ|どこ"
    r"|いつ|誰|何[がをでのにかも]|なに|いくつ"
    r"|どっち|どちら|どんな|とは[?？]?$|って何|のか(?:[?？。]|$)|(?:だろう|でしょう)か|か[?？]$|の[?？]$"
    r"|为什么|為什麼|为何|怎么|怎麼|怎样|如何|什么|什麼|甚麼|啥|是否|哪[里些个種种裡]|多少|能不能|是不是"
    r"|有没有|會不會|会不会|[吗嗎呢][?？]?$"
    r"|왜|어떻게|무엇|뭐|뭔가|언제|어디|누구|어느|얼마나|(?:까|나요|인가|는가|ㄹ까)[?？]?$"
    r"|\b(?:tại sao|vì sao|sao lại|làm sao|làm thế nào|như thế nào|thế nào|là gì|cái gì|gì|khi nào|bao giờ"
    r"|ở đâu|bao nhiêu|có phải"
    r"|liệu|hay không|được không|(?:không|chưa)(?=[?？]?$))[?？]?(?:\s|$)"
)
ASIAN_UNMARKED = re.compile(
    r"有什么(?:区别|不同|用|好处)|什么(?:区别|意思)|区别$|是否|"
    r"なぜ.|何故|なんで.|どうして.|どうやって.|どう違う|って何|とは$|のか$|(?:だろう|でしょう)か?$|かな$|の違い$"
    r"|为什么|為什麼|为何|怎么|怎麼|如何|什么是|是什么|是什麼|[吗嗎呢]$|的区别$"
    r"|왜\s|어떻게\s|무엇인(?:가|지)|차이(?:점)?$|(?:까|나요|는가|인가)$"
    r"|\b(?:tại sao|vì sao|làm sao|làm thế nào|là gì|như thế nào|khác gì)\b"
)

_WH_CLAUSE = r"(?:why|how|what|whats|what's|when|where|who|which|whether|if)\b"
_STILL = (
    r"(?:(?:still|really|just|do|quite|fully|yet|always|honestly|currently|at all|so|too|entirely|completely|totally"
    r"|100%)\s+){0,3}"
)
NOUN_ASKS = re.compile(
    r"^(?:the )?(?:exact )?(?:differences?|meaning|purpose|reason|role|point|advantages?|benefits?"
    r"|relationship|definition|unterschiede?"
    r"|bedeutung|sinn|grund|diferencias?|significado|différences?|rôle|sens)\s+(?:of|for|between|behind|in|von"
    r"|zwischen|für|entre|de)\b"
    r"|(?:やり方|方法|違い|理由|仕組み|意味|使い方|使い分け|タイミング|基準|区别|原因|原理|含义|차이|이유|원리"
    r"|방법)$|^(?:sự )?khác (?:nhau|biệt)"
)
"""Names what is asked for, under a heading that says Questions: "difference between map and flatMap"."""
UNKNOWN = re.compile(
    rf"\bi(?:'m| am| do| still| also)*\s+wonder(?:ing)?\s+(?:about\s+)?{_WH_CLAUSE}"
    rf"|^(?:still )?wonder(?:ing)?\s+{_WH_CLAUSE}"
    rf"|\bnot\s+{_STILL}(?:sure|certain|clear)(?:\s+(?:yet|to me|about|on|of|as to"
    rf"|myself)){{0,2}}\s+(?:the\s+)?{_WH_CLAUSE}"
    rf"|\b(?:don't|dont|do not|cannot|can't|haven't|doesn't|not)\s+{_STILL}(?:understand|understood|grasp|grok"
    rf"|figured? out)\b"
    rf"|\b(?:don't|dont|do not|can't|cannot|not)\s+{_STILL}(?:get|see|know)\s+"
    rf"(?:\w+\s+)?{_WH_CLAUSE}"
    r"|\bstill (?:don't|do not|dont|can't) (?:\w+ )?(?:get|grasp|see)\b"
    rf"|^(?:to (?:check|verify|ask)\b|check\s*:)\s*[:–-]?\s*{_WH_CLAUSE}"
    r"|^(?:demander|chercher|vérifier|voir|savoir)\s+(?:\S+\s+){0,3}?(?:si|pourquoi|comment|quand|où|quel\w*)\b"
    r"|^(?:preguntar|averiguar|mirar|buscar|comprobar)\s+(?:\S+\s+){0,3}?(?:si|por qué|cómo|cuándo|dónde|qué"
    r"|cuánt\w+)\b"
    r"|^(?:\w+\s+){0,3}(?:fragen|nachfragen|nachschauen|nachsehen|prüfen|klären),?\s+(?:ob|wie|warum|wieso|wann|wo"
    r"|wer|was|welche\w*)\b"
    r"|\b(?:descobrir|perguntar)\s+(?:\S+\s+){0,3}?(?:por que|porque|se|como|quando|onde|o que|qual)\b"
    r"|^(?:chiedere|verificare|capire)\s+(?:\S+\s+){0,3}?(?:se|perché|come|quando|dove|cosa|quale)\b"
    r"|\b(?:don't|dont|do not)\s+(?:\w+\s+)?get\s+(?:it|this|that|the (?:difference|point|idea|concept|logic))\b"
    rf"|\bno (?:idea|clue)\s+(?:about\s+)?{_WH_CLAUSE}"
    r"|\b(?:need|needs|have|has|want|got|trying|would like|'d like|like|love|plan|must|should|still"
    r"|todo:?)(?:\s+to)?\s+(?:\w+\s+){0,2}"
    r"(?:figure out|find out|understand|work out|know|investigate|clarify|look into|dig into|research"
    r")\s+(?:\w+\s+){0,2}?"
    r"(?:why|how|what(?!ever)|what's|which|whether|if|where|who|when)\b"
    r"|\b(?:need|needs|still have|still want)\s+to see\s+(?:why|whether|if)\b"
    r"|^(?:to[ -])?(?:figure out|find out|work out|understand|investigate|look into|look up|clarify|research)"
    rf"(?:\s*[:,–—-])?\s+(?:\w+\s+)?{_WH_CLAUSE}"
    rf"|^(?:(?:need|have|want|remember) to |must )?ask (?!me\b|us\b|myself\b)(?:\w+ ){{1,3}}?{_WH_CLAUSE}"
    rf"|\b(?:unclear|mystery|puzzling|puzzled|confused|unsure|uncertain|fuzzy|curious|baffled)(?:\s+(?:to me"
    rf"|about|by|on|as to|still))?"
    rf"\s+{_WH_CLAUSE}|\b(?:still|bit|very|remains?|it's|is)\s+(?:unclear|a mystery|fuzzy|confusing to me)\b"
    r"|\b(?:confused|unsure|puzzled|fuzzy)\s+(?:about|by|on)\b|\bopen question\b|\bnot (?:\w+ )?(?:clear"
    r"|sure) (?:on|about|of)\b|\bto be understood\b|\bno idea what\b"
    r"|\b(?:unsicher|ungewiss|fraglich|rätselhaft),? (?:ob|wie|warum|was|wann|wo|wer|welche\w*)\b"
    r"|\bich frage mich\b|\bfrage mich,? (?:ob|wie|warum|was|wieso|wann|wo)\b|\b(?:unklar|nicht (?:ganz "
    r"|wirklich |so |völlig )*klar)\b"
    r"|\bversteh(?:e|'|en)?\s+(?:\w+\s+){0,3}nicht\b|\b(?:weiß"
    r"|weiss)\s+(?:\w+\s+){0,3}nicht,?\s+(?:\w+\s+)?(?:wie|warum|ob|was|wo|wieso|wann)\b"
    r"|\bkeine ahnung,?\s+(?:wie|warum|ob|was|wo|wieso|wann)\b|\bherausfinden,?\s+(?:wie|warum|ob|was|wo|wieso)\b"
    r"|\b(?:noch|nochmal|genauer) (?:klären|verstehen|herausfinden)\b"
    r"|\bme pregunto\b|\b(?:no|ni) (?:\w+ )?(?:entiendo|comprendo)\b|\bno (?:lo )?(?:s[ée]|tengo claro"
    r"|me queda claro)\s+(?:bien )?"
    r"(?:por ?qu[ée]|c[óo]mo|qu[ée]|si|cu[áa]l|cu[áa]ndo|d[óo]nde)\b|\b(?:averiguar|entender"
    r"|investigar) (?:por ?qu[ée]|c[óo]mo|qu[ée]|si)\b"
    r"|\bje me demande\b|\b(?:ne|n')\s?(?:comprends|saisis)\s+(?:\w+ )?pas\b"
    r"|\bje (?:ne )?sais pas (?:encore )?(?:pourquoi|comment|si|ce|quel\w*|où|quand)\b"
    r"|\bpas (?:encore |bien |vraiment |très )*(?:compris|clair)\b|\b(?:comprendre|savoir"
    r"|vérifier) (?:pourquoi|comment)\b"
    r"|\bn[ãa]o (?:entendo|entendi|sei (?:por|como|se|o que))\b|\bnon (?:capisco|ho capito|so (?:perché|come"
    r"|se|cosa))\b|\bmi chiedo\b"
    r"|\b(?:snap|begrijp) (?:\w+ ){0,2}niet\b|\bvraag me af\b|\bне понима\w+|\bне\s?понятно\b"
    r"|\bне знаю,? (?:как|почему|что|зачем)\b"
    r"|\b(?:không|chưa) hiểu\b|\bchưa rõ\b|\bkhông rõ\b|\bkhông biết (?:tại|vì|làm|sao|có)\b"
    r"|(?:わから|分から|解ら)(?:ない|なかった|ん|ず)|理解できて?(?:い)?ない|よくわかっていない|不明(?:点|$|。)"
    r"|(?:が|は)謎|気になる[。．]?$|(?:だ|った|んだ)っけ[?？]?$|腑に落ち(?:ない|ず)|ピンとこ(?:ない|ず)"
    r"|しっくりこ(?:ない|ず)|疑問(?:だ|が|に思)"
    r"|不懂|不明白|不清楚|没搞懂|[没未](?:有)?[弄搞想](?:清楚|明白)|搞不懂|不太理解|不理解|没看懂|看不懂|想不通|弄不清|不知道(?:为什么|怎么|如何"
    r"|是否|什么)|不知道為"
    r"|모르겠|궁금|이해가 (?:안|잘 안)|헷갈"
)
"""Says that its writer does not know, without asking."""
RESOLVED = re.compile(
    r"\b(?:wasn't|was not|weren't|didn't|did not|couldn't|used to|before (?:this|today)|until (?:now|today)"
    r"|no longer|finally|now i (?:know|understand|get))\b"
    r"|\bnow (?:understand|know|clear|makes sense)\b|\bmakes sense now\b|\bfound out\b|\bfigured out\b"
    r"|\bjetzt (?:verstehe|weiß|klar)\b|\bahora entiendo\b"
)
"""What was not known once, and is now."""
