"""Yet more notes of many people, labelled before the rules were tried on them; as in question_notes.py."""

LATER: dict[str, tuple[str, str]] = {
    "beekeeper": (
        "a.md",
        """
## 14 May, hive 2

Eight frames of brood, no queen seen. Is she still there? Eggs, so she must be.  ⟵ no
Bees are fanning at the entrance all evening. Too hot? Or nectar drying?  ⟵ open

To ask Henrik
- how many supers for a strong colony  ⟵ open
- oxalic acid: dribble or vapour?  ⟵ open
""",
    ),
    "data analyst": (
        "a.md",
        """
### 2023-04-18

- [x] cohort query
- [ ] why do 212 users have two signup dates?  ⟵ open
    - merged accounts? ask backend  ⟵ open
- [ ] does `COUNT(DISTINCT)` spill to disk?  ⟵ answered
    - yes, above work_mem
- [ ] dashboards for Lisa
""",
    ),
    "apprentice electrician": (
        "a.txt",
        """
wed
fitted the consumer unit with dave. he said never trust a tester you havent proved.
what size cable for a 10kw shower - 10mm i think but check regs  ⟵ open
why do we test polarity before ring continuity ??  ⟵ open
van smells of fish. whose lunch was that  ⟵ no
""",
    ),
    "Go diary": (
        "a.md",
        """
# Day 9 of Go

## What I learned

- slices share their array

## What I don't get

- Why is `nil` not equal to `nil` in an interface?  ⟵ open
- when to use a pointer receiver  ⟵ open

## What's next?  ⟵ no

Channels!
""",
    ),
    "questions with dates": (
        "questions.md",
        """
# Open questions

- 2022-02-01 What's the half-life of caffeine?  ⟵ answered
  - 2022-02-09: about five hours
- 2022-02-03 Does cold brew have more of it?  ⟵ open
- ~~2022-02-05 Is decaf free of it?~~ No, up to 7 mg.  ⟵ answered
""",
    ),
    "allotment German": (
        "a.txt",
        """
12.6. Schnecken überall. Was hilft da noch?  ⟵ open
Herr Krüger meint Kaffeesatz. Ob das stimmt?  ⟵ open
Nachschlagen: wie tief setzt man Lauch?  ⟵ open
Was für ein Tag!
Wer hätte geahnt, dass Zucchini so wuchern?  ⟵ no
""",
    ),
    "German work log": (
        "a.md",
        """
## KW 32

- Ticket 4711: Ursache gefunden, Zeitzone
- Frage an Jens: läuft der Cronjob in UTC?  ⟵ answered
  - ja, seit Mai
- noch unklar: wer pflegt die Firewallregeln  ⟵ open
- Mittag mit Tom?  ⟵ no
- Doku: "Wie richte ich VPN ein?" überarbeitet  ⟵ no
""",
    ),
    "French PhD": (
        "a.md",
        """
## Réunion avec Claire

« Pourquoi pas un modèle mixte ? » dit-elle.  ⟵ no
Je ne sais pas comment traiter les données manquantes.  ⟵ open

### Questions pour la prochaine fois

1. Quel est le format du jury ?  ⟵ open
2. Faut-il publier avant ?  ⟵ answered
   - Non, mais c'est mieux.
""",
    ),
    "Spanish nurse": (
        "a.md",
        """
Turno de noche. ¿Por qué la bomba pita cada dos horas?  ⟵ open
Averiguar si la heparina se cambia a las 24 h.  ⟵ open
"¿Me voy a morir?", me preguntó. No supe qué decir.  ⟵ no
¿Cuántos ml de purga lleva el sistema? 20.  ⟵ answered
""",
    ),
    "Japanese student": (
        "a.md",
        """
## 6月3日

ゼミで発表。うまくいった？まあまあ。  ⟵ no

### 疑問点
- p値が0.05なのはなぜか  ⟵ open
- 対応のあるt検定はいつ使う？  ⟵ answered
    - 同じ人を二回測ったとき
- 先生に聞く
""",
    ),
    "Chinese dev": (
        "a.md",
        """
## 今日问题

1. nginx 的 499 是什么意思？  ⟵ answered
   客户端主动断开连接
2. 如何查看连接数  ⟵ open
3. Redis 持久化用 RDB 还是 AOF？  ⟵ open

心情不错，还有什么可抱怨的呢？  ⟵ no
""",
    ),
    "Portuguese student": (
        "a.md",
        """
### Aula 4

O professor perguntou: "o que é um autovalor?"  ⟵ no
Não entendi por que a matriz tem que ser quadrada.  ⟵ open

Perguntas:
- todo autovetor é único?  ⟵ answered
  Não, vale qualquer múltiplo.
- para que serve o traço?  ⟵ open
""",
    ),
    "Logseq gardener": (
        "journals/2023_06_01.md",
        """
- [[compost]]
  collapsed:: true
  - smells of ammonia, too much green?  ⟵ open
  - Q: can citrus peel go in?  ⟵ answered
    - A: little, it is sour
  - [[Why compost?]]  ⟵ no
- #question is coffee ground acid  ⟵ open
""",
    ),
    "org lab": (
        "lab.org",
        """
* <2021-05-05 Wed> Gel 14
  Bands smeared again.
  - Overloaded? 2 ug per lane.  ⟵ open
  - [ ] What voltage does Ana use?  ⟵ open
  - [X] How long to stain?  ⟵ answered
    30 min in the dark
** QUESTION Is the ladder expired?  ⟵ open
""",
    ),
    "screenwriter": (
        "a.md",
        """
INT. KITCHEN - NIGHT

MARA
Did you eat?  ⟵ no

TOM
When would I have eaten?  ⟵ no

NOTE: do we know yet that Tom is ill in this scene?  ⟵ open
""",
    ),
    "product manager": (
        "a.md",
        """
# 1:1 with Priya

- How are you? Fine, tired.  ⟵ no
- She asked whether we can hire in Q3.
- I need to find out if the budget rolls over.  ⟵ open
- Feedback for me?  ⟵ no

## Unknowns

- do enterprise customers need SSO on day one  ⟵ open
- pricing of the add-on: per seat or flat?  ⟵ open
""",
    ),
    "course notes": (
        "a.md",
        """
# Module 2: Why do we sleep?  ⟵ no

Sleep clears waste.

**Q1.** What does the lymph do at night?  ⟵ answered
**A1.** It flows through the glia.

**Q2.** Why do dolphins sleep with half a brain?  ⟵ open

Quiz: Which stage is the deepest?  ⟵ no
""",
    ),
    "cyclist": (
        "a.txt",
        """
sat 112 km, wind from the west
creaking bottom bracket again, or is it the seatpost?  ⟵ open
how long does a chain last? 3000 km says the manual  ⟵ answered
next: alps?  ⟵ no
who needs a car  ⟵ no
""",
    ),
    "reader": (
        "a.md",
        """
Finished *Who Moved My Cheese?* today.  ⟵ no
Started "What Technology Wants".
Listening to the episode "Are we alone?" on the way.  ⟵ no
Which translation of the Odyssey should I get?  ⟵ open
""",
    ),
    "homelab": (
        "a.md",
        """
- moved plex to the nuc
- zfs scrub took 9 h, is that normal for 4x8 TB?  ⟵ open
- `zpool status -v` ok
- TODO find out how to alert on checksum errors  ⟵ open
- does ECC matter? people argue. I have it, so whatever  ⟵ no
- [How does ZFS work?](https://example.org/?q=zfs)  ⟵ no
""",
    ),
    "checklist": (
        "a.md",
        """
## Before leaving

- [ ] Stove off?  ⟵ no
- [ ] Windows shut?  ⟵ no
- [ ] Passport?  ⟵ no

Do I need an adapter in Denmark?  ⟵ open
""",
    ),
    "grief": (
        "a.txt",
        """
Why you? Why now?  ⟵ no
Mum wants the piano. Where would we even put it?  ⟵ open
I wonder if he kept the letters.  ⟵ open
""",
    ),
    "linguist": (
        "a.md",
        """
In Yoruba one asks "ṣé o jẹun?", literally: did you eat?  ⟵ no
Is the tone on *ṣé* always high?  ⟵ open
Gloss: who went where?  ⟵ no
I'm unsure how to transcribe the nasal vowels.  ⟵ open
""",
    ),
    "devops postmortem": (
        "a.md",
        """
## 5 whys

1. Why did the site go down? The disk was full.  ⟵ answered
2. Why was it full? Logs were not rotated.  ⟵ answered
3. Why not? The cron job died in March.  ⟵ answered
4. Why did nobody notice?  ⟵ open

## Follow-ups

- who gets paged for disk alerts?  ⟵ open
""",
    ),
    "choir": (
        "a.txt",
        """
Rehearsal: bars 40-64 of the Fauré.
Breath after "lux" or not? -> after, says Ines  ⟵ answered
Concert dress black?  ⟵ open
What a sound in that church!
""",
    ),
    "Russian and Korean": (
        "a.md",
        """
## Вопросы

- почему индекс не используется?  ⟵ open
- что такое вакуум?  ⟵ answered
  - сборка мусора в таблицах

## 궁금한 점

- 왜 느린가?  ⟵ open
""",
    ),
    "same question, settled later": (
        "a.md",
        """
# 2021-01-04
- How do I pin a version in apt?  ⟵ open

# 2021-01-09
- How do I pin a version in apt?  ⟵ answered
  - a file in preferences.d
""",
    ),
    "decision log": (
        "a.md",
        """
| date | question | decision |
|---|---|---|
| 3 May | which queue? | NATS |

Still to decide: monorepo or not?  ⟵ open
Why NATS? Small, and Go.  ⟵ no
""",
    ),
    "newsletter draft": (
        "a.md",
        """
Ever wondered why planes fly? In this issue we look at wings.  ⟵ no
What do you think? Hit reply.  ⟵ no

<!-- is Bernoulli the whole story? -->

(note to me: is the photo free to use?)  ⟵ open
""",
    ),
    "Italian cook": (
        "a.md",
        """
Ragù alla nonna, tre ore. Come faceva lei a non bruciarlo?  ⟵ open
Da capire:
- il latte prima o dopo il vino?  ⟵ open
- perché la pancetta e non il guanciale  ⟵ open
Che dire? Buono.  ⟵ no
""",
    ),
}
