"""Mojibake: what is broken is mended, what is sound in any language stays as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.mojibake import repaired


def mended(line: str) -> str:
    [found] = repaired([line])
    return found


def broken(text: str, code_page: str) -> str:
    """`text` as it looks after its UTF-8 was read in a code page; bytes without a character there are lost."""
    return text.encode().decode(code_page, "ignore")


SOUND = [
    "Nothing but ASCII, with 'quotes' and -- dashes.",
    "“Curly”, ‘single’ – en — em … and • bullets · dots",
    "Zażółć gęślą jaźń; Příliš žluťoučký kůň",
    "Ich weiß: Äpfel, Öl, Übung, Straße, „Anführung“",
    "Où est l'été ? À côté, « bien sûr » — œuvre, Âge, pâté",
    "El niño comió piñas, ¿verdad? ¡Sí! Años después",
    "Não, ação, coração, ÃO, PÃO, MANHÃ, CÂMARA",
    "Işık, ğ, Ğ, İstanbul'da şeker, ÇAĞ, DAĞ, YAĞ…",
    "Ţară, în, București, să, ÎN, ROMÂNIA",
    "Smörgåsbord, Ångström, ÅR, Æble, øl, Ðað, þú",
    "Đường phố Hà Nội, Việt Nam, ƯỚC",
    "Привет, мир! Ёлка, їжак, ў",
    "Γειά σου Κόσμε, άλφα",
    "שלום עולם, مرحبا بالعالم, سلام",
    "今日は晴れ。你好，世界！안녕하세요",
    "नमस्ते, สวัสดี, გამარჯობა, አማርኛ",
    "👍🏽 🎯 ❓ ⚠️ 👩‍👩‍👧 🇩🇪 ❤️ ✅ → ★ ☑ ½ × ÷ ° µ £ § ©",
    "∑ x² ≤ ∞, α → β, Å = 10⁻¹⁰ m",
    "Cafe\u0301 decomposed, A\u030a",
    "a\u00a0b, thin\u2009space, zero\u200bwidth",
]


@pytest.mark.parametrize("line", SOUND, ids=lambda line: line[:12])
def test_sound_lines_stay_as_they_are(line: str) -> None:
    assert repaired([line, *SOUND]) == (line, *SOUND)


_LETTERS = st.characters(categories=("L", "M", "N", "P", "S", "Zs"))
_WORDS = st.lists(st.sampled_from([word for line in SOUND for word in line.split()]), max_size=12).map(" ".join)


@settings(deadline=None, max_examples=400)
@given(st.lists(_WORDS, max_size=5))
def test_words_of_many_languages_stay_as_they_are(lines: list[str]) -> None:
    assert repaired(lines) == tuple(lines)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(min_codepoint=0x250, categories=("L", "N", "So"))), max_size=4))
def test_scripts_beyond_latin_stay_as_they_are(lines: list[str]) -> None:
    assert repaired(lines) == tuple(lines)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.text(st.one_of(_LETTERS, st.sampled_from("âÃÂğŸð€™œ“")), max_size=20), max_size=4))
def test_there_are_as_many_lines_as_before(lines: list[str]) -> None:
    found = repaired(lines)
    assert len(found) == len(lines) and not any("\n" in line for line in found)


@settings(deadline=None, max_examples=300)
@given(_WORDS, st.sampled_from(["cp1252", "cp1254"]))
def test_mending_twice_is_mending_once(text: str, code_page: str) -> None:
    once = repaired([text, broken(text, code_page)])
    assert repaired(once) == once


@pytest.mark.parametrize("code_page", ["cp1252", "cp1254"])
@pytest.mark.parametrize(
    "line",
    [
        "It’s easy — that is, “batch” … and so on",
        "## 📖 What I studied",
        "- 💡 Insights and 🤩 inspirations",
        "the café in Köln, naïve",
        "see → there",
        "Größe und Übung",
    ],
)
def test_whole_sequences_are_mended(line: str, code_page: str) -> None:
    assert broken(line, code_page) != line
    assert mended(broken(line, code_page)) == line


@pytest.mark.parametrize("code_page", ["cp1252", "cp1254"])
@pytest.mark.parametrize(
    "line",
    ["## ❓ Questions", "He said “so”", "- ⚠️ Careful", "## 🏆 Wins", "❌ failed"],
)
def test_sequences_that_lost_a_byte_are_completed(line: str, code_page: str) -> None:
    assert len(broken(line, code_page).encode(code_page)) < len(line.encode()), "no byte is lost: a whole sequence"
    assert mended(broken(line, code_page)) == line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## ğŸ¯ Goals for Today", "## 🎯 Goals for Today"),
        ("## ğŸ“– What I Studied", "## 📖 What I Studied"),
        ("## ğŸ’¡ Insights and Reflections", "## 💡 Insights and Reflections"),
        ("## ğŸ¤© Inspirations", "## 🤩 Inspirations"),
        ("## â“ Questions", "## ❓ Questions"),
        ("- What is a â€œbatchâ€ and why?", "- What is a “batch” and why?"),
        ("havenâ€™t changed much ğŸ¤¯ â€” but", "haven’t changed much 🤯 — but"),
        ("few minutes â€” all thanks", "few minutes — all thanks"),
        ("dataset â†’ `dls.show`", "dataset → `dls.show`"),
        ("created byÂ\u00a0[Ross]", "created by\u00a0[Ross]"),
        ("[ğŸ“„ Notes (PDF)](a.pdf)", "[📄 Notes (PDF)](a.pdf)"),
    ],
)
def test_lines_of_a_note_seen_in_the_wild(line: str, expected: str) -> None:
    assert mended(line) == expected


def test_a_sound_character_beside_a_broken_one_stays() -> None:
    assert mended("Ünï 📖: itâ€™s “so”") == "Ünï 📖: it’s “so”"


def test_sound_lines_of_a_broken_note_stay() -> None:
    sound = "Ein Café in São Paulo, 50 € — “gut” ❓"
    assert repaired(["## â“ Questions", sound, "itâ€™s"]) == ("## ❓ Questions", sound, "it’s")


def test_inline_code_stays_since_its_author_may_mean_it() -> None:
    assert mended("Excel shows `â€™` where itâ€™s an apostrophe") == "Excel shows `â€™` where it’s an apostrophe"


@pytest.mark.parametrize("line", ["„voilâ“ sagte er", "the letter (â“) stays", "â“.", "“maï” x", "Hâ…"])
def test_what_may_be_a_letter_beside_a_quote_stays(line: str) -> None:
    assert mended(line) == line


def test_a_sequence_that_cannot_be_told_stays() -> None:
    assert mended("château, crâ and â") == "château, crâ and â"
