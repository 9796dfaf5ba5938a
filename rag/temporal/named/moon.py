"""Sun and moon -> the days of the Chinese calendar's festivals, which no rule of the western one gives.

A month of that calendar begins on the day of a new moon and has its number from the place that the sun reaches in it:
the eighth holds the autumn equinox. After Meeus, "Astronomical Algorithms", chapters 25 and 49; days are those of
China. Right to the day from 1900 to 2100 but where a new moon falls within minutes of midnight, and in the winter of
2033, whose months are numbered by a further rule.
"""

import math
from datetime import date, timedelta
from functools import cache

_MONTH = 29.530588861
_NOON_2000, _DAY_2000 = 2451545.0, date(2000, 1, 1)
_CHINA = 8 / 24  # days ahead of Greenwich
_PLACE_OF_JANUARY = 280  # where the sun is as a western year begins
_CLOCKS = 66 / 86_400  # days that even time is ahead of the earth's turning, about 2000

_FESTIVALS = {  # the sun's place in the month, its date near there, day of the month, how many days it is kept
    "spring_festival": (330, (2, 19), 1, 7),
    "lunar_eve": (330, (2, 19), 0, 1),
    "lantern": (330, (2, 19), 15, 1),
    "dragon_boat": (90, (6, 21), 5, 1),
    "qixi": (150, (8, 23), 7, 1),
    "mid_autumn": (180, (9, 23), 15, 1),
    "double_ninth": (210, (10, 23), 9, 1),
}
LUNAR_DAYS = frozenset((*_FESTIVALS, "qingming"))


@cache
def lunar_span(year: int, name: str) -> tuple[date, date]:
    """The days of a festival of LUNAR_DAYS that falls in the western `year`."""
    if name == "qingming":
        return (_sun_reaches(15, date(year, 4, 5)),) * 2
    place, (month, near), number, length = _FESTIVALS[name]
    first = _month_with(_sun_reaches(place, date(year, month, near))) + timedelta(days=number - 1)
    return first, first + timedelta(days=length - 1)


def lunar_day(year: int, month: int, day: int) -> date:
    """A day of the Chinese calendar's year that begins in the western `year`: its twelfth month ends in the next."""
    place, near = (330 + 30 * (month - 1)) % 360, date(year, 2, 19) + timedelta(days=round(30.44 * (month - 1)))
    return _month_with(_sun_reaches(place, near)) + timedelta(days=day - 1)


def solar_day(year: int, place: int) -> date:
    """The day of `year` on which the sun reaches a place, in degrees from the spring equinox."""
    days = (place - _PLACE_OF_JANUARY) % 360 / 360 * 365.2422
    return _sun_reaches(place, date(year, 1, 1) + timedelta(days=round(days)))


def _month_with(day: date) -> date:
    """The first day of the month that holds `day`: that of the last new moon up to it."""
    count = round((day - _DAY_2000).days / _MONTH)
    return max(moon for n in range(count - 2, count + 3) if (moon := _new_moon(n)) <= day)


def _day(moment: float) -> date:
    """The day in China at a moment, in Julian days of even time."""
    return _DAY_2000 + timedelta(days=math.floor(moment - _CLOCKS + _CHINA - _NOON_2000 + 0.5))


def _new_moon(count: int) -> date:
    """The day of the new moon so many after that of 6 January 2000."""
    t = count / 1236.85
    sun, moon, node = (
        math.radians(start + step * count)
        for start, step in ((2.5534, 29.1053567), (201.5643, 385.81693528), (160.7108, 390.67050284))
    )
    e = 1 - 0.002516 * t
    terms = (
        (-0.40720, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * node), (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun), (-0.00111, moon - 2 * node),
        (-0.00057, moon + 2 * node), (0.00056 * e, 2 * moon + sun), (-0.00042, 3 * moon),
        (0.00042 * e, sun + 2 * node), (0.00038 * e, sun - 2 * node), (-0.00024 * e, 2 * moon - sun),
    )  # fmt: skip
    moment = 2451550.09766 + _MONTH * count + 0.00015437 * t * t
    return _day(moment + sum(size * math.sin(angle) for size, angle in terms))


def _sun_reaches(place: float, near: date) -> date:
    """The day about `near` on which the sun reaches a place, in degrees from the spring equinox."""
    moment = (near - _DAY_2000).days + _NOON_2000
    for _ in range(5):
        off = (place - _sun(moment) + 180) % 360 - 180
        moment += off * 365.2422 / 360
    return _day(moment)


def _sun(moment: float) -> float:
    t = (moment - _NOON_2000) / 36525
    anomaly = math.radians(357.52911 + 35999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    node = math.radians(125.04 - 1934.136 * t)
    return 280.46646 + 36000.76983 * t + centre + 0.000289 * math.sin(3 * anomaly) - 0.00569 - 0.00478 * math.sin(node)
