"""Settles the order of day and month in dates: in the settings file in force, and in a collection that is open."""

import os
from dataclasses import dataclass
from typing import Literal

from api.parts.collection import Collection
from api.settings import deciding_file
from api.settings_writing import write_setting
from index.errors import UsageError

_VARIABLE = "DAYCITE_DATES__ORDER"

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class OrderSettled:
    """What was written where."""

    order: DateOrder
    """`dmy`: the day comes first; `mdy`: the month."""
    file: str
    """The settings file that says so now."""
    everywhere: bool
    """Whether that file is your own, and so counts for all your notes folders."""


def settle_order(collection: Collection, order: DateOrder) -> OrderSettled:
    """Writes the order down; the next indexing reads by it. Raises UsageError where something else decides."""
    if any(name.upper() == _VARIABLE and value for name, value in os.environ.items()):
        raise UsageError(f"{_VARIABLE} sets the order of dates, over every settings file", "Unset it, or change it")
    file, everywhere = deciding_file(collection.root)
    write_setting(file, "dates", "order", order)
    dates = collection.settings.dates.model_copy(update={"order": order})
    collection.settings = collection.settings.model_copy(update={"dates": dates})
    return OrderSettled(order, str(file), everywhere)
