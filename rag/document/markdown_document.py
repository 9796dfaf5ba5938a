"""A document -> Markdown: what the notes say stands in it as it is written there."""

from collections.abc import Iterator

from index.write_back.block_text import safe, single_line
from rag.answer.result import Answer
from rag.document.document import Document
from rag.evidence.citations import Citation


def markdown_document(document: Document) -> str:
    """The whole text, with a heading a day."""
    blocks = [f"# {_words(document.title)}"]
    if document.answer:
        blocks += _answer(document.answer)
    if document.notice:
        blocks.append(f"*{_words(document.notice)}*")
    day = ""
    for part in document.parts:
        if part.days != day:
            day = part.days
            blocks.append(f"## {day}")
        blocks += [f"*{_words(part.place)}*", part.text.strip("\n")]
    return "\n\n".join(blocks) + "\n"


def _answer(answer: Answer) -> Iterator[str]:
    if answer.lead:
        yield _words(answer.lead)
    said = [f"- {_words(each.text)}{_words(each.remark)} ({_cited(each.citations)})" for each in answer.statements]
    yield "\n".join(said) or _words(answer.answer)


def _cited(citations: tuple[Citation, ...]) -> str:
    shown = (f"{each.days}, {_words(f'{each.path}:{each.line_start}')}" for each in citations)
    return "; ".join(dict.fromkeys(shown))


def _words(text: str) -> str:
    return safe(single_line(text), "markdown")
