"""Whether a question asks only for what was done, of whatever kind: "what did I do last week", "先週何をしましたか"."""

from rag.question.plain_deeds import asks_for_another
from rag.question.read import Question


def asks_what_was_done(question: Question) -> bool:
    """True where only stop words, asking words and words of doing are left beside the time: the days are the answer.

    False where it names a matter ("with the boat"), a tag or a phrase, or asks a fact of days ("how many days …").
    """
    narrowed = question.phrases or question.tags or question.excluded
    if narrowed or question.event is not None or question.intent != "ask" or not question.days_only:
        return False
    return not asks_for_another(question.search_text)
