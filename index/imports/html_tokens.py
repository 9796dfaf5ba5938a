"""HTML -> its tags and texts, in one pass: what is not closed costs no more than it is long.

The standard library's html.parser looks for the end of an unclosed tag or comment again at each of them, which takes
minutes for 200 kB of `<a href='`.
"""

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
_TAG_END = re.compile(r"""[^'">]*+(?:(?:"[^"]*+"|'[^']*+')[^'">]*+)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "template", "noscript")}
_MOST_ATTRIBUTES = 100


def html_tokens(html: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """("start" or "end", the element's name, its attributes), and ("text", text, {})."""
    at = 0
    while at < len(html):
        begin = html.find("<", at)
        if begin < 0:
            begin = len(html)
        if begin > at:
            yield "text", _plain(html[at:begin]), {}
        if begin == len(html):
            return
        tag = _TAG.match(html, begin)
        if tag is None:
            at = _after_no_tag(html, begin)
            if at == begin + 1:
                yield "text", "<", {}
            continue
        end = _TAG_END.match(html, tag.end())
        if end is None:  # it goes on to the end
            yield "text", _plain(html[tag.end() :]), {}
            return
        name, at = tag[1].lower(), end.end()
        if html[begin + 1] == "/":
            yield "end", name, {}
            continue
        yield "start", name, _attributes(html[tag.end() : at - 1])
        if name in _RAW:
            closing = _RAW[name].search(html, at)
            at = closing.start() if closing else len(html)
        elif html[at - 2] == "/" and name != "a":  # there it may be the end of an address
            yield "end", name, {}


def _after_no_tag(html: str, begin: int) -> int:
    """Behind a comment, a declaration or a CDATA section's mark; behind the sign alone where it is none of them."""
    if html.startswith("<!--", begin):
        end = html.find("-->", begin + 4)
        return end + 3 if end >= 0 else len(html)
    if html.startswith(("<!", "<?"), begin):
        end = html.find(">", begin)
        return end + 1 if end >= 0 else len(html)
    return begin + 1


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or ""
        found.setdefault(match[1].lower(), _plain(value[1:-1] if value[:1] in ("'", '"') else value))
        if len(found) >= _MOST_ATTRIBUTES:
            break
    return found


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
