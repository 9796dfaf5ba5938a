"""Front matter: every form it is written in, values as written, and heads that are broken or hostile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.notes.front_matter import NEVER_CLOSED, FrontMatter, read_front_matter


def read(text: str, org: bool = False) -> FrontMatter:
    return read_front_matter(text.split("\n"), org)


@pytest.mark.parametrize(
    ("text", "values", "body_start"),
    [
        ("---\ntitle: A day\ndate: 2020-03-17\n---\nText.", {"title": "A day", "date": "2020-03-17"}, 5),
        ("---\nTitle: 'A: b'\nTags: [a, b]\n...\nText.", {"title": "A: b", "tags": ["a", "b"]}, 5),
        ("\n\n---\ndate: 2020-03-17\n---", {"date": "2020-03-17"}, 6),
        ("-----\na: b\n-----\nText.", {"a": "b"}, 4),
        ("---\na:\n  b: c\n---\nText.", {"a": {"b": "c"}}, 5),
        ("---\n---\nText.", {}, 3),
        ("---\n\n# nothing yet\n---\nText.", {}, 5),
        ('+++\ntitle = "A day"\ndraft = true\n+++\nText.', {"title": "A day", "draft": True}, 5),
        ("Title: A day\nDate: 2020-03-17\nTags:\n\nText.", {"title": "A day", "date": "2020-03-17", "tags": ""}, 4),
        ("title:: A day\ndate:: [[2020-03-17]]\n\n- text", {"title": "A day", "date": "2020-03-17"}, 3),
        ("- title:: A day\n- text", {"title": "A day"}, 2),
        ("mood:: happy\nsleep:: 7h\n", {"mood": "happy", "sleep": "7h"}, 1),
        ("type:: recipe\nmood::\n", {"type": "recipe", "mood": ""}, 3),
    ],
    ids=["yaml", "dots", "blank lines first", "long fence", "nested", "empty", "comment", "toml", "pelican", "logseq"]
    + ["logseq bullet", "logseq words", "logseq without words"],
)
def test_forms(text: str, values: dict[str, object], body_start: int) -> None:
    assert read(text) == FrontMatter(values, body_start)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("#+TITLE: A day\n#+date: [2020-03-17 Tue]\n\n* H", {"title": "A day", "date": "[2020-03-17 Tue]"}),
        (":PROPERTIES:\n:ID: 12-ab\n:END:\n#+title: A", {"id": "12-ab", "title": "A", "properties": "", "end": ""}),
        ("#+title: first\n#+title: second", {"title": "first"}),
        ("* H\n#+title: below a headline", {}),
        ("---\ntitle: no yaml here\n---", {}),
    ],
    ids=["keywords", "drawer", "first counts", "headline first", "no fences"],
)
def test_org_has_its_own_form_and_its_lines_stay_in_the_body(text: str, values: dict[str, str]) -> None:
    assert read(text, org=True) == FrontMatter(values, 1)


@pytest.mark.parametrize(
    "value",
    ["2024-02-30", "2020-04-27 21:08:27 -0700", "2020-3-7", "2020-03-17T05:00:00Z", "20200317", "12:30:00", "yes", "~"],
)
def test_yaml_values_stay_the_words_that_were_written(value: str) -> None:
    assert read(f"---\ndate: {value}\n---\nText.").values == {"date": value}


def test_a_toml_date_keeps_its_day() -> None:
    values = read("+++\ndate = 2020-04-27T21:08:27-07:00\nday = 2020-03-17\n+++\nText.").values
    assert (str(values["date"])[:10], str(values["day"])) == ("2020-04-27", "2020-03-17")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Text.",
        "# Heading\n\nText.",
        "---\n\nText under a rule.\n\n---\n\nMore.",
        "---\nJust a line of prose\n---\nText.",
        "---\n- a\n- b\n---\nText.",
        "Note: this is a sentence.\n\nText.",
        "Title: A day\nand a line that is none.\n\nText.",
        "a :: b\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert read(text) == FrontMatter()


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [a\n---\nText.",
        "---\ntitle: a: b: c\n---\nText.",
        "---\ndate: 2020-01-01\n\tbad: tab\n---\nText.",
        '---\ntitle: "never ends\n---\nText.',
        "---\na: *nobody\n---\nText.",
        "+++\ntitle = \n+++\nText.",
        "+++\ndate = 2024-02-30\n+++\nText.",
    ],
)
def test_broken_front_matter_is_told_and_passed_over(text: str) -> None:
    found = read(text)
    assert found.values == {} and found.problem.startswith("its front matter cannot be read: ")
    assert text.split("\n")[found.body_start - 1 :] == ["Text."]


def test_the_line_of_a_broken_value_is_the_files() -> None:
    assert read("---\ntitle: a\nb: [c\n---\nText.").problem.endswith("(line 4)")


@pytest.mark.parametrize("text", ["---\ntitle: a\n\nText.", "+++\ntitle = 'a'\nText."])
def test_front_matter_that_is_never_closed_is_text_and_told(text: str) -> None:
    assert read(text) == FrontMatter(problem=NEVER_CLOSED)


def test_a_rule_at_the_top_is_not_unclosed_front_matter() -> None:
    assert read("---\n\nText: more\n") == FrontMatter()


def test_a_huge_head_is_read() -> None:
    head = "\n".join(f"key{n}: {'v' * 200}" for n in range(900))
    found = read(f"---\n{head}\n---\nText.")
    assert (len(found.values), found.body_start) == (900, 903)


def test_a_rule_far_below_closes_no_front_matter() -> None:
    assert read("---\ntitle: a\n" + "x: y\n" * 5000 + "---\n").problem == NEVER_CLOSED


def test_aliases_that_multiply_do_not_fill_the_memory() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    found = read("---\n" + "\n".join(lines) + "\ndate: 2020-03-17\n---\nText.")
    assert found.body_start == 34
    assert found.problem or found.values["date"] == "2020-03-17"


@pytest.mark.parametrize(
    "text", ["[" * 400_000, "{a: " * 400_000, "[" * 200 + "]" * 200, "- " * 400_000 + "x", "? " * 400_000]
)
def test_deep_nesting_is_told_and_does_not_end_the_process(text: str) -> None:
    found = read(f"---\ntitle:\n  {text}\n---\nText.")
    assert found == FrontMatter(body_start=5, problem="its front matter cannot be read: it is nested too deeply")


@pytest.mark.parametrize("value", ["[" * 100_000, "{a=" * 100_000])
def test_so_is_that_of_toml(value: str) -> None:
    assert "cannot be read" in read(f"+++\ntitle = {value}\n+++\nText.").problem


@pytest.mark.parametrize("value", ["[[[[a]]]]", "- " * 50, "&a [*a]", "!!python/object:os.system x", "\0", "|"])
def test_hostile_values_do_not_raise(value: str) -> None:
    found = read(f"---\ntitle: {value}\n---\nText.")
    assert found.body_start == 4


_LINES = st.one_of(
    st.sampled_from(
        ["---", "+++", "...", "", "title: a", "date: 2020-01-01", "a = 1", "a:: b", "- a:: b", "Tags:", "- x"]
    ),
    st.sampled_from(["? a", "a: &b c", "<<: *b", "{", "a: !x y", "#+title: x", ":END:", "? [a]: b", "[a, b]: c"]),
    st.text(st.characters(exclude_characters="\n\r"), max_size=20),
)


@settings(deadline=None, max_examples=400)
@given(st.lists(_LINES, max_size=15), st.booleans())
def test_any_head_is_read_or_left_as_text(lines: list[str], org: bool) -> None:
    found = read_front_matter(lines, org)
    assert 1 <= found.body_start <= len(lines) + 1
    assert all(isinstance(key, str) and key == key.lower() for key in found.values)
