"""An ENEX file -> its notes, read as a stream: a file may be larger than the memory.

XML is read without trust: an entity of its own (billion laughs) is refused, nothing outside is loaded, and a note or
an attachment is read up to a bound.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from index.errors import NotesError
from index.imports.archive import READ_ERRORS, why_unread

_LARGEST_DATA = 400_000_000  # characters of an attachment, in base64
_LARGEST_VALUE = 32_000_000
_DEEPEST = 64
_CHUNK = 1 << 18


@dataclass(slots=True)
class EnexResource:
    """A file of a note."""

    data: bytes = b""
    mime: str = ""
    name: str = ""
    refused: str = ""


@dataclass(slots=True)
class EnexNote:
    """A note as the file says it: each element's text by its name."""

    values: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    resources: list[EnexResource] = field(default_factory=list)


def enex_notes(opened: BinaryIO) -> Iterator[EnexNote]:
    """Each note in turn, and NotesError, behind those that end before, for what is no XML or declares entities."""
    reader = _EnexReader()
    part = b"."
    while part:
        problem: NotesError | None = None
        try:
            part = opened.read(_CHUNK)
            reader.parser.Parse(part, not part)
        except NotesError as error:
            problem = error
        except READ_ERRORS as error:
            problem = NotesError(f"it cannot be read ({why_unread(error)})", "Export once more")
        except expat.ExpatError as error:
            problem = NotesError(f"it is not sound XML ({error})", "Export once more")
        yield from reader.done
        reader.done.clear()
        if problem is not None:
            raise problem


class _EnexReader:
    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate()
        self.done: list[EnexNote] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._note = EnexNote()
        self._resource = EnexResource()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = lambda *names: 1  # nothing is loaded, and what it would say is left out

    def _entity(self, *names: object) -> None:
        raise NotesError("it declares entities of its own, which no export of Evernote does", "Check where it is from")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise NotesError("its elements are nested too deep", "Check where the file comes from")
        self._text, self._length = [], 0
        if name == "note":
            self._note = EnexNote()
        elif name == "resource":
            self._resource = EnexResource()

    def _data(self, text: str) -> None:
        self._length += len(text)
        if self._length <= (_LARGEST_DATA if self._path[-1:] == ["data"] else _LARGEST_VALUE):
            self._text.append(text)
        else:
            self._text.clear()

    def _end(self, name: str) -> None:
        text, self._text = "".join(self._text), []
        self._path.pop()
        in_resource = "resource" in self._path
        if name == "note":
            self.done.append(self._note)
        elif name == "resource":
            self._note.resources.append(self._resource)
        elif in_resource:
            self._end_in_resource(name, text)
        elif name == "tag":
            self._note.tags.append(text.strip())
        elif self._path[-1:] == ["note"]:
            self._note.values[name] = text
        self._length = 0

    def _end_in_resource(self, name: str, text: str) -> None:
        if name == "data":
            if self._length > _LARGEST_DATA:
                self._resource.refused = f"it has more than {_LARGEST_DATA * 3 // 4_000_000} MB"
            try:
                self._resource.data = base64.b64decode(re.sub(r"\s+", "", text), validate=True)
            except (ValueError, binascii.Error):
                self._resource.refused = "its data is damaged"
        elif name == "mime":
            self._resource.mime = text.strip()
        elif name == "file-name":
            self._resource.name = text.strip()
