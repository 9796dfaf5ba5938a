"""A word of the question that stands nowhere in the notes -> the one of theirs that is one slip away: a typo.

Only what is no word that the embedding model knows is taken for one: "horse" is not "house", whatever the notes have.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.store.catalog import Catalog
from index.store.word_index import document_frequency, longer_words, postings, stem_groups
from index.text.folding import fold_punctuation
from rag.question.read import Question
from rag.retrieval.kept_matches import Tokenizer
from rag.temporal.language import likeliest_language
from rag.temporal.lexicon import one_slip

_SHORTEST, _SHORTEST_ELSEWHERE = 5, 8
"""Letters: shorter words have too many neighbours, most of all where the model cannot tell which are words: outside
English "llevó" is no typo of "llegó"."""
_FIRST = 2  # letters that are seldom mistyped: only words that begin with them, or with these swapped, are looked at
_LOOKED_AT = 20_000  # words of the index with such a beginning
_PLACES = 3  # passages in which the word as written is looked for
_WORD = re.compile(r"[^\W\d_]+")


def respelt(question: Question, catalog: Catalog, tokenizer: Tokenizer) -> tuple[Question, str]:
    """The question with the notes' words for its misspelt ones, and what the reader should know of it ("": nothing)."""
    english = likeliest_language(fold_punctuation(question.text)) == "en"
    terms = [term for term in question.terms if len(term) >= (_SHORTEST if english else _SHORTEST_ELSEWHERE)]
    found = {term: word for term in _unknown(terms, catalog, tokenizer) if (word := _nearest(term, catalog))}
    if not found:
        return question, ""
    respelt_terms = tuple(dict.fromkeys(found.get(term, term) for term in question.terms))
    names = tuple(found.get(fold_punctuation(name), name) for name in question.names)
    search_text = question.search_text
    for term, word in found.items():
        search_text = re.sub(rf"(?<!\w){re.escape(term)}(?!\w)", word, search_text, flags=re.IGNORECASE)
    told = " ".join(f"“{term}” stands nowhere; “{word}” was looked for." for term, word in found.items())
    return replace(question, terms=respelt_terms, names=names, search_text=search_text, respelt=True), told


def _unknown(terms: Sequence[str], catalog: Catalog, tokenizer: Tokenizer) -> list[str]:
    """Those of `terms` that stand nowhere and that the model knows by pieces only."""
    words = [term for term in terms if _WORD.fullmatch(term)]
    by_term = zip(words, stem_groups(catalog.db, words, compounds=False), strict=True)
    missing = [
        term for term, own in by_term if own and not any(_stands(form, catalog) for forms in own for form in forms)
    ]
    pieces = tokenizer.kept_tokens(missing) if missing else []
    return [term for term, kept in zip(missing, pieces, strict=True) if len(kept) > 1]


def _stands(form: str, catalog: Catalog) -> bool:
    return bool(document_frequency(catalog.db, form) or longer_words(catalog.db, form, 1))


def _nearest(term: str, catalog: Catalog) -> str:
    """The word as the notes write it, in lower case, the most frequent of several; "" where there is none."""
    near = [
        (document_frequency(catalog.db, stem), word)
        for begin in dict.fromkeys((term[:_FIRST], term[1::-1], term[0] + term[2]))
        for stem in longer_words(catalog.db, begin, _LOOKED_AT)
        if len(term) // 2 <= len(stem) <= len(term) + 1
        if (word := _written(stem, term, catalog))
    ]
    return max(near, default=(0, ""))[1]


def _written(stem: str, term: str, catalog: Catalog) -> str:
    """The form of `stem` that is one slip from `term`, as it stands in the notes; "" where none is."""
    head = stem[:-1]  # its last letter may not be the word's: "potteri"
    if not any(term[:end] == head or one_slip(term[:end], head) for end in range(len(head) - 1, len(head) + 2)):
        return ""
    ids = postings(catalog.db, stem)[0][:_PLACES].tolist()
    words = {
        word
        for passage in catalog.passages(ids).values()
        for word in _WORD.findall(f"{passage.title} {passage.heading} {passage.text}".lower())
        if one_slip(word, term)
    }
    return min(words, default="")
