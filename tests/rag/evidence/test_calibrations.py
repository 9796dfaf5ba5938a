"""There is a calibration for each model and kind of writing, and each is learned so that answers are kept."""

from itertools import product
from typing import get_args

import numpy as np
import pytest

from rag.evidence.confidence import CALIBRATIONS, DECLINED
from rag.evidence.judgement import WrittenIn
from tools.calibrate_languages import FEATURES, LanguageCase, calibrated

_AGAINST = {"unknown", "other_person"}


def test_there_is_one_for_each_model_and_kind_of_writing() -> None:
    assert set(CALIBRATIONS) == set(product((False, True), get_args(WrittenIn)))


@pytest.mark.parametrize("kind", FEATURES)
def test_what_was_learned_is_weighed_the_right_way_round(kind: WrittenIn) -> None:
    for centred in (False, True):
        for name, weight in CALIBRATIONS[centred, kind].weights.items():
            assert (name in FEATURES[kind] or kind == "english") and (weight <= 0 if name in _AGAINST else weight >= 0)


def _cases(kind: str, count: int = 200) -> list[LanguageCase]:
    """Made up: the answered have more of `words`, and against all sense less of `coverage`."""
    numbers = np.random.default_rng(1)
    cases = []
    for n in range(count):
        answered = n % 2 == 0
        features = {name: float(numbers.normal()) for name in FEATURES[kind]}
        features["words"] += answered
        features["coverage"] -= answered
        case_kind = "answered" if answered else ("absent", "topic")[n % 4 == 1]
        cases.append(LanguageCase(f"{n % 4}", "ja", kind, case_kind, features))
    return cases


@pytest.mark.parametrize("kind", FEATURES)
def test_nearly_all_of_the_answered_are_kept_and_no_feature_tells_the_wrong_way(kind: str) -> None:
    cases = _cases(kind)
    weights = calibrated(cases, kind)
    rows = np.array([[*(case.features[name] for name in FEATURES[kind]), 1.0] for case in cases])
    sure = 1 / (1 + np.exp(-rows @ weights))
    answered = np.array([case.kind == "answered" for case in cases])
    assert 0.9 <= (sure[answered] >= DECLINED).mean() < 1 and (sure[~answered] < DECLINED).mean() > 0.1
    assert weights[FEATURES[kind].index("words")] > 0 == weights[FEATURES[kind].index("coverage")]
