"""What a note's author marked private is not in the note as it is read."""

import pytest

from index.exclusion.rules import BY_FRONT_MATTER, BY_SECTION, BY_TEMPLATE_CODE, ExclusionRules
from index.notes.note import content_digest, note_from_bytes
from index.notes.private_parts import allowed_note


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("---\nprivate: true\ntitle: Secret\n---\nSecret", BY_FRONT_MATTER),
        ("---\ndaycite: false\n---\nSecret", BY_FRONT_MATTER),
        ("---\nPrivate : 'Yes'  # mine\ntags: [a: b\n---\nSecret", BY_FRONT_MATTER),
        ("---\nprivate: true\nSecret, and never closed", BY_FRONT_MATTER),
        ("+++\nprivate = true\n+++\nSecret", BY_FRONT_MATTER),
        ("private:: true\n\n- Secret", BY_FRONT_MATTER),
        ("Title: x\nprivate: true\n\nSecret", BY_FRONT_MATTER),
        ("---\ntags: [work, Private]\n---\nSecret", "tag #Private"),
        ("---\ntags:\n  - private/health\n---\nSecret", "tag #private"),
        ("---\ntags: work private\n---\nSecret", "tag #private"),
        ("---\ntags:\n  - private\n  bad: [\n---\nSecret", "tag #private"),
        ("# 2024-05-03\n\nSecret #private\n\nmore", "tag #private"),
        ("# 2024-05-03 #private\n\nSecret", BY_SECTION),
        ("---\ntitle: <% tp.file.title %>\n---\nSecret", BY_TEMPLATE_CODE),
        ('---\ntitle: "{{ replace .Name "-" " " }}"\n---\nSecret', BY_TEMPLATE_CODE),
        ("---\ncreated: {{date}}\n---\nSecret", BY_TEMPLATE_CODE),
        ("<%*\nlet x = 1\n-%>\n---\ntitle: x\n---\nSecret", BY_TEMPLATE_CODE),
    ],
)
def test_a_note_that_is_left_out_whole(text: str, rule: str) -> None:
    note = allowed_note("2024-05-03.md", text.encode())
    assert (note.left_out, note.lines, note.fixed) == (rule, (), ())
    assert "Secret" not in repr(note)


@pytest.mark.parametrize(
    "text",
    [
        "---\nprivate: false\n---\nOpen",
        "---\ndaycite: true\ntags: [privately]\n---\nOpen",
        '---\ntitle: "Jinja\'s {{ block }} syntax"\n---\nOpen',
        "# Tags\n\n`#private` is a tag\n\n```\n#private\n```\n\nhttp://x.example/#private and my private lessons",
        "## Private lessons\n\nOpen",
        "Private: I wrote this by hand\n\nOpen",
        "50% off\n\n%%\n\nnever closed",
    ],
)
def test_a_note_that_only_speaks_of_it(text: str) -> None:
    data = text.encode()
    assert allowed_note("a.md", data) == note_from_bytes("a.md", data)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("# Day\n\n## Talk #private\nSecret\n### Sub\nSecret\n## Work\nOpen", ((3, 6),)),
        ("# Day\n\n## Talk (private)\nSecret\n\n## Work\nOpen", ((3, 5),)),
        ("# Day\n\n## Talk {.private}\nSecret\n\n## Work\nOpen", ((3, 5),)),
        ("# Day\n\n## Talk <!-- private -->\nSecret\n\n## Work\nOpen", ((3, 5),)),
        ("## Private\nSecret\n## Work\nOpen", ((1, 2),)),
        ("# Day\n\n> [!private]- Talk\n> Secret\nSecret still\n\n> Open", ((3, 5),)),
        ("# Day\n\n- Open\n  > [!private]\n  > Secret\n- Open", ((4, 5),)),
        ("# Day\n\n> Open\n> > [!private]\n> > Secret\n>\n> Open", ((4, 5),)),
        (":::private\nSecret\n:::\nOpen", ((1, 3),)),
        ("!!! private\n    Secret\n\n    Secret\nOpen", ((1, 4),)),
        ("# Day\n\nOpen\n\n:::private\nSecret, and never closed", ((5, 6),)),
        ("## 2024-05-03\nSecret #private\n\n## 2024-05-04\nOpen", ((1, 3),)),
    ],
)
def test_a_part_is_left_out_and_the_other_lines_keep_their_numbers(
    text: str, parts: tuple[tuple[int, int], ...]
) -> None:
    note = allowed_note("a.md", text.encode())
    assert note.private == parts and not note.left_out
    assert "Secret" not in "".join(note.lines + note.fixed) and "Open" in "".join(note.lines)
    assert [n for n, line in enumerate(note.lines, 1) if "Open" in line] == [
        n for n, line in enumerate(text.split("\n"), 1) if "Open" in line
    ]


def test_org_has_tags_and_blocks_of_its_own() -> None:
    text = "* 2024-05-03\n** Talk :work:private:\nSecret\n** Work\nOpen\n#+begin_private\nSecret\n#+end_private\n"
    assert allowed_note("a.org", text.encode()).private == ((2, 3), (6, 8))
    assert allowed_note("a.org", b"#+filetags: :private:\n* Day\nSecret\n").left_out == "tag #private"


def test_other_tags_are_the_users() -> None:
    rules = ExclusionRules(tags=("#therapy",))
    assert allowed_note("a.md", b"---\ntags: [therapy]\n---\nx", rules).left_out == "tag #therapy"
    assert allowed_note("a.md", b"# Day\n\n## Talk #therapy\nx\n## Work\ny", rules).private == ((3, 4),)
    assert allowed_note("a.md", b"Talk #private", rules).left_out == ""


def test_a_forgotten_note_is_known_by_its_bytes() -> None:
    rules = ExclusionRules(forgotten=frozenset((content_digest(b"Secret"),)))
    assert allowed_note("elsewhere.md", b"Secret", rules).left_out == "daycite forget"
    assert allowed_note("a.md", b"Open", rules).left_out == ""


def test_comments_over_several_paragraphs_are_not_read() -> None:
    note = allowed_note("a.md", b"Open\n\n%% Secret\n\nSecret\n\nSecret %%\n\nOpen\n\n```\n%%\nOpen code\n%%\n```\n")
    assert "Secret" not in "".join(note.lines) and "Open code" in note.lines and note.private == ()
