"""What a model writes, piece by piece -> its statements, each as soon as it is whole.

Two forms: lines that end in [n] markers, and JSON by the schema, which some models write unasked, too. What a model
thinks aloud (<think>…</think>) is never part of either. Markup goes as it goes from notes: an image that a page would
fetch could carry away what the notes say.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.text.inline import plain
from index.text.sentences import sentence_spans
from rag.llm.prompt import MOST_STATEMENTS

_THINK_OPEN, _THINK_CLOSE = "<think>", "</think>"
_MARKER = re.compile(r"\s*\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_NOTHING = re.compile(r"^\W*NOTHING\W*$", re.IGNORECASE)
_MARKERS = re.compile(r"(?:\s*\[\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*\])+([.!?。]?)")
_BEGUN = re.compile(
    r'\{\s*"notes"\s*:\s*\[(?P<notes>[\d,\s]*)\]\s*,\s*"text"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*)\Z', re.DOTALL
)
_FENCE = "```json"
_UNNAMED = 4  # words without a marker that make a statement, unlike "Sure!"


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement as the LLM gave it, with the numbers of the passages it named."""

    text: str
    numbers: tuple[int, ...]


def schema(passages: int) -> dict[str, Any]:
    """JSON schema of an answer whose citations can only be the numbers of the passages given."""
    number = {"type": "integer", "enum": list(range(1, passages + 1))}
    statement = {
        "type": "object",
        "properties": {
            "notes": {"type": "array", "items": number, "minItems": 1, "maxItems": 4},
            "text": {"type": "string"},
        },
        "required": ["notes", "text"],
        "additionalProperties": False,
    }
    statements = {"type": "array", "items": statement, "maxItems": MOST_STATEMENTS}
    return {
        "type": "object",
        "properties": {"statements": statements},
        "required": ["statements"],
        "additionalProperties": False,
    }


class Spoken:
    """Pieces of text -> the text outside <think> tags, which may be cut anywhere."""

    def __init__(self) -> None:
        self._held, self._thinking = "", False

    def feed(self, piece: str) -> str:
        self._held += piece
        out = ""
        while True:
            tag = _THINK_CLOSE if self._thinking else _THINK_OPEN
            before, is_whole, after = self._held.partition(tag)
            if not is_whole:
                break
            out += "" if self._thinking else before
            self._held, self._thinking = after, not self._thinking
        keep = _begun(self._held, tag)
        ready, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        return out + ("" if self._thinking else ready)

    def rest(self) -> str:
        """What was held back because it could have begun a tag."""
        return "" if self._thinking else self._held


def _begun(text: str, tag: str) -> int:
    """How many characters at the end of `text` begin `tag`."""
    return next((n for n in range(min(len(tag) - 1, len(text)), 0, -1) if text.endswith(tag[:n])), 0)


class JsonDrafts:
    """`{"statements": [{"notes": [1], "text": "…"}, …]}` read as it comes."""

    def __init__(self, passages: int) -> None:
        self._allowed = range(1, passages + 1)
        self._text, self._at, self._inside, self._over = "", 0, False, False

    @property
    def whole(self) -> bool:
        """Whether the list of statements was read to its end."""
        return self._over

    def feed(self, piece: str) -> Iterator[Draft]:
        """The statements that `piece` completes. Raises ValueError on anything but such JSON."""
        self._text += piece
        if not {"}", "]", "["}.intersection(piece):
            return  # nothing can have ended
        while not self._over and (self._inside or self._enter()):
            self._skip()
            if self._at >= len(self._text):
                return
            if self._text[self._at] == "]":
                self._over = True
                return
            if self._text[self._at] != "{":
                raise ValueError("a statement is not an object")
            try:
                value, self._at = json.JSONDecoder().raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                return  # not whole yet; whether it ever becomes whole, `whole` says
            yield self._draft(value)

    def rest(self) -> Iterator[Draft]:
        """The whole sentences of a statement that nothing ended."""
        begun = _BEGUN.search(self._text, self._at)
        if self._over or begun is None:
            return
        *whole, _last = sentence_spans(_unescaped(begun["text"])) or [(0, 0)]
        if whole:
            numbers = [int(number) for number in re.findall(r"\d+", begun["notes"])]
            text = _unescaped(begun["text"])[: whole[-1][1]]
            yield self._draft({"text": text, "notes": numbers})

    def _enter(self) -> bool:
        """Whether the list has begun; what stands before it (a fence, an unrelated key) is passed over."""
        match = re.search(r'"statements"\s*:\s*\[', self._text)
        if match:
            self._inside, self._at = True, match.end()
        return self._inside

    def _skip(self) -> None:
        while self._at < len(self._text) and self._text[self._at] in ", \t\r\n":
            self._at += 1

    def _draft(self, value: Any) -> Draft:
        try:
            text, numbers = str(value["text"]), tuple(int(n) for n in value["notes"])
        except (KeyError, TypeError) as error:
            raise ValueError("a statement lacks its text or its notes") from error
        return Draft(plain(_MARKER.sub("", text)), tuple(n for n in numbers if n in self._allowed))


class LineDrafts:
    """Lines of text that end in [n] markers, read as they come; lines without a marker name no passage."""

    def __init__(self, passages: int) -> None:
        self._allowed = range(1, passages + 1)
        self._text, self._said = "", False

    @property
    def whole(self) -> bool:
        """Whether anything was said at all: a statement, or that there is nothing to say."""
        return self._said

    def feed(self, piece: str) -> Iterator[Draft]:
        """The statements of the lines that `piece` ends."""
        *lines, self._text = (self._text + piece).split("\n")
        for line in lines:
            yield from self._of_line(line)

    def rest(self) -> Iterator[Draft]:
        """The statements of the last line, which nothing ended."""
        yield from self._of_line(self._text)
        self._text = ""

    def _of_line(self, line: str) -> Iterator[Draft]:
        """A statement for each run of markers; what stands after the last names no passage."""
        if _NOTHING.match(line):
            self._said = True
            return
        at = 0
        for match in _MARKERS.finditer(line):
            numbers = dict.fromkeys(int(n) for n in re.findall(r"\d+", match[0]))
            named = tuple(n for n in numbers if n in self._allowed)
            draft = Draft(_clean(line[at : match.start()] + match[1]), named)
            at = match.end()
            if re.search(r"\w{2}", draft.text) and not draft.text.startswith(("{", "[", '"')):
                self._said = True
                yield draft
        left = _clean(line[at:])
        if len(left.split()) >= _UNNAMED and not left.endswith(":") and left[0] not in "{[`":
            self._said = True
            yield Draft(left, ())


class EitherDrafts:
    """Lines, or JSON, whichever the first sign shows it to be."""

    def __init__(self, passages: int) -> None:
        self._passages = passages
        self._held = ""
        self._reader: JsonDrafts | LineDrafts | None = None

    @property
    def whole(self) -> bool:
        """As of the reader."""
        return self._reader is not None and self._reader.whole

    def feed(self, piece: str) -> Iterator[Draft]:
        """The statements that `piece` completes. Raises ValueError on JSON of another shape."""
        if self._reader is None:
            self._held += piece
            begun = self._held.lstrip()
            if _FENCE.startswith(begun):
                return
            self._reader = (JsonDrafts if begun.startswith(("{", _FENCE)) else LineDrafts)(self._passages)
            piece = self._held
        yield from self._reader.feed(piece)

    def rest(self) -> Iterator[Draft]:
        """What nothing ended."""
        return iter(()) if self._reader is None else self._reader.rest()


def _unescaped(text: str) -> str:
    """The text of a JSON string that is not whole."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _clean(text: str) -> str:
    return plain(_BULLET.sub("", text))
