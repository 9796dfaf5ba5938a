"""A third lot of notes of many people, labelled before the rules were tried on them; as in question_notes.py."""

THIRD: dict[str, tuple[str, str]] = {
    "violin maker": (
        "a.md",
        """
## 7 Nov

Thicknessed the back. 2.6 mm at the edges. Why do the old ones go down to 2.2?  ⟵ open
Varnish cracked again - wrong oil?  ⟵ open

Look up
- does spruce from Fiemme differ from Swiss spruce?  ⟵ open
- how to date a label  ⟵ open
""",
    ),
    "SRE": (
        "a.md",
        """
- 14:02 pager: p99 over 2 s
- 14:10 who deployed? Jana, at 13:55  ⟵ answered
- 14:20 rolled back, fine
- Why did the canary not catch it?  ⟵ open
- follow up: does the canary get any write traffic at all?  ⟵ open
""",
    ),
    "medical student": (
        "a.txt",
        """
Renal week 2
Why does ACE inhibition raise creatinine? Efferent dilation, so GFR falls.  ⟵ answered
Still don't get the countercurrent multiplier.  ⟵ open
Q: what is the anion gap in vomiting  ⟵ open
Case: "Doctor, why am I so thirsty?"  ⟵ no
""",
    ),
    "knitter": (
        "a.md",
        """
Cast on 112. Row gauge is off. Is it the needles?  ⟵ open
How many skeins did I buy? Six.  ⟵ answered
Isn't this yarn gorgeous?  ⟵ no
""",
    ),
    "German parent": (
        "a.md",
        """
## Elternabend

Fragen an die Lehrerin
- Wann ist die Klassenfahrt?  ⟵ answered
  - 12. bis 16. Juni
- Gibt es einen Förderkurs?  ⟵ open

Wer backt den Kuchen? Ich natürlich, wer sonst.  ⟵ no
Mir ist nicht klar, wie die Noten zustande kommen.  ⟵ open
""",
    ),
    "French garden": (
        "a.md",
        """
Les poireaux ont la rouille. Faut-il les arracher ?  ⟵ open
Demander à Luc si son fumier est composté.  ⟵ open
Et toi, jardin, que veux-tu ?  ⟵ no
""",
    ),
    "Spanish log": (
        "a.md",
        """
## 9 de mayo
- Migré la base. ¿Cuánto tardó? 40 minutos.  ⟵ answered
- [ ] ¿Por qué fallan los tests en CI y no en local?  ⟵ open
- No entiendo cómo se calcula el índice.  ⟵ open
- ¿Qué aprendí hoy?  ⟵ no
""",
    ),
    "Japanese diary": (
        "a.md",
        """
- Dockerのビルドが遅い。キャッシュが効いていないのはなぜだろう？  ⟵ open
- multi-stage build って何？ → ビルドを段階に分ける仕組み  ⟵ answered
- 次に調べること
  - BuildKit はデフォルトで有効なのか  ⟵ open
""",
    ),
    "Chinese reading": (
        "a.md",
        """
读《人类为何奔跑？》第三章。  ⟵ no
作者的数据从哪里来的？  ⟵ open

疑问：
- 直立行走和耐力有什么关系？  ⟵ open
- 样本量是多少？  ⟵ answered
  - 46 人
""",
    ),
    "lawyer": (
        "a.md",
        """
Call with client. She asked whether the notice period is four weeks.
Is the notice valid if it was sent by e-mail only?  ⟵ open
To check: who signed the 2019 addendum  ⟵ open
Opposing counsel: "Do you deny the debt?"  ⟵ no
""",
    ),
    "ML reading group": (
        "a.md",
        """
# Attention Is All You Need?  ⟵ no

Discussion questions
1. Why is the dot product scaled?  ⟵ no
2. Could one drop the encoder?  ⟵ no

My open questions
1. What do the heads learn in the lower layers?  ⟵ open
2. why sinusoids  ⟵ open
""",
    ),
    "gamer dev": (
        "a.md",
        """
- player clips through the floor at 144 fps, tunnelling?  ⟵ open
- `Physics.Raycast(ray, out hit) ? hit.point : null`  ⟵ no
- [x] Does Godot interpolate by default? No, since 4.3 as an option  ⟵ answered
- trailer music?  ⟵ no
""",
    ),
    "birder": (
        "a.txt",
        """
0615 marsh, fog
2 bitterns booming
warbler in the reeds, sedge or reed?  ⟵ open
how far does a boom carry? 3 km, Tom says  ⟵ answered
what a morning
""",
    ),
    "org meeting": (
        "a.org",
        """
* Meeting with supplier
- price per unit at 10k? :: 1.20 EUR
- lead time? They said six weeks.  ⟵ answered
- Do they ship to Norway?  ⟵ open
* TODO Find out who holds the patent  ⟵ open
""",
    ),
    "weekly form": (
        "a.md",
        """
## What drained me?  ⟵ no

Meetings.

## What gave me energy?  ⟵ no

Teaching.

## One question I'm sitting with  ⟵ no

Am I still in the right job?  ⟵ open
""",
    ),
    "historian": (
        "a.md",
        """
Box 14, letters 1871-1874. The hand changes in letter 9. A secretary?  ⟵ open
I wonder who "K." is.  ⟵ open
He writes: "What shall become of us?"  ⟵ no
Which regiment was in Metz in August? The 67th.  ⟵ answered
""",
    ),
    "Vietnamese and Portuguese": (
        "a.md",
        """
- Tại sao phải dùng useEffect?  ⟵ open
- Hook là gì?  ⟵ answered
  - Hàm để dùng state trong component
- Preciso descobrir por que o build quebra.  ⟵ open
""",
    ),
    "small talk": (
        "a.txt",
        """
Met Anna at the station. "Long time no see, how are things?" Fine, I said.  ⟵ no
Where did the summer go?  ⟵ no
She mentioned a clinic in Basel - what was its name?  ⟵ open
Pizza or pasta? Pizza.  ⟵ no
""",
    ),
}
