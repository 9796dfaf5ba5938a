"""A prepared model -> the mean of its token vectors, where they all point so much one way that their signs tell little.

Of some models a third of the dimensions has one sign whatever is written (Ethayarajh, "How Contextual are
Contextualized Word Representations?", 2019: anisotropy). Less their mean, all of them tell; it is measured on a few
texts of every language, so that it is of no one text.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedding.graph import PROBES
from index.embedding.session import TOKENS, new_session, run_session, unit
from index.embedding.token_counter import open_cutter
from index.text.language_data import LANGUAGES
from index.text.stop_words import stop_words

_ONE_SIGN = 0.95  # of the tokens, from which on a dimension tells nothing
_TOO_MANY = 0.1  # of the dimensions; of all-MiniLM-L6-v2 it is 1 in 384


def measured_mean(graph: Path, inputs: Sequence[str], max_tokens: int) -> list[float]:
    """(dim,) of unit token vectors; [] where their signs tell enough as they are."""
    cutter = open_cutter(graph.parent)
    cutter.enable_truncation(max_tokens)
    session = new_session(graph, optimised=True)
    texts = [*PROBES, *(" ".join(sorted(stop_words(code))) for code in LANGUAGES)]
    return mean_of([unit(run_session(session, inputs, cutter.encode(text).ids, TOKENS)[0]) for text in texts])


def mean_of(vectors: Sequence[np.ndarray]) -> list[float]:
    """Of token vectors of several texts, each (tokens, dim): as `measured_mean`."""
    of_all = np.concatenate(vectors)
    positive = (of_all > 0).mean(axis=0)
    constant = (positive > _ONE_SIGN) | (positive < 1 - _ONE_SIGN)
    mean: list[float] = of_all.mean(axis=0).tolist()
    return mean if constant.mean() >= _TOO_MANY else []
