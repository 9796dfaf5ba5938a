"""The forms of English verbs that no stemmer brings together: a question says "did I buy", the note "I bought"."""

_COMMON = """
become became|begin began begun|bend bent|break broke broken|bring brought|build built|burn burnt|buy bought
catch caught|choose chose chosen|come came|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven
eat ate eaten|fall fell fallen|feel felt|find found|fly flew flown|forget forgot forgotten|freeze froze frozen
get got gotten|give gave given|go went gone|grow grew grown|hear heard|hide hid hidden|hold held|keep kept
know knew known|learn learnt|leave left|lend lent|lie lay lain|light lit|lose lost|make made|meet met|pay paid
ride rode ridden|rise rose risen|run ran|say said|see saw seen|sell sold|send sent|shoot shot|show shown
shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|split
spread|stand stood|steal stole stolen|stick stuck|swim swam swum|take took taken|teach taught|tell told
think thought|throw threw thrown|understand understood|wake woke woken|wear wore worn|win won
write wrote written
"""
_FURTHER = """
arise arose arisen|awake awoke awoken|be was were been|bear bore borne|beat beaten|bet|bind bound
bite bit bitten|bleed bled|blow blew blown|breed bred|cling clung|creep crept|deal dealt|dig dug|do did done
feed fed|fight fought|flee fled|fling flung|forbid forbade forbidden|forgive forgave forgiven|grind ground
hang hung|have had|kneel knelt|lay laid|lead led|lean leant|leap leapt|mean meant|mow mown|prove proven|quit
ring rang rung|seek sought|sew sewn|shake shook shaken|shine shone|slide slid|smell smelt|sow sown|speed sped
spell spelt|spill spilt|spin spun|spoil spoilt|spring sprang sprung|sting stung|stink stank stunk
strike struck|swear swore sworn|sweep swept|swell swollen|swing swung|tear tore torn|undo undid undone
weave wove woven|weep wept|wind wound|withdraw withdrew withdrawn
"""


def _groups(table: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in table.strip().replace("\n", "|").split("|"))


COMMON_VERBS = _groups(_COMMON)
"""Each verb's base form and its irregular ones: what search and the check of statements both take for one word."""

# The common ones last: "lay" is of "lie".
_FORMS = {form: group for group in (*_groups(_FURTHER), *COMMON_VERBS) for form in group if len(group) > 1}


def other_forms(word: str) -> tuple[str, ...]:
    """ "buy" -> ("bought",); () for words without irregular forms. `word` in lower case.

    Of the further verbs too, which the check of statements leaves as they are written: "was", "mean" and "wound" are
    other words as well.
    """
    return tuple(form for form in _FORMS.get(word, ()) if form != word)
