"""A model that answers from the notes it reads: the sentence that has most of the question's words, with its number."""

import json
import re
from typing import Any

_NOTE = re.compile(r"<note number=(\d+)>[^\n]*\n(.*?)\n</note>", re.DOTALL)
_QUESTION = re.compile(r"The question: (.*?)\nAnswer ", re.DOTALL)


def honest(prompt: str, body: dict[str, Any]) -> str:
    """What it writes, in the form that the request asks for."""
    question = _QUESTION.search(prompt)
    asked = _words(question[1]) if question else set()
    lines = [
        (len(asked & _words(line)), int(number), line.strip("#-* "))
        for number, text in _NOTE.findall(prompt)
        for line in text.splitlines()
        if line.strip("#-* ")
    ]
    shared, number, line = max(lines, default=(0, 0, ""), key=lambda found: found[0])
    said = [{"notes": [number], "text": line}] if shared else []
    if body.get("format"):
        return json.dumps({"statements": said}, ensure_ascii=False)
    return "\n".join(f"{one['text']} [{number}]" for one in said) or "NOTHING"


def _words(text: str) -> set[str]:
    return {word[:5].casefold().rstrip("s") for word in re.findall(r"\w{3,}", text)}
