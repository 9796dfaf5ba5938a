import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.told_language import OTHER_LANGUAGE, language_of, likely_language

_TEXTS = {
    "en": "I went to the market and bought what we had on the list.",
    "de": "Ich war auf dem Markt und habe alles gekauft, was auf der Liste stand.",
    "fr": "Je suis allé au marché et j'ai acheté tout ce qui était sur la liste.",
    "es": "Fui al mercado y compré todo lo que estaba en la lista.",
    "pt": "Fui ao mercado e comprei tudo o que estava na lista, mas não havia pão.",
    "it": "Sono andato al mercato e ho comprato tutto quello che era nella lista.",
    "nl": "Ik ging naar de markt en heb alles gekocht wat op de lijst stond.",
    "sv": "Jag gick till torget och köpte allt som stod på listan, men det var kallt.",
    "pl": "Poszedłem na targ i kupiłem wszystko, co było na liście, ale nie było chleba.",
    "ru": "Я пошёл на рынок и купил всё, что было в списке.",
    "vi": "Hôm nay tôi đi chợ và mua tất cả những gì có trong danh sách.",
    "ja": "市場へ行って、リストにあるものを全部買った。",
    "zh": "我去市场买了清单上的所有东西。",
    "ko": "시장에 가서 목록에 있는 것을 모두 샀다.",
    "thai": "วันนี้ไปตลาดและซื้อของทั้งหมด",
    "greek": "Πήγα στην αγορά και αγόρασα τα πάντα",
    OTHER_LANGUAGE: (
        "Tänään kävin torilla ja ostin kaiken mitä listalla oli, sitten kävelin kotiin järven rantaa pitkin ja söin"
        " päivällistä äidin kanssa, myöhemmin luin kirjaa"
    ),
    "": "fix parser; add tests",
}


@pytest.mark.parametrize("code", _TEXTS)
def test_a_text_tells_its_language(code: str) -> None:
    assert language_of(_TEXTS[code]) == code


@pytest.mark.parametrize(
    "text", ["", "2024-03-01", "CNN 3x3", "Müller", "We met 田中 at the station and had tea with him."]
)
def test_a_word_of_another_language_tells_nothing_of_the_whole(text: str) -> None:
    assert language_of(text) in ("", "en")


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    assert language_of(text) == language_of(text)


_LIKELIEST = likely_language({"en": [], "de": [], "fr": []}, {"en": 500, "de": 500, "fr": 500})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kürbissuppe gekocht", "de"), ("Einkaufen, Wäsche", "de"), ("dinner with the others", "en"),
        ("washing, shopping", "en"), ("soupe de poireaux", "fr"), ("travaux chez Luc", "fr"), ("12:30 — 4 × 3", ""),
    ],
)  # fmt: skip
def test_a_few_words_tell_their_language_among_others(text: str, code: str) -> None:
    assert _LIKELIEST(text) == code


def test_what_tells_nothing_is_taken_to_be_in_the_most_frequent() -> None:
    assert likely_language({"en": [], "de": []}, {"en": 9_000, "de": 200})("kk") == "en"
