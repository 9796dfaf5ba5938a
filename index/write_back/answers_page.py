"""The page of answered questions: for answers that cannot stand under their questions. daycite wrote all of it.

- **What's a kernel?** ([[2020-03-18]])
  daycite: A kernel is a small matrix. ([[2020-03-19]]) <!-- daycite 3f2a91c0 5d41402abc4b2a76 -->
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from index.errors import NotesError
from index.notes.note import Note
from index.notes.own_blocks import is_id, own_mark
from index.write_back.answer_places import AnswerPlace, block_lines
from index.write_back.block_text import Form, safe, single_line
from index.write_back.link_style import LinkStyle
from index.write_back.note_edits import OpenNote, Put, Words, open_note, renewal
from index.write_back.replies import Left, Reply
from index.write_back.safe_write import read_target

_TITLE = "Answered questions"
_NAMES = (_TITLE, f"{_TITLE} (daycite)", f"{_TITLE} (daycite 2)")
_PAGE_ID = "page"


def page_path(root: Path, link_style: LinkStyle) -> tuple[str, bytes | None]:
    """The page's path and its bytes, None where it is still to be made; a note of that name is not taken for it.

    Raises NotesError when no name is free, or the page cannot be written.
    """
    ending = _ending(link_style)
    folder = "pages/" if link_style.logseq_title is not None and (root / "pages").is_dir() else ""
    for name in _NAMES:
        path = f"{folder}{name}{ending}"
        data = read_target(root, path)
        if data is None or open_note(path, data).own:
            return path, data
    raise NotesError(f"several notes are already called {_TITLE}", "Rename one of them")


def page_words(words: Words, asked_link: Words) -> Words:
    """The words of a reply as they stand on the page: its question, linked to its day, and the answer."""

    def on_page(note: Note, form: Form, reply: Reply) -> str:
        star = "*" if form == "org" else "**"
        question = safe(single_line(reply.question.question).replace("*", ""), form)
        link = asked_link(note, form, reply)
        return f"{star}{question}{star}{f' ({link})' if link else ''}\n{words(note, form, reply)}"

    return on_page


def new_page(path: str, link_style: LinkStyle) -> bytes:
    """An empty page; on a site's page its front matter keeps it from being published unasked."""
    if path.endswith(".org"):
        return f"#+title: {_TITLE}\n\n".encode()
    front_matter = f'---\ntitle: "{_TITLE}"\ndraft: true\npublished: false\n---\n\n' if link_style.publishes else ""
    return f"{front_matter}# {_TITLE} {own_mark(_PAGE_ID, _TITLE, 'markdown')}\n\n".encode()


def sort_for_page(page: OpenNote, replies: Sequence[Reply], words: Words) -> tuple[list[Put], list[Left], list[str]]:
    """(answers to be put on the page or renewed there, those left, ids of those that stand there already)."""
    form: Form = "org" if page.note.kind == "org" else "markdown"
    ours = {block.id: block for block in page.own}
    end = len(page.raw.lines)
    last = page.note.lines[-1].strip() if page.note.lines else ""
    fresh = AnswerPlace(end, 0, "- ", form, space_above=bool(last) and not page.own)
    puts, left, unchanged = list[Put](), list[Left](), list[str]()
    for reply in replies:
        question = reply.question
        if not is_id(question.id):
            left.append(Left(question.id, question.path, "its id cannot be written in a comment"))
            continue
        block = ours.get(question.id)
        renewed = renewal(page.note, block, reply, words) if block else None
        if renewed is None:
            lines = block_lines(fresh, question.id, words(page.note, form, reply))
            puts.append(Put(reply, fresh, lines))
        elif isinstance(renewed, Put):
            puts.append(renewed)
        elif renewed:
            left.append(Left(question.id, question.path, renewed))
        else:
            unchanged.append(question.id)
    return puts, left, unchanged


def ids_on_page(page: OpenNote) -> frozenset[str]:
    """The questions whose answers the page has."""
    return frozenset(own.id for own in page.own) - {_PAGE_ID}


def _ending(link_style: LinkStyle) -> str:
    """Org in a folder of org files, else Markdown: plain text cannot hide the marks."""
    endings = Counter(path.rsplit(".", 1)[-1].lower() for path in link_style.paths)
    return ".org" if endings["org"] > len(link_style.paths) / 2 else ".md"
