"""A fourth lot of notes of many people, labelled before the rules were tried on them; as in question_notes.py."""

FOURTH: dict[str, tuple[str, str]] = {
    "diver": (
        "a.md",
        """
# Dive log 31
12 m, viz 8 m. Ears fine.
Why does my mask fog on the second dive only?  ⟵ open
Ask Rui if the O-ring is the same for both regs.  ⟵ open
Saw a seahorse! How cool is that?  ⟵ no
""",
    ),
    "css": (
        "a.md",
        """
## Learned
- CSS grid `fr`
## Confusing
- minmax vs auto - which one wins?  ⟵ open
- What does `subgrid` inherit?  ⟵ answered
  - only the tracks
- z-index without position?  ⟵ open
""",
    ),
    "diary": (
        "a.txt",
        """
tue. dropped the kids, dentist at 11.
does ibuprofen thin the blood?  ⟵ open
remember to call gran
what was the name of that band on the radio  ⟵ open
kids asked why is the sky blue, told them scattering  ⟵ no
""",
    ),
    "grammar": (
        "a.md",
        """
## Sitzung 3

- Thema: Konjunktiv
- Wie bildet man den Konjunktiv II von „stehen“?  ⟵ answered
  - stünde (oder stände)
- Wann sagt man „würde stehen“?  ⟵ open
- Hausaufgabe: S. 40
- unsicher, ob „brauchen“ mit „zu“ steht  ⟵ open
""",
    ),
    "tasks": (
        "a.md",
        """
- [ ] TODO why does `make clean` remove the lockfile?  ⟵ open
- [ ] fix the CI badge
- [x] is `set -e` inherited by functions? yes  ⟵ answered
- ship it?  ⟵ no
""",
    ),
    "sermon": (
        "a.md",
        """
# Sermon notes
The preacher asked: where is your treasure?  ⟵ no
What does "meek" mean in Greek? praus, gentle  ⟵ answered
I'd like to know whether Matthew had Mark's text.  ⟵ open
""",
    ),
    "Japanese-list": (
        "a.md",
        """
### 質問リスト
- useMemo と useCallback の違いは？  ⟵ open
- key に index を使うとなぜ悪い？  ⟵ answered
  - 並び替えで状態がずれる
### 感想
楽しかった。
""",
    ),
    "Chinese-meeting": (
        "a.md",
        """
今天的会开了两个小时，有必要吗？  ⟵ no
- 为什么线上的 QPS 掉了一半？  ⟵ open
- 还没弄清楚限流是在哪一层做的  ⟵ open
""",
    ),
    "French-interview": (
        "a.md",
        """
## Entretien d'embauche

- Parlez-moi de vous
- Quelles sont vos faiblesses ?  ⟵ no

## À creuser

- pourquoi mon salaire est-il plus bas que la grille ?  ⟵ open
- télétravail : combien de jours ?  ⟵ open
""",
    ),
    "Juvenal": (
        "a.md",
        """
> "Who watches the watchmen?" (Juvenal)  ⟵ no

Is that really Juvenal, or a later insertion?  ⟵ open
My essay title: Who Guards Whom?  ⟵ no
""",
    ),
    "org-reading": (
        "a.org",
        """
* Reading
** What is a Hilbert space?  ⟵ no
A complete inner product space.
** Open
- Is every separable one l2?  ⟵ open
- [ ] find out why completeness matters  ⟵ open
""",
    ),
    "sourdough": (
        "a.md",
        """
- Started the sourdough at 8
- 24 degrees. Too warm?  ⟵ open
- Q: rye or wheat for the starter?  ⟵ answered
  A: rye
- Who ate my bread??  ⟵ no
""",
    ),
    "retro-again": (
        "a.md",
        """
Retro
- What worked? Pairing.  ⟵ no
- What didn't work? Fridays.  ⟵ no
- Still open: who owns the release notes?  ⟵ open
""",
    ),
    "cold-day": (
        "a.md",
        """
Kalter Tag. Heizung 19 Grad. Warum zieht es im Bad so?  ⟵ open
Den Vermieter fragen, ob das Fenster getauscht wird.  ⟵ open
Was soll's?  ⟵ no
""",
    ),
}
