"""What a journal says on most of its days, and so says of none: "That is all for today!", "Today's progress: …".

Learned from how often sentences, and labels that only say that something is of the day, recur over its entries.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from index.store.catalog import Catalog
from index.text.language_data import all_words
from index.text.sentences import sentence_spans

_ENTRIES = 400  # as many are read, spread evenly
_LEAST, _SHARE = 4, 0.15  # entries with a line that make it boilerplate
_LONGEST = 120  # characters: what is longer is never written twice for nothing
_LABEL = re.compile(r"\W{0,3}([^\W_][^:：\n]{0,38}?)\s*[:：]\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The sentences and labels that recur, as compared: in lower case, words alone."""

    lines: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    def holds(self, text: str) -> bool:
        """Whether a sentence is one that recurs."""
        return len(text) <= _LONGEST and _key(text) in self.lines

    def without_label(self, text: str) -> str:
        """A sentence without a label that recurs: "Today's progress: fixed it" -> "fixed it"."""
        label = _LABEL.match(text) if self.labels else None
        return text[label.end() :] if label and _key(label[1]) in self.labels else text


def boilerplate_of(catalog: Catalog) -> Boilerplate:
    """That of a collection as it is indexed now; remembered until it changes."""
    return _learned(catalog, catalog.state.generation)


@lru_cache(maxsize=4)
def _learned(catalog: Catalog, _generation: int) -> Boilerplate:
    texts = catalog.sampled_prose(_ENTRIES)
    lines: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for text in texts:
        sentences = [line[a:b] for line in text.split("\n") for a, b in sentence_spans(line)]
        lines.update({_key(sentence) for sentence in sentences if len(sentence) <= _LONGEST} - {""})
        labels.update({_key(found[1]) for sentence in sentences if (found := _LABEL.match(sentence))})
    least = max(_LEAST, _SHARE * len(texts))
    recurring = frozenset(label for label, entries in labels.items() if entries >= least and _says_little(label))
    return Boilerplate(frozenset(line for line, entries in lines.items() if entries >= least), recurring)


def _says_little(label: str) -> bool:
    words = all_words("evidence.day_labels")
    return all(word in words or word.isdigit() for word in label.split())


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("’", "'")))
