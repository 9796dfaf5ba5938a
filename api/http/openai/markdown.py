"""An answer -> Markdown for chat programs. What notes say stays text: no link, image or HTML of theirs is made."""

import re

from index.text.foreign import one_line
from rag.answer.result import Answer, days_of
from rag.evidence.citations import Statement

# What begins links, images, HTML, code and entities; and what makes a link of an address that stands alone, which chat
# programs may look up unasked.
_MARKUP = re.compile(r"[\[\]<`\\&]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_AT_THE_BEGINNING = re.compile(r"^(?:[#>~|=]|[-+*](?=\s|$)|[-*_](?=[-*_])|(?<=\d)[.)])")


def plain_markdown(text: str) -> str:
    """Signs that could begin a link, an image or HTML are escaped: an image from elsewhere would tell on the reader."""
    escaped = _MARKUP.sub(lambda sign: f"\\{sign[0]}", one_line(text))
    return _AT_THE_BEGINNING.sub(lambda sign: f"\\{sign[0]}", escaped)


def lead_markdown(lead: str) -> str:
    """What is known of the days, a paragraph of its own."""
    return f"{plain_markdown(lead)}\n\n"


def statement_markdown(statement: Statement) -> str:
    """ "- CNN neurons see a small region. [2020-03-17]" """
    remark = f" {plain_markdown(statement.remark)}" if statement.remark else ""
    return f"- {plain_markdown(statement.text)} [{', '.join(days_of(statement))}]{remark}"


RETRACTED_MARKDOWN = "\n(Disregard the above: the model failed.)\n\n"


def answer_pieces(answer: Answer, remark: str = "") -> list[str]:
    """All of it, piece by piece: the lead, the statements, what the reader should know, the sources."""
    lead = [lead_markdown(answer.lead)] if answer.lead and answer.answered else []
    statements = [f"{statement_markdown(statement)}\n" for statement in answer.statements]
    return [*lead, *statements, rest_markdown(answer, plain_markdown(remark))]


def rest_markdown(answer: Answer, remark: str = "") -> str:
    """What comes behind the lead and the statements: what the reader should know, the sources.

    `remark` is Markdown: what concerns this answer alone, such as what of the question was passed over.
    """
    if not answer.answered:
        return "\n\n".join(filter(None, (*map(plain_markdown, (answer.answer, answer.notice)), remark)))
    cited = [c for statement in answer.statements for c in statement.citations]
    places = dict.fromkeys(f"{c.date or 'undated'} {_code(c.path)}, line {c.line_start}" for c in cited)
    sources = "\n".join(f"- {place}" for place in places)
    return "\n" + "\n\n".join(filter(None, (plain_markdown(answer.notice), remark, f"Sources:\n{sources}")))


def _code(path: str) -> str:
    return f"`{one_line(path).replace('`', '’')}`"
