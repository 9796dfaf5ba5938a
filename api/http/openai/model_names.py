"""The names under which clients choose who writes the answers."""

from index.errors import NotFoundError

MODELS = {"daycite": None, "daycite-extract": False}
"""Name -> whether a local language model writes the answers (None: if there is one)."""


def canonical_model(name: str) -> str:
    """ "openai/daycite:latest" -> "daycite": routers put a provider before a name, Ollama's clients a tag behind it.

    Raises NotFoundError.
    """
    bare = name.strip().rpartition("/")[2].partition(":")[0].casefold()
    if bare not in MODELS:
        raise NotFoundError(f"there is no model named {name[:100]!r}", f"Ask for {' or '.join(MODELS)}")
    return bare
