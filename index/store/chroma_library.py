"""The Chroma library, kept from reading settings that are meant for other programs."""

import os
from pathlib import Path
from typing import Any


def chroma_library() -> Any:
    """chromadb, imported from a folder without a `.env`: it would read one in the working directory."""
    if Path(".env").exists():
        here = os.getcwd()
        os.chdir(os.path.dirname(os.path.abspath(__file__)))
        try:
            import chromadb
        finally:
            os.chdir(here)
        return chromadb
    import chromadb

    return chromadb
