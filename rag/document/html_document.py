"""A document -> one HTML page that loads nothing: notes are shown as they are read, and nothing in them is HTML."""

from collections.abc import Iterator, Sequence
from html import escape

from index.rendering.node import Node
from rag.answer.result import Answer
from rag.document.document import Document, DocumentPart

_STYLE = (
    "body{font:1em/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em}cite{color:#666;font-size:.85em}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse}td,th{border:1px solid #999;"
    "padding:.2em .5em}@media print{h2{break-after:avoid}}"
)
_HEAD = (
    '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
)
_ELEMENTS = {
    "p": "p", "list": "ul", "item": "li", "table": "table", "row": "tr", "head": "th", "cell": "td", "math": "code",
    "quote": "blockquote", "em": "em", "strong": "strong", "del": "del", "mark": "mark", "code": "code",
    "footnote": "sup",
}  # fmt: skip
_SIGNS = {"done": "☑ ", "todo": "☐ "}
_DEEPEST = 100


def html_document(document: Document) -> str:
    """The whole page."""
    lines = [f"{_HEAD}<title>{_text(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"]
    lines.append(f"<h1>{_text(document.title)}</h1>")
    if document.answer:
        lines += _answer(document.answer)
    if document.notice:
        lines.append(f"<p><em>{_text(document.notice)}</em></p>")
    day = ""
    for part in document.parts:
        if part.days != day:
            day = part.days
            lines.append(f"<h2>{_text(day)}</h2>")
        lines += [f"<p><cite>{_text(part.place)}</cite></p>", _part(part)]
    return "\n".join([*lines, "</body>\n</html>\n"])


def _answer(answer: Answer) -> Iterator[str]:
    if answer.lead:
        yield f"<p>{_text(answer.lead)}</p>"
    if not answer.statements:
        yield f"<p>{_text(answer.answer)}</p>"
        return
    yield "<ul>"
    for each in answer.statements:
        cited = "; ".join(dict.fromkeys(f"{c.days}, {c.path}:{c.line_start}" for c in each.citations))
        yield f"<li>{_text(each.text + each.remark)} <cite>({_text(cited)})</cite></li>"
    yield "</ul>"


def _part(part: DocumentPart) -> str:
    return _all(part.nodes, 0) if part.nodes else f"<pre>{_text(part.text)}</pre>"


def _all(nodes: Sequence[Node | str], depth: int) -> str:
    return "".join(_text(node) if isinstance(node, str) else _node(node, depth) for node in nodes)


def _node(node: Node, depth: int) -> str:
    inside = _all(node.children, depth + 1) if depth < _DEEPEST else ""
    match node.tag:
        case "heading":
            level = min(node.level + 2, 6)
            return f"<h{level}>{inside}</h{level}>\n"
        case "ordered":
            return f'<ol start="{max(node.level, 0)}">{inside}</ol>\n'
        case "done" | "todo":
            return f"{_SIGNS[node.tag]}{inside}"
        case "code_block":
            return f"<pre><code>{inside}</code></pre>\n"
        case "rule":
            return "<hr>\n"
        case "br":
            return "<br>"
        case "image":
            return f"[{inside or _text(node.target)}]"
    element = _ELEMENTS.get(node.tag)
    return f"<{element}>{inside}</{element}>" if element else inside


def _text(text: str) -> str:
    return escape(text.encode("utf-8", "replace").decode())
