"""A journal of a year, made up: what recurs every day, what fills the days, and planted main events.

Each style is a way of writing: bullets, prose, headings, a form with its sections, one file a month; and German.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 2025
_EVENTS_A_WEEK = (1, 3)


@dataclass(frozen=True)
class MadeYear:
    """Notes by path; the events of each day; and what recurs, as pieces that no line of a digest may have."""

    notes: dict[str, str]
    events: dict[date, str]
    boilerplate: tuple[str, ...]


_EVENTS = {
    "en": (
        "Signed the lease for the flat on {street} Street.",
        "I passed the {exam} exam with {n} points.",
        "{name} and I drove to {town} and saw the {thing} for the first time.",
        "Finished the {craft} that I had begun in autumn.",
        "We buried grandmother's old dog under the {tree}.",
        "I gave my first talk, on {topic}, in front of {n} people.",
        "{name} broke an ankle on the stairs, and we spent the night in the hospital.",
        "Bought a used {vehicle} from a man in {town}.",
        "The {thing} in the cellar burst, and the whole stock of {goods} is ruined.",
        "I told {name} that I am leaving the {firm}.",
        "My article on {topic} was accepted by the {paper}.",
        "Ran the {town} half marathon in two hours and {n} minutes.",
        "{name} asked me to be godmother of little {other}.",
        "Planted {n} {tree} saplings along the northern fence with {name}.",
        "Our {vehicle} was stolen from the station in {town}.",
        "Got the grant for the {topic} project!",
        "The old {tree} fell on the shed during the storm.",
        "I moved my desk to the {firm} and met the new team.",
    ),
    "de": (
        "Den Mietvertrag für die Wohnung in der {street}straße unterschrieben.",
        "Ich habe die {exam}prüfung mit {n} Punkten bestanden.",
        "Mit {name} nach {town} gefahren und dort zum ersten Mal {thing} gesehen.",
        "{craft} fertiggestellt, das ich im Herbst begonnen hatte.",
        "Wir haben den alten Hund der Großmutter unter der {tree} begraben.",
        "Ich hielt meinen ersten Vortrag über {topic} vor {n} Leuten.",
        "{name} hat sich auf der Treppe den Knöchel gebrochen, wir waren die Nacht über im Krankenhaus.",
        "Von einem Mann aus {town} ein gebrauchtes {vehicle} gekauft.",
        "Ich habe {name} gesagt, dass ich die {firm} verlasse.",
        "Mein Aufsatz über {topic} wurde von der {paper} angenommen.",
        "Den Halbmarathon in {town} in zwei Stunden und {n} Minuten gelaufen.",
        "Mit {name} am nördlichen Zaun {n} Setzlinge gepflanzt, alles {tree}n.",
        "Im Sturm ist die alte {tree} auf den Schuppen gefallen.",
    ),
}
_SLOTS = {
    "en": {
        "street": "Elm Harbour Mill Chapel Quarry Lantern Orchard Foundry Bishop Willow",
        "exam": "navigation radio Latin statistics sailing surveying first-aid carpentry",
        "name": "Petra Jonas Amira Tobias Ingrid Malik Rosa Henning Yuki Olga Dario Fiona",
        "other": "Emil Nora Kasper Lea Matteo Ida",
        "town": "Lübeck Porto Galway Turin Bergen Delft Tartu Girona Ghent Zadar",
        "thing": "boiler lighthouse observatory planetarium aqueduct windmill monastery glacier",
        "craft": "canoe quilt bookcase telescope birdhouse accordion tapestry dollhouse",
        "tree": "walnut cherry chestnut larch quince maple rowan hazel",
        "topic": "peatlands tides beekeeping dialects lichens bookbinding glaciers semaphores",
        "vehicle": "tandem moped trailer sailboat tractor camper rowboat scooter",
        "goods": "honey plums flour candles seeds cider",
        "firm": "brewery archive foundry nursery bakery institute",
        "paper": "Gazette Quarterly Courier Bulletin Chronicle",
    },
    "de": {
        "street": "Hafen Mühlen Garten Kapellen Eichen Brunnen Linden Markt",
        "exam": "Funk Segel Latein Statistik Jagd Meister",
        "name": "Petra Jonas Amira Tobias Ingrid Malik Rosa Henning Yuki Olga",
        "other": "Emil Nora",
        "town": "Lübeck Porto Galway Turin Bergen Delft Görlitz Girona Passau Zadar",
        "thing": "den Leuchtturm,die Sternwarte,das Planetarium,den Gletscher,das Kloster,die Windmühle",
        "craft": "Das Kanu,Das Bücherregal,Das Vogelhaus,Das Fernrohr,Das Puppenhaus",
        "tree": "Walnuss Kirsche Kastanie Lärche Quitte Eberesche Hasel",
        "topic": "Moore Gezeiten Bienenzucht Mundarten Flechten Buchbinderei Gletscher",
        "vehicle": "Tandem Moped Segelboot Ruderboot Wohnmobil",
        "goods": "Honig",
        "firm": "Brauerei Gießerei Gärtnerei Bäckerei Druckerei",
        "paper": "Rundschau Zeitung Umschau Chronik",
    },
}
_FILLING = {
    "en": (
        "Answered a few letters about the {a}.", "Talked with {n} about the {a}.", "Worked on the {a} until noon.",
        "Read some pages about the {a} after supper.", "The {a} still needs a coat of paint.",
        "I thought about the {a} on the way home.", "We had {f} with {n}.", "{n} called about the {a}.",
        "Looked for the {a} in the attic without luck.", "It rained, so I stayed in and sorted the {a}.",
        "Cleaned the {a} and put it back.", "The meeting about the {a} took longer than planned.",
    ),
    "de": (
        "Ein paar Briefe wegen {a} beantwortet.", "Mit {n} über {a} gesprochen.", "Bis mittags an {a} gearbeitet.",
        "Nach dem Abendessen einige Seiten über {a} gelesen.", "Ich dachte auf dem Heimweg an {a}.",
        "Mit {n} {f} gegessen.", "{n} rief wegen {a} an.", "Die Besprechung zu {a} dauerte länger als geplant.",
    ),
}  # fmt: skip
_THINGS = "garden roof report budget fence website bicycle kitchen drawer invoice schedule stove ledger shelf parcel"
_DINGE = "Garten Dach Bericht Haushalt Zaun Fahrrad Küche Schublade Rechnung Zeitplan Ofen Regal Paket"
_FOOD = "soup noodles rice pancakes lentils salad curry dumplings"
_SPEISEN = "Suppe Nudeln Reis Pfannkuchen Linsen Salat Klöße"
_FRIENDS = "Anna Bernd Carla Dieter"
_DAILY = {
    "en": (
        "Woke up at {h}:{m}, coffee and the news.", "Weather: {w}, {d} degrees.",
        "Stand-up meeting at nine, then mail.",
        "Steps: {s}", "Lunch with the colleagues.", "That is all for today!", "Grateful for a quiet evening.",
    ),
    "de": (
        "Aufgewacht um {h}:{m}, Kaffee und Nachrichten.", "Wetter: {w}, {d} Grad.", "Um neun Besprechung, dann Post.",
        "Schritte: {s}", "Mittagessen mit den Kollegen.", "Das war es für heute!", "Dankbar für einen ruhigen Abend.",
    ),
}  # fmt: skip
_PIECES = {
    "en": ("Woke up at", "Weather:", "Stand-up meeting", "Steps:", "Lunch with the colleagues", "That is all for",
           "Grateful for a quiet"),
    "de": ("Aufgewacht um", "Wetter:", "Um neun Besprechung", "Schritte:", "Mittagessen mit den", "Das war es für",
           "Dankbar für einen"),
}  # fmt: skip
_SKY = {"en": ("sunny", "cloudy", "rain", "fog"), "de": ("sonnig", "bewölkt", "Regen", "Nebel")}


def _bullets(day: date, daily: list[str], told: list[str], rng: random.Random) -> str:
    lines = [*daily[:3], *told, *daily[3:]]
    return f"# {day}\n\n" + "\n".join(f"- {line}" for line in lines)


def _prose(day: date, daily: list[str], told: list[str], rng: random.Random) -> str:
    middle = len(told) // 2
    return f"# {day:%A}, {day}\n\n{' '.join(daily[:3])}\n\n{' '.join(told[:middle])} {' '.join(told[middle:])}\n\n" + (
        " ".join(daily[3:])
    )


def _headings(day: date, daily: list[str], told: list[str], rng: random.Random) -> str:
    middle = len(told) // 2
    parts = (
        ("Morning", [*daily[:2], *told[:middle]]),
        ("Afternoon", [*told[middle:], daily[4]]),
        ("Evening", daily[5:]),
    )
    return f"# {day}\n\n" + "\n\n".join(f"## {name}\n\n{' '.join(lines)}" for name, lines in parts)


def _form(day: date, daily: list[str], told: list[str], rng: random.Random) -> str:
    boxes = "\n".join(f"- [x] {line}" if rng.random() < 0.5 else f"- {line}" for line in told)
    return f"---\ndate: {day}\n---\n\n## How it was\n\n{boxes}\n\n## Every day\n\n" + "\n".join(f"* {d}" for d in daily)


STYLES: dict[str, Callable[[date, list[str], list[str], random.Random], str]] = {
    "bullets": _bullets, "prose": _prose, "headings": _headings, "form": _form,
}  # fmt: skip


def made_year(style: str, language: str, seed: int) -> MadeYear:
    """A year in one style, or, as "mixed", in one after the other; "monthly" has a file a month."""
    rng = random.Random(seed)
    events = _planted(rng, language)
    days = [date(YEAR, 1, 1) + timedelta(days=n) for n in range(365)]
    names = list(STYLES)
    notes: dict[str, str] = {}
    for day in days:
        way = names[day.timetuple().tm_yday // 5 % len(names)] if style == "mixed" else style
        told = [_filled(rng, language) for _ in range(rng.randint(2, 5))]
        if day in events:
            told.insert(rng.randint(0, len(told)), events[day])
        daily = _recurring(rng, language)
        if style == "monthly":
            path = f"{day:%Y-%m}.md"
            notes[path] = notes.get(path, "") + _bullets(day, daily, told, rng).replace("# ", "## ", 1) + "\n\n"
        else:
            notes[f"{day}.md"] = STYLES[way](day, daily, told, rng) + "\n"
    return MadeYear(notes, events, _PIECES[language])


def _planted(rng: random.Random, language: str) -> dict[date, str]:
    """One to three events a week, each on a day of its own and told only once."""
    events: dict[date, str] = {}
    monday = date(YEAR, 1, 1) - timedelta(days=2)
    kinds: list[str] = []
    while monday.year <= YEAR:
        for weekday in rng.sample(range(7), rng.randint(*_EVENTS_A_WEEK)):
            day = monday + timedelta(days=weekday)
            kinds = kinds or rng.sample(_EVENTS[language], len(_EVENTS[language]))
            told = _event(kinds.pop(), rng, language)
            if day.year == YEAR:
                events[day] = told
        monday += timedelta(days=7)
    return events


def _event(kind: str, rng: random.Random, language: str) -> str:
    slots = {name: rng.choice(words.split("," if "," in words else None)) for name, words in _SLOTS[language].items()}
    return kind.format(n=rng.randint(11, 58), **slots)


def _filled(rng: random.Random, language: str) -> str:
    things, food = (_THINGS, _FOOD) if language == "en" else (_DINGE, _SPEISEN)
    values = {"a": rng.choice(things.split()), "f": rng.choice(food.split()), "n": rng.choice(_FRIENDS.split())}
    return rng.choice(_FILLING[language]).format(**values)


def _recurring(rng: random.Random, language: str) -> list[str]:
    values = {
        "h": rng.randint(5, 8), "m": rng.randint(10, 59), "w": rng.choice(_SKY[language]), "d": rng.randint(-4, 30),
        "s": rng.randint(2_000, 15_000),
    }  # fmt: skip
    return [line.format(**values) for line in _DAILY[language]]
