"""Whether tracebacks are wanted: DAYCITE_DEBUG=1. No setting: it must work where the settings cannot be read."""

import os


def debugging() -> bool:
    return os.environ.get("DAYCITE_DEBUG", "") not in ("", "0")
