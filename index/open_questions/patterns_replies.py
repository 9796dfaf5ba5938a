"""Words behind and below a question, by language: which answer it, and which leave it open. For folded text."""

import re

UNRESOLVED = re.compile(
    r"\b(?:not (?:really |quite |entirely |too |so |very )*sure|no (?:idea|clue)|don't (?:really )?know"
    r"|dont know|dunno|idk|unknown|unclear|unanswered|tbd|tbc|tba|todo"
    r"|to be (?:determined|continued|checked|seen|clarified)|(?:look|read|check|ask|find|dig|google|search"
    r"|test|try)(?:ing)? (?:it |this |that |these |them )?(?:up|into|out|later|again|tomorrow)"
    r"|(?:will|need(?:s)? to|have to|has to|want to|going to|gotta|should|must|let me|let's|i'll|gonna|hope to"
    r"|plan to|try to) (?:\w+ )?(?:check|look|ask|find|see|try|investigate|research"
    r"|dig|read|google|figure|understand|learn|study|explore|revisit|test|come back|clarify|discuss|think"
    r"|watch|search|review|dive|know)"
    r"|(?:have|has|had)n't (?:\w+ )?(?:found|figured|understood|checked|looked)|(?:couldn't|can't|could not"
    r"|cannot|didn't) (?:\w+ )?(?:find|figure|understand|tell|work out|get)|come back to"
    r"|for (?:later|tomorrow|next)|next (?:time|week|session)|(?:ask|email|message) (?:[a-z]+)(?: about| on"
    r"| if| again)?(?=\W*$)|investigate|research (?:this|more|it)|i (?:still )?wonder|still (?:confus|unclear"
    r"|don't|not|need|wonder|have)"
    r"|confus(?:ed|ing)|doesn't make sense|makes no sense|no answer|still open)\b"
    r"|weiß (?:ich )?(?:noch )?nicht|keine ahnung|nach(?:schauen|lesen|fragen|schlagen)|morgen|klären|unklar"
    r"|noch offen|mal schauen|herausfinden|verstehe (?:ich )?(?:noch )?nicht"
    r"|no (?:lo )?sé\b|\bno se (?:si|por|c[óo]mo|qu[ée])\b|mañana|averiguar|buscar|investigar|preguntar"
    r"|ni idea|no entiendo|por ver|pendiente"
    r"|je ne sais pas|demain|à (?:voir|vérifier|creuser|chercher)|pas compris|aucune idée"
    r"|わから|分から|調べ(?:る|よう|たい|ないと)|明日|あと(?:で|から)|後で|要(?:調査|確認)|不明|確認する"
    r"|不知道|不清楚|不懂|明天|再看|待(?:查|定|解决|确认)|查一下|没搞懂|不明白"
    r"|không biết|chưa biết|tìm hiểu|ngày mai|chưa rõ|не знаю|непонятно|завтра|모르겠|내일|찾아"
)
"""Words below a question that leave it open."""

ANSWERS_FIRST = re.compile(
    r"(?:a|ans|answer|answered|antwort|respuesta|r|rép|réponse|resp|risposta|ответ|答|答え|回答|trả lời|tl|đáp"
    r"|답)\s*\d*\s*[:：.)]"
    r"|(?:=+>|-+>|→|⇒|➡️?|✅|↳|»)|(?:edit|update|upd|correction|solved|solution|resolved|nachtrag|lösung|gelöst"
    r"|追記|解決|actualización|solución|mise à jour|更新|补充|解决)\b[^:]{0,24}[:：]"
    r"|\[?\d{4}-\d\d-\d\d\]?\s*[:：-]"
)
"""Begins as what is written for an answer does."""
_SURE = (
    r"(?:because|cause|cuz|since|due to|turns? out|it turns out|apparently|the answer|short answer|answer"
    r"|simple|simply"
    r"|obviously|of course|thanks to|basically|probably|looks like|seems like|found out|got it"
    r"|i found(?: out)?|i learned"
    r"|i think|i guess|i believe|i'd say|weil|natürlich|damit|liegt an|porque|es que|debido|parce que?|car"
    r"|grâce|perch[éè]"
    r"|omdat|потому)\b|(?:yes|yep|yeah|yup|no|nope|nah|ja|nein|doch|s[íi]|oui|non|sim|não|sì|да|нет|có"
    r"|không)(?=\s*[,.;:!–—-]|$)"
    r"|なぜなら|はい[、。]|いいえ|因为|因為|是的|不是[，,。]|由于|왜냐하면|vì\s|bởi\s"
)
REPLIES_SURELY = re.compile(_SURE)
"""Begins as a reply and hardly anything else does."""
REPLIES = re.compile(
    rf"{_SURE}|(?:yes|no|it's|it is|that's|that is|this is|they are|they're|these are|they|this|well|same|both"
    rf"|neither|none|either"
    r"|it (?:was|means|does|has|can|depends|uses|works|just|will|would|should)|depends|means?|refers? to"
    r"|used (?:to|for)|nothing"
    r"|to (?:avoid|make|keep|prevent|get|reduce|allow|let)|by \w+ing|everything|das ist|es ist|durch|wegen"
    r"|c'est|il s'agit|è|это|là)\b"
)
"""Begins as a reply does."""
