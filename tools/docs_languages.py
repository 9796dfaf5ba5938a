"""What daycite does in each language, as a table: each cell is found by running the code on a phrase of it."""

import sqlite3
from datetime import date
from typing import NamedTuple

from index.dates.written import dates_in
from index.notes.note import note_from_bytes
from index.open_questions.find import IN_DOUBT, open_questions
from index.store.word_index import create_word_index, postings_of_any, put_words, stem_groups
from index.text.told_language import language_of
from rag.question.intent import read_intent
from rag.temporal.told.relative_times import relative_times
from rag.temporal.window import read_window
from tools.readme import markdown_table

_TODAY = date(2026, 1, 1)


class _Phrases(NamedTuple):
    """One phrase for each thing that can be tried, in the order of `_TRIALS`."""

    heading: str
    asked_time: str
    asked_first: str
    told_time: str
    open_question: str
    inflected: str
    """A sentence, a stroke, and a word that stands in it in another form or as a part."""


_LANGUAGES = {
    "English": _Phrases(
        "3 March 2020",
        "what did I learn last week?",
        "when did I first read about CNNs?",
        "I finished it yesterday.",
        "Why does normalisation help?",
        "I was cooking for all of them. / cook",
    ),
    "German": _Phrases(
        "3. März 2020",
        "was habe ich letzte Woche gelernt?",
        "wann habe ich zum ersten Mal über CNNs gelesen?",
        "Ich bin gestern damit fertig geworden.",
        "Warum hilft Normalisierung?",
        "Die gekochten Kartoffeln waren nicht schlecht. / Kartoffel",
    ),
    "French": _Phrases(
        "3 mars 2020",
        "qu'ai-je appris la semaine dernière ?",
        "quand ai-je lu pour la première fois sur les CNN ?",
        "J'ai terminé hier.",
        "Pourquoi la normalisation aide-t-elle ?",
        "Les chevaux étaient dans le pré. / cheval",
    ),
    "Spanish": _Phrases(
        "3 de marzo de 2020",
        "¿qué aprendí la semana pasada?",
        "¿cuándo leí por primera vez sobre las CNN?",
        "Lo terminé ayer.",
        "¿Por qué ayuda la normalización?",
        "Los zapatos son de mi hermano. / zapato",
    ),
    "Italian": _Phrases(
        "3 marzo 2020",
        "cosa ho imparato la settimana scorsa?",
        "quando ho letto per la prima volta delle CNN?",
        "L'ho finito ieri.",
        "Perché la normalizzazione aiuta?",
        "I libri che ho comprato erano sul tavolo. / libro",
    ),
    "Portuguese": _Phrases(
        "3 de março de 2020",
        "o que aprendi na semana passada?",
        "quando li pela primeira vez sobre CNNs?",
        "Terminei ontem.",
        "Por que a normalização ajuda?",
        "Os livros são da minha mãe. / livro",
    ),
    "Dutch": _Phrases(
        "3 maart 2020",
        "wat heb ik vorige week geleerd?",
        "wanneer las ik voor het eerst over CNN's?",
        "Ik was gisteren klaar.",
        "Waarom helpt normalisatie?",
        "De huizen in de straat waren mooi. / huis",
    ),
    "Japanese": _Phrases(
        "2020年3月3日",
        "先週何を学びましたか?",
        "初めてCNNについて読んだのはいつですか?",
        "昨日終わった。",
        "なぜ正規化は役に立つのか?",
        "温泉旅行に行った。 / 温泉",
    ),
    "Chinese": _Phrases(
        "2020年3月3日",
        "上周我学了什么?",
        "我第一次读CNN是什么时候?",
        "昨天做完了。",
        "为什么归一化有用?",
        "我们去了温泉旅行。 / 温泉",
    ),
    "Korean": _Phrases(
        "2020년 3월 3일",
        "지난주에 무엇을 배웠나요?",
        "CNN에 대해 언제 처음 읽었나요?",
        "어제 끝냈다.",
        "왜 정규화가 도움이 될까?",
        "저녁에 김치찌개를 끓였다. / 찌개",
    ),
    "Vietnamese": _Phrases(
        "ngày 3 tháng 3 năm 2020",
        "tuần trước tôi đã học gì?",
        "lần đầu tiên tôi đọc về CNN là khi nào?",
        "Tôi đã làm xong hôm qua.",
        "Tại sao chuẩn hóa lại có ích?",
        "Hôm nay tôi uống cà phê và đọc sách ở nhà. / ca phe",
    ),
    "Swedish": _Phrases(
        "3 mars 2020",
        "vad lärde jag mig förra veckan?",
        "när läste jag om CNN för första gången?",
        "Jag blev klar i går.",
        "Varför hjälper normalisering?",
        "Husen på gatan var stora och fina. / hus",
    ),
    "Polish": _Phrases(
        "3 marca 2020",
        "czego nauczyłem się w zeszłym tygodniu?",
        "kiedy pierwszy raz czytałem o CNN?",
        "Skończyłem to wczoraj.",
        "Dlaczego normalizacja pomaga?",
        "Kupiłem nowe książki, ale nie było ich w domu. / książka",
    ),
    "Russian": _Phrases(
        "3 марта 2020",
        "что я узнал на прошлой неделе?",
        "когда я впервые прочитал о CNN?",
        "Я закончил вчера.",
        "Почему нормализация помогает?",
        "Я купил новые книги и был рад. / книга",
    ),
}


def _dates_a_heading(text: str) -> bool:
    return [(found.year, found.month, found.day) for found in dates_in(text)] == [(2020, 3, 3)]


def _reads_a_window(text: str) -> bool:
    return read_window(text, _TODAY).window is not None


def _reads_an_intent(text: str) -> bool:
    return read_intent(text) == "first"


def _resolves(text: str) -> bool:
    return bool(relative_times(text, _TODAY))


def _finds_a_question(text: str) -> bool:
    found = open_questions(note_from_bytes("a.md", f"# 2020-03-03\n\n- {text}\n".encode()), [])
    return any(question.status != IN_DOUBT for question in found)


def _finds_a_word(text: str) -> bool:
    written, _, asked = text.partition(" / ")
    db = sqlite3.connect(":memory:")
    create_word_index(db)
    language = language_of(written)
    put_words(db, 1, "", written, language, 1)
    found = all(len(postings_of_any(db, forms)[0]) for forms in stem_groups(db, [asked])[0])
    db.close()
    return found


_TRIALS = {
    "a date in words": _dates_a_heading,
    "time in a question": _reads_a_window,
    "“when did I first …”": _reads_an_intent,
    "“yesterday” in a note": _resolves,
    "open questions": _finds_a_question,
    "word in another form": _finds_a_word,
}


def languages() -> str:
    """The table of what works, then the phrases that were tried."""
    works = (
        (name, *("yes" if works(text) else "–" for works, text in zip(_TRIALS.values(), phrases, strict=True)))
        for name, phrases in _LANGUAGES.items()
    )
    header = ("language", *_TRIALS)
    tried = ((name, *phrases) for name, phrases in _LANGUAGES.items())
    return f"{markdown_table(header, works)}\n\nThe phrases that were tried:\n\n{markdown_table(header, tried)}"
