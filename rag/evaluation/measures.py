"""Ranked days and the days that hold the answer -> recall@k, MRR and nDCG@10, averaged over questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from statistics import fmean

CUTS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One question: the days found, best first, and those that hold its answer, at least one."""

    found: tuple[date | None, ...]
    gold: frozenset[date]


@dataclass(frozen=True, slots=True)
class Measures:
    """Averages over `questions` questions, each from 0 to 1."""

    questions: int
    recall_1: float
    """share of the gold days among the first 1, and so on"""
    recall_3: float
    recall_5: float
    recall_10: float
    mrr: float
    """reciprocal rank of the first gold day"""
    ndcg_10: float
    """Järvelin and Kekäläinen, "Cumulated Gain-based Evaluation of IR Techniques", 2002, with gains of 0 and 1"""


def measure(questions: Sequence[Ranked]) -> Measures:
    """The measures of at least one question."""
    recalls = {k: round(fmean(recall(ranked, k) for ranked in questions), 4) for k in CUTS}
    return Measures(
        len(questions),
        recalls[1],
        recalls[3],
        recalls[5],
        recalls[10],
        round(fmean(1 / first_rank(ranked) if first_rank(ranked) else 0.0 for ranked in questions), 4),
        round(fmean(ndcg(ranked, 10) for ranked in questions), 4),
    )


def separation(answerable: Sequence[float], silent: Sequence[float]) -> tuple[float, dict[str, float]]:
    """(AUROC, {"95%": share of `silent` below the 5% lowest of `answerable`, …}); neither may be empty.

    The area under the ROC curve as the share of pairs in the right order, ties as half of one.
    """
    pairs = [(a > b) + (a == b) / 2 for a in answerable for b in silent]
    ordered = sorted(answerable)
    cuts = {f"{kept}%": ordered[len(ordered) * (100 - kept) // 100] for kept in (95, 90, 80)}
    return round(fmean(pairs), 4), {kept: round(fmean(b < cut for b in silent), 4) for kept, cut in cuts.items()}


def recall(ranked: Ranked, k: int) -> float:
    """The share of the gold days among the first `k`."""
    return len(ranked.gold.intersection(ranked.found[:k])) / len(ranked.gold)


def first_rank(ranked: Ranked) -> int:
    """The rank of the first gold day, from 1; 0 when none was found."""
    return next((rank for rank, day in enumerate(ranked.found, 1) if day in ranked.gold), 0)


def ndcg(ranked: Ranked, k: int) -> float:
    """The discounted gain of the first `k`, over that of the best possible order."""
    gain = sum(1 / log2(rank + 1) for rank, day in enumerate(ranked.found[:k], 1) if day in ranked.gold)
    return gain / sum(1 / log2(rank + 1) for rank in range(1, min(len(ranked.gold), k) + 1))
