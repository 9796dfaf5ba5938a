import pytest

from index import errors
from index.errors import DayciteError

_ALL = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, DayciteError)]


def test_an_error_is_one_line_with_its_remedy_behind() -> None:
    assert str(DayciteError("it\nbroke", "Mend  it")) == "it broke. Mend it"
    assert str(DayciteError("it broke")) == "it broke"


@pytest.mark.parametrize("kind", _ALL)
def test_the_drawn_tree_tells_the_truth(kind: type[DayciteError]) -> None:
    assert errors.__doc__ is not None
    [line] = [line for line in errors.__doc__.splitlines() if line.strip(" │├└─").startswith(f"{kind.__name__} ")]
    assert line.endswith(f"exit {kind.exit_code}, HTTP {kind.http_status}")
    [above] = kind.__bases__
    if kind is not DayciteError:
        assert line.startswith("│") == (above is not DayciteError), "indented below its parent"


def test_the_drawing_names_no_other() -> None:
    assert str(errors.__doc__).count("HTTP") == len(_ALL)
