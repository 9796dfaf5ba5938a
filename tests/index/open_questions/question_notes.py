"""Small notes as people write them; behind a line stands what it is: a table of cases for finding open questions.

`⟵ open`, `⟵ part` (of the question above it), `⟵ answered` in place, `⟵ no` for what only looks like a question. A line
without a word is nothing either. The marks are taken off before the note is read.
"""

NOTES: dict[str, tuple[str, str]] = {
    "list under a heading": (
        "a.md",
        """
# 2024-03-04
Worked through the chapter on trees.

## Questions
- Why does the tree overfit when it is deep?  ⟵ open
- How is the split chosen  ⟵ open
- What's pruning  ⟵ open
- None of the notebooks ran on the old laptop.
""",
    ),
    "statements and a schedule under a heading": (
        "a.md",
        """
## Open questions
- Meeting with the tutor moved to Thursday 15:00  ⟵ no
- How do I read a confusion matrix?  ⟵ open
- 09:00 to 11:00 lab  ⟵ no
- None  ⟵ no
""",
    ),
    "empty section": ("a.md", "# 2024-03-04\nRan 5k.\n## Questions\n- None\n- \n## Next\n- rest\n"),
    "label with numbers": (
        "a.txt",
        """
2021-05-02
Read the docs of the scheduler.
Questions:
1. what happens to a job when the node dies?  ⟵ open
2. is the queue FIFO?  ⟵ answered
3. It is not FIFO, priorities win over age.
""",
    ),
    "label, nested": (
        "a.md",
        """
- Morning: pair programming on the parser
- Questions
    - how are errors recovered?  ⟵ open
        - what does panic mode skip?  ⟵ part
    - who owns the token buffer?  ⟵ answered
        - the lexer does, the parser only borrows a slice
- Evening: gym
""",
    ),
    "sub-question and answer below one question": (
        "a.md",
        """
## ❓ Questions I still have
- What is a monad in plain words?  ⟵ answered
  - Something that chains steps which each may fail or carry extra data.
- Why do we need `bind` and `map`?  ⟵ open
  - Isn't `map` enough for lists?  ⟵ part
""",
    ),
    "a link is a weak answer": (
        "a.md",
        """
**Questions**
- What is gradient clipping?  ⟵ answered
    - [Understanding gradient clipping](https://example.org/clip)
- What is weight tying?  ⟵ answered
    - https://example.org/tying
""",
    ),
    "not sure is no answer": (
        "a.md",
        """
### Questions
- Why is the second epoch faster?  ⟵ open
  - not sure, maybe the cache. Look it up tomorrow
- Where does pip keep its cache?  ⟵ open
  - see chapter 4
- Can two threads share one cursor?  ⟵ answered
  - No, each needs its own connection.
""",
    ),
    "answer on the line": (
        "a.md",
        """
Questions
- What is idempotence? Doing it twice changes nothing more.  ⟵ answered
- What does SIGHUP do? => daemons reload their configuration  ⟵ answered
- Is DNS over UDP? - yes, TCP only for big answers  ⟵ answered
- What is a race condition? Need to read more about it.  ⟵ open
- Why two phases? And who coordinates?  ⟵ open
""",
    ),
    "continuation lines": (
        "a.md",
        """
Questions:

- What is a closure?
    A function that keeps the variables it was made among.
- What is hoisting?  ⟵ open
""".replace("closure?", "closure?  ⟵ answered"),
    ),
    "Q and A": (
        "a.md",
        """
# 2023-11-02
Q: Why is my build so slow?  ⟵ answered
A: The tests ran twice, once per target.

Q: How do I pin a transitive dependency?  ⟵ open

Q: Does the cache survive a reboot?  ⟵ answered
A. It does, it is on disk.
""",
    ),
    "Q and A as siblings": (
        "a.md",
        """
- Q: what's the difference between a process and a thread?  ⟵ answered
- A: threads share memory
- Q: what is a fibre  ⟵ open
""",
    ),
    "struck, checked, corrected": (
        "a.md",
        """
## Questions
- ~~Which port does it listen on?~~ => 8080  ⟵ answered
- [x] why does login fail?  ⟵ answered
- [ ] why does logout fail?  ⟵ open
- Is the index needed?  ⟵ answered
  - Update 2023-05-06: yes, without it the join takes minutes
""",
    ),
    "markers": (
        "a.md",
        """
# 2022-02-02
Set up the proxy today.
TODO(anna): how is the certificate renewed?  ⟵ open
=> what is this header for???  ⟵ open
- [ ] find out why the health check flaps  ⟵ open
- #question does nginx buffer uploads?  ⟵ open
- [?] is HTTP/3 worth it  ⟵ open
- restarted it twice
""",
    ),
    "outline": (
        "a.md",
        """
- [[Rust]] evening
\t- TODO why does the borrow checker reject this loop?  ⟵ open
\t  id:: 6423-aa
\t- DONE what does `?` do on Option  ⟵ answered
\t- Box vs Rc
\t\t- when would one pick Rc?  ⟵ open
\t\t- LATER How are cycles freed?  ⟵ open
""",
    ),
    "org": (
        "a.org",
        """
* 2023-06-01 Thu
** TODO how do I fold drawers by default?  ⟵ open
** DEFERRED is org-roam worth the switch?  ⟵ open
** DONE Why is the agenda empty?  ⟵ answered
   CLOSED: [2023-06-02 Fri]
   The files variable pointed to a folder that was renamed.
** Notes
   - tried capture templates
   - how are they stored?  ⟵ open
""",
    ),
    "org list": (
        "a.org",
        """
* <2022-01-03 Mon> Reading SICP
  :PROPERTIES:
  :ID: 1?
  :END:
** Questions
   1. Why is applicative order the default?  ⟵ open
   2. What does normal order cost?  ⟵ open
#+begin_src scheme
(if (p?) 0 (q?))
#+end_src
""",
    ),
    "end of a paragraph": (
        "a.md",
        """
# Day 12
The loss went to NaN after the third epoch. The learning rate is small, so why does it blow up?  ⟵ open

Then lunch with Tom. He moves to Lyon in May.
""",
    ),
    "a paragraph of its own": (
        "a.md",
        """
# 2019-10-10
Merged the branch.

How do others keep two migrations from clashing?  ⟵ open

Cooked soup in the evening.
""",
    ),
    "without a mark in prose": (
        "a.md",
        """
# 2020-08-01
Got the sensor to talk over I2C. I wonder why it needs two pull-ups.  ⟵ open
The readings jump by 3 degrees; I'm not sure why the second one is always off.  ⟵ open
Still need to figure out how the calibration registers work.  ⟵ open
I don't understand what the datasheet means by "burst mode".  ⟵ open
At first I wasn't sure why it hung, but the cable was loose.
I finally understand how interrupts nest.
""",
    ),
    "brackets": (
        "a.md",
        """
# 2021-03-03 (Wed)
## Perceptrons (what are the limits, exactly?)  ⟵ open
Notes of the lecture (still don't fully understand the proof)  ⟵ open
- XOR needs a hidden layer (why only one?)  ⟵ open
- met Eva (sister of Jon?)  ⟵ no
- paid 40 (?) for the book  ⟵ no
""",
    ),
    "callout": (
        "a.md",
        """
# 2024-06-07
> [!question] How does the scheduler pick a worker?  ⟵ open

> [!note] Reminder
> The demo is on Friday.

> Who watches the watchmen?  ⟵ no
""",
    ),
    "rhetorical": (
        "a.md",
        """
# Week 9
The key takeaway? Measure first.  ⟵ no
Who knows what tomorrow brings?  ⟵ no
How cool is that?  ⟵ no
I slept four hours. Worth it? Absolutely.  ⟵ no
Why did it work? Because I finally read the manual.  ⟵ no
Time flies, doesn't it?  ⟵ no
What could possibly go wrong?  ⟵ no
""",
    ),
    "to the reader": (
        "post.md",
        """
---
title: My first month
date: 2023-02-01
---
Have you ever tried to learn two languages at once?  ⟵ no

What do you think about streaks? Let me know in the comments!  ⟵ no

Want to follow along?  ⟵ no

Any suggestions?  ⟵ no
""",
    ),
    "plans": (
        "a.md",
        """
## What's next?
- Maybe write a small shell?  ⟵ no
- Perhaps a talk at the meetup?  ⟵ no
- finish chapter 7
""",
    ),
    "explaining headings": (
        "a.md",
        """
# 2022-09-09
## What is a B-tree?  ⟵ no
A balanced tree whose nodes have many children, so that each fits a disk page.
## Why not a hash?  ⟵ no
Ranges.
### How do we insert?  ⟵ no
1. find the leaf
2. split when full
""",
    ),
    "headings that ask": (
        "a.md",
        """
# 2022-09-10
## How do B-trees shrink?  ⟵ open

## Log
Paged through the slides again.
""",
    ),
    "titles": (
        "a.md",
        """
# 2021-01-20
- Read "Why We Sleep?" in the train  ⟵ no
- Watched: How Do Vaccines Work?  ⟵ no
- [Is Software Engineering Dead?](https://example.org/dead)  ⟵ no
- Paper: Do Vision Transformers See Like Convolutional Networks?  ⟵ no
- 🎵 Where Is My Mind?  ⟵ no
- [[What is entropy?]]  ⟵ no
""",
    ),
    "interview and exercises": (
        "a.md",
        """
# 2020-05-05
## Interview questions
- What is a closure?  ⟵ no
- How does garbage collection work?  ⟵ no
## Exercise 3
How many edges has a tree of n nodes?  ⟵ no
## FAQ
### Is it free?  ⟵ no
""",
    ),
    "form": (
        "a.md",
        """
# 2024-01-15
## What went well today?  ⟵ no
- slept eight hours
## What did I learn today?  ⟵ no
- list comprehensions
## What am I grateful for?  ⟵ no
- sun
Mood? good  ⟵ no
Exercise? no  ⟵ no
""",
    ),
    "form, empty": (
        "a.md",
        "# 2024-01-16\nWent to bed late.\n\n**What could I have done better?**  ⟵ no\n\n**How do I feel?**  ⟵ no\n",
    ),
    "speech and quotes": (
        "a.md",
        """
# 2018-07-07
Mum called. "When are you coming home?" she asked.  ⟵ no
“Is that all there is?”  ⟵ no
He said: “Why don't you just restart it?”  ⟵ no
- "To be or not to be?" at the theatre  ⟵ no
""",
    ),
    "code and addresses": (
        "a.md",
        """
# 2023-03-03
```js
const x = ok ? 1 : 2 // why?
```
See https://example.org/watch?v=abc and `a?b:c`.
The regex `colou?r` matches both.
| question? | answer |
| --- | --- |
| why? | so |
    $ continue? [y/n]
""",
    ),
    "grumbles": (
        "a.md",
        """
# 2021-11-11
Seriously?!  ⟵ no
WTF is wrong with this printer?  ⟵ no
Why is it always on a Friday?!  ⟵ no
""",
    ),
    "reported": (
        "a.md",
        """
# 2019-04-04
Tom asked me whether the port is open and if we should change it.
The customer wondered why it takes so long.
We discussed how to split the service and when to start.
What I like about Go is the tooling.
How to set up a venv: python -m venv .venv
When the build is green we deploy.
""",
    ),
    "footer": (
        "a.md",
        "# 2020-01-01\n## Questions, comments or suggestions?  ⟵ no\nMail me.\n\n## Any questions?  ⟵ no\nYes.\n",
    ),
    "front matter": ("a.md", "---\ntitle: Why I journal?\ndate: 2020-02-02\nquestions: what?\n---\nA quiet day.\n"),
    "hundred days": (
        "log.md",
        """
### Day 3: January 7, 2021
**Today's Progress**: Fixed the navbar.
**Thoughts**: Flexbox is odd. Why does `flex: 1` ignore my width?  ⟵ open
**Questions**: how do I center the last row?  ⟵ open
**Link to work:** [Navbar](https://example.org/?day=3)
""",
    ),
    "lab book": (
        "lab.txt",
        """
2017-03-09
PCR of samples 4-9. Band at 500 bp only in 4 and 7.
Primer dimer? Or degraded template?  ⟵ no
Why would 7 work and not 8 (same batch)?  ⟵ open
Check: was the master mix vortexed?
""".replace("vortexed?", "vortexed?  ⟵ open"),
    ),
    "plan file": (
        "plan_19970312.txt",
        """
* fixed the clipping bug in the corner case
* made the server faster by a third
+ does the new protocol still drop packets on modems?
? how do we sort transparent faces
""".replace("modems?", "modems?  ⟵ open").replace("faces", "faces  ⟵ open"),
    ),
    "several lines of prose, wrapped": (
        "a.md",
        """
# 2015-09-01
The compiler keeps the whole file in memory, which is fine  ⟵ open
for now, but what happens when a file is larger than the
memory of the machine?

It was raining all day.
""",
    ),
    "decisions": (
        "a.md",
        """
# 2023-08-08
- Should we store dates as text or as integers?  ⟵ open
- should I stay with the free plan?  ⟵ open
- Let's go for a run?  ⟵ no
- lunch with Kim?  ⟵ no
""",
    ),
    "German list": (
        "a.md",
        """
## Montag, 6. März 2023
### Offene Fragen
- Wie funktioniert Backpropagation genau?  ⟵ open
- Warum braucht man eine Aktivierungsfunktion  ⟵ open
- Was ist ein Tensor? Ein Feld mit beliebig vielen Achsen.  ⟵ answered
- Treffen mit Jonas um 14 Uhr  ⟵ no
- keine  ⟵ no
""",
    ),
    "German prose": (
        "a.md",
        """
# 12.03.2023
Ich verstehe noch nicht, wie der Optimierer die Lernrate anpasst.  ⟵ open
Keine Ahnung, warum der Test nur auf dem Server fehlschlägt.  ⟵ open
Mir ist noch unklar, ob die Daten normalisiert werden müssen.  ⟵ open
Wer weiß, wofür es gut ist?  ⟵ no
Was habe ich heute gelernt?  ⟵ no
Kennt ihr das auch?  ⟵ no
Das war lecker, oder?  ⟵ no
""",
    ),
    "Spanish list": (
        "a.md",
        """
# Lunes 6 de marzo de 2023
## Dudas
- ¿Qué es una promesa en JavaScript?  ⟵ open
- ¿Cómo se cancela un fetch?  ⟵ answered
  - Con un AbortController que se pasa como señal.
- Por qué usar useEffect  ⟵ open
""",
    ),
    "Spanish prose": (
        "a.md",
        """
# 7 de marzo de 2023
No entiendo por qué el estado se actualiza tarde.  ⟵ open
Me pregunto si hace falta una caché.  ⟵ open
¿Qué aprendí hoy? Bucles.  ⟵ no
¿Y tú qué opinas?  ⟵ no
Bonito día, ¿no?  ⟵ no
""",
    ),
    "French": (
        "a.md",
        """
# 8 mars 2022
## Questions ouvertes
- Comment fonctionne le ramasse-miettes ?  ⟵ open
- Pourquoi deux générations ?  ⟵ answered
    - Parce que la plupart des objets meurent jeunes.
## Journal
Je ne comprends pas comment le compilateur choisit la surcharge.  ⟵ open
Je me demande si le test est utile.  ⟵ open
Qu'en pensez-vous ?  ⟵ no
Pourquoi pas ?  ⟵ no
""",
    ),
    "Japanese": (
        "a.md",
        """
# 2023年3月5日
## 学んだこと
- クロージャは外側の変数を覚えている
## 疑問点
- なぜ this は呼び出し方で変わるのか  ⟵ open
- bind と call の違いは？  ⟵ open
- プロトタイプとは何か？ オブジェクトの親のようなもの。  ⟵ answered
- 特になし  ⟵ no
""",
    ),
    "Japanese prose": (
        "a.md",
        """
# 2023年3月6日
非同期処理を勉強した。await を忘れるとどうなるのかまだわからない。  ⟵ open
今日は何をした？  ⟵ no
皆さんはどう思いますか？  ⟵ no
明日は休みだよね？  ⟵ no
""",
    ),
    "Chinese": (
        "a.md",
        """
# 2022年5月4日
今天看了虚拟内存。
## 问题
- 为什么需要多级页表？  ⟵ open
- TLB 是什么  ⟵ open
- 缺页时会发生什么？  ⟵ answered
  - 操作系统从磁盘读入该页，然后重新执行指令。
## 其他
大家觉得怎么样？  ⟵ no
今天学了什么？  ⟵ no
我还不明白写时复制是怎么实现的。  ⟵ open
""",
    ),
    "Vietnamese": (
        "a.md",
        """
# Ngày 5 tháng 3 năm 2023
## Câu hỏi
- Tại sao phải dùng chỉ mục?  ⟵ open
- Giao dịch là gì?  ⟵ answered
  - Là một nhóm thao tác thực hiện trọn vẹn hoặc không thực hiện.
- Không có  ⟵ no
""",
    ),
    "Portuguese and Italian": (
        "a.md",
        """
# 2021-06-06
## Dúvidas
- Como funciona o event loop?  ⟵ open
- O que é um stub?  ⟵ open
## Domande
- Perché il test è lento?  ⟵ open
- A cosa serve il mock? Serve a sostituire la rete.  ⟵ answered
""",
    ),
    "a conversation with oneself": (
        "a.md",
        """
# 2022-12-12
- tried the new editor
- can it open remote folders?  ⟵ open
- what about the old macros? not important any more  ⟵ answered
- is there a way to sync settings between both laptops?  ⟵ open
- works on the second try
""",
    ),
    "next sibling replies": (
        "a.md",
        """
# 2016-02-03
1. Why does the pump stop after ten minutes?  ⟵ answered
2. Because the float switch sticks; cleaned it.
3. Where is the spare filter?  ⟵ open
4. Ordered two new hoses.
""",
    ),
    "two days, each with questions": (
        "log.md",
        """
## 2020-03-18
- [ ] call the bank
Questions:
- What does the warm-up do?  ⟵ open
## 2020-03-19
Read about schedules.
What's a warm restart?  ⟵ open
""",
    ),
    "answer by a paragraph": (
        "a.md",
        """
# 2022-02-22
**Why is the page blank on reload?**  ⟵ answered

The router needs the server to send index.html for every path.

**Why is it blank on the phone only?**  ⟵ open

""",
    ),
    "things to work on": (
        "a.md",
        """
### Day 8 - Feb 8, 2019
#### Things to work on:
- how do I scope CSS to a component?  ⟵ open
- naming  ⟵ no
#### Things I don't understand
- why `this` is undefined in the handler  ⟵ open
- event bubbling vs capturing  ⟵ no
""",
    ),
    "mid-sentence and tails": (
        "a.md",
        """
# 2020-10-10
- the tests pass locally but not in CI, why ?  ⟵ open
- Dropout at test time? (lesson 4)  ⟵ no
- how is the seed set in the workers? 🤔  ⟵ open
- what exactly is "strided" here?  ⟵ open
- wonder how the others solved the timeout  ⟵ open
""",
    ),
}
