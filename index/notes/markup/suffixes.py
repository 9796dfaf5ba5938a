"""The endings of the files that are notes, and how each is read."""

from typing import Literal

NOTE_SUFFIXES: dict[str, Literal["markdown", "org", "text"]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".txt": "text",
    ".text": "text",
    ".wiki": "text",
    ".rst": "text",
    ".adoc": "text",
    ".asciidoc": "text",
    ".textile": "text",
    ".typ": "text",
    ".tex": "text",
    ".norg": "text",
    ".gmi": "text",
    ".org": "org",
}
"""Markup that is no Markdown and no org is read as plain text, but for its headings (headings_as_markdown.py)."""
