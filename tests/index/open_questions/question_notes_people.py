"""Notes in the manner of many people, labelled before the rules were tried on them; as in question_notes.py."""

PEOPLE: dict[str, tuple[str, str]] = {
    "nurse": (
        "a.txt",
        """
Mon 4 Sept. Early shift. Bed 12 is on 40 mg furosemide now, potassium was 3.1 yesterday.
Why do we give it in the morning only?  ⟵ open
Asked Sam: because otherwise people are up all night.
Look up: what is the max rate for KCl through a peripheral line  ⟵ open
Mrs B asked me "will I be home for Sunday?" and I had no answer for her.  ⟵ no
""",
    ),
    "nurse again": (
        "a.txt",
        """
Tue 5 Sept
Questions for the ward round:
1. Does bed 12 still need the catheter?  ⟵ open
2. Who signs off the discharge letter, us or the GP?  ⟵ answered
   -> us, the GP only gets a copy
3. Pain team?  ⟵ open
""",
    ),
    "woodworker": (
        "shop/2021-02-03.md",
        """
# Shop log

Glued up the side panels. Clamps left marks, as ever. Who needs sandpaper anyway?  ⟵ no

Things to look up

- how long hide glue stays open at 15 degrees  ⟵ open
- is quartersawn oak worth the money?  ⟵ open
- which saw did Paul Sellers use in the dovetail video? (a Veritas, it says so in the comments)  ⟵ answered
""",
    ),
    "sysadmin": (
        "a.md",
        """
## 2022-11-08

- mail queue stuck at 3000 again
- `postqueue -p | grep -c ?` gives nonsense
- TODO: find out why deferred mails are not retried after 4h  ⟵ open
- TODO rotate the certificates
- FIXME who owns the relay in Dublin?  ⟵ open
- https://serverfault.com/questions/1234?sort=votes
- Was this the same bug as in June?  ⟵ answered
  - No. June was DNS, this one is the milter.
""",
    ),
    "physics student": (
        "a.md",
        """
# Lecture 7: Entropy

## What is entropy?  ⟵ no

The logarithm of the number of microstates times $k_B$.

## Open questions

- Why is it the *logarithm*? So that it adds up?  ⟵ open
- For two boxes of the same gas: where does the mixing entropy go?  ⟵ answered
    - indistinguishable particles, so there is no mixing entropy
- what's the unit of temperature in natural units  ⟵ open
""",
    ),
    "teacher": (
        "a.md",
        """
# Year 9, Thursday

Exit ticket for tomorrow:

1. What is a catalyst?  ⟵ no
2. Why does the foam rise faster with more peroxide?  ⟵ no

Went fine apart from the last row. I wonder whether they'd do better in groups of three.  ⟵ open
Do I have to report the broken beaker?  ⟵ open
""",
    ),
    "running": (
        "a.txt",
        """
21.5.
10k in 53:20, legs heavy. Knee ok.
How did it feel? 6/10  ⟵ no
Slept? 7h  ⟵ no

22.5.
rest
How did it feel? 8/10  ⟵ no
Slept? 6h  ⟵ no
Strange: why is my pulse higher on rest days??  ⟵ open
""",
    ),
    "prompts": (
        "diary.md",
        """
# 2023-01-01
## What am I grateful for?  ⟵ no
Coffee, the dog.
## What could have gone better?  ⟵ no
Nothing.

# 2023-01-02
## What am I grateful for?  ⟵ no
The quiet.
## What could have gone better?  ⟵ no
Lunch.

# 2023-01-03
## What am I grateful for?  ⟵ no
## What could have gone better?  ⟵ no

# 2023-01-04
## What am I grateful for?  ⟵ no
My sister rang.
## What could have gone better?  ⟵ no
Is it normal that I dread Mondays this much?  ⟵ open
""",
    ),
    "novelist": (
        "a.md",
        """
Chapter 9, second draft, 1100 words.

"Where were you?" she asked.  ⟵ no
"Does it matter?"  ⟵ no

Notes to self: how would Ilse know about the letter at this point?  ⟵ open
Would a lighthouse keeper in 1910 have had a telephone?  ⟵ open
""",
    ),
    "podcast": (
        "a.md",
        """
## Prep: interview with Dr Osei

Questions to ask her:

- How did you get into fungi?  ⟵ no
- What do people get wrong about mould?  ⟵ no

## After

Great talk. What did she mean by "the dark diversity"?  ⟵ open
""",
    ),
    "reading list": (
        "a.md",
        """
- [ ] Do Androids Dream of Electric Sheep?  ⟵ no
- [x] *What Is Life?* by Schrödinger  ⟵ no
- [ ] "Is Google Making Us Stupid?" (The Atlantic)  ⟵ no
- [ ] who wrote the foreword of the Penguin edition?  ⟵ open
""",
    ),
    "logseq dev": (
        "journals/2024_03_11.md",
        """
- type:: journal
- Pairing with Jo on the parser
  - Q: does the lexer keep comments?  ⟵ answered
    - A: only doc comments
  - Q: can we reuse the span type?  ⟵ open
  - #question how does rust-analyzer recover from a missing brace  ⟵ open
- LATER ask Jo where the fuzz corpus lives  ⟵ open
- DONE What is the LSP limit for messages?  ⟵ answered
  - none in the spec, VS Code stops at 100 MB or so
""",
    ),
    "org emacs": (
        "a.org",
        """
* 2022-06-01 Wed
** Notes
Read about org-roam. Looks neat.
** Unklar
- Wie verlinkt man auf eine Zeile?  ⟵ open
- Was macht =org-id-get-create= genau?  ⟵ answered
  Es legt eine ID in der Schublade an.
** TODO Warum ist der Export so langsam?  ⟵ open
:PROPERTIES:
:ID: 1234
:END:
""",
    ),
    "German PhD": (
        "a.md",
        """
### Donnerstag

Heute Kapitel 3 gelesen. Verstehe noch nicht, warum die Varianz durch n-1 geteilt wird.  ⟵ open

Offene Punkte:
* Brauchen wir für die zweite Studie ein neues Votum?  ⟵ open
* Termin mit Frau Lenz (12. Mai)
* Wer bezahlt eigentlich die Probanden?  ⟵ answered
    * Das Sekretariat, per Formular 7.

Muss das sein? Na ja.  ⟵ no
""",
    ),
    "German beginner": (
        "tag12.md",
        """
# Tag 12

Was habe ich heute gelernt?  ⟵ no
Schleifen und Listen.

Was ist noch unklar?  ⟵ no
- Wann nimmt man `while` und wann `for`?  ⟵ open
- Was bedeutet das `self`?  ⟵ open
- keine Ahnung, wie man Listen kopiert  ⟵ open
""",
    ),
    "French cook": (
        "a.md",
        """
## 12 mars

Le levain monte mal. Est-ce la farine ou la température ?  ⟵ open

À vérifier :
- combien de temps garde-t-on le levain au frigo ?  ⟵ open
- pourquoi la pâte colle-t-elle autant ?  ⟵ answered
  - trop d'eau : 75 % au lieu de 68 %
Quoi de neuf ? Rien.  ⟵ no
""",
    ),
    "French dev": (
        "a.md",
        """
Je ne comprends pas pourquoi le cache est vidé à chaque déploiement.  ⟵ open
Réunion à 14 h, on a parlé du budget. Qui aurait cru que ce serait aussi long ?  ⟵ no
Question : peut-on signer les images sans Docker Hub ?  ⟵ open
Réponse de Léa : oui, avec cosign.
""",
    ),
    "Spanish garden": (
        "huerto.md",
        """
## 3 de abril

Los tomates amarillean. ¿Será falta de hierro?  ⟵ open

Dudas:
- ¿Cada cuánto se abona el limonero?  ⟵ open
- ¿Se puede plantar albahaca con los tomates?  ⟵ answered
  - Sí, se llevan bien.
- no sé qué hacer con las babosas  ⟵ open

¿Y qué más se puede pedir? Un día redondo.  ⟵ no
""",
    ),
    "Spanish study": (
        "a.txt",
        """
Preguntas pendientes
- qué diferencia hay entre ser y estar con adjetivos  ⟵ open
- por qué se dice "el agua" si es femenino  ⟵ answered
    porque empieza por a tónica

Ejercicios
1. ¿Cómo se llama tu hermana?  ⟵ no
2. ¿Dónde vive Pedro?  ⟵ no
""",
    ),
    "Japanese infra": (
        "a.md",
        """
## 2021/07/14

- Terraform の state をS3に移した
- なぜ plan が毎回差分を出すのか？  ⟵ open
- ロックはどこに保存される？  ⟵ answered
  - DynamoDB のテーブル
### わからなかったこと
- lifecycle の ignore_changes はいつ評価されるのか  ⟵ open
- moved ブロックと state mv の違い  ⟵ open
今日も疲れた。明日は早く寝よう、できるかな？  ⟵ no
""",
    ),
    "Japanese learner": (
        "a.md",
        """
# 学習記録

Rustの所有権を勉強した。借用とは何か？という章を読んだ。  ⟵ no
ライフタイムがまだよく分からない。  ⟵ open

疑問：
1. `&mut` を二つ同時に持てないのはなぜ？  ⟵ open
2. Box はヒープ？  ⟵ answered
   → はい、ヒープに置かれる。
""",
    ),
    "Chinese thesis": (
        "a.md",
        """
## 2022-03-05

今天读了两篇论文。为什么大家都用同一个数据集呢？  ⟵ open

待解决的问题：
- 学习率该怎么调？  ⟵ open
- 验证集为什么比训练集好？  ⟵ answered
  - 因为训练时有 dropout
- 不明白 warmup 的作用  ⟵ open

吃了吗？吃了。  ⟵ no
""",
    ),
    "Chinese headings": (
        "a.md",
        """
# 什么是索引？  ⟵ no

索引是一种数据结构。

## 面试题

1. 聚簇索引和非聚簇索引有什么区别？  ⟵ no
2. 为什么用 B+ 树？  ⟵ no

## 疑问

- 主键用 UUID 会不会太慢？  ⟵ open
""",
    ),
    "Portuguese": (
        "a.md",
        """
## 10 de agosto

Configurei o Nginx. Por que o upload para nos 2 MB?  ⟵ open

Dúvidas
- como renovar o certificado sem parar o serviço?  ⟵ open
- precisa de swap com 8 GB?  ⟵ answered
  - Não, só atrapalha.
- não sei se o backup roda no domingo  ⟵ open
Beleza? Até amanhã.  ⟵ no
""",
    ),
    "hugo front matter": (
        "content/posts/day3.md",
        """
---
title: "What is a closure?"
date: 2020-05-06
description: Why do they matter?
tags: [js]
---

A closure is a function with its scope. {{< figure src="a.png" alt="What?" >}}

I'm still not clear on how the garbage collector treats them.  ⟵ open

Have you ever seen one in the wild? Tell me in the comments!  ⟵ no
""",
    ),
    "table and code": (
        "a.md",
        """
| Question? | Answer |
|---|---|
| Is it open? | yes |

```python
x = a if b else c  # why?
print("what now?")
```

    $ really? (y/n)

What does the `y` stand for in `y/n`?  ⟵ open
""",
    ),
    "quotes": (
        "a.md",
        """
> What is the sound of one hand clapping?  ⟵ no
> — a koan

> [!question] How do I cite a koan?  ⟵ open

> [!question] Who collected them first?  ⟵ answered
> Ekai, in the Mumonkan.
""",
    ),
    "poll": (
        "a.md",
        """
Poll in the chat: tabs or spaces?  ⟵ no
- tabs 12
- spaces 30

Reminder: what happens to the poll when I delete the channel?  ⟵ open
""",
    ),
    "faq page": (
        "faq.md",
        """
# FAQ

### How do I reset my password?  ⟵ no

Click on the link.

### Can I export my data?  ⟵ no

Yes.
""",
    ),
    "til": (
        "til/2021-08-09.md",
        """
# TIL

- `git switch -` goes back to the last branch
- you can `curl --json`. Since when?  ⟵ open
- Did you know that octopuses have three hearts?  ⟵ no

?? does `git switch` also work with a detached HEAD  ⟵ open
??? what about worktrees  ⟵ open
""",
    ),
    "arrows": (
        "a.txt",
        """
why is the second run faster? => page cache  ⟵ answered
what's the block size here? -> 4096  ⟵ answered
does fsync matter on tmpfs? =>  ⟵ open
who wrote the benchmark - no idea  ⟵ open
is O_DIRECT supported? ✅ yes on ext4  ⟵ answered
""",
    ),
    "same line": (
        "a.md",
        """
- What's the port? 5432.  ⟵ answered
- Which user? Still don't know.  ⟵ open
- How big can a row get? Up to 8 kB, then TOAST.  ⟵ answered
- Do we vacuum? Need to ask Ravi.  ⟵ open
""",
    ),
    "several in a paragraph": (
        "a.md",
        """
What is a tensor? And is a matrix one? How many ranks can it have? A tensor is an array with a shape.  ⟵ answered

Why does the loss jump at epoch 3? Is the rate too high?  ⟵ open
""",
    ),
    "bare links": (
        "a.md",
        """
## Questions

- How do bees navigate?  ⟵ answered
  - https://example.org/bees
- Do wasps make honey?  ⟵ answered
  - [[Mexican honey wasp]]
- How old does a queen get?  ⟵ open
  - ask Dad
""",
    ),
    "asked again": (
        "a.md",
        """
# 2020-01-01
- What's a monad?  ⟵ open

# 2020-01-02
- Painted the shed.
- What's a monad??  ⟵ open
""",
    ),
    "designer": (
        "a.md",
        """
**Wins**: shipped the onboarding.
**Worries**: is the contrast on the banner enough?  ⟵ open
**Tomorrow**: icons, maybe a call with Tom?  ⟵ no

How might we make the empty state less sad?  ⟵ open
""",
    ),
    "musician": (
        "a.txt",
        """
Practised the Bach for an hour, bars 12-20. Trill still uneven - upper note first or main note first?  ⟵ open
Need to ask Clara about the fingering in bar 17.  ⟵ open
String change: when did I last do that?? (March, it's in the case)  ⟵ answered
Why do I even bother with scales?  ⟵ no
""",
    ),
    "parent": (
        "a.md",
        """
Lena's words today: "Mama, why is the moon broken?" Had to laugh.  ⟵ no
Is a fever of 38.5 still ok at three?  ⟵ open
When is the next vaccination due?  ⟵ answered
June, says the booklet.
Can you believe she's three already?  ⟵ no
""",
    ),
    "startup": (
        "a.md",
        """
## Board prep

Open:
- churn: is 4% per month normal for our size?  ⟵ open
- do we need a data processor agreement with Stripe?  ⟵ open
- Budget 2024 (Mia)
Decided:
- Which bank? GLS.  ⟵ answered
""",
    ),
    "scrum": (
        "a.md",
        """
### Standup

What did I do yesterday?  ⟵ no
- fixed the login
What will I do today?  ⟵ no
- tests
Any blockers?  ⟵ no
- waiting for the API key. Who hands these out?  ⟵ open
""",
    ),
    "math": (
        "a.md",
        """
**Theorem.** Every bounded sequence has a convergent subsequence.

How can one show this? Take halves of the interval again and again.  ⟵ no

Can the same be done in an infinite-dimensional space?  ⟵ open
(does this need choice?)  ⟵ open
""",
    ),
    "travel": (
        "a.txt",
        """
Day 4 - Porto
Found the tiles. What a town! Where else do you get soup for 2 euros?  ⟵ no
Is there a night train from Lisbon to Madrid still?  ⟵ open
How much was the metro card... 60 cents I think
to find out: which churches are free on sundays  ⟵ open
""",
    ),
    "dreams": (
        "a.txt",
        """
I was in a house without doors. A voice said: are you coming? I said yes.  ⟵ no
What does it mean to dream of water so often?  ⟵ open
""",
    ),
    "therapy": (
        "a.md",
        """
What would I tell a friend in my place? Be kind to yourself.  ⟵ no
Why do I shut down when people raise their voice?  ⟵ open
I don't know how to bring this up with M.  ⟵ open
""",
    ),
    "statistics": (
        "a.md",
        """
Things I don't understand yet:

- p-hacking vs multiple testing  ⟵ open
- when a Bayesian would use an improper prior  ⟵ open
- Why Welch? Because variances differ.  ⟵ answered
""",
    ),
    "headings with marks": (
        "a.md",
        """
# Docker vs Podman: which one?  ⟵ no

Podman is daemonless and rootless, Docker has the tooling.

## Does Podman support compose?  ⟵ open

## Why is rootless networking slow?  ⟵ answered

It goes through slirp4netns in user space.
""",
    ),
    "chess": (
        "a.txt",
        """
Lost again in the Caro-Kann. 14.Nd4?! was dubious, 17.g4?? lost at once.  ⟵ no
Why not 14.c4?  ⟵ open
""",
    ),
    "regex": (
        "a.md",
        """
The pattern `colou?r` matches both. So does `(?:a|b)?`.  ⟵ no
URL: example.com/a?b=c
Params start with ?  ⟵ no
Is `*?` lazy in POSIX too?  ⟵ open
""",
    ),
    "homework": (
        "a.md",
        """
## Exercise 3

a) What is the rank of A?  ⟵ no
b) Is A invertible?  ⟵ no

Stuck on b). Does det A = 0 suffice?  ⟵ open
""",
    ),
    "support chat": (
        "a.txt",
        """
[10:02] me: hi, can you see my order?  ⟵ no
[10:03] agent: which number?  ⟵ no
[10:05] me: 4711
Took 40 minutes. Do they keep the chat logs?  ⟵ open
""",
    ),
    "Italian": (
        "a.md",
        """
## Domande aperte
- come funziona il garbage collector?  ⟵ open
- perché `is` e non `==`?  ⟵ answered
  - `is` confronta l'identità

Chi l'avrebbe mai detto?  ⟵ no
""",
    ),
    "Dutch": (
        "a.md",
        """
Vragen:
- waarom draait de pomp 's nachts?  ⟵ open
- wat kost een nieuwe klep?  ⟵ answered
  - 45 euro bij de groothandel
""",
    ),
    "ideas": (
        "a.md",
        """
- What if we cached the tiles on the phone?  ⟵ open
- Maybe write a post about it?  ⟵ no
- Lunch with Kim on Friday?  ⟵ no
- how do other apps do offline maps?  ⟵ open
""",
    ),
    "not sure": (
        "a.md",
        """
Not sure if the index is used at all, EXPLAIN shows a seq scan.  ⟵ answered
Turns out the column was cast to text.
I have no idea how the planner estimates row counts.  ⟵ open
Not sure I like the new office.  ⟵ no
""",
    ),
    "review": (
        "a.md",
        """
# Week 31

- Highlights: the lake
- What went well? Deep work on Tuesday.  ⟵ no
- What didn't? Email.  ⟵ no
- Open: can I drop the Thursday meeting?  ⟵ open
""",
    ),
    "book notes": (
        "a.md",
        """
## Thinking in Systems

Meadows asks: what is the purpose of a system? You see it in what it does.  ⟵ no
Key question of the chapter: why do systems surprise us?  ⟵ no
My question: is a family a system with a purpose?  ⟵ open
""",
    ),
    "robotics": (
        "log.txt",
        """
0930 swapped the encoder, counts jitter +-2
1010 motor hums at 40% pwm - resonance? or bad ground?  ⟵ open
1100 bad ground. fixed
1130 todo: does the new board have pull-ups (check schematic)  ⟵ open
1200 lunch?  ⟵ no
""",
    ),
    "fitness": (
        "a.md",
        """
- [ ] Push day
- [ ] creatine before or after training?  ⟵ open
- [x] how many sets per week for calves? 8 to 12  ⟵ answered
- [ ] ask PT re shoulder click
""",
    ),
    "bible study": (
        "a.md",
        """
Luke 10: "And who is my neighbour?"  ⟵ no

Why does the priest pass by? Impurity laws?  ⟵ open
What is a denarius worth? A day's wage.  ⟵ answered
""",
    ),
}
