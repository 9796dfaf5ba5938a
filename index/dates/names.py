"""The words of dates, folded (lower case, no accents), in the languages that people keep journals in.

English, German, Spanish, French, Portuguese, Italian, Dutch; Vietnamese, Chinese, Japanese and Korean name months by
number and are read by dates.py. The names are CLDR's (tests compare them), with the abbreviations people write.
"""

import re
import unicodedata

_MONTHS = """
january jan januar janner jaenner jan enero ene janvier janv janeiro gennaio gen januari
february feb febr februar febrero fevrier fevr fev fevereiro febbraio februari febuary feburary
march mar marz maerz mrz marzo mars marco maart mrt
april apr abril abr avril avr aprile
may mai mayo maio maggio mag mei
june jun juni junio juin junho giugno giu
july jul juli julio juillet juil julho luglio lug
august aug agosto ago aout augustus
september sep sept septiembre setiembre septembre setembro settembre set
october oct oktober okt octubre octobre outubro ottobre ott out
november nov noviembre novembre novembro
december dec dezember dez diciembre decembre dezembro dicembre dic
"""
_WEEKDAYS = """
monday mon mo montag lunes lun lundi segunda segunda-feira lunedi maandag ma 月 월
tuesday tue tues tu di dienstag martes mardi terca terca-feira martedi dinsdag 火 화 二
wednesday wed weds mi mittwoch miercoles mie mercredi mer quarta quarta-feira mercoledi woensdag wo 水 수 三
thursday thu thur thurs do donnerstag jueves jue jeudi jeu quinta quinta-feira giovedi gio donderdag 木 목 四
friday fri fr freitag viernes vie vendredi ven sexta sexta-feira venerdi vrijdag vr 金 금 五
saturday sat sa samstag sonnabend sabado sab samedi sam sabato zaterdag za 土 토 六
sunday sun so sonntag domingo dom dimanche dim domenica zondag zo 日 일
"""
_TYPED_WRONG = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,4}d?a?y")

MONTHS = {word: number for number, line in enumerate(_MONTHS.strip().split("\n"), 1) for word in line.split()}
WEEKDAYS = {word: number for number, line in enumerate(_WEEKDAYS.strip().split("\n")) for word in line.split()}
SHORT_WEEKDAYS = frozenset(word for word in WEEKDAYS if len(word) < 3)
# Of these the first is also an everyday word of another language: a year or a day's ordinal must stand by it.
# Month names that are everyday words too, of some language: a year or a day's ordinal must stand by them.
_WORDLIKE_MONTHS_TEXT = """
may mar set out ago mag dic gen mai mei
"""
WORDLIKE_MONTHS = frozenset(_WORDLIKE_MONTHS_TEXT.split())
# Month names by their letters: two of them swapped ("Dezmeber") are the commonest slip, and keep all places.
_BY_LETTERS = {(word[0], *sorted(word)): word for word in sorted(MONTHS) if len(word) > 6}
_LONG_WORD = re.compile(r"[a-z]{7,10}")
# Words of dates in languages that put the day before the month.
_EUROPEAN_WORDS_TEXT = """
tag montag dienstag mittwoch donnerstag freitag samstag sonntag woche dia lunes martes miercoles jueves viernes
sabado domingo semana jour lundi mardi mercredi jeudi vendredi samedi dimanche semaine giorno lunedi martedi
mercoledi giovedi venerdi sabato domenica settimana dag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
week-end ngay
"""
EUROPEAN_WORDS = frozenset(_EUROPEAN_WORDS_TEXT.split())


def fold_accents(text: str) -> str:
    """`text` in lower case without accents, character for character, so that places in it stay the same."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def months_mended(folded: str) -> str:
    """`folded` with month names whose letters are out of order put right, character for character."""
    return _LONG_WORD.sub(lambda m: _BY_LETTERS.get((m[0][0], *sorted(m[0])), m[0]), folded)


def weekday_number(word: str) -> int | None:
    """0 for Monday to 6 for Sunday; also of words that are nearly a weekday ("wedneday")."""
    known = WEEKDAYS.get(word)
    if known is None and len(word) > 5 and (match := _TYPED_WRONG.fullmatch(word)):
        return WEEKDAYS[match[1]]
    return known


def _folded(code: int) -> str:
    base = unicodedata.normalize("NFKD", chr(code)).lower()
    return {"đ": "d", "ø": "o", "ł": "l"}.get(base, base[0])


_FOLDED = {
    code: _folded(code)
    for part in (
        range(0x41, 0x5B),
        range(0xA0, 0x250),
        range(0x1E00, 0x1F00),
        range(0xFF01, 0xFF5F),
        range(0x3000, 0x3001),
    )
    for code in part
}
