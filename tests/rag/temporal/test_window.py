"""The days a question asks about: what a user means by its time words, on a given day, and what names no time.

An expected value is written as `said()` writes a reading:

    2020-03-17, 2020-03-09..2020-03-15, 2020-03-16..    these days only, an end may be open
    ~2019-04-12..2019-04-29     days that are lifted, none is hidden (vague words)
    about 2019-01-01..          the same, as the words tell what happened when
    day 12                      a count of the journal's own
    before: I started           an event whose day must be found
    ?                           a time that cannot be told
    -                           no time at all
"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.temporal.window import Reading, read_window

WEDNESDAY = date(2020, 3, 18)
Case = tuple[str, str]


def said(reading: Reading) -> str:
    """A reading in one line; see the top of the file."""
    if reading.not_understood:
        return "?"
    window = reading.window
    if window is None:
        return f"{reading.event.relation}: {reading.event.event}" if reading.event else "-"
    if window.day_number is not None:
        return f"day {window.day_number}"
    mark = "about " if window.about else "~" if window.vague else ""
    if window.weekdays and window.from_ is None and window.to is None:
        return f".. on {', '.join(map(str, sorted(window.weekdays)))}"
    if window.from_ == window.to:
        return f"{mark}{window.from_}"
    return f"{mark}{window.from_ or ''}..{window.to or ''}"


RELATIVE: list[Case] = [
    ("what did I learn yesterday", "2020-03-17"),
    ("Yesterday's notes", "2020-03-17"),
    ("what happened the day before yesterday", "2020-03-16"),
    ("what did I do today", "2020-03-18"),
    ("what did I write this morning", "2020-03-18"),
    ("what did I dream last night", "2020-03-17"),
    ("what did I learn last week", "2020-03-09..2020-03-15"),
    ("LAST WEEK", "2020-03-09..2020-03-15"),
    ("what did I learn this week", "2020-03-16..2020-03-22"),
    ("the week before last", "2020-03-02..2020-03-08"),
    ("what did I read last month", "2020-02-01..2020-02-29"),
    ("what did I start last month", "2020-02-01..2020-02-29"),
    ("did we end last year happy", "2019-01-01..2019-12-31"),
    ("what did I read the start of last month", "2020-02-01..2020-02-10"),
    ("what did I read this month", "2020-03-01..2020-03-31"),
    ("the month before last", "2020-01-01..2020-01-31"),
    ("what did I do last year", "2019-01-01..2019-12-31"),
    ("what did I do this year", "2020-01-01..2020-12-31"),
    ("progress last quarter", "2019-10-01..2019-12-31"),
    ("progress this quarter", "2020-01-01..2020-03-31"),
    ("what did I do last weekend", "2020-03-14..2020-03-15"),
    ("what did I do at the weekend", "2020-03-14..2020-03-15"),
    ("what did I do this weekend", "2020-03-14..2020-03-15"),
    ("the past week", "2020-03-11..2020-03-18"),
    ("what did I learn this past month", "2020-02-18..2020-03-18"),
    ("what changed over the last year", "2019-03-18..2020-03-18"),
    ("what did I learn in the last ten days", "2020-03-08..2020-03-18"),
    ("what did I learn in the last 10 days", "2020-03-08..2020-03-18"),
    ("the last two weeks", "2020-03-04..2020-03-18"),
    ("in the past 3 months", "2019-12-18..2020-03-18"),
    ("what did I do two days ago", "2020-03-16"),
    ("what did I do 3 days ago?", "2020-03-15"),
    ("what did I do a week ago today", "2020-03-11"),
    ("what was I doing two years ago today", "2018-03-18"),
    ("a year ago today", "2019-03-18"),
    ("this day last year", "2019-03-18"),
    ("today last year", "2019-03-18"),
    ("on this day in 2018", "2018-03-18"),
    ("one month ago today", "2020-02-18"),
    ("two Fridays ago", "2020-03-06"),
    ("what did I note an hour ago", "2020-03-18"),
    ("in the last 24 hours", "2020-03-17..2020-03-18"),
    ("the 3rd of last month", "2020-02-03"),
    ("on the 1st of the month", "2020-03-01"),
    ("at the end of the month", "2020-02-21..2020-02-29"),  # this month's is still to come
]

WEEKDAYS: list[Case] = [
    ("what did I do last Monday", "2020-03-16"),
    ("what did I do on Friday", "2020-03-13"),
    ("what did I do on Wednesday", "2020-03-11"),  # today is one: the day itself would be "today"
    ("what did I learn Tuesday", "2020-03-17"),
    ("monday's lecture", "2020-03-16"),
    ("on Friday last week", "2020-03-13"),
    ("last week on Tuesday", "2020-03-10"),
    ("the Friday before last", "2020-03-06"),
    ("since Monday", "2020-03-16.."),
    ("from Monday to Wednesday", "2020-03-16..2020-03-18"),
    ("on Saturday the 29th", "2020-02-29"),
    ("Tuesday, 17 March", "2020-03-17"),
    ("on sat", "2020-03-14"),
    ("what did I do on Sunday evening", "2020-03-15"),
    ("what did I learn last Wednsday", "2020-03-11"),
    ("what did I learn last Blursday", "?"),
]

MONTHS_AND_YEARS: list[Case] = [
    ("what did I learn in March 2020", "2020-03-01..2020-03-31"),
    ("March 2020", "2020-03-01..2020-03-31"),
    ("in march, 2020", "2020-03-01..2020-03-31"),
    ("Mar 2020", "2020-03-01..2020-03-31"),
    ("what did I learn in march", "2020-03-01..2020-03-31"),  # begun
    ("what did I learn in May", "2019-05-01..2019-05-31"),  # still to come this year
    ("in december", "2019-12-01..2019-12-31"),
    ("in Feb", "2020-02-01..2020-02-29"),
    ("in Feburary", "2020-02-01..2020-02-29"),
    ("last March", "2019-03-01..2019-03-31"),
    ("last May", "2019-05-01..2019-05-31"),
    ("this March", "2020-03-01..2020-03-31"),
    ("in March last year", "2019-03-01..2019-03-31"),
    ("in March of last year", "2019-03-01..2019-03-31"),
    ("last year in March", "2019-03-01..2019-03-31"),
    ("in the month of February", "2020-02-01..2020-02-29"),
    ("my notes from May 2019", "2019-05-01..2019-05-31"),
    ("what did I read in Sept 2019", "2019-09-01..2019-09-30"),
    ("2020-03", "2020-03-01..2020-03-31"),
    ("in 03/2020", "2020-03-01..2020-03-31"),
    ("what did I do in 2019", "2019-01-01..2019-12-31"),
    ("2019", "2019-01-01..2019-12-31"),
    ("the year 2018", "2018-01-01..2018-12-31"),
    ("in '19", "2019-01-01..2019-12-31"),
    ("music of the 90s", "1990-01-01..1999-12-31"),
    ("what happened in the 1990s", "1990-01-01..1999-12-31"),
    ("in the 2010s", "2010-01-01..2019-12-31"),
    ("in March and in May 2019", "2019-03-01..2019-05-31"),
    ("in March two years ago", "2018-03-01..2018-03-31"),
    ("two years ago in March", "2018-03-01..2018-03-31"),
    ("how was April", "2019-04-01..2019-04-30"),
]

DAYS: list[Case] = [
    ("what did I do on March 3rd", "2020-03-03"),
    ("March 3", "2020-03-03"),
    ("on 3 March", "2020-03-03"),
    ("17 March", "2020-03-17"),
    ("on the 3rd of March", "2020-03-03"),
    ("March 3, 2019", "2019-03-03"),
    ("3rd March 2019", "2019-03-03"),
    ("march 3 last year", "2019-03-03"),
    ("on March 25", "2019-03-25"),  # this year's is still to come
    ("Dec 5", "2019-12-05"),
    ("on Nov. 5", "2019-11-05"),
    ("on Tue. 17 Mar. 2020", "2020-03-17"),
    ("5 May 2019", "2019-05-05"),
    ("on the 3rd", "2020-03-03"),
    ("on the 20th", "2020-02-20"),
    ("what did I do on the 31st?", "2020-01-31"),
    ("what did I learn on 2020-03-17", "2020-03-17"),
    ("2020/03/17", "2020-03-17"),
    ("20200317", "2020-03-17"),
    ("17/03/2020", "2020-03-17"),
    ("03/17/2020", "2020-03-17"),
    ("17.03.2020", "2020-03-17"),
    ("on 3/17", "2020-03-17"),
    ("on 5/5/2019", "2019-05-05"),
    ("3/4/2020", "?"),
    ("on 3/4", "?"),
    ("Feb 29", "2020-02-29"),
    ("29 Feb 2019", "?"),
    ("on 31 February", "?"),
    ("on 30 February 2020", "?"),
    ("2020-02-30", "?"),
    ("2020-13-01", "?"),
]

RANGES: list[Case] = [
    ("between the 3rd and the 9th", "2020-03-03..2020-03-09"),
    ("from the 25th to the 3rd", "2020-02-25..2020-03-03"),
    ("from 3 to 9 May", "2019-05-03..2019-05-09"),
    ("between March 3 and March 9", "2020-03-03..2020-03-09"),
    ("between 1 and 5 March", "2020-03-01..2020-03-05"),
    ("March 3-9", "2020-03-03..2020-03-09"),
    ("3–9 March 2020", "2020-03-03..2020-03-09"),
    ("May 3 to 9, 2019", "2019-05-03..2019-05-09"),
    ("from March to June 2019", "2019-03-01..2019-06-30"),
    ("between March and May 2019", "2019-03-01..2019-05-31"),
    ("from March to June", "2019-03-01..2019-06-30"),  # this June is still to come
    ("from November to January", "2019-11-01..2020-01-31"),
    ("between December and February", "2019-12-01..2020-02-29"),
    ("from November 2018 to February 2019", "2018-11-01..2019-02-28"),
    ("between 2018 and 2019", "2018-01-01..2019-12-31"),
    ("2015-2017", "2015-01-01..2017-12-31"),
    ("from 2015 through 2017", "2015-01-01..2017-12-31"),
    ("from 2020-03-01 to 2020-03-09", "2020-03-01..2020-03-09"),
    ("2020-03-01 to 2020-03-09", "2020-03-01..2020-03-09"),
    ("from 28 December 2019 to 3 January 2020", "2019-12-28..2020-01-03"),
    ("between last Monday and today", "2020-03-16..2020-03-18"),
    ("between Christmas and New Year", "2019-12-24..2020-01-01"),
    ("between 3/17/2019 and 3/20/2019", "2019-03-17..2019-03-20"),
    ("between June 2019 and March 2019", "2019-03-01..2019-06-30"),  # the wrong way round
    ("from last Friday until yesterday", "2020-03-13..2020-03-17"),
    ("between spring and autumn 2019", "2019-03-01..2019-11-30"),
]

OPEN: list[Case] = [
    ("since June", "2019-06-01.."),
    ("since June 2018", "2018-06-01.."),
    ("since yesterday", "2020-03-17.."),
    ("since last week", "2020-03-09.."),
    ("since the 3rd", "2020-03-03.."),
    ("since 2018", "2018-01-01.."),
    ("since last summer", "2019-06-01.."),
    ("since the beginning of the year", "2020-01-01.."),
    ("ever since March 2019", "2019-03-01.."),
    ("from 2018 on", "2018-01-01.."),
    ("from March 2019 onwards", "2019-03-01.."),
    ("until May", "..2019-05-31"),
    ("until March 2019", "..2019-03-31"),
    ("up to 2018", "..2018-12-31"),
    ("by the end of 2019", "..2019-12-31"),
    ("before 2020", "..2019-12-31"),
    ("before March 2020", "..2020-02-29"),
    ("before March 3", "..2020-03-02"),
    ("prior to June 2019", "..2019-05-31"),
    ("before yesterday", "..2020-03-16"),
    ("before last week", "..2020-03-08"),
    ("after March 2019", "2019-04-01.."),
    ("after 2018", "2019-01-01.."),
    ("after 2020-03-05", "2020-03-06.."),
    ("after Christmas", "2019-12-27.."),
]

SEASONS_WEEKS_PARTS: list[Case] = [
    ("what did I plant in spring 2019", "2019-03-01..2019-05-31"),
    ("what did I plant in spring", "2020-03-01..2020-05-31"),
    ("last summer", "2019-06-01..2019-08-31"),
    ("in the summer", "2019-06-01..2019-08-31"),
    ("in the fall of 2019", "2019-09-01..2019-11-30"),
    ("last fall", "2019-09-01..2019-11-30"),
    ("last spring", "2019-03-01..2019-05-31"),
    ("winter 2019", "2019-12-01..2020-02-29"),
    ("this winter", "2019-12-01..2020-02-29"),
    ("winter 2018/19", "2018-12-01..2019-02-28"),
    ("winter 2018-2019", "2018-12-01..2019-02-28"),
    ("the summer before last", "2018-06-01..2018-08-31"),
    ("the last weekend in February", "2020-02-29..2020-03-01"),
    ("the first two weeks of March", "2020-03-01..2020-03-14"),
    ("the last 3 days of 2019", "2019-12-29..2019-12-31"),
    ("in week five", "2020-01-27..2020-02-02"),
    ("on day one", "day 1"),
    ("winter 2018/2019", "2018-12-01..2019-02-28"),
    ("summer last year", "2019-06-01..2019-08-31"),
    ("Q1 2020", "2020-01-01..2020-03-31"),
    ("in Q4", "2019-10-01..2019-12-31"),
    ("2019 Q3", "2019-07-01..2019-09-30"),
    ("Q4 of 2018", "2018-10-01..2018-12-31"),
    ("the first quarter of 2019", "2019-01-01..2019-03-31"),
    ("H1 2019", "2019-01-01..2019-06-30"),
    ("in week 5", "2020-01-27..2020-02-02"),
    ("week 40", "2019-09-30..2019-10-06"),
    ("in week 12 of 2019", "2019-03-18..2019-03-24"),
    ("week 1 of 2020", "2019-12-30..2020-01-05"),
    ("2019-W05", "2019-01-28..2019-02-03"),
    ("in week 53 of 2019", "?"),
    ("in week 60", "?"),
    ("the first week of March", "2020-03-01..2020-03-07"),
    ("last week of February", "2020-02-23..2020-02-29"),
    ("the last day of 2019", "2019-12-31"),
    ("the second half of September", "2019-09-16..2019-09-30"),
    ("the first half of 2019", "2019-01-01..2019-06-30"),
    ("the first Monday of March", "2020-03-02"),
    ("the last Friday in February 2020", "2020-02-28"),
    ("the fifth Monday of February 2020", "?"),
    ("the first weekend of March 2020", "2020-03-07..2020-03-08"),
    ("the week of 5 June 2019", "2019-06-03..2019-06-09"),
    ("the weekend of March 7", "2020-03-07..2020-03-08"),
    ("the Sunday before March 10", "2020-03-08"),
    ("the day before March 1", "2020-02-29"),
    ("the day after 2019-12-31", "2020-01-01"),
    ("on day 12", "day 12"),
    ("what did I learn on day 100?", "day 100"),
]

HOLIDAYS: list[Case] = [
    ("what did I do on Christmas", "2019-12-24..2019-12-26"),
    ("last Christmas", "2019-12-24..2019-12-26"),
    ("on Christmas Eve 2018", "2018-12-24"),
    ("at Easter 2019", "2019-04-19..2019-04-22"),
    ("on Good Friday 2019", "2019-04-19"),
    ("on New Year's Eve", "2019-12-31"),
    ("on New Year's Day", "2020-01-01"),
    ("on Halloween", "2019-10-31"),
    ("Thanksgiving 2018", "2018-11-22"),
    ("on Valentine’s Day", "2020-02-14"),
    ("on the Fourth of July", "2019-07-04"),
    ("over the holidays", "2019-12-20..2020-01-01"),
    ("what was I at on St. Patrick's Day", "2020-03-17"),
    ("the first three days after Christmas 2018", "2018-12-27..2018-12-29"),
    ("on the third day after Christmas 2018", "2018-12-29"),
    ("on Saint Patrick's day", "2020-03-17"),
    ("what did I eat on my birthday", "?"),
    ("since my birthday", "?"),
    ("on our anniversary", "?"),
    ("before payday", "?"),
    ("what do I usually do on Mondays", ".. on 0"),
    ("what happened on the Sunday when we moved", ".. on 6"),
    ("the Monday I started at the bakery", ".. on 0"),
    ("on the Sunday of the marathon", ".. on 6"),
    ("jeden zweiten Sonntag", ".. on 6"),
    ("what did I do last year's summer", "2019-06-01..2019-08-31"),
    ("how was last year's June", "2019-06-01..2019-06-30"),
    ("what did I read this week last year", "2019-03-18..2019-03-24"),
    ("the same month two years ago", "2018-03-01..2018-03-31"),
    ("was war in derselben Woche im letzten Jahr", "2019-03-18..2019-03-24"),
    ("qu'ai-je lu cette semaine l'an dernier", "2019-03-18..2019-03-24"),
    ("qué hice el mismo mes del año pasado", "2019-03-01..2019-03-31"),
    ("in the first and last week of May 2019", "2019-05-01..2019-05-31"),  # without what lies between
    ("el domingo de la carrera", ".. on 6"),
    ("was war an dem Freitag, an dem der Strom ausfiel", ".. on 4"),
    ("qu'ai-je fait le samedi où je n'ai pas pu cuire", ".. on 5"),
    ("qué hice el sábado en que nevó", ".. on 5"),
    ("what did I do on the Friday in early June 2019", "2019-06-01..2019-06-10"),  # its Fridays
]

OTHER_LANGUAGES: list[Case] = [
    ("was habe ich gestern gelernt", "2020-03-17"),
    ("was war vorgestern", "2020-03-16"),
    ("was habe ich heute gemacht", "2020-03-18"),
    ("was habe ich letzte Woche gelernt", "2020-03-09..2020-03-15"),
    ("was habe ich diese Woche gemacht", "2020-03-16..2020-03-22"),
    ("was habe ich letzten Monat gelesen", "2020-02-01..2020-02-29"),
    ("was war letztes Jahr", "2019-01-01..2019-12-31"),
    ("was habe ich im März 2020 gelernt", "2020-03-01..2020-03-31"),
    ("was habe ich im Mai gelernt", "2019-05-01..2019-05-31"),
    ("was war am 3. März", "2020-03-03"),
    ("was war am 17.03.2020", "2020-03-17"),
    ("was war am 4.3.", "2020-03-04"),
    ("was war vor drei Tagen", "2020-03-15"),
    ("was habe ich heute vor zwei Jahren gemacht", "2018-03-18"),
    ("was habe ich seit Juni gelernt", "2019-06-01.."),
    ("was habe ich bis Mai gemacht", "..2019-05-31"),
    ("was habe ich vor 2020 gelernt", "..2019-12-31"),
    ("was habe ich nach März 2019 gelernt", "2019-04-01.."),
    ("was habe ich im Sommer gemacht", "2019-06-01..2019-08-31"),
    ("was habe ich letzten Sommer gemacht", "2019-06-01..2019-08-31"),
    ("was habe ich am Montag gemacht", "2020-03-16"),
    ("was war letzten Freitag", "2020-03-13"),
    ("was habe ich am Wochenende gemacht", "2020-03-14..2020-03-15"),
    ("was war in KW 5", "2020-01-27..2020-02-02"),
    ("was war zwischen dem 3. und dem 9. März", "2020-03-03..2020-03-09"),
    ("was war vom 3. bis 9. Mai", "2019-05-03..2019-05-09"),
    ("was war von März bis Juni 2019", "2019-03-01..2019-06-30"),
    ("was habe ich in den letzten drei Tagen gelernt", "2020-03-15..2020-03-18"),
    ("was habe ich an Weihnachten gemacht", "2019-12-24..2019-12-26"),
    ("was war im ersten Quartal 2019", "2019-01-01..2019-03-31"),
    ("Musik in den 90ern", "1990-01-01..1999-12-31"),
    ("was habe ich an meinem Geburtstag gemacht", "?"),
    ("was habe ich an Tag 12 gelernt", "day 12"),
    ("qu'est-ce que j'ai appris hier", "2020-03-17"),
    ("qu'ai-je fait avant-hier", "2020-03-16"),
    ("qu'est-ce que j'ai fait aujourd'hui", "2020-03-18"),
    ("qu'ai-je appris la semaine dernière", "2020-03-09..2020-03-15"),
    ("qu'ai-je fait cette semaine", "2020-03-16..2020-03-22"),
    ("qu'ai-je lu le mois dernier", "2020-02-01..2020-02-29"),
    ("qu'ai-je lu l'année dernière", "2019-01-01..2019-12-31"),
    ("qu'ai-je appris en mars 2020", "2020-03-01..2020-03-31"),
    ("qu'ai-je appris en mai", "2019-05-01..2019-05-31"),
    ("qu'ai-je fait le 3 mars", "2020-03-03"),
    ("qu'ai-je fait le 1er mars", "2020-03-01"),
    ("qu'ai-je fait le 04/03/2020", "2020-03-04"),  # in French the day comes first
    ("qu'ai-je fait il y a trois jours", "2020-03-15"),
    ("qu'ai-je fait depuis juin", "2019-06-01.."),
    ("qu'ai-je fait jusqu'en mai 2019", "..2019-05-31"),
    ("qu'ai-je fait avant 2020", "..2019-12-31"),
    ("qu'ai-je fait après mars 2019", "2019-04-01.."),
    ("qu'ai-je fait au printemps 2019", "2019-03-01..2019-05-31"),
    ("qu'ai-je fait l'été dernier", "2019-06-01..2019-08-31"),
    ("qu'ai-je fait lundi dernier", "2020-03-16"),
    ("qu'ai-je fait le week-end dernier", "2020-03-14..2020-03-15"),
    ("qu'ai-je fait entre mars et juin 2019", "2019-03-01..2019-06-30"),
    ("qu'ai-je fait du 3 au 9 mai", "2019-05-03..2019-05-09"),
    ("qu'ai-je fait les trois derniers jours", "2020-03-15..2020-03-18"),
    ("qu'ai-je mangé à Noël", "2019-12-24..2019-12-26"),
    ("qu'ai-je fait au premier trimestre 2019", "2019-01-01..2019-03-31"),
    ("la musique dans les années 90", "1990-01-01..1999-12-31"),
    ("qu'ai-je fait le jour de mon anniversaire", "?"),
    ("qué aprendí ayer", "2020-03-17"),
    ("qué hice anteayer", "2020-03-16"),
    ("qué hice hoy", "2020-03-18"),
    ("qué aprendí la semana pasada", "2020-03-09..2020-03-15"),
    ("qué hice esta semana", "2020-03-16..2020-03-22"),
    ("qué leí el mes pasado", "2020-02-01..2020-02-29"),
    ("qué hice el año pasado", "2019-01-01..2019-12-31"),
    ("qué aprendí en marzo de 2020", "2020-03-01..2020-03-31"),
    ("qué aprendí en mayo", "2019-05-01..2019-05-31"),
    ("qué hice el 3 de marzo", "2020-03-03"),
    ("qué hice el 04/03/2020", "2020-03-04"),
    ("qué hice hace tres días", "2020-03-15"),
    ("qué aprendí desde junio", "2019-06-01.."),
    ("qué hice hasta mayo de 2019", "..2019-05-31"),
    ("qué aprendí antes de 2020", "..2019-12-31"),
    ("qué aprendí después de marzo de 2019", "2019-04-01.."),
    ("qué hice en la primavera de 2019", "2019-03-01..2019-05-31"),
    ("qué hice el verano pasado", "2019-06-01..2019-08-31"),
    ("qué hice el lunes", "2020-03-16"),
    ("qué hice el viernes pasado", "2020-03-13"),
    ("qué hice el fin de semana pasado", "2020-03-14..2020-03-15"),
    ("qué hice entre marzo y junio de 2019", "2019-03-01..2019-06-30"),
    ("qué hice del 3 al 9 de mayo", "2019-05-03..2019-05-09"),
    ("qué aprendí en los últimos tres días", "2020-03-15..2020-03-18"),
    ("qué comí en Navidad", "2019-12-24..2019-12-26"),
    ("la música en los años 90", "1990-01-01..1999-12-31"),
    ("qué hice en mi cumpleaños", "?"),
    ("昨日は何を学んだ", "2020-03-17"),
    ("一昨日何をした?", "2020-03-16"),
    ("今日の日記", "2020-03-18"),
    ("先週学んだこと", "2020-03-09..2020-03-15"),
    ("今週は何をした", "2020-03-16..2020-03-22"),
    ("先月読んだ本", "2020-02-01..2020-02-29"),
    ("去年は何をした", "2019-01-01..2019-12-31"),
    ("2020年3月に学んだこと", "2020-03-01..2020-03-31"),
    ("５月に何をした", "2019-05-01..2019-05-31"),
    ("3月3日に何をした", "2020-03-03"),
    ("2020年3月17日の日記", "2020-03-17"),
    ("3日前に何をした", "2020-03-15"),
    ("十日前に何をした", "2020-03-08"),
    ("2年前の今日", "2018-03-18"),
    ("6月から何を学んだ", "2019-06-01.."),
    ("2019年5月まで何をした", "..2019-05-31"),
    ("2020年より前に読んだ本", "..2019-12-31"),
    ("去年の夏に何をした", "2019-06-01..2019-08-31"),
    ("月曜日に何をした", "2020-03-16"),
    ("先週の金曜日", "2020-03-13"),
    ("先週末は何をした", "2020-03-14..2020-03-15"),
    ("3月から6月まで", "2019-03-01..2019-06-30"),
    ("2019年3月から2019年6月まで", "2019-03-01..2019-06-30"),
    ("過去3日間", "2020-03-15..2020-03-18"),
    ("クリスマスに何を食べた", "2019-12-24..2019-12-26"),
    ("2020年2月30日", "?"),
    ("13月に何をした", "?"),
    ("誕生日に何をした", "?"),
    ("昨天学了什么", "2020-03-17"),
    ("前天学了什么", "2020-03-16"),
    ("上周学了什么", "2020-03-09..2020-03-15"),
    ("上个月读了什么", "2020-02-01..2020-02-29"),
    ("去年夏天做了什么", "2019-06-01..2019-08-31"),
    ("三天前做了什么", "2020-03-15"),
    ("三月学了什么", "2020-03-01..2020-03-31"),
    ("2019年十二月", "2019-12-01..2019-12-31"),
    ("星期一做了什么", "2020-03-16"),
    ("上周五做了什么", "2020-03-13"),
    ("毎週月曜日に何をする", ".. on 0"),
    ("二十三日前に何をした", "2020-02-24"),
    ("周末做了什么", "2020-03-14..2020-03-15"),
    ("2019年以后学了什么", "2019-01-01.."),
]

NO_TIME = """
may I start over
what may happen with a high learning rate
march on
how do soldiers march
the second law of thermodynamics
what is spring boot
when does it fall back to BM25
sun exposure and vitamin D
what happened after 10 epochs
a layer with 2048 units
GPT-4
the last layer of the network
the last time I cried
what is Monday.com
day trading
how to parse a 24 hours format
how many hours did I sleep
learning rate 1.5e-3
Python 3.11
COVID-19
room 2020
where is room 2020
Office 2019
version 2.0.1
release 1.10.21
what changed in v2.3
the meeting at 10:30
how to wake up at 5 pm
port 8080
RTX 3090
2020 tokens
2000 calories a day
the first time I used pandas
what is the next step
who sat on the couch
I fall asleep late
spring onions
what is the past tense of go
getting better day by day
a second opinion
half of the exercises
a quarter of the budget
twice a week
how to plan a week
100 days of code
wait 5 minutes
$2000
#2020
chapter 5
page 12
section 3.2
ISO 8601
RFC 2119
50/50
3/4 of the class
my morning routine
in the end
since when do I use vim
how to sort by date
what did May say about the dog
what did June say about the dog
who is April
lunch with June
what is the sep argument of read_csv
what is dec in assembly
8-bit numbers
a 5-day course
https://example.org/2019/05/03/post
"in March 2020"
what is the mean of a normal distribution
the wedding
was ist der letzte Layer
was ist der Sinn des Lebens
guten Morgen sagen
jeden Morgen laufen
qu'est-ce que la dernière couche
où ai-je été heureux
qué es la última capa
qué hago por la mañana
日本の歴史
春樹の本
ニューラルネットワークとは
2020個のトークン
火の使い方
什么是神经网络
"""

VAGUE: list[tuple[str, str, str]] = [
    # words, a day that is meant, one that is not
    ("around Easter 2019", "2019-04-21", "2019-06-01"),
    ("around Christmas", "2019-12-25", "2019-11-01"),
    ("what did I read recently", "2020-03-10", "2019-06-01"),
    ("what have I been up to lately", "2020-03-10", "2019-06-01"),
    ("what did I read the other day", "2020-03-12", "2019-09-01"),
    ("a few days ago", "2020-03-14", "2020-02-01"),
    ("a few weeks ago", "2020-02-26", "2019-10-01"),
    ("in the last few days", "2020-03-15", "2020-02-01"),
    ("about a year ago", "2019-03-18", "2018-10-01"),
    ("around 2018", "2018-06-01", "2015-06-01"),
    ("sometime in 2018", "2018-06-01", "2015-06-01"),
    ("circa March 2019", "2019-03-10", "2019-08-01"),
    ("was habe ich neulich gelesen", "2020-03-12", "2019-09-01"),
    ("was habe ich um Ostern 2019 gemacht", "2019-04-21", "2019-07-01"),
    ("was habe ich in letzter Zeit gelesen", "2020-03-10", "2019-06-01"),
    ("qu'ai-je lu récemment", "2020-03-10", "2019-06-01"),
    ("qué leí últimamente", "2020-03-10", "2019-06-01"),
    ("最近読んだ本", "2020-03-10", "2019-06-01"),
    ("去年の5月頃", "2019-05-15", "2019-09-01"),
]

ROUGHLY: list[tuple[str, str, str, str]] = [
    # words, a day that is meant, one before and one after that are not
    ("what did I do a week ago", "2020-03-11", "2020-02-25", "2020-03-18"),
    ("what did I do three weeks ago", "2020-02-26", "2020-02-12", "2020-03-11"),
    ("what did I do a couple of days ago", "2020-03-16", "2020-03-01", "2020-03-18"),
    ("what did I do a month ago", "2020-02-18", "2020-01-10", "2020-03-15"),
    ("what did I do six months ago", "2019-09-18", "2019-06-01", "2019-12-20"),
    ("what was I doing a year ago", "2019-03-18", "2018-10-01", "2019-09-01"),
    ("what was I doing this time last year", "2019-03-18", "2019-01-01", "2019-07-01"),
    ("half a year ago", "2019-09-18", "2019-06-01", "2019-12-20"),
    ("a year and a half ago", "2018-09-18", "2018-06-01", "2018-12-20"),
    ("one and a half years ago", "2018-09-18", "2018-06-01", "2018-12-20"),
    ("was war vor einem halben Jahr", "2019-09-18", "2019-06-01", "2019-12-20"),
    ("qué hice hace medio año", "2019-09-18", "2019-06-01", "2019-12-20"),
    ("what was I doing five years ago", "2015-03-18", "2013-12-01", "2017-01-01"),
    ("early 2019", "2019-01-20", "2018-12-31", "2019-08-01"),
    ("in early March", "2020-03-03", "2020-02-29", "2020-03-20"),
    ("mid-March", "2020-03-15", "2020-03-03", "2020-03-29"),
    ("in the middle of 2019", "2019-07-01", "2019-02-01", "2019-11-01"),
    ("at the end of 2019", "2019-12-20", "2019-06-01", "2020-01-01"),
    ("late last year", "2019-12-20", "2019-06-01", "2020-01-01"),
    ("at the end of last month", "2020-02-27", "2020-02-05", "2020-03-01"),
    ("in the late 90s", "1998-06-01", "1991-01-01", "2000-01-01"),
    ("the week before Easter 2019", "2019-04-17", "2019-04-01", "2019-04-23"),
    ("two weeks after Christmas 2018", "2019-01-08", "2018-12-24", "2019-02-01"),
    ("was war vor zwei Wochen", "2020-03-04", "2020-02-20", "2020-03-15"),
    ("was war vor einem Jahr", "2019-03-18", "2018-10-01", "2019-09-01"),
    ("was war Anfang 2019", "2019-01-20", "2018-12-31", "2019-08-01"),
    ("was war Mitte März", "2020-03-15", "2020-03-03", "2020-03-29"),
    ("was war Ende 2019", "2019-12-20", "2019-06-01", "2020-01-01"),
    ("qu'ai-je fait il y a deux semaines", "2020-03-04", "2020-02-20", "2020-03-15"),
    ("qu'ai-je fait il y a un an", "2019-03-18", "2018-10-01", "2019-09-01"),
    ("qu'ai-je fait début 2019", "2019-01-20", "2018-12-31", "2019-08-01"),
    ("qu'ai-je fait à la fin de 2019", "2019-12-20", "2019-06-01", "2020-01-01"),
    ("qu'ai-je fait mi-mars", "2020-03-15", "2020-03-03", "2020-03-29"),
    ("qué hice hace dos semanas", "2020-03-04", "2020-02-20", "2020-03-15"),
    ("qué hice hace un año", "2019-03-18", "2018-10-01", "2019-09-01"),
    ("qué hice a principios de 2019", "2019-01-20", "2018-12-31", "2019-08-01"),
    ("qué hice a finales de 2019", "2019-12-20", "2019-06-01", "2020-01-01"),
    ("2週間前に何をした", "2020-03-04", "2020-02-20", "2020-03-15"),
    ("1年前に何をした", "2019-03-18", "2018-10-01", "2019-09-01"),
    ("半年前做了什么", "2019-09-18", "2019-06-01", "2019-12-20"),
]

OTHER_TODAYS: list[tuple[str, str, str]] = [
    ("2020-03-01", "yesterday", "2020-02-29"),
    ("2021-03-01", "yesterday", "2021-02-28"),
    ("2021-03-10", "on 29 February", "2020-02-29"),  # the latest there was
    ("2020-02-29", "a year ago today", "2019-02-28"),
    ("2020-02-29", "four years ago today", "2016-02-29"),
    ("2020-03-31", "last month", "2020-02-01..2020-02-29"),
    ("2020-03-31", "a month ago today", "2020-02-29"),
    ("2021-01-01", "yesterday", "2020-12-31"),
    ("2021-01-01", "last week", "2020-12-21..2020-12-27"),
    ("2021-01-01", "this week", "2020-12-28..2021-01-03"),
    ("2021-01-01", "last month", "2020-12-01..2020-12-31"),
    ("2021-01-01", "last quarter", "2020-10-01..2020-12-31"),
    ("2021-01-01", "last year", "2020-01-01..2020-12-31"),
    ("2021-01-01", "in December", "2020-12-01..2020-12-31"),
    ("2021-01-01", "on New Year's Eve", "2020-12-31"),
    ("2021-01-01", "on the 31st", "2020-12-31"),
    ("2021-01-15", "in winter", "2020-12-01..2021-02-28"),
    ("2021-02-01", "in week 53", "2020-12-28..2021-01-03"),
    ("2021-02-01", "in week 53 of 2020", "2020-12-28..2021-01-03"),
    ("2021-01-03", "what did I do this weekend", "2021-01-02..2021-01-03"),
    ("2021-01-03", "what did I do last weekend", "2020-12-26..2020-12-27"),
    ("2021-01-03", "what did I do last Sunday", "2020-12-27"),
    ("2021-01-04", "what did I do last weekend", "2021-01-02..2021-01-03"),
    ("2022-05-01", "after March 2021", "2021-04-01.."),
    ("2022-05-01", "in week 12 of 2021", "2021-03-22..2021-03-28"),
    ("2020-12-31", "what did I plan for tomorrow", "about 2021-01-01"),
    ("2020-12-31", "what will I do next week", "about 2021-01-04..2021-01-10"),
    ("2020-03-18", "what will happen in May", "about 2020-05-01..2020-05-31"),
    ("1900-01-01", "yesterday", "1899-12-31"),
    ("2100-03-01", "yesterday", "2100-02-28"),
    ("1900-03-01", "on 29 February 1900", "?"),  # no leap year either
    ("2024-02-29", "on Feb 29 last year", "?"),
]

TOLD_ABOUT: list[Case] = [
    ("what did I say about the trip in 2019", "about 2019-01-01..2019-12-31"),
    ("how was our wedding last June", "about 2019-06-01..2019-06-30"),
    ("who came to the party in May 2019", "about 2019-05-01..2019-05-31"),
    ("my 2019 trip to Rome", "about 2019-01-01..2019-12-31"),
    ("the 2018 paper on transformers", "about 2018-01-01..2018-12-31"),
    ("last year's trip", "about 2019-01-01..2019-12-31"),
    ("when did I go to Rome in 2019", "about 2019-01-01..2019-12-31"),
    ("on what day did I move in May 2019", "about 2019-05-01..2019-05-31"),
    ("Easter egg recipe", "about 2019-04-19..2019-04-22"),
    ("what did I give Ann for Christmas", "about 2019-12-24..2019-12-26"),
    ("books published in 2018", "about 2018-01-01..2018-12-31"),
    ("who was born in 1990", "about 1990-01-01..1990-12-31"),
    ("die Reise im Mai 2019", "about 2019-05-01..2019-05-31"),
    ("les vacances en mai 2019", "about 2019-05-01..2019-05-31"),
    ("el viaje en mayo de 2019", "about 2019-05-01..2019-05-31"),
]

WRITTEN_THEN: list[Case] = [
    ("my notes in May 2019", "2019-05-01..2019-05-31"),
    ("the entries in 2019", "2019-01-01..2019-12-31"),
    ("a summary of the days in May 2019", "2019-05-01..2019-05-31"),
    ("what did I write in my journal in 2019", "2019-01-01..2019-12-31"),
    ("what did I learn about the brain in 2019", "2019-01-01..2019-12-31"),
]

EVENTS: list[Case] = [
    ("what did I read before I started fast.ai", "before: I started fast.ai"),
    ("what did I do after the exam", "after: the exam"),
    ("what have I learned since I moved to Rome", "since: I moved to Rome"),
    ("how did I sleep since moving to Rome", "since: moving to Rome"),
    ("what did I note while I was in Berlin?", "during: I was in Berlin"),
    ("what did I write until we met", "until: we met"),
    ("after the flood, what did I do", "after: the flood"),
    ("was habe ich gelesen, bevor ich mit fast.ai anfing", "before: ich mit fast.ai anfing"),
    ("was habe ich gemacht, nachdem ich umgezogen bin", "after: ich umgezogen bin"),
    ("qu'ai-je lu après la conférence", "after: la conférence"),
    ("qué leí antes de la boda", "before: la boda"),
    ("what do I eat before lunch", "-"),
    ("was it right after all", "-"),
    ("what did I do during the day", "-"),
    ("do you know when I met Ann", "-"),
    ("look after the kids", "-"),
]


@pytest.mark.parametrize(
    ("question", "meant"),
    RELATIVE + WEEKDAYS + MONTHS_AND_YEARS + DAYS + RANGES + OPEN + SEASONS_WEEKS_PARTS + HOLIDAYS + OTHER_LANGUAGES,
)
def test_time_words_mean_these_days(question: str, meant: str) -> None:
    assert said(read_window(question, WEDNESDAY)) == meant


@pytest.mark.parametrize("question", NO_TIME.strip().splitlines())
def test_what_is_no_time_is_left_alone(question: str) -> None:
    reading = read_window(question, WEDNESDAY)
    assert (said(reading), reading.rest) == ("-", question)


@pytest.mark.parametrize(("question", "day", "other"), VAGUE)
def test_vague_words_lift_days_and_hide_none(question: str, day: str, other: str) -> None:
    window = read_window(question, WEDNESDAY).window
    assert window and window.vague and not window.filters
    assert window.from_ and window.to
    assert window.from_ <= date.fromisoformat(day) <= window.to
    assert not window.from_ <= date.fromisoformat(other) <= window.to


@pytest.mark.parametrize(("question", "day", "before", "after"), ROUGHLY)
def test_rough_words_mean_the_days_around(question: str, day: str, before: str, after: str) -> None:
    window = read_window(question, WEDNESDAY).window
    assert window and window.from_ and window.to
    assert date.fromisoformat(before) < window.from_ <= date.fromisoformat(day)
    assert date.fromisoformat(day) <= window.to < date.fromisoformat(after)


@pytest.mark.parametrize(("today", "question", "meant"), OTHER_TODAYS)
def test_leap_days_and_year_ends(today: str, question: str, meant: str) -> None:
    assert said(read_window(question, date.fromisoformat(today))) == meant


@pytest.mark.parametrize(("question", "meant"), TOLD_ABOUT)
def test_a_time_of_what_is_told_hides_no_day(question: str, meant: str) -> None:
    reading = read_window(question, WEDNESDAY)
    assert said(reading) == meant
    assert reading.window and not reading.window.filters
    assert reading.rest == question


@pytest.mark.parametrize(("question", "meant"), WRITTEN_THEN)
def test_a_time_of_writing_filters(question: str, meant: str) -> None:
    reading = read_window(question, WEDNESDAY)
    assert said(reading) == meant
    assert reading.window and reading.window.filters


@pytest.mark.parametrize(("question", "meant"), EVENTS)
def test_an_event_is_named_not_dated(question: str, meant: str) -> None:
    assert said(read_window(question, WEDNESDAY)) == meant


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("what did I learn about CNNs in March 2020?", "what did I learn about CNNs?"),
        ("in March 2020, what did I learn?", "what did I learn?"),
        ("yesterday", ""),
        ("what did I do between the 3rd and the 9th of March", "what did I do"),
        ("what did I read since last June about trees", "what did I read about trees"),
        ("what did I learn a couple of days ago", "what did I learn"),
        ("was habe ich letzte Woche gelernt", "was habe ich gelernt"),
        ("2020年3月に学んだこと", "学んだこと"),
        ("what did I eat on my birthday", "what did I eat on my birthday"),
        ("before I started fast.ai", "before I started fast.ai"),
    ],
)
def test_words_of_the_window_are_no_search_terms(question: str, rest: str) -> None:
    assert read_window(question, WEDNESDAY).rest == rest


def test_the_window_keeps_the_words_it_was_read_from() -> None:
    window = read_window("What did I learn In March 2020?", WEDNESDAY).window
    assert window and window.words == ("In March 2020",)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("on ١٧ March 2020", "2020-03-17"),
        ("on १७ March 2020", "2020-03-17"),
        ("in ١٩٩٩", "1999-01-01..1999-12-31"),
        ("꘠", "-"),
        ("꘠.꘠.", "-"),
        ("the ꘠th", "-"),
    ],
)
def test_digits_of_other_scripts_are_digits(question: str, meant: str) -> None:
    assert said(read_window(question, WEDNESDAY)) == meant


def test_a_misunderstanding_names_the_words_and_a_remedy() -> None:
    found = read_window("what did I do on 3/4/2020", WEDNESDAY).not_understood
    assert found and found.words == "3/4/2020" and "2020-03-17" in found.reason


def test_an_understood_time_wins_over_one_that_is_not() -> None:
    reading = read_window("what did I eat in 2019 on my birthday", WEDNESDAY)
    assert said(reading) == "2019-01-01..2019-12-31"


def test_of_contradicting_times_the_dated_one_counts() -> None:
    assert said(read_window("last Friday on 23 January 2020", WEDNESDAY)) == "2020-01-23"


def test_a_stated_time_counts_before_a_vague_one() -> None:
    assert said(read_window("what did I read recently, in May 2019", WEDNESDAY)) == "2019-05-01..2019-05-31"


_WORD_LIST = """may march last next the first second week of in between and 3rd 9th 31 2020 0 00 99999999999 since
before after early 29 february ago two days day 12 q1 w53 - , . " ' “ 3/4/20 1.1. 2020-02-30 1900-01-01 9999-12-31
christmas easter vor seit bis am hier il y a hace desde 昨日 2020年 13月 から まで 十 前 ß İ ﬁ １２ year years century
weekend half quarter birthday on at around recently monday"""
_WORDS = st.sampled_from(_WORD_LIST.split())
_TODAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=14).map(" ".join)), _TODAYS)
def test_any_text_on_any_day_reads_as_an_ordered_window(text: str, today: date) -> None:
    reading = read_window(text, today)
    window = reading.window
    if window and window.from_ and window.to:
        assert window.from_ <= window.to
    assert len(reading.rest) <= len(text)
    assert not (window and reading.not_understood)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), _TODAYS)  # later years are no years but numbers
def test_a_written_date_means_the_same_on_any_day(day: date, today: date) -> None:
    for written in (f"on {day}", f"on {day.day} {day:%B %Y}", f"on {day:%B} {day.day}, {day.year}"):
        window = read_window(f"what did I do {written}", today).window
        assert window and (window.from_, window.to) == (day, day)


@settings(max_examples=200, deadline=None)
@given(_TODAYS, st.integers(1, 60))
def test_days_ago_are_counted(today: date, count: int) -> None:
    window = read_window(f"what did I do {count} days ago", today).window
    assert window and window.from_ == window.to and window.to and (today - window.to).days == count


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    ["between ", "last ", "the ", "3 ", "1.", "march ", "on the ", '"', "“", "'", "-", "2020", "20-", "a b ",
     "in 2020 ", "before i ", "the 3rd of ", "first week of ", "since ", "qu'", "昨日", "3月から", "十", " ", "\n",
     "İ", "vor ", "1/", "antes de ", "the day before ", "and "],
)  # fmt: skip
def test_ten_thousand_hostile_characters_are_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert len(read_window(text, WEDNESDAY).rest) <= len(text)


def test_a_verbs_own_word_is_none_of_the_time() -> None:
    window = read_window("what did I work on in November", date(2024, 11, 12)).window
    assert window and window.words == ("in November",)


def test_a_name_that_is_a_weekday_too_narrows_no_month() -> None:
    window = read_window("what did Sun Yuwei discuss with Zhang Jing in January 2025", date(2025, 10, 31)).window
    assert window and str(window.from_) == "2025-01-01" and not window.weekdays


def test_a_plan_for_a_day_says_nothing_of_when_it_was_written() -> None:
    for question in ("who planned to fly a kite on 12 April 2024", "who booked a trip for 3 May 2024"):
        window = read_window(question, date(2024, 11, 12)).window
        assert window and window.about


@pytest.mark.parametrize(
    ("question", "soft"),
    [
        ("how was mid-March 2024", 4),
        ("the week before 16 November 2023", 1),
        ("how was March 2024", 0),
    ],
)
def test_edges_that_nobody_draws_sharply_are_soft(question: str, soft: int) -> None:
    window = read_window(question, date(2024, 11, 12)).window
    assert window and window.soft == soft


@pytest.mark.parametrize(
    "question",
    [
        "what did I do the summer when we moved",
        "the summer I broke my arm",
        "qu'ai-je fait l'été où nous avons déménagé",
    ],
)
def test_a_season_that_a_clause_tells_is_any_such_season(question: str) -> None:
    window = read_window(question, date(2024, 11, 12)).window
    assert window and window.filters
    assert window.holds(date(2019, 7, 1), date(2019, 7, 1)) and not window.holds(date(2019, 10, 1), date(2019, 10, 1))
