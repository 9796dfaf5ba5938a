"""How people date their notes, as readable notes: what each line's day must be, and the wrong day it must not be.

A case begins with `=== its name | the note's path`. In its lines `⇒ 2020-03-17` gives the day of the entry that holds
the line (`⇒ ?` when it is unknown, `⇒ 2020-03-17..2020-03-21` for a range); it is taken out before the note is read.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    path: str
    text: str
    expected: tuple[tuple[int, str], ...]
    """(line, day): the day in ISO form, "?" for an unknown one, "a..b" for a range."""


_MARK = re.compile(r"\s*⇒\s*(\S+)\s*$")


def cases(table: str) -> list[Case]:
    found = []
    for part in re.split(r"^=== ", table, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        name, _, path = (piece.strip() for piece in head.partition("|"))
        lines, expected = [], []
        for number, line in enumerate(body.rstrip("\n").split("\n"), 1):
            match = _MARK.search(line)
            if match:
                expected.append((number, match[1]))
            lines.append(_MARK.sub("", line))
        assert expected, name
        found.append(Case(name, path, "\n".join(lines) + "\n", tuple(expected)))
    return found


FILE_NAMES = """
=== ISO | 2025-08-02.md
Learned about kernels. ⇒ 2025-08-02
=== ISO with a title (Jekyll) | _posts/2020-05-09-python-android.md
Built an app. ⇒ 2020-05-09
=== underscores (Logseq) | journals/2022_11_04.md
- Read a paper ⇒ 2022-11-04
=== digits only, behind a word | plan_19960218.txt
Fixed the lighting. ⇒ 1996-02-18
=== unpadded | 2024-1-2-day-1.md
Started. ⇒ 2024-01-02
=== unpadded, two digits of day | 2026-5-13-logs.md
Went on. ⇒ 2026-05-13
=== zettel id of 14 digits | 20220123130334-spring.org
Beans are singletons. ⇒ 2022-01-23
=== zettel id of 12 digits | 202401051230 Title.md
An idea. ⇒ 2024-01-05
=== display form | Nov 27th, 2020.md
- Turkey ⇒ 2020-11-27
=== display form, day first | 5 March 2021.md
Rain. ⇒ 2021-03-05
=== weekday behind | 2023-02-02-Thursday.md
Gym. ⇒ 2023-02-02
=== weekday before | Friday, March 5, 2021.md
Gym. ⇒ 2021-03-05
=== copy number | 2024-02-06 1.md
Copied. ⇒ 2024-02-06
=== sync conflict: the first date | 2023_03_21.sync-conflict-20230322-052706-XWKZ.md
Twice. ⇒ 2023-03-21
=== year and month folders | 2024/11/01.md
Begun. ⇒ 2024-11-01
=== month folder with a word | study_2023_04/13.md
Read. ⇒ 2023-04-13
=== month and day as four digits | 2023_05/0504.md
Read. ⇒ 2023-05-04
=== folders that repeat the date | 2023/2023-11/2023-11-05.md
Read. ⇒ 2023-11-05
=== month folder with its name | 2020/01 January/17.md
Read. ⇒ 2020-01-17
=== month and day under a year | 2024/02-22.md
Read. ⇒ 2024-02-22
=== day folder | 2024-01-05/notes.md
Read. ⇒ 2024-01-05
=== range | 2026-1-12-to-18-log.md
A week. ⇒ 2026-01-12..2026-01-18
=== range into the next month | 2026-1-26-to-2-log.md
A week. ⇒ 2026-01-26..2026-02-02
=== range of two full dates | 2024-01-01_2024-01-07.md
A week. ⇒ 2024-01-01..2024-01-07
=== ISO week | 2023-W05.md
A week. ⇒ 2023-01-30..2023-02-05
=== ISO week under a year | 2023/W05.md
A week. ⇒ 2023-01-30..2023-02-05
=== Japanese | 日記/2023年3月5日.md
読んだ。 ⇒ 2023-03-05
=== German with dots | 13.02.2024.md
Gelesen. ⇒ 2024-02-13
=== only a month: no day | 2023-11.md
The month went by. ⇒ ?
=== only a year: no day | 2023.md
The year went by. ⇒ ?
=== a serial number is no date | rounds/_r000/007_bash-branching.md
Branching. ⇒ ?
=== a count of days is no date | 100-days-of-code.md
Coding. ⇒ ?
=== day number, nothing else | day12.md
Coding. ⇒ ?
=== a year in a title is no day | Reading list 2024.md
Books. ⇒ ?
=== no such day | 2024-02-30.md
Dreamt. ⇒ ?
=== no such month | 2024-13-05.md
Dreamt. ⇒ ?
=== zeros | 0000-00-00.md
Dreamt. ⇒ ?
=== long before | 1066-10-14.md
Fought. ⇒ ?
=== long ahead | 2199-01-01.md
Fly. ⇒ ?
=== a post under year and month, day unknown | 2021/12/my-post.md
Posted. ⇒ ?
=== numbers that could be either | notes/05-03-2024.md
Either. ⇒ ?
=== a version in a name | release-3.11.7.md
New syntax. ⇒ ?
=== a phone number | 20519-77812.md
Call. ⇒ ?
=== six digits in folders of a year and a month | 2023/2023 年 1 月/230105.md
Worked. ⇒ 2023-01-05
=== two digits of a year that is the folder's | 2023/23-03-19 talk.md
Talked. ⇒ 2023-03-19
=== six digits that no folder explains | 230105.md
Worked. ⇒ ?
=== days of the folder's month | 2023-02/06-10 plan.md
Planned. ⇒ 2023-02-06..2023-02-10
=== a folder of 2020 and a name of 2012 | 2020/2012-05-06.md
Copied. ⇒ 2012-05-06
"""

FRONT_MATTER = """
=== bare | post.md
---
title: Kernels
date: 2024-01-20
---
Text. ⇒ 2024-01-20
=== quoted | post.md
---
date: "2024-01-20"
---
Text. ⇒ 2024-01-20
=== UTC midnight | post.md
---
date: 2024-01-20T00:00:00Z
---
Text. ⇒ 2024-01-20
=== zone ahead: the author's day | post.md
---
date: 2023-02-15T00:22:57+01:00
---
Text. ⇒ 2023-02-15
=== zone behind, late: the author's day, not 2020-04-28 | post.md
---
date: 2020-04-27 21:08:27 -0700
---
Text. ⇒ 2020-04-27
=== words | post.md
---
date: January 20, 2024
---
Text. ⇒ 2024-01-20
=== Astro | post.mdx
---
pubDate: 2024-03-05
updatedDate: 2024-04-01
---
Text. ⇒ 2024-03-05
=== Hugo in TOML | post.md
+++
title = "Kernels"
date = 2024-03-05T10:00:00+01:00
+++
Text. ⇒ 2024-03-05
=== Pelican, without fences; Modified is later | post.md
Title: Images
Date: 2020-05-08 10:20
Modified: 2020-05-10
Category: blog

Text. ⇒ 2020-05-08
=== Logseq property | pages/something.md
title:: Something
date:: [[Nov 27th, 2020]]

- Text ⇒ 2020-11-27
=== org title | roam/x.org
#+title: 2022-02-01

Text. ⇒ 2022-02-01
=== org date | roam/x.org
#+title: Spring
#+date: <2022-02-01 Tue>

Text. ⇒ 2022-02-01
=== org created | roam/x.org
:PROPERTIES:
:ID: 4711
:CREATED: [2022-01-27 Thu 23:48]
:END:
#+title: Spring

Text. ⇒ 2022-01-27
=== the file's name over front matter that was copied | 2021-10-01-tag2.md
---
date: 2021-09-16
---
Text. ⇒ 2021-10-01
=== a week | log.md
---
week: 2023-W5
---
Text. ⇒ 2023-01-30..2023-02-05
=== a title that is a date | x.md
---
title: "Day 5: March 3, 2020"
---
Text. ⇒ 2020-03-03
=== created, when there is nothing else | x.md
---
created: 2022-01-27
---
Text. ⇒ 2022-01-27
=== date before created and updated | x.md
---
updated: 2023-05-05
created: 2023-04-01
date: 2023-04-02
---
Text. ⇒ 2023-04-02
=== a heading over created | x.md
---
created: 2023-05-05
---
# 2023-04-02

Text. ⇒ 2023-04-02
=== no such day | x.md
---
date: 2024-02-30
---
Text. ⇒ ?
=== a list under date | x.md
---
date: [2024-02-01, 2024-02-02]
---
Text. ⇒ ?
=== a template's placeholder | x.md
---
date: "{{date}}"
---
Text. ⇒ ?
=== never closed | x.md
---
title: Kernels
date: 2024-01-20

# Kernels

Text. ⇒ ?
=== other dates in front matter are not the day | x.md
---
title: Exam
due: 2024-06-01
birthday: 1990-02-03
---
Text. ⇒ ?
=== a rule at the top is no front matter | x.md
---
Some words date: 2024-01-20 more
---
Text. ⇒ ?
=== publication of many days: theirs | ml.md
---
date: 2022-06-15T00:00:00Z
---
Notes on the way. ⇒ ?

## [2020-03-17]({{< ref "/days/ml#2020-03-17" >}}) {#2020-03-17}

Hello world. ⇒ 2020-03-17

## [2020-03-18]({{< ref "/days/ml#2020-03-18" >}}) {#2020-03-18}

Data loaders. ⇒ 2020-03-18
=== an update in a post | x.md
---
date: 2024-01-20
---
The post. ⇒ 2024-01-20

## Update 2024-03-05

It was wrong. ⇒ 2024-03-05
"""

HEADINGS = """
=== ISO with weekday | a.md
# 2025-08-02, Saturday

Text. ⇒ 2025-08-02
=== day count and ISO in brackets | a.md
# Day 189 (2024-09-29)

Text. ⇒ 2024-09-29
=== ISO and a title | a.md
### 2026-06-28 — Attention

Text. ⇒ 2026-06-28
=== day count, US words | a.md
### Day 0: January 3, 2020

Text. ⇒ 2020-01-03
=== day count, British words | a.md
## Day 0: 9th July 2018

Text. ⇒ 2018-07-09
=== weekday, day, month, comma, year | a.md
### Day 14: Thursday 8 February, 2018

Text. ⇒ 2018-02-08
=== words with a title | a.md
# November 01, 2024 Research Log

Text. ⇒ 2024-11-01
=== German | a.md
## Montag, 6. März 2023

Text. ⇒ 2023-03-06
=== Spanish | a.md
## Lunes 6 de marzo de 2023

Text. ⇒ 2023-03-06
=== French | a.md
## Le 1er août 2021

Text. ⇒ 2021-08-01
=== Portuguese | a.md
## 12 de março de 2022

Text. ⇒ 2022-03-12
=== Portuguese, day by its word | a.md
## Dia 12 de março de 2022

Text. ⇒ 2022-03-12
=== Italian | a.md
## giovedì 4 novembre 2021

Text. ⇒ 2021-11-04
=== Dutch | a.md
## vrijdag 5 mei 2023

Text. ⇒ 2023-05-05
=== Japanese | a.md
# 2023年3月5日(日)

読んだ。 ⇒ 2023-03-05
=== Japanese era | a.md
# 令和5年3月5日

読んだ。 ⇒ 2023-03-05
=== Chinese | a.md
## 第12天 2023年3月5日 星期日

读书。 ⇒ 2023-03-05
=== Korean | a.md
## 2023년 3월 5일 일요일

읽었다. ⇒ 2023-03-05
=== Vietnamese | a.md
## Ngày 5 tháng 3 năm 2023

Học. ⇒ 2023-03-05
=== short month, typed ordinal | a.md
## March 31th, 2021

Text. ⇒ 2021-03-31
=== weekday with a slip | a.md
## Wedneday, 4 March March 2020

Text. ⇒ 2020-03-04
=== HTML | a.md
<h3>Day 1 - Sunday, July 8th, 2018 </h3>

Text. ⇒ 2018-07-08

<h3>Day 2 - Monday, July 9th, 2018 </h3>

Text. ⇒ 2018-07-09
=== HTML summary | a.md
<details>
<summary>2023-05-01</summary>

Text. ⇒ 2023-05-01

</details>
=== HTML span | a.md
<span style="color:red">09/18/2023</span>

Text. ⇒ 2023-09-18
=== setext between rules (.plan) | a.txt
-----------------------------------
John's .plan for Feb 18, 1996
-----------------------------------

Text. ⇒ 1996-02-18
=== bold line | a.md
**March 3, 2020**

Text. ⇒ 2020-03-03
=== outline bullet | a.md
- ## Sept 21, 2020
	- Learned a lot ⇒ 2020-09-21
- ## Sept 22, 2020
	- Learned more ⇒ 2020-09-22
=== wiki link as heading | a.md
## [[2023-11-28]]

Text. ⇒ 2023-11-28
=== link as heading | a.md
## [January 5, 2021](https://example.org/2019-01-01)

Text. ⇒ 2021-01-05
=== emoji and a number sign | a.md
## 📅 2023-05-01 #log

Text. ⇒ 2023-05-01
=== tight heading | a.md
##2023-05-01

Text. ⇒ 2023-05-01
=== the heading over the file's name | 2022-06-15.md
# 2022-06-14

Text. ⇒ 2022-06-14
=== the heading over front matter | a.md
---
date: 2022-06-15
---
# 2022-06-14

Text. ⇒ 2022-06-14
=== several on one date | a.md
## 2022-06-14

Morning. ⇒ 2022-06-14

## 2022-06-14

Evening. ⇒ 2022-06-14
=== newest first | a.md
## 2022-06-14

B ⇒ 2022-06-14

## 2022-06-13

A ⇒ 2022-06-13
=== a heading at the level of days ends the day | a.md
# Log

## 2022-06-13

A ⇒ 2022-06-13

## Resources

Books ⇒ ?
=== a heading above the level of days ends the day | a.md
## 2022-06-13

A ⇒ 2022-06-13

## 2022-06-14

B ⇒ 2022-06-14

# Conclusion

All in all ⇒ ?
=== the parts of a day do not end it | a.md
## 2022-06-13

### Questions

Why? ⇒ 2022-06-13

## 2022-06-14

### Questions

How? ⇒ 2022-06-14
=== parts that return at the level of days | a.md
## 2022-06-13

## Learned

A ⇒ 2022-06-13

## 2022-06-14

## Learned

B ⇒ 2022-06-14

## 2022-06-15

## Learned

C ⇒ 2022-06-15
=== levels that drift | a.md
## 2022-06-13

### Notes

A ⇒ 2022-06-13

### 2022-06-14

### Notes

B ⇒ 2022-06-14

## 2022-06-15

### Notes

C ⇒ 2022-06-15

# 2022-06-16

## Notes

D ⇒ 2022-06-16
=== one day, many first-level headings | a.md
# 2025-08-02

# Tasks

A ⇒ 2025-08-02

# Notes

B ⇒ 2025-08-02
=== words above the first day | a.md
# My journal

I begin today. ⇒ ?

## 2022-06-13

A ⇒ 2022-06-13

## 2022-06-14

B ⇒ 2022-06-14
=== a day that is not | a.md
## 2022-02-27

A ⇒ 2022-02-27

## 2022-02-30

B ⇒ ?

## 2022-03-01

C ⇒ 2022-03-01
=== range in words | a.md
### Day 45-50: February 17-21, 2020

A ⇒ 2020-02-17..2020-02-21
=== range in words, day first | a.md
## 23rd - 25th July 2018

A ⇒ 2018-07-23..2018-07-25
=== range over a month's end | a.md
## Feb 27 - Mar 2, 2020

A ⇒ 2020-02-27..2020-03-02
=== weekend | a.md
## Weekend 7/6/18 - 7/8/18

A ⇒ 2018-07-06..2018-07-08

## 7/13/18

B ⇒ 2018-07-13
=== a day count before a date is no range | a.md
## Day 28 - 7/5/18

A ⇒ 2018-07-05

## Day 29 - 7/6/18

A ⇒ 2018-07-06

## Day 37 - 7/14/18

A ⇒ 2018-07-14
=== a week by its first day | a.md
# Lab

## Week of March 16-22, 2026

A ⇒ 2026-03-16..2026-03-22

## Week of March 23, 2026

B ⇒ 2026-03-23..2026-03-29
=== a week by its first day, Spanish, and its Wednesday | a.md
## Semana del 3 de marzo de 2025

A ⇒ 2025-03-03..2025-03-09

### Miércoles

B ⇒ 2025-03-05
=== six digits before each title, in a row | a.md
#### [200713] Began

A ⇒ 2020-07-13

#### [200714] Footer

B ⇒ 2020-07-14

#### [200716] Videos

C ⇒ 2020-07-16
=== six digits once | a.md
#### [200713] Began

A ⇒ ?
=== six digits that are no days | a.md
## 201499 pumps

A ⇒ ?

## 200199 valves

B ⇒ ?

## 203100 seals

C ⇒ ?
=== the day's title on a higher level | a.md
### Entry 1: 2020-01-22, Wednesday.

# Moving about the shell

Words. ⇒ 2020-01-22

### Parts of a prompt

Words. ⇒ 2020-01-22

### Entry 2: 2020-01-29, Wednesday.

# Sampling

Words. ⇒ 2020-01-29
=== after one empty day another part of the note | a.md
## 2020-01-22

Words. ⇒ 2020-01-22

## 2020-01-23

# Reading list

Words. ⇒ ?
=== the plan's date behind the day | a.md
## J1 — lun. 28/09/2026 (planned for: 24/08)

A ⇒ 2026-09-28
=== letters of a month out of order | a.md
## 20. Dezmeber, 2017

A ⇒ 2017-12-20

## 3 Feburary 2018

B ⇒ 2018-02-03
=== a short year behind an apostrophe | a.md
### Day 01 - 27/09/'16

A ⇒ 2016-09-27
=== an outline, a day of which is not known | a.org
* 2017-03-28
** Wrote the report ⇒ 2017-03-28
* 2017-03-??
** Guessed unknown words ⇒ ?
* 2017-03-19
** Made the search work ⇒ 2017-03-19
"""

NUMBERS = """
=== US | a.md
## Day 1: 5/21/18

A ⇒ 2018-05-21

## Day 2: 6/1/18

B ⇒ 2018-06-01
=== European with dots | a.md
## Tag 1 - 05.02.2024

A ⇒ 2024-02-05

## Tag 9 - 13.02.2024

B ⇒ 2024-02-13
=== month first with dots, by its neighbours | a.md
## 03.15.2025

A ⇒ 2025-03-15

## 03.10.2025

B ⇒ 2025-03-10
=== a weekday tells | a.org
* wednesday, 06-02-2019

A ⇒ 2019-02-06
=== language tells | a.md
## Tag 1 - 05.02.2024

A ⇒ 2024-02-05
=== the step tells | a.md
## 03/04/2021

A ⇒ 2021-04-03

## 04/04/2021

B ⇒ 2021-04-04

## 05/04/2021

C ⇒ 2021-04-05
=== the day count tells | a.md
## Day 3 - 3/4/2021

A ⇒ 2021-03-04

## Day 4 - 3/5/2021

B ⇒ 2021-03-05
=== nothing tells | a.md
## 03/04/2021

A ⇒ ?
=== the same number twice | a.md
## 04/04/2021

A ⇒ 2021-04-04
=== unpadded European | a.md
## 26.1.2026

A ⇒ 2026-01-26
=== year of two digits | a.md
## 7/16/20

A ⇒ 2020-07-16
=== a year that cannot be, between neighbours | a.md
## 6/12/18

A ⇒ 2018-06-12

## 6/13/28

B ⇒ 2018-06-13

## 6/14/8

C ⇒ 2018-06-14

## 6/15/18

D ⇒ 2018-06-15
=== a year with a digit too many | a.md
## 4/25/20

A ⇒ 2020-04-25

## 4/26/250

B ⇒ 2020-04-26

## 4/27/20

C ⇒ 2020-04-27
=== last year's number after New Year | a.md
## 2019-12-31

A ⇒ 2019-12-31

## 2019-01-01

B ⇒ 2020-01-01

## 2020-01-02

C ⇒ 2020-01-02
=== month and day with a dot (Chinese) | 2023/log.md
# 5.30 Day3

A ⇒ 2023-05-30

# 5.31 Day4

B ⇒ 2023-05-31
=== fractions are no days | a.md
# Course

## 10/18 done

A ⇒ ?

## Progress 11/18

B ⇒ ?
=== a lone fraction is no day | a.md
---
date: 2020-01-05
---
# 10/18

A ⇒ 2020-01-05
=== versions are no days | a.md
---
date: 2020-01-05
---
## 3.11.7 released

A ⇒ 2020-01-05

## Python 3.12

B ⇒ 2020-01-05
"""

YEARS = """
=== no year anywhere | a.md
## March 10

A ⇒ ?

## March 11

B ⇒ ?
=== year by the neighbour | a.md
## March 10, 2021

A ⇒ 2021-03-10

## March 11

B ⇒ 2021-03-11
=== across New Year | a.md
## December 30, 2019

A ⇒ 2019-12-30

## December 31

B ⇒ 2019-12-31

## January 1

C ⇒ 2020-01-01
=== across New Year, newest first | a.md
## January 2, 2020

C ⇒ 2020-01-02

## January 1

B ⇒ 2020-01-01

## December 31

A ⇒ 2019-12-31
=== the last one tells | a.md
## December 30

A ⇒ 2019-12-30

## December 31

B ⇒ 2019-12-31

## January 1, 2020

C ⇒ 2020-01-01
=== by the file's name | log-2018.md
## July 9

A ⇒ 2018-07-09

## July 10

B ⇒ 2018-07-10
=== by the file's name, across New Year | 2018.md
## December 31

A ⇒ 2018-12-31

## January 1

B ⇒ 2019-01-01
=== by a folder | 2018/log.md
## July 9

A ⇒ 2018-07-09
=== by the title | a.md
# Log 2018

## July 9

A ⇒ 2018-07-09
=== by the heading above | a.md
# October 2025

## 24th October - Friday

A ⇒ 2025-10-24

# November 2025

## 3rd November - Monday

B ⇒ 2025-11-03
=== tree of year, month, day (org) | a.org
* 2020
** January
*** 17
A ⇒ 2020-01-17
*** 18
B ⇒ 2020-01-18
** February
*** 1
C ⇒ 2020-02-01
=== org's date tree | a.org
* 2020
** 2020-01 January
*** 2020-01-17 Friday
**** Read
A ⇒ 2020-01-17
=== days of a week | a.md
# 2023

## Week 13 (03/27 - 04/02)

#### Thursday

A ⇒ 2023-03-30
=== days of a week in the file's name | 2023-W05.md
## Monday

A ⇒ 2023-01-30

## Thursday

B ⇒ 2023-02-02
=== days of a month in a range | a.md
# March 2021

## Week 3-7

A ⇒ 2021-03-03..2021-03-07
=== Japanese without a year | 2022/日報.md
# 5月4日日報

A ⇒ 2022-05-04
=== day and month on a line | 2021/log.txt
Day 1: 2nd February:

A ⇒ 2021-02-02

Day 2: 3rd February:

B ⇒ 2021-02-03
=== the year of publication is not the year | a.md
---
date: 2022-06-15
---
## March 10

A ⇒ ?

## March 11

B ⇒ ?
=== day count between dated neighbours | a.md
## Day 1: 2020-03-01

A ⇒ 2020-03-01

## Day 2

B ⇒ 2020-03-02

## Day 3: 2020-03-03

C ⇒ 2020-03-03
=== day count that skips: unknown | a.md
## Day 1: 2020-03-01

A ⇒ 2020-03-01

## Day 2

B ⇒ ?

## Day 3: 2020-03-09

C ⇒ 2020-03-09
=== day count behind the last date: unknown | a.md
## Day 1: 2020-03-01

A ⇒ 2020-03-01

## Day 2

B ⇒ ?
"""

LINES = """
=== byline | a.txt
(The Final Day 366) This blog ends

Ivan Ivanov · January 1, 2025

Hello! On January 2nd, 2024, I started from nothing and went on. ⇒ 2025-01-01
=== last updated | a.txt
Starting!

Last updated: September 17, 2025

# Day 1 Momentum

I began. ⇒ 2025-09-17
=== meta line below the title | a.md
# Session

> Date: 2026-03-20 ~16:00

Text. ⇒ 2026-03-20
=== byline with reading time | a.md
# Kernels

March 3, 2020 · 5 min read

Text. ⇒ 2020-03-03
=== by whom and when | a.md
# Kernels

By Jane Doe on March 3, 2020

Text. ⇒ 2020-03-03
=== posted on | a.md
# Kernels

Posted on 2020-03-03 by Jane

Text. ⇒ 2020-03-03
=== jrnl | journal.txt
[2021-05-03 10:23] Kernels
Small matrices.

[2021-05-04 09:00:00 PM] Strides
They skip. ⇒ 2021-05-04
=== jrnl without brackets | journal.txt
2021-05-03 10:23 Kernels ⇒ 2021-05-03
Small matrices.

2021-05-04 09:00 Strides
They skip. ⇒ 2021-05-04
=== Day One | journal.txt
	Date:	3 May 2021 at 10:23:11 GMT+2
	Weather:	12°C Clear

Kernels. ⇒ 2021-05-03

	Date:	4 May 2021 at 23:59:00 GMT-7
	Weather:	13°C Clear

Strides. ⇒ 2021-05-04
=== dates alone on a line, plain text | journal.txt
3 May 2021

Kernels. ⇒ 2021-05-03

4 May 2021

Strides. ⇒ 2021-05-04
=== dates alone on a line, no blank lines | journal.txt
2021-05-03
Kernels. ⇒ 2021-05-03
2021-05-04
Strides. ⇒ 2021-05-04
=== Date lines below headings | a.md
# Sessions

## Session 1
Date: 2024-01-05

A ⇒ 2024-01-05

## Session 2
Date: 2024-01-06

B ⇒ 2024-01-06
=== a list with a line a day | a.md
# Log

- 2024-01-05: read about kernels ⇒ 2024-01-05
- 2024-01-06: read about strides ⇒ 2024-01-06
- 2024-01-07: read about padding ⇒ 2024-01-07
=== a text with a line a day | log.txt
2024-01-05: read about kernels ⇒ 2024-01-05
2024-01-06: read about strides ⇒ 2024-01-06
2024-01-07: read about padding ⇒ 2024-01-07
=== org headline with a time stamp | a.org
* Kernels [2022-08-28 dim. 17:01]
A ⇒ 2022-08-28
* Strides [2022-08-29 lun. 17:01]
B ⇒ 2022-08-29
=== org headline with a drawer | a.org
* Kernels
:PROPERTIES:
:CREATED: [2022-01-27 Thu 23:48]
:END:
A ⇒ 2022-01-27
* Strides
:PROPERTIES:
:CREATED: [2022-01-28 Fri 23:48]
:END:
B ⇒ 2022-01-28
=== rulers around entries of a text | devlog.txt
Anna, Ben
==================================================

Anna -- 2022-12-06 16:48
--------------------------------------------------
Wrote the feedback down
==================================================

Ben -- 2022-12-07 13:00
--------------------------------------------------
Added the summary ⇒ 2022-12-07
==================================================

Anna -- 2022-12-09 14:00
--------------------------------------------------
- Made a board ⇒ 2022-12-09
==================================================
Ben -- 2022-12-12 11:00
--------------------------------------------------
- Drew the board ⇒ 2022-12-12
==================================================
=== underlined titles and days | a.md
My log
======
2022-12-06
----------
Wrote. ⇒ 2022-12-06

2022-12-07
----------
Drew. ⇒ 2022-12-07
=== a date in a frame below each heading | a.md
# The making of a game

## Setting up

> Date: 2026-03-20 ~16:00
> Issue: #1

Words. ⇒ 2026-03-20

## The sky

> Date: 2026-03-27 / 2026-03-28
> Issue: #4

### Why

Words. ⇒ 2026-03-27..2026-03-28

## The ball

> Date: 2026-03-29

Words. ⇒ 2026-03-29
=== a line a day, day first | worklog.txt
Worklog

26.02.2017::5h::Set the page up ⇒ 2017-02-26
27.02.2017::3h::Styled the page ⇒ 2017-02-27
01.03.2017::1h::Laid the page out ⇒ 2017-03-01
=== pairs, one on another level | diary 2025.md
## 25/02
A ⇒ 2025-02-25

### 04/03
B ⇒ 2025-03-04

### 06/03
C ⇒ 2025-03-06

### 09/03
D ⇒ 2025-03-09
"""

NOT_THE_DAY = """
=== prose | a.md
# Kernels

On January 2nd, 2024 I started. ⇒ ?
=== prose that begins with a date | a.md
# Kernels

2024-01-02 was the day that I started all this, and it was cold. ⇒ ?
=== navigation | a.md
<< [[2023-11-28]] | [[2023-11-30]] >>

# Kernels

Text. ⇒ ?
=== navigation beside the day | 2023-11-29.md
<< [[2023-11-28]] | [[2023-11-30]] >>

Text. ⇒ 2023-11-29
=== task stamps | a.md
# Tasks

- [x] Read the chapter ✅ 2023-11-29 ⇒ ?
- [ ] Do the exercise 📅 2023-12-01
=== task under a day | 2023-11-29.md
- [ ] 2024-01-05 dentist ⇒ 2023-11-29
	- bring the card
=== log book | a.org
* Read
:LOGBOOK:
CLOCK: [2022-01-27 Thu 23:48]--[2022-01-28 Fri 00:10] =>  0:22
:END:
Text. ⇒ ?
=== scheduled and deadline | a.org
* TODO Read <2022-01-27 Thu>
DEADLINE: <2022-02-01 Tue>
Text. ⇒ ?
=== a query | a.md
# Query

```dataview
TABLE date WHERE date > 2023-11-29
```

Text. ⇒ ?
=== URLs | a.md
# https://example.org/2019/03/04/post

Text. ⇒ ?
=== mail header in a quotation | a.md
# Thread

> On Mon, 5 Mar 2018 at 10:00, Jane wrote:
> Date: Mon, 5 Mar 2018 is a line she wrote to me about the exam and what should be in it, and when

Text. ⇒ ?
=== CVE | a.md
# CVE-2025-1918

Text. ⇒ ?
=== console output | a.md
# Backup

```
2024-01-05 10:23:11 INFO started
2024-01-06 10:23:11 INFO started
```

Text. ⇒ ?
=== code comment | a.md
# Code

```python
# 2024-01-05
print("hello")
```

Text. ⇒ ?
=== table rows | a.md
# Plan

| day | what |
| --- | --- |
| 2024-01-05 | read |
| 2024-01-06 | write |

Text. ⇒ ?
=== a list of deadlines | a.md
# Deadlines

- Exam: 2024-01-05 ⇒ ?
- Thesis: 2024-06-05
=== since | a.md
# What I did since 2019-05-04

Text. ⇒ ?
=== a deadline in a heading | a.md
## Due 2024-02-03

Text. ⇒ ?
=== a release in a heading | a.md
## numpy released 2024-01-05

Text. ⇒ ?
=== a date of history in a heading | a.md
## What happened on May 4th, 1970 at Kent

Text. ⇒ ?
=== a number and a noun | a.md
---
date: 2020-01-05
---
## May 5 things go well

Text. ⇒ 2020-01-05
=== a month's name as a word | a.md
---
date: 2020-01-05
---
## March on

Text. ⇒ 2020-01-05

## May be 12 of them

Text. ⇒ 2020-01-05
=== a plan for another day in a daily note | 2024-01-05.md
# Friday

Text. ⇒ 2024-01-05

## Plan for 2024-01-06

More. ⇒ 2024-01-05
=== numbered headings | a.md
---
date: 2020-01-05
---
## 1

A ⇒ 2020-01-05

## 2

B ⇒ 2020-01-05
=== weekdays without a week | a.md
---
date: 2020-01-05
---
## Monday

A ⇒ 2020-01-05
=== a footer | a.md
# Kernels

Text that says what kernels are, at some length, so that it is a paragraph of prose and nothing else at all, really. ⇒ ?

Copyright 2024-01-05
=== a quoted front matter | a.md
# How to date

```yaml
---
date: 2024-01-05
---
```

Text. ⇒ ?
=== a project's span above its days | a.md
# Notebook

### Start Date: 2020-01-13
### End Date: 2020-05-08

For the course. ⇒ ?

### Entry 1: 2020-01-14

Words. ⇒ 2020-01-14
=== a date in a quotation between headings | a.md
## A letter

It came today.

> Date: 2020-01-13

## Another

> Date: 2020-01-14, he wrote

Words. ⇒ ?
=== an appointment in a list | 2024-03-01.md
- 2024-05-05
- 2024-06-05
- call mother ⇒ 2024-03-01
"""

TABLES = {
    "file names": FILE_NAMES,
    "front matter": FRONT_MATTER,
    "headings": HEADINGS,
    "numbers": NUMBERS,
    "years": YEARS,
    "lines": LINES,
    "not the day": NOT_THE_DAY,
}
CASES = [(f"{table}: {case.name}", case) for table, text in TABLES.items() for case in cases(text)]
