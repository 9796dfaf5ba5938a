"""A question's content words and the proper names in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.folding import fold_punctuation
from index.text.language_data import LANGUAGES
from index.text.stop_words import stop_words
from rag.question.terms import content_words, names, says_nothing
from rag.temporal.language import confident_language
from rag.temporal.lexicon import VOCABULARY

WORDS = {
    "English": ("What did I learn about CNNs?", "cnns"),
    "a name's 's": ("What did Caroline's mother say?", "caroline mother"),
    "a curly apostrophe": ("What is Caroline’s job?", "caroline job"),
    "each once, in order": ("pooling and padding and Pooling", "pooling padding"),
    "numbers": ("what is ResNet-50 in 3 lines", "resnet 50 3 lines"),
    "underscores part words": ("what does max_pool do", "max pool"),
    "no negation": ("why doesn't it work", "work"),
    "German": ("Was habe ich über neuronale Netze gelernt?", "neuronale netze"),
    "sharp s, as the index has it": ("wie groß ist die Straße in der Stadt", "groß straße stadt"),
    "French": ("Qu'ai-je appris sur l'apprentissage profond ?", "apprentissage profond"),
    "Spanish": ("¿Qué aprendí sobre las redes neuronales?", "redes neuronales"),
    "Cyrillic": ("что такое свёртка", "что такое свёртка"),
    "Japanese": ("畳み込みについて学んだこと", "畳み 込み 学ん"),
    "Japanese katakana": ("ドッカーを使った", "ドッカー 使っ"),
    "Chinese": ("我学到了什么关于卷积", "卷积"),
    "Latin inside Japanese": ("CNNについて", "cnn"),
    "one foreign stop word does not make the language": ("fast.ai lesson", "fast ai lesson"),
}


@pytest.mark.parametrize(("text", "words"), WORDS.values(), ids=WORDS)
def test_content_words(text: str, words: str) -> None:
    assert content_words(text) == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "intent", "words"),
    [
        ("when did I first read about backprop", "first", "read backprop"),
        ("when did I last run", "last", "run"),
        ("how many times did I run", "count", "run"),
        ("my first CNN", "ask", "first cnn"),
        ("time zones", "ask", "time zones"),
        ("which days did I run", "which", "run"),
        ("wann habe ich zum ersten Mal Docker benutzt", "first", "docker benutzt"),
        ("wann war ich zuletzt schwimmen", "last", "schwimmen"),
        ("an wie vielen Tagen war ich schwimmen", "count", "schwimmen"),
        ("quand ai-je couru pour la première fois", "first", "couru"),
        ("quels jours ai-je couru", "which", "couru"),
        ("cuándo corrí por última vez", "last", "corrí"),
        ("cuántas veces corrí", "count", "corrí"),
        ("初めてドッカーを使ったのはいつ", "first", "ドッカー 使っ"),
        ("何回走りましたか", "count", "走り"),
        ("我第一次用Docker是什么时候", "first", "用 docker"),
        ("第一次世界大战", "ask", "第一次世界大战"),
    ],
)
def test_words_that_carry_the_intent_are_not_looked_for(text: str, intent: str, words: str) -> None:
    assert content_words(text, intent) == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what did I do", "what did i do"),
        ("who am I", "who am i"),
        ("What did I write?", "write"),
        ("did I ever write an entry", "write entry"),
    ],
)
def test_where_nothing_else_is_said_the_stop_words_serve(text: str, words: str) -> None:
    assert content_words(text) == tuple(words.split())


@pytest.mark.parametrize("text", ["", "?", "...", "!!! -- ??", "🙂", "_ __"])
def test_no_words_no_terms(text: str) -> None:
    assert content_words(text) == ()


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("what did I do", True),
        ("What did I write?", True),
        ("what did I learn", True),
        ("", True),
        ("?", True),
        ("what did I learn about pooling", False),
        ("pooling", False),
        ("畳み込み", False),
    ],
)
def test_whether_anything_is_said(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


@pytest.mark.parametrize(
    ("text", "its"),
    [
        ("what did I learn about it", "en"),
        ("was habe ich über die Netze gelernt", "de"),
        ("qu'est-ce que j'ai appris sur les réseaux", "fr"),
        ("qué aprendí sobre las redes", "es"),
        ("fast.ai", "en"),
        ("die hard", "en"),
        ("xyz", "en"),
    ],
)
def test_the_language_whose_stop_words_count(text: str, its: str) -> None:
    assert confident_language(fold_punctuation(text)) == its


NAMES = {
    "inside a sentence": ("What did Caroline say to Melanie?", "Caroline Melanie"),
    "at the start, with 's": ("Caroline's new job?", "Caroline"),
    "at the start, a verb": ("Find the note", ""),
    "after a full stop": ("I ran. Then it rained", ""),
    "after a colon": ("question: Where is it", ""),
    "acronyms are none": ("what did NASA say of CNNs", ""),
    "I is none": ("what did I say", ""),
    "months and days are none": ("what did I do on Monday in March", ""),
    "with a hyphen": ("what did Anna-Lena say", "Anna-Lena"),
    "each once": ("did Tom meet Tom", "Tom"),
    "accents": ("what did Élodie say", "Élodie"),
    "Cyrillic": ("что сказала Анна", "Анна"),
    "none in German": ("Was habe ich mit der Familie in Berlin gemacht", ""),
    "small letters": ("what did caroline say", ""),
    "a name and a possessive": ("What did I say to Ana's mother in Paris?", "Ana Paris"),
}


@pytest.mark.parametrize(("text", "its"), NAMES.values(), ids=NAMES)
def test_names(text: str, its: str) -> None:
    assert names(text) == tuple(its.split())


_ENGLISH_ONLY = sorted(
    stop_words("en")
    - {word for its in LANGUAGES if its != "en" for word in (*stop_words(its), *VOCABULARY.get(its, ()))}
)
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["what", "did", "I", "Caroline's", "l'été", "日本語", "学んだ", "第一次", "ß", "İ", "Tom", "-", "'"]
        ),
        max_size=12,
    ).map(" ".join),
)


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_terms_stand_in_the_question(text: str) -> None:
    terms = content_words(text)
    assert all(terms) and len(set(terms)) == len(terms)
    assert all(term in fold_punctuation(text) for term in terms)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_names_stand_in_the_question_as_written(text: str) -> None:
    found = names(text)
    assert len(set(found)) == len(found) and all(name in text for name in found)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_ENGLISH_ONLY), max_size=8), st.sampled_from(["pooling", "sourdough", "kernel"]))
def test_stop_words_around_a_word_change_nothing(stops: list[str], word: str) -> None:
    assert content_words(" ".join([*stops, word])) == (word,)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["a", "the ", "Tom ", "l'", "学", "を", "です", "Tom's ", "Aa-", "'", "的"])
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    content_words(text)
    names(text)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("炊飯器の内釜はどこにあった?", ("炊飯器", "内釜")),
        ("自転車はいくらだった?", ("自転車",)),
        ("段ボールは何個あった?", ("段ボール",)),
        ("葵の熱は何の病気だったのか?", ("葵", "熱", "病気")),
        ("なぜ正規化は役に立つのか?", ("正規化", "役", "立つ")),
        ("何をした?", ("した",)),  # better than nothing
        ("松本への旅行", ("松本", "旅行")),
    ],
)
def test_what_a_japanese_question_asks_with_is_not_looked_for(question: str, words: tuple[str, ...]) -> None:
    assert content_words(question) == words
