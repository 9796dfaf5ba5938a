"""More notes as in question_notes.py, written before the rules were tried on them, in more languages and moods."""

MORE_NOTES: dict[str, tuple[str, str]] = {
    "devlog1": (
        "a.md",
        """
# 2021-04-12 Monday
Spent the morning on the importer. CSV files from the bank come with two header rows (?), had to skip one.
Need to find out whether they changed the format or if it's just my account.  ⟵ open
- [ ] ask Marie about the encoding
- [ ] does the staging server still run 3.8?  ⟵ open
- [x] what's the retention period for logs?  ⟵ answered
Also: is it normal that pip takes 30s to resolve?  ⟵ open
Did the dishes. Should have gone to bed earlier, but who sleeps anyway?  ⟵ no
""",
    ),
    "devlog2": (
        "a.md",
        """
## Day 45
So today was all about sorting. Do I really need to know five kinds of sorts? Probably not, but interviews.  ⟵ no
Merge sort makes sense now. What I don't get is why quicksort is preferred.  ⟵ open
How does Python's sort stay stable?  ⟵ open
Ready for tomorrow? Let's go!  ⟵ no
""",
    ),
    "obsidian daily": (
        "a.md",
        """
<< [[2023-11-28]] | [[2023-11-30]] >>
## Tasks
- [ ] Renew passport?  ⟵ no
- [ ] Figure out why the heating bill doubled  ⟵ open
- [x] Book dentist ✅ 2023-11-29
## Notes
- Talked with [[Ana]] about the offsite: Lisbon or Porto?  ⟵ open
- idea: what if the sync ran only on wifi?  ⟵ open
- [[How to take smart notes?]] chapter 2  ⟵ no
- Isn't it funny how a plan survives exactly one meeting?  ⟵ no
## How was my day?  ⟵ no
good
""",
    ),
    "logseq": (
        "a.md",
        """
- meeting with supervisor
	- she asked: why not use a mixed model?  ⟵ no
	- **Open question**: do we have enough subjects per group?  ⟵ answered
		- power analysis says 24 per arm, so yes
	- TODO read about crossed random effects
- what's the difference between REML and ML ?  ⟵ open
- what does `lmer` do with missing rows?  ⟵ answered
	- drops them silently
""",
    ),
    "weekly": (
        "a.md",
        """
# Week 14 review
**What went well?**  ⟵ no
- shipped the beta
**What didn't?**  ⟵ no
- no exercise
**Questions for next week**
- Can the beta users export their data?  ⟵ open
- who pays for the domain  ⟵ open
- Pricing  ⟵ no
""",
    ),
    "research": (
        "a.org",
        """
* 2019-11-04 Mon
** Reading: Attention is all you need
   What is the advantage of multiple heads over one large head?  ⟵ open
   They scale by sqrt(d_k) because large dot products push softmax into flat regions.
** TODO Why is the validation loss lower than training?  ⟵ open
** Experiments
   - lr 1e-3 diverges. Too high?  ⟵ no
   - lr 3e-4 fine
   - does warmup matter here?  ⟵ answered
     - yes: without it loss is nan after 200 steps
""",
    ),
    "plan": (
        "p.txt",
        """
-----
Name's .plan for Feb 20, 1997
-----
* sound on win95
* fix the door bug
I am not sure if the lighting should be done per vertex.  ⟵ open
Why does anybody still buy 486 machines?  ⟵ no
""",
    ),
    "blog": (
        "b.md",
        """
---
title: "Learning Rust: month one"
date: 2022-03-01
---
Why Rust? Because I was tired of segfaults.  ⟵ no

So what did I build? A tiny key-value store.  ⟵ no

But is it fast? I benchmarked it against Redis, and of course it is not.  ⟵ no

One thing I still can't figure out: how do async traits work without boxing?  ⟵ open

Have you tried it? Drop me a line.  ⟵ no
""",
    ),
    "lab": (
        "l.md",
        """
# 03/14/2018
Gel 2: smear in lane 5 - degraded RNA??  ⟵ no
Lane 6 OK. Why is the 28S band weaker than 18S???  ⟵ open
repeat w/ fresh DEPC water. Q for Sam: how long can RNA sit at -20?  ⟵ open
Conc. (ng/ul)? 54
""",
    ),
    "german": (
        "g.md",
        """
## Dienstag, 7. März
Heute Kapitel 3. Den Unterschied zwischen Prozess und Thread habe ich verstanden.
Aber wann nimmt man was?  ⟵ open
Wozu gibt es eigentlich ein GIL?  ⟵ open
- [ ] Klären: wer darf auf den Server?  ⟵ open
Mal sehen, ob das morgen klappt.
Frage an Lars: läuft der Cronjob noch?  ⟵ open
Wie schnell doch die Zeit vergeht!  ⟵ no
### Was ist ein Mutex?  ⟵ no
Eine Sperre, die nur ein Thread halten kann.
""",
    ),
    "spanish": (
        "e.md",
        """
# 15 de mayo de 2021
Hoy vi punteros. ¿Por qué no se puede devolver la dirección de una variable local?  ⟵ open
Creo que es porque la pila se libera.
- [ ] ¿cuándo conviene usar una lista enlazada?  ⟵ open
¿Quién dijo miedo?  ⟵ no
¿Qué tal vosotros?  ⟵ no
""",
    ),
    "japanese": (
        "j.md",
        """
# 5月4日日報
## やったこと
- Reactのチュートリアル
## わからなかったこと
- useEffectの依存配列に関数を入れるべきか  ⟵ open
- keyがindexではダメな理由  ⟵ open
## 感想
なんでこんなに難しいんだろう…。でも楽しい！  ⟵ no
Reduxは必要なのか気になる。  ⟵ open
""",
    ),
    "chinese": (
        "c.md",
        """
# 2023-03-05 周日
今天把 Raft 论文读了一遍。
疑问：
1. 为什么 leader 不能直接提交旧任期的日志？  ⟵ open
2. 选举超时怎么设置比较合理  ⟵ open
3. 快照由谁触发？答：每个节点自己决定。  ⟵ answered
晚上吃什么呢？火锅！  ⟵ no
""",
    ),
    "viet": (
        "v.md",
        """
# Ngày 2
Học về con trỏ.
Thắc mắc:
- khi nào nên dùng malloc thay vì mảng tĩnh?  ⟵ open
- tại sao phải free  ⟵ open
Hôm nay học được gì?  ⟵ no
""",
    ),
    "french": (
        "f.md",
        """
### 12 janvier 2021
J'ai relu le chapitre sur les closures. Pas encore compris pourquoi la variable garde sa valeur.  ⟵ open
À vérifier : est-ce que le cache est partagé entre les workers ?  ⟵ open
Ça vous arrive aussi ?  ⟵ no
""",
    ),
    "hundred": (
        "h.md",
        """
### Day 12: June 3, Sunday
**Today's Progress**: D3 force layout.
**Thoughts:** Why did nobody tell me about selections before? They are great.  ⟵ no
Does it even make sense to use React with D3?  ⟵ open
**Link(s) to work**
1. [Why D3?](https://example.org/why?x=1)  ⟵ no
### R1D13
I think the problem is with the enter selection, but how do I debug it?  ⟵ open
""",
    ),
    "dream": (
        "d.md",
        """
# 2020-02-20
Dinner with the cousins. Grandpa told the story of the goat again, what was her name? Berta.  ⟵ no
"Will you come at Easter?" he asked. I said I would.  ⟵ no
Why do I always say yes?  ⟵ no
Note to self: when does the winter tyre rule end?  ⟵ open
""",
    ),
    "headed": (
        "t.md",
        """
# TIL 2021-07-01: How does git store renames?  ⟵ no
It doesn't; it detects them when diffing.
## Questions
### How does it detect them across merges?  ⟵ open
### What is the threshold?  ⟵ answered
50% similarity by default.
""",
    ),
    "checked": (
        "k.md",
        """
## Open issues / questions
* [X] Where are the old backups? On the NAS  ⟵ answered
* [ ] Which of them can go?  ⟵ open
* (answered) How big is the NAS?  ⟵ answered
* Who has the admin password? (ask Tim)  ⟵ open
""",
    ),
    "ml": (
        "a.md",
        """
# April 3rd, 2019
Started [lesson 3](https://x.org/?l=3). The U-Net part is dense.
* Why do we concatenate instead of add? In the paper they say it keeps the spatial detail.  ⟵ answered
* what is `wd`?  ⟵ open
* Learning rate finder - pick the steepest slope, not the minimum (why not the minimum?)  ⟵ open
* Played with `ps=0.5`
* bs=64 runs out of memory - can I accumulate gradients?  ⟵ open
Goals for tomorrow: finish the notebook, read about focal loss
""",
    ),
    "ml2": (
        "a.md",
        """
## 2019-04-04
Ok so accumulate gradients works: call step() every n batches.
Still confused about channels first vs last.  ⟵ open
Looked at the loss: 0.31 → 0.28. Overfitting? Probably, train is 0.11.  ⟵ no
What exactly happens in `one_cycle`'s third phase  ⟵ open
""",
    ),
    "pm": (
        "a.md",
        """
# 2022-10-03
## 1:1 with Priya
- How are you feeling about the reorg?  ⟵ no
- She wants to move to the data team
- Who will own billing then?  ⟵ open
## Standup
- Yesterday: invoices
- Blockers? none  ⟵ no
## Parking lot
- Do we need a DPA with the new vendor?  ⟵ open
- Is anyone using the legacy export?  ⟵ open
""",
    ),
    "reading": (
        "a.md",
        """
# 12 Jan 2020
Finished *Who Moved My Cheese?* on the bus.  ⟵ no
The author asks what would you do if you weren't afraid? Good question.  ⟵ no
Chapter 2, "What is Time?", is hard going.  ⟵ no
If time is emergent, why does entropy need it?  ⟵ open
""",
    ),
    "garden": (
        "a.md",
        """
2021/05/02
Sowed beans, 2 rows. Tomatoes look yellow - too much water? magnesium?  ⟵ open
Is it too early for basil outside?  ⟵ open
2021/05/09
Basil outside since Monday, fine so far.
Tomatoes better after Epsom salt.
""",
    ),
    "security": (
        "a.md",
        """
# Day 7: 2020-11-07
### Task 1: What is the flag?  ⟵ no
THM{abc}
### Task 2: How many ports are open?  ⟵ no
3
### Notes
nmap -sC: which scripts does that run by default?  ⟵ open
TODO: understand what a SYN scan does differently  ⟵ open
""",
    ),
    "corr": (
        "a.md",
        """
# 2016-08-20
- Why is the cron job run twice?  ⟵ answered
- Edit: two crontabs, root's and mine
- Is UTC set on all hosts?  ⟵ open
- upgraded redis
""",
    ),
    "orgdone": (
        "a.org",
        """
* [2021-02-03 Wed]
** DONE why does magit hang on push?  ⟵ answered
   :LOGBOOK:
   - Note taken on [2021-02-04 Thu] \\\\
     pinentry waits for a terminal that emacs does not have
   :END:
** NEXT how do I make org-agenda faster?  ⟵ open
** some thoughts
   I wonder whether denote would be simpler than roam.  ⟵ open
""",
    ),
    "til": (
        "til.md",
        """
# Today I learned 2020-07-07
## Why is `0.1 + 0.2 != 0.3`?  ⟵ no
Binary fractions.
## How to undo a commit  ⟵ no
git reset
- what about pushed commits?  ⟵ open
""",
    ),
    "moods": (
        "a.md",
        """
# 2018-02-14
Feeling low. Why can't I just be normal? Why does everything have to be so hard?  ⟵ no
Call mum. What to get her for her birthday?  ⟵ open
"What's wrong?" R asked. Nothing, I said.  ⟵ no
""",
    ),
    "de2": (
        "a.md",
        """
# 05.02.2024
**Fragen an die Betreuerin**
1. Welche Zitierweise?  ⟵ open
2. Darf ich die Daten von 2019 mitnehmen?  ⟵ answered
   → ja, aber getrennt auswerten
3. Abgabe digital oder gedruckt  ⟵ no
**Gelernt**: Pandas merge. Warum left und nicht inner? Weil sonst Zeilen fehlen.  ⟵ no
Noch zu klären: Woher kommen die Duplikate?  ⟵ open
""",
    ),
    "es2": (
        "a.md",
        """
## Día 3
- Aprendí flexbox
- No me queda claro cuándo usar grid  ⟵ open
- ¿Y si lo hago con float? Mala idea  ⟵ no
- Pregunta: ¿se puede anidar media queries?  ⟵ open
""",
    ),
    "ja2": (
        "a.md",
        """
# 2022-11-04
- Dockerの勉強
  - イメージとコンテナの違いは何？  ⟵ answered
    - イメージは設計図、コンテナは実体
  - ボリュームはいつ消えるんだろう？  ⟵ open
- 「なぜ動くのか？」という記事を読んだ  ⟵ no
- [ ] CMDとENTRYPOINTの使い分けがわからない  ⟵ open
""",
    ),
    "zh2": (
        "a.md",
        """
## 3月6日
看了《为什么我们睡觉？》  ⟵ no
问题：为什么梯度会消失？  ⟵ open
还没搞懂 LSTM 的遗忘门。  ⟵ open
你是不是也有这种感觉？  ⟵ no
TODO：怎么并行化数据加载？  ⟵ open
""",
    ),
    "fr2": (
        "a.md",
        """
# 2021-03-01
Questions :
- à quoi sert `volatile` ?  ⟵ open
- pourquoi le test passe en local  ⟵ open
- réunion à 14h  ⟵ no
J'ai demandé à Paul si on pouvait changer. Il a dit non.
""",
    ),
    "wiki": (
        "a.md",
        """
# Kubernetes notes 2021-09-09
- A pod is a group of containers
- Q. how do two pods talk?  ⟵ answered
  A. through a service
- Q. what is a sidecar?  ⟵ open
- `kubectl get po -w` (?)
- Who came up with that name? Greek for helmsman.  ⟵ answered
""",
    ),
    "toot": (
        "a.md",
        """
# June 2, 2020
R1D3
1/ Learned about promises today. Anyone else find them confusing? #100DaysOfCode  ⟵ no
2/ Question to self: when would I ever need Promise.race?  ⟵ open
3/ Tomorrow: async/await. Excited? You bet!  ⟵ no
""",
    ),
    "mixedsec": (
        "a.md",
        """
# 2023-05-05
## Questions / Confusions
- I'm not clear on the order of middleware  ⟵ open
- auth vs. authz  ⟵ no
- Does `next()` return?  ⟵ answered
   - It returns, code after it runs later
## Wins
- CI is green, how nice is that?  ⟵ no
""",
    ),
    "gamedev": (
        "a.md",
        """
# 2017-05-30
Collision works! It still clips through thin walls. Should I switch to swept AABB or just cap the velocity?  ⟵ open
Played it with Leo. He kept asking "is it done yet?"  ⟵ no
- [ ] fix jump
- [ ] what frame rate do phones give us  ⟵ open
""",
    ),
    "phd": (
        "a.md",
        """
# Thursday, January 9, 2020
Group meeting. Karl wasn't convinced by figure 3. Fair.
Questions that came up:
* is the effect still there without subject 12?  ⟵ open
* Karl: have you checked the residuals?  ⟵ open
* What would a reviewer say about n = 14? They'd say it is too small.  ⟵ answered
Where do I even start?  ⟵ no
""",
    ),
    "homelab": (
        "log.md",
        """
### 2022-07-19
Moved Pi-hole to the NUC. DNS is slow on first lookup, why??  ⟵ open
> ;; Query time: 1200 msec
Maybe it's the upstream? Switched to Quad9, same.  ⟵ no
### 2022-07-20
It was IPv6: the router announced itself as resolver.
Next: backups. Borg or restic?  ⟵ open
""",
    ),
    "bootcamp": (
        "a.md",
        """
# Week 3, Day 2
Today we did CRUD. I liked it! What I want to know more about: sessions vs tokens.
- how does Rails know which user is logged in  ⟵ no
### Things I'm not sure about
- when to use `before_action`  ⟵ open
- is a partial the same as a component?  ⟵ open
- N+1 queries  ⟵ no
### How I feel
Tired but happy. How did I ever live without coffee?  ⟵ no
""",
    ),
    "travel": (
        "a.md",
        """
# 14. August 2019
Ankunft in Oslo. Warum ist hier alles so teuer?!  ⟵ no
Museum war zu. Wann hat das Munch-Museum eigentlich offen?  ⟵ open
Morgen Regen? Egal.  ⟵ no
""",
    ),
    "music": (
        "a.md",
        """
# 2021-12-01
Practised. Q: which scale fits over the altered dominant? A: the seventh mode of melodic minor  ⟵ answered
Is the metronome at 60 too slow to feel swing? Ask Jo.  ⟵ open
Listening: "So What?" 😀  ⟵ no
""",
    ),
    "obs2": (
        "a.md",
        """
## ❓Open
- [ ] Where does [[React Query]] keep its cache? ⏳ 2024-01-03  ⟵ open
- [x] Which hook invalidates it? `useQueryClient` ✅ 2024-01-02  ⟵ answered
- What happens on unmount? #question  ⟵ open
- ~~Do we need Redux?~~ no  ⟵ answered
## 🧠 Learned
- *stale-while-revalidate* – what does it mean? Serve the old data, fetch in the background.  ⟵ answered
""",
    ),
    "orgq": (
        "a.org",
        """
#+title: 2022-02-01
- Meeting @ 10
- QUESTION: does the API paginate?  ⟵ open
- why is ~setq~ not local?  ⟵ answered
  - because it sets the nearest binding, global if none
* QUESTION which theme has good contrast?  ⟵ open
* Read: "Is Org mode worth it?"  ⟵ no
""",
    ),
    "ja3": (
        "a.md",
        """
# 2023年1月20日（金）
Goのチャネルを触った。バッファなしだとなぜブロックするのか、まだ腑に落ちない。  ⟵ open
selectにdefaultを書くとどうなる？ → すぐ次へ進む  ⟵ answered
次回：contextとは？  ⟵ open
昼はラーメン。最高では？  ⟵ no
""",
    ),
    "pt": (
        "a.md",
        """
# 10/03/2022
Estudei SQL. Ainda não entendi a diferença entre HAVING e WHERE.  ⟵ open
Dúvida: posso usar alias no GROUP BY?  ⟵ open
E aí, quem nunca?  ⟵ no
""",
    ),
    "ru": (
        "a.md",
        """
# 5 марта 2021
Читал про индексы. Почему B-дерево, а не хеш?  ⟵ open
Непонятно, как планировщик выбирает индекс.  ⟵ open
А вы как думаете?  ⟵ no
""",
    ),
    "ko": (
        "a.md",
        """
# 2022-05-04
## 궁금한 점
- useMemo는 언제 써야 할까?  ⟵ open
- 왜 key가 필요한가  ⟵ open
- 없음  ⟵ no
""",
    ),
    "standup": (
        "a.md",
        """
# 2020-01-14
## Standup notes
Deploy slipped again. Waiting for QA.
## Learning
Read up on CRDTs. A G-counter is easy. Why does an OR-set need tags though?  ⟵ open
Automerge vs Yjs - which one is maintained?  ⟵ open
## Misc
Coffee machine broken, who do I call?  ⟵ open
""",
    ),
    "recursion": (
        "a.md",
        """
### Day 61
Recursion finally clicked (thank you, Towers of Hanoi).
Things I still don't get:
 * how memoization differs from DP  ⟵ open
 * why my fib(50) hangs  ⟵ open
Did you know that Python caps recursion at 1000?  ⟵ no
""",
    ),
    "client": (
        "a.md",
        """
- [[Project X]]
    - the client wants a demo by Friday. Doable?  ⟵ no
    - What's the plan B if the API isn't ready?  ⟵ answered
        - mock server
    - Do we have test data? I think Lena has some.  ⟵ answered
- read [Should you use microservices?](https://x.y/z)  ⟵ no
""",
    ),
    "css, German": (
        "a.md",
        """
## 18.11.2021
### Erkenntnisse
- CSS Grid ist für 2D, Flexbox für 1D
### Unklar
- z-index: wann entsteht ein neuer Kontext?  ⟵ open
- Unterschied zwischen em und rem  ⟵ open
### Nächstes Mal
Soll ich Sass lernen?  ⟵ open
Was soll schon schiefgehen?  ⟵ no
""",
    ),
    "react, Spanish": (
        "a.md",
        """
# 3 de abril 2022
¿Por qué React vuelve a renderizar todo? Resulta que el contexto cambia en cada render.  ⟵ no
Tarea: averiguar si memo lo arregla.  ⟵ open
""",
    ),
    "biochemistry": (
        "a.md",
        """
# 2022_11_04
- 10:00 生化学の講義
- ATPはなぜ不安定なのか？  ⟵ open
- 解糖系の律速酵素ってどれだっけ  ⟵ open
- 図書館（何時まで？）  ⟵ open
""",
    ),
    "philosophy": (
        "a.md",
        """
# Reading log 2019-08-08
> "What is it like to be a bat?"  ⟵ no
Nagel. I don't see how this refutes physicalism, it only shows a gap.  ⟵ open
cf. Jackson: what did Mary learn?  ⟵ no
""",
    ),
    "odd tasks": (
        "a.md",
        """
# 2021-05-06
- [ ] water plants
- [ ] why is fan so loud  ⟵ open
- [ ] mail to landlord re: heating?  ⟵ no
- [/] does insurance cover the laptop?  ⟵ open
- [-] is the old charger usable?  ⟵ answered
""",
    ),
    "parser, org": (
        "a.org",
        """
* 2012-03-25 Sun
** worked on parser
   Is LL(1) enough for this grammar? Bob thinks so.  ⟵ open
** WAITING does the license allow static linking?  ⟵ open
   asked legal on Friday
** DONE [#A] which port is free
   8081
""",
    ),
    "pointers": (
        "a.md",
        """
# 5.30 Day3
今日はC++のポインタ。
### 質問
* 参照とポインタはどう使い分ける？  ⟵ open
* nullptrって何  ⟵ open
* 先生に聞いた  ⟵ no
""",
    ),
    "retro": (
        "a.md",
        """
# Week 3
Retro: What did we do well? What should we change?  ⟵ no
- more pairing
Big unknown: can the DB handle 10k writes/s?  ⟵ open
Unknown #2: licensing costs.
""",
    ),
    "plain diary": (
        "a.txt",
        """
1998-02-04
Saw "Where Is the Friend's Home?" at the Odeon. Beautiful.  ⟵ no
Must find out who wrote the score.  ⟵ open
S. didn't call. Did I say something wrong?  ⟵ open
Anyway, what's done is done.
""",
    ),
    "numbered Q and A": (
        "a.md",
        """
# 2024-02-06
**Q1.** How many parameters has GPT-2 small? **A.** 124M  ⟵ answered
**Q2.** Why tie the embeddings?  ⟵ open
""",
    ),
    "deep work": (
        "a.md",
        """
## Notes on "Deep Work" 2020-12-12
What would I do with four free hours a day? Write, probably.  ⟵ no
How do I protect mornings when standup is at 9?  ⟵ open
""",
    ),
    "lecture": (
        "a.md",
        """
# 2020-03-30
## Lecture 5: Backprop
- chain rule all the way down
- what's the gradient of max()?  ⟵ open
- ReLU kills gradients for x<0 → dead neurons. How likely is that in practice?  ⟵ open
## Questions for TA
1. Do we need to derive softmax by hand in the exam?  ⟵ open
2. Office hours on Friday?  ⟵ open
3. Slide 40 has a typo, I think
""",
    ),
    "linked lists": (
        "a.md",
        """
### Day 9 : 11 February, 2020
**Progress**: Linked lists in C.
**Thoughts**: pointers to pointers hurt. Need to understand why `**head` is needed in push().  ⟵ open
**Q:** when do I free nodes?  ⟵ open
""",
    ),
    "ops log": (
        "a.md",
        """
- #log
  - 09:10 restarted worker-3, memory back to normal
  - 09:40 memory climbing again
    - leak or cache?  ⟵ open
    - heap dump shows 2M strings
  - 11:00 why do we keep the raw payloads at all ?  ⟵ open
  - 11:20 asked Dan, he says "audit". fine
""",
    ),
    "retrospective": (
        "a.md",
        """
# Retrospective Feb 2022
### What worked
- smaller PRs
### What didn't work?  ⟵ no
- estimates
### Open Questions
- Are we going to keep the monorepo?  ⟵ open
- Team size in Q3  ⟵ no
""",
    ),
    "nix, org": (
        "a.org",
        """
* January
** 17
   Looked at nix. What is the difference between a flake and a channel?  ⟵ answered
   Flakes pin their inputs, channels don't.
** 18
   TODO(me): how do overlays compose?  ⟵ open
""",
    ),
    "eslint": (
        "a.md",
        """
# 5/21/18
Today I finally set up ESLint. Is Prettier still needed then?  ⟵ open

I keep asking myself: is this the right path for me? Time will tell.  ⟵ no

Tomorrow I will start with Redux.
""",
    ),
    "nippo": (
        "a.md",
        """
# 日報 2022/10/12
## 今日やったこと
* Laravelのルーティング
## 疑問・課題
* ミドルウェアの実行順はどう決まるのか？  ⟵ open
* Eloquentのwithとloadの違い  ⟵ open
* テストが遅い  ⟵ no
## 明日やること
* 認証まわり
""",
    ),
    "promises": (
        "a.md",
        """
## 2021-07-19 学习笔记
- Promise.all 有一个失败会怎样？  ⟵ answered
  - 整体立即 reject，其余的结果被丢弃
- async 函数里抛出的错误谁来捕获？  ⟵ open
- 《你不知道的JavaScript》第三章
- 这难道不是很神奇吗？  ⟵ no
""",
    ),
    "docker, German": (
        "a.md",
        """
# Tag 12 - 16.02.2024
Habe heute Docker installiert. Frage mich, ob ich Compose oder Kubernetes brauche.  ⟵ open
- Wie lösche ich alte Images? `docker image prune`  ⟵ answered
- Wo liegen die Volumes auf der Platte?  ⟵ open
Kann mir das jemand erklären?  ⟵ no
""",
    ),
    "slow query, French": (
        "a.md",
        """
# 2 février 2022
- [ ] Pourquoi la requête est lente sans index ?  ⟵ open
- [x] Comment lire un EXPLAIN ?  ⟵ answered
- Vu le film « Où est la maison de mon ami ? »  ⟵ no
Au fond, à quoi bon ?  ⟵ no
""",
    ),
    "edge nodes": (
        "a.md",
        """
# 2023-02-02-Thursday
Energy: 6/10. Sleep? 5h.
Idea: batch the webhooks?  ⟵ no
Decision needed: Postgres or SQLite for the edge nodes?  ⟵ open
How does litestream handle schema changes? From the docs: it ships WAL frames, so they are just writes.  ⟵ answered
Not sure how to test failover though.  ⟵ open
""",
    ),
    "conference": (
        "a.md",
        """
# Notes from PyCon 2019-05-03
Talk: "So you want to be a Python expert?" by James Powell  ⟵ no
- decorators are just functions
- generators: control flow, not data
- Q from audience: what about async generators? He said wait for 3.8  ⟵ no
- my own: can a generator be pickled?  ⟵ open
""",
    ),
    "beans": (
        "a.md",
        """
# 2017-11-23
1. What is dependency injection? -> passing what a thing needs instead of letting it find it  ⟵ answered
2. Why is Spring so popular then?  ⟵ open
3. What's a bean?  ⟵ answered
   an object whose life the container manages
""",
    ),
    "sprint": (
        "a.md",
        """
## Sprint 12, Day 4
PR #231 review: "why not use a map here?" → changed  ⟵ no
Flaky test is back. Timezone? Order? No clue.  ⟵ no
no idea why it only fails on Mondays  ⟵ open
""",
    ),
    "cluster": (
        "a.md",
        """
## 27/04/2021
Kubernetes day. Got the cluster up with kind.
### Doubts
- is a Deployment always better than a bare Pod?  ⟵ open
- what does the scheduler look at  ⟵ open
- taints: node says no, toleration: pod says I don't mind
### To do
- [ ] ingress
""",
    ),
    "weather app": (
        "a.md",
        """
# Day 30 of 100
I built the weather app! But the API key is in the repo... how do people hide those?  ⟵ open
What a month. From zero to fetch().
Tomorrow: dark mode. Should be easy, right?  ⟵ no
""",
    ),
    "replication": (
        "a.md",
        """
# 2022-08-15
- reading: Designing Data-Intensive Applications, ch. 5
	- leaderless replication
		- what happens if w + r <= n?  ⟵ answered
			- stale reads are possible
		- sloppy quorum = hinted handoff?  ⟵ open
	- does DynamoDB still work like the paper?  ⟵ open
""",
    ),
    "router": (
        "a.md",
        """
### 2026-06-28 — Router
Fixed the 404s. Root cause: trailing slash.
**Open:** why did staging not show it?  ⟵ open
**Next:** write a test
> Q: Can we ship on Monday?  ⟵ no
""",
    ),
    "miércoles": (
        "a.md",
        """
# Miércoles
- ¿Qué diferencia hay entre let y const?  ⟵ answered
  - const no se puede reasignar
- ¿El garbage collector corre en otro hilo?  ⟵ open
- No sé si necesito un índice compuesto  ⟵ open
- comprar pan
""",
    ),
    "knee, German": (
        "a.md",
        """
# 9. November
Lief heute 8 km in 45 min. Warum tut das Knie erst nach dem Duschen weh?  ⟵ open
Paket von Oma: Plätzchen!
Weiß noch nicht, ob ich im Dezember fliege.  ⟵ open
""",
    ),
    "still open": (
        "a.md",
        """
## Week of 2021-02-08
Questions answered this week:
- What is a materialized view? a stored query  ⟵ answered
Still open:
- refresh strategy — nightly or on write?  ⟵ open
- who owns the dashboards  ⟵ open
""",
    ),
    "sleep": (
        "a.md",
        """
# 2019-06-06
## Chapter 4: Why do we sleep?  ⟵ no
Walker says memory consolidation. Sleep spindles = file transfer.
## My questions
Does napping do the same?  ⟵ open
What about shift workers?  ⟵ open
""",
    ),
    "B+ tree, Chinese": (
        "a.md",
        """
# 2月8日
数据库课。老师讲了B+树。
- 为什么叶子节点要连成链表？  ⟵ answered
  方便范围查询
- 聚簇索引和二级索引有什么区别  ⟵ open
晚饭和小李去吃了火锅，好吃吗？一般。  ⟵ no
""",
    ),
    "generics, Japanese": (
        "a.md",
        """
# 2023年4月2日
TypeScriptのジェネリクス。extendsの意味がやっとわかった。
inferはどこで使うの？  ⟵ open
neverって必要？ → 網羅チェックに使う  ⟵ answered
""",
    ),
    "bread": (
        "a.md",
        """
# 2018-11-11 Bread
Hydration 75%, bulk 4h at 24C. Crumb still tight. Underproofed or overworked?  ⟵ open
Next time: autolyse. Does it matter with white flour?  ⟵ open
Anna liked it, who would have thought?  ⟵ no
""",
    ),
    "thumbnails": (
        "a.md",
        """
# Sprint log 2020-W05
- [x] Why are the thumbnails rotated? EXIF orientation  ⟵ answered
- [ ] Can we drop IE11? @marketing  ⟵ open
- [ ] Update docs
- Does anyone have the Figma link?  ⟵ no
""",
    ),
}
