"""daycite's version, as installed."""


def version() -> str:
    """ "unknown" where the code runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("daycite")
    except PackageNotFoundError:
        return "unknown"
