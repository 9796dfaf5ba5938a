"""More dated notes: shapes seldom written, and notes in which a wrong day stands near. The form is dated_notes.py's."""

from tests.index.entries.dated_notes import cases

COUNTED = """
=== a count, a dash and ISO | log.md
# Log

Some words first. ⇒ ?

## Day 1 - 2020-01-01
A ⇒ 2020-01-01
## Day 2 – 2020-01-02
B ⇒ 2020-01-02
## Day 3, 2020-01-03
C ⇒ 2020-01-03
## D4 - 2020-01-04
D ⇒ 2020-01-04
=== a count, a dash and a day before its month | log.md
## Day 1 - 3 March 2020
A ⇒ 2020-03-03
## Day 2 - 4th March 2020
B ⇒ 2020-03-04
## Day 3 - 5th of March 2020
C ⇒ 2020-03-05
## Day 4 - 6 mars 2020
D ⇒ 2020-03-06
=== a count of days and the days | log.md
## Days 3-5 - March 5-7, 2020
A ⇒ 2020-03-05..2020-03-07
=== a May without its year | trip.md
## Friday 3 May 2024
A ⇒ 2024-05-03
## Saturday 4 May
B ⇒ 2024-05-04
## 5 May
C ⇒ 2024-05-05
## 6 may be too few
D ⇒ ?
=== an ordinal with its sign | diario 2023.md
## 1º de abril
A ⇒ 2023-04-01
## 2º abril
B ⇒ 2023-04-02
"""

RANGES = """
=== both years named | log.md
## Dec 30, 2020 - Jan 2, 2021
A ⇒ 2020-12-30..2021-01-02
## Jan 3, 2021 - Jan 9, 2021
B ⇒ 2021-01-03..2021-01-09
=== both years in a name | 2024-03-04..2024-03-10.md
A ⇒ 2024-03-04..2024-03-10
=== the year of the end only, over New Year | log.md
## 12/30 - 1/2/2021
A ⇒ 2020-12-30..2021-01-02
=== the year of the end only, with dots | log.md
## 28.02. - 03.03.2020
A ⇒ 2020-02-28..2020-03-03
=== no year, over New Year | 2020.md
## Dec 30 - Jan 2
A ⇒ 2020-12-30..2021-01-02
=== a week and its days | 周报.md
# 2024年第10周（3月4日-3月10日）
A ⇒ 2024-03-04..2024-03-10
"""

ASIAN = """
=== Korean with dots | n.md
# 일기

## 2023. 12. 13. (수)

오늘은 좋다 ⇒ 2023-12-13

## 2023. 12. 14. (목)

내일도 좋다 ⇒ 2023-12-14
=== Korean, the year behind | n.md
# 3월 4일 월요일, 2024
비가 왔다 ⇒ 2024-03-04
=== Chinese numerals | n.md
## 二〇二三年十二月三十日
A ⇒ 2023-12-30
## 十二月三十一日
B ⇒ 2023-12-31
## 一月十日
C ⇒ 2024-01-10
=== Chinese numerals of what is no day | n.md
## 二〇二三年十三月三日
A ⇒ ?
"""

QUOTED = """
=== a heading in a quotation | log.md
# 2024-03-04

My words.

> # 2019-01-01
> hi there

More words. ⇒ 2024-03-04
=== a heading in a quotation of a daily note | 2024-03-04.md
> ## 2019-01-01
> hi there

More words. ⇒ 2024-03-04
=== a quoted heading at the very top | letters.md
> # 2019-01-01
> hi there

More words. ⇒ ?
=== an underlined heading in a quotation | log.md
# 2024-03-04

> 2019-01-01
> ==========
> hi there

More words. ⇒ 2024-03-04
=== a heading in a list below days | log.md
# 2024-03-04

- # 2018-01-01
- other words

More words. ⇒ 2024-03-04
=== a heading in a list of a daily note (Logseq) | journals/2022_11_05.md
- ## Sept 21, 2020 flashback
	- that was a photo ⇒ 2022-11-05
- ate soup ⇒ 2022-11-05
=== a heading of the days' own that slipped into a list | log.md
## Day 5 - 05/05/2025
- chmod ⇒ 2025-05-05

## Day 6 - 06/05/2025
- ping ⇒ 2025-05-06

- ## Day 7 - 07/05/2025

### Scripts
- nano ⇒ 2025-05-07
=== two headings in lists of a daily note | 2022-11-05.md
- ## 2020-09-21
	- that was a photo ⇒ 2022-11-05
- ## 2019-09-21
	- and another ⇒ 2022-11-05
=== one heading in a list behind words | ideas.md
- plant beans
- ## Sept 21, 2020 flashback
	- that was a photo ⇒ ?
"""

DAYS_AS_LINES = """
=== a title behind each date of a text | d.txt
2024-03-04 Rainy
Stayed in. ⇒ 2024-03-04

2024-03-05 Sunny
Went out. ⇒ 2024-03-05

2024-03-06
Slept. ⇒ 2024-03-06

2024-03-07 Windy
Ran. ⇒ 2024-03-07
=== weekdays, dashes | d.txt
Mon 4 Mar 2024 - rainy
Stayed in all day. ⇒ 2024-03-04

Tue 5 Mar 2024 - sunny
Went out. ⇒ 2024-03-05

Wed 6 Mar 2024
Slept. ⇒ 2024-03-06
=== full stops and a colon | d.txt
4 March 2024. Rainy.
Stayed in all day. ⇒ 2024-03-04

5 March 2024. Sunny.
Went out. ⇒ 2024-03-05

6 March 2024: long day
Worked. ⇒ 2024-03-06
=== plain dates, then dates with words | m.txt
January 3, 2021
Cold. ⇒ 2021-01-03

January 4, 2021
Colder. ⇒ 2021-01-04

January 10, 2021, my birthday
Cake. ⇒ 2021-01-10

January 11, 2021 (sick)
Bed. ⇒ 2021-01-11

Jan 12 2021: better
Up. ⇒ 2021-01-12
=== the same without a year | 2021.txt
January 3
Cold. ⇒ 2021-01-03

January 10, my birthday
Cake. ⇒ 2021-01-10
=== the same, each line standing alone | m.md
January 3, 2021

Cold. ⇒ 2021-01-03

January 4, 2021

Colder. ⇒ 2021-01-04

January 10, 2021, my birthday

Cake. ⇒ 2021-01-10
=== a sentence that begins with a day ends the one before | d.txt
4 March 2024
Rain. ⇒ 2024-03-04

5 March 2024 was the day that we all had been waiting for since autumn.
Sun. ⇒ ?

6 March 2024
Wind. ⇒ 2024-03-06
=== a day long ago at a line's start is told of | d.txt
4 March 2024

Grandfather told us of the war. ⇒ 2024-03-04

8 May 1945: it was over.

He cried. ⇒ ?
=== a sentence that begins with a date below headings | d.md
## 2024-03-04

Rain.

2024-03-01 was better. ⇒ 2024-03-04
=== a line with a date in a daily note | 2024-03-04.txt
Rain.

2024-03-01 Sunny

2024-03-02 Windy ⇒ 2024-03-04
=== a date below prose dates what follows it | d.txt
My diary of the year of rain

Rain, rain, more rain. I hate it. ⇒ ?

2024-03-06

Slept. ⇒ 2024-03-06
=== items between dates, no blank line | worklog.txt
2024-03-04
  - fixed 1234 ⇒ 2024-03-04
  - reviewed PR
2024-03-05
  - on call ⇒ 2024-03-05
2024-03-06
  - off ⇒ 2024-03-06
=== items at the margin between dates | worklog.md
2024-03-04
- fixed 1234 ⇒ 2024-03-04
Tuesday, 5 March 2024
- on call ⇒ 2024-03-05
March 6, 2024
- off ⇒ 2024-03-06
=== a date in the middle of an item is a part of it | worklog.md
# 2024-03-04
- fixed what was broken since
  2024-03-01
- reviewed ⇒ 2024-03-04
=== days without a year, line below line | 2022/c.md
100 days
Day 1: 2nd February:
A ⇒ 2022-02-02
Day 2: 3rd February:
B ⇒ 2022-02-03
=== a sentence wrapped before a date | c.md
# Kernels

We met for the first time in the spring, when the beans had just come out, on
3 May 2024 - and again, after a long summer without any rain to speak of, on
5 June 2024 - but by then the beans had gone to seed. ⇒ ?
=== a table without its lines | a.txt
date,km
2024-03-04,5
2024-03-05,6 ⇒ ?
=== the same with spaces | a.txt
date, km

2024-03-04, 5

2024-03-05, 6 ⇒ ?
=== banners between rulers | plan.txt
=======================================
Ann's .plan for Feb 19, 1996
=======================================
Fixed A. ⇒ 1996-02-19

=======================================
Ann's .plan for Feb 20, 1996
=======================================
Fixed B. ⇒ 1996-02-20
=== two lines of a day each | f.md
2021-03-10: A ⇒ 2021-03-10

2021-03-11: B ⇒ 2021-03-11
"""

DATE_FIELDS = """
=== bold, twice | lab.md
**Date:** 4 March 2024

PCR went well. ⇒ 2024-03-04

**Date:** 5 March 2024

Gel failed. ⇒ 2024-03-05
=== words | e.md
Date: March 10, 2021
A ⇒ 2021-03-10

Date: March 11, 2021
B ⇒ 2021-03-11
=== the year is the title's | d.md
# Lab book 2021
Date: March 10
A ⇒ 2021-03-10

Date: March 11
B ⇒ 2021-03-11
=== below each part | lab.md
# Experiment 1
**Date:** 4 March 2024
**Who:** me

PCR went well. ⇒ 2024-03-04

# Experiment 2
**Who:** me
**Date:** 5 March 2024

Gel failed. ⇒ 2024-03-05

# Experiment 3
**Who:** me

No date here. ⇒ ?
=== with a word behind | lab.md
# Lab

Date: 4 March 2024

A ⇒ 2024-03-04

Date: 5 March 2024 (in the cold room)

B ⇒ 2024-03-05
"""

NO_BYLINE = """
=== a sentence | Boiler.md
# Boiler
Bought in 2019. Serviced on 2022-03-04. ⇒ ?
=== a sentence with names only | n2.md
# Bob
Married Ann on 3 May 2018.

They live in Rome. ⇒ ?
=== a sentence without its full stop | n3.md
# Grandma
Died on 4 March 2011

She baked bread. ⇒ ?
=== a photograph | n16.md
# Photo
Taken on 3 May 2019

Sea and sky. ⇒ ?
=== a field | c.md
# Anna
Birthday: 3 May 1980

Likes tea a lot. ⇒ ?
=== a deadline | f.md
Due: 2024-05-05

Write the essay on bees. ⇒ ?
=== a source | n15.md
# Article
Source: The Guardian, 3 May 2019

My thoughts on it. ⇒ ?
=== an author and his day | n4.md
# The Trial
Franz Kafka, 26 April 1925

A man is arrested. ⇒ ?
=== a day in brackets | n12.md
# Battle
(June 6, 1944)

Notes. ⇒ ?
=== a version | n.md
# Tool
Version 1.2 · 2021-02-03

Words. ⇒ ?
=== published, by whom behind | lu.md
# T
*Published on March 3rd, 2021 by me*

Words. ⇒ 2021-03-03
=== written on, with its full stop | lu.md
# T
Written on 3 March 2021.

Words. ⇒ 2021-03-03
=== an author, a date, with a dot between | lu.md
# T
Jane Doe · January 5, 2025 · 7 min read

I began on January 2nd, 2024. ⇒ 2025-01-05
=== a stamp below the second headline | i.org
#+TITLE: Inbox
* No date idea
bees are good ⇒ ?
* Note on wax
[2022-08-28 dim. 17:01]
wax is good ⇒ 2022-08-28
"""

NUMBERS = """
=== the year first, two digits, in a row | log.md
# 24/03/07
A ⇒ 2024-03-07
# 24/03/08
B ⇒ 2024-03-08
# 24/03/19
C ⇒ 2024-03-19
=== the year last, two digits, in a row | log.md
# 13.02.24
A ⇒ 2024-02-13
# 15.02.24
B ⇒ 2024-02-15
# 02.03.24
C ⇒ 2024-03-02
=== the year last, told by dates without one | log.md
# 20.10.17
A ⇒ 2017-10-20
# 26.10.
B ⇒ 2017-10-26
# 2.11.
C ⇒ 2017-11-02
=== three short numbers alone | log.md
# 24.03.07
A ⇒ ?
=== three short numbers and a weekday | log.md
# 24.03.07 Thursday
A ⇒ 2024-03-07
=== three short numbers and a Japanese weekday | log.md
# 24/03/07（木）
A ⇒ 2024-03-07
=== three short numbers in a language | log.md
## Tag 1 - 13.02.24
A ⇒ 2024-02-13
=== three short numbers in a name | 24.03.07.md
A ⇒ ?
=== three short numbers in a name, the folder's year | 2024/24.03.07.md
A ⇒ 2024-03-07
=== the year before the month, then month before day | w.md
# 2023/03/06（月）
A ⇒ 2023-03-06
# 3/7（火）
B ⇒ 2023-03-07
=== parts of a whole under a year | 2024 reading.md
# War and Peace
## 3/12
A ⇒ ?
## 7/12
B ⇒ ?
## 12/12
C ⇒ ?
=== sections under a year | 2024/course.md
# Course
## 1.1
A ⇒ ?
## 1.2
B ⇒ ?
## 2.1
C ⇒ ?
## 2.2
D ⇒ ?
=== days with dots under a year | 2024/log.md
## 1.3.
A ⇒ ?
## 2.3.
B ⇒ ?
## 15.3.
C ⇒ 2024-03-15
=== the first of each month or the first days of one | rent.md
# Rent
## 01/02/2024
A ⇒ ?
## 01/03/2024
B ⇒ ?
## 01/04/2024
C ⇒ ?
=== the first days of a month, counted | log.md
## Day 1 - 01/02/2024
A ⇒ 2024-01-02
## Day 2 - 01/03/2024
B ⇒ 2024-01-03
"""

NAMES = """
=== a number and a noun in folders of a month | 2024/10/7 habits.md
A ⇒ ?
=== two digits and a noun | 2024/03/12 angry men.md
A ⇒ ?
=== a day and its weekday | 2024/03/12 Tuesday.md
A ⇒ 2024-03-12
=== a day and a title behind a dash | 2024/03/12 - angry.md
A ⇒ 2024-03-12
=== a day that is padded | 2024/03/07 Gym.md
A ⇒ 2024-03-07
=== when it expires | Passport exp 2027-03-04.md
A ⇒ ?
=== when it is due | due 2025-12-24 tax.md
A ⇒ ?
=== someone's birthday | Birthday-Anna-1980-05-03.md
A ⇒ ?
=== a date, then what is due | 2025-12-24 tax due.md
A ⇒ 2025-12-24
=== Chinese folders | 2024年5月/6日.md
A ⇒ 2024-05-06
=== Chinese headings of a month's file | 日记/2024年/3月.md
# 三月
## 3月4日 星期一
A ⇒ 2024-03-04
## 6日
B ⇒ 2024-03-06
=== spaces | 2022 03 16.md
A ⇒ 2022-03-16
=== spaces, no such month | 2022 13 16.md
A ⇒ ?
=== a week under a year | 2024/Week 11.md
A ⇒ 2024-03-11..2024-03-17
"""

CLIPPED = """
=== a page of the web: published is another's | clip.md
---
source: https://example.org/bees
author: Ann
published: 2019-03-04
created: 2024-05-06
---
Bees. ⇒ 2024-05-06
=== one's own post | post.md
---
published: 2019-03-04
created: 2019-03-01
---
Bees. ⇒ 2019-03-04
"""

ORG = """
=== bare days and one with its drawer | journal.org
#+title: Journal
* 2020
** January
*** 17
Out to dinner. ⇒ 2020-01-17
*** 18 Saturday
:PROPERTIES:
:CREATED: [2020-01-18 Sat 22:11]
:END:
Stayed in. ⇒ 2020-01-18
=== one headline with a drawer, others without | i.org
#+TITLE: Inbox
* Idea about bees
:PROPERTIES:
:CREATED: [2022-01-27 Thu 23:48]
:END:
bees ⇒ 2022-01-27
* Note on wax
[2022-08-28 dim. 17:01]
wax ⇒ 2022-08-28
=== a drawer in a daily | 2022-01-27.org
* Idea
:PROPERTIES:
:CREATED: [2022-02-03 Thu 23:48]
:END:
bees ⇒ 2022-01-27
"""

NEIGHBOURS = """
=== the day alone behind a full date | d.md
# the 20th of March, 2024
A ⇒ 2024-03-20
# Thursday, the 21st
B ⇒ 2024-03-21
# 22nd
C ⇒ 2024-03-22
=== the day alone, on another weekday | d.md
# the 20th of March, 2024
A ⇒ 2024-03-20
# Monday, the 21st
B ⇒ ?
=== a number alone is no day | d.md
# 20 March 2024
A ⇒ 2024-03-20
# 21
B ⇒ ?
=== the file's year, its parts out of order | 2020.md
## Dec 30 - Jan 2
A ⇒ 2020-12-30..2021-01-02
## 28.02. - 03.03.2020
B ⇒ 2020-02-28..2020-03-03
=== the file's year, the last days before it | 2020.md
## December 30
A ⇒ 2019-12-30
## January 1, 2020
B ⇒ 2020-01-01
=== a short weekday | tagebuch.md
# Tagebuch 2023
### Dienstag, 7.3.
A ⇒ 2023-03-07
### Mi 8.3.
B ⇒ 2023-03-08
=== two items, all of a list | g.md
- 2021-03-10: A ⇒ 2021-03-10
- 2021-03-11: B ⇒ 2021-03-11
=== two items of a daily note | 2021-03-01.md
- 2021-03-10: dentist ⇒ 2021-03-01
- 2021-03-11: doctor ⇒ 2021-03-01
=== three items of a daily note | 2021-03-01.md
- 2021-03-10: dentist ⇒ 2021-03-01
- 2021-03-11: doctor
- 2021-03-12: nurse ⇒ 2021-03-01
=== a program's log | log.txt
2024-03-04 10:11:12 INFO start ⇒ ?
2024-03-04 10:11:13 ERROR fail
2024-03-05 10:11:13 ERROR fail ⇒ ?
=== a journey to come below its title | trip.md
# Lisbon
June 3, 2024 - June 9, 2024

Hotel booked. ⇒ ?
=== only a month, in front matter | j.md
---
date: 2024-03
---
A ⇒ ?
"""

STRAY = """
=== a chronicle's years are far apart | hist.md
# History

1976-04-01 Apple founded

1984-01-24 Macintosh ⇒ ?

1997-02-07 NeXT bought ⇒ ?
=== the date of the next meeting | meet.md
# Meeting with Bob
Date: 2024-03-04

We talked. ⇒ 2024-03-04

## Next meeting
Date: 2024-03-11

Bring cake. ⇒ 2024-03-04
=== place and day of a letter | letter.txt
Berlin, den 3. März 2024

Liebe Ann, es regnet. ⇒ 2024-03-03
=== a letter's end | letter.txt
Dear Ann,

it rains. ⇒ ?

Berlin, 3 March 2024
=== weekdays around a date | d.md
# Log

Monday

A ⇒ ?

Tuesday, 5 March 2024

B ⇒ 2024-03-05

Wednesday

C ⇒ ?
=== weekdays below a date, no headings | d.txt
Monday, 4 March 2024

A ⇒ 2024-03-04

Tuesday

B ⇒ ?
=== a Date field below a dated heading's text | d.md
# 2024-03-04

A ⇒ 2024-03-04

Date: 2024-03-05

B ⇒ 2024-03-05
=== a Date field of a dated heading's own | d.md
# 2024-03-04 Meeting
Date: 2024-03-02

A ⇒ 2024-03-04
=== text behind a list of days | r.md
# Plants

- 2024-03-04: sowed ⇒ 2024-03-04
- 2024-04-05: planted ⇒ 2024-04-05

Notes on soil. ⇒ ?
=== text of each day between a list's items | r.md
# Plants

- 2024-03-04:

Sowed. ⇒ 2024-03-04

- 2024-03-05:

Watered. ⇒ 2024-03-05
=== a day that opens its paragraph | o.md
Tuesday, March 5 2024. I woke up late and had a coffee, then I went to the office, where I worked until the evening.

Stayed long. ⇒ 2024-03-05

Wednesday, March 6 2024. I stayed at home. ⇒ 2024-03-06
=== short weekdays of a week | w.md
# Week 10, 2024
## Mo 4.3.
A ⇒ 2024-03-04
## Di 5.3.
B ⇒ 2024-03-05
## Mi
C ⇒ 2024-03-06
=== a course's weeks are its own | 2024/Physics/Week 3.md
A ⇒ ?
=== a line at the margin below an item (org) | b.org
* 2024-03-04
- fixed ⇒ 2024-03-04
2024-03-05
- on call ⇒ 2024-03-05
=== an item that goes on at the margin | b.md
# 2024-03-04
- the meeting was moved to
2024-04-05
- called Ann ⇒ 2024-03-04
=== weather that is called as a day is | e.txt
Sunday 3rd March 2024

Rain. ⇒ 2024-03-03

Monday 4th March 2024

Sun.

Swam. ⇒ 2024-03-04
=== European numbers with words | i.txt
12.05.24 rain
A ⇒ 2024-05-12

13.05.24 clouds
B ⇒ 2024-05-13
=== a quotation's author and year | q.md
# Quote

Ann Smith — 3 May 1924

Words. ⇒ ?
=== three short numbers, the year is the folder's first | 2024/log.md
## 24.03.07
A ⇒ 2024-03-07
=== three short numbers, the year is the folder's last | 2024/log.md
## 13.02.24
A ⇒ 2024-02-13
"""

TABLES = {
    "counted": COUNTED,
    "ranges": RANGES,
    "Asian": ASIAN,
    "quoted": QUOTED,
    "days as lines": DAYS_AS_LINES,
    "date fields": DATE_FIELDS,
    "no byline": NO_BYLINE,
}
TRAPS = [(f"{table}: {case.name}", case) for table, text in TABLES.items() for case in cases(text)]
