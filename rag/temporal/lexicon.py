"""The time words of English, German, French and Spanish: word -> (kind, value); the grammar reads kinds only.

    VOCABULARY["de"]["gestern"] -> ("R", -1)

Kinds, one letter each, so that a question becomes a short string which ordinary patterns can match:
    M month      m month that is also another word (may, march)      W weekday   w the same, doubtful (sun, sat)
    P weekdays that repeat
    S season     s doubtful (spring, fall)                           H holiday   U unit: day week month year …
    R day from today (yesterday -1)
    L last       l last, after its noun (dernière)      T this       F next      f next, after its noun
    N number     n number word     a one     O ordinal  E part: early mid late
    i in, on, at   o of   t for   r from   b between   & and   - to   u until, by   q since   B before   A after
    k calendar week (KW 5)         C "this time" (last year)
    G ago, after the number        g ago, before it    ~ around      V recently (days back)   D article
Several words that mean one thing are joined by "_".
"""

LexiconEntry = tuple[str, str | int]

_EN = """
M january=1 jan=1 february=2 feb=2 april=4 apr=4 june=6 jun=6 july=7 jul=7 august=8 aug=8 september=9 sept=9 sep=9
M october=10 oct=10 november=11 nov=11 december=12 dec=12
m march=3 mar=3 may=5
W monday=0 tuesday=1 tues=1 tue=1 wednesday=2 thursday=3 thurs=3 thu=3 thur=3 friday=4 fri=4 saturday=5 sunday=6
w mon=0 wed=2 sat=5 sun=6
P mondays=0 tuesdays=1 wednesdays=2 thursdays=3 fridays=4 saturdays=5 sundays=6
S summer=summer autumn=autumn winter=winter summertime=summer wintertime=winter springtime=spring
s spring=spring fall=autumn
U day days week weeks month months year years quarter quarters weekend weekends half decade decades
U fortnight=week2
U fortnights=week2 hour hours=hour minute=hour minutes=hour night=day nights=day morning=day mornings=day
U evening=day
U afternoon=day evenings=day mths=month wk=week wks=week yrs=year yr=year
R yesterday=-1 today=0 tomorrow=1 tonight=0 day_before_yesterday=-2 day_after_tomorrow=2 last_night=-1
R this_morning=0
R this_afternoon=0 this_evening=0 earlier_today=0 the_same_day=0 same_day=0 this_day=0 this_date=0 overmorrow=2
R ereyesterday=-2
C this_time=0 the_same_time=0 same_time=0 around_this_time=0 about_this_time=0
L last previous past preceding
T this current
F next coming upcoming
n two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14
n fifteen=15
n twenty=20 thirty=30 couple=2 a_couple=2 couple_of=2 a_couple_of=2 few=-3 a_few=-3 several=-5 some=-3 many=-9
a a=1 an=1 one=1
O first=1 second=2 third=3 fourth=4 fifth=5
E early=early mid=mid middle=mid late=late beginning=early start=early end=late begin=early close=late
E the_beginning=early the_start=early the_end=late the_middle=mid earlier=early later=late
i in=in on=on at=at during=in within=in throughout=in over=in through=in all=in
o of
t for about=about regarding=about
r from starting beginning_in=r starting_in=r
b between
& and
- to through=to thru=to
u until=until till=until til=until by=by up_to=until as_of=by before_the_end_of=by
q since ever_since=since as_from=since
B before prior_to=before
A after following_on=after
G ago back=ago
~ around circa=around approximately=around roughly=around sometime_in=around sometime_around=around
~ somewhere_around=around near=around towards=around
V recently=45 lately=45 of_late=45 these_days=45 nowadays=45 the_other_day=21 other_day=21 a_while_ago=200
V a_while_back=200
V some_time_ago=200 a_while=0 in_recent_weeks=45 in_recent_days=14 in_recent_months=120 in_recent_times=60
V just_now=2
V the_past_few_days=8 the_last_few_days=8 the_last_few_weeks=35 the_past_few_weeks=35 the_last_few_months=120
V the_past_few_months=120 the_last_couple_of_weeks=21 past_few_days=8 last_few_days=8 last_few_weeks=35
V past_few_weeks=35
D the
H christmas xmas=christmas christmas_day=christmas_day christmas_eve=christmas_eve boxing_day=boxing_day easter
H easter_sunday=easter_sunday easter_monday=easter_monday good_friday=good_friday pentecost whitsun=pentecost
H new_year=new_year new_year's=new_year new_years=new_year new_year's_eve=new_years_eve
H new_years_eve=new_years_eve nye=new_years_eve
H new_year's_day=new_years_day new_years_day=new_years_day halloween thanksgiving thanksgiving_day=thanksgiving
H valentine's_day=valentine valentines_day=valentine valentine's=valentine independence_day=july4
H fourth_of_july=july4
H st_patrick's_day=patrick labor_day=labor_day memorial_day=memorial_day black_friday=black_friday may_day=may_day
H the_holidays=holidays holidays=holidays holiday_season=holidays christmas_holidays=holidays
H christmas_break=holidays
H palm_sunday=palm_sunday ash_wednesday=ash_wednesday mardi_gras=mardi_gras epiphany cyber_monday=cyber_monday
"""

_DE = """
M januar=1 jänner=1 jan=1 februar=2 feb=2 märz=3 maerz=3 mär=3 april=4 apr=4 mai=5 juni=6 jun=6 juli=7 jul=7
M august=8 aug=8
M september=9 sept=9 sep=9 oktober=10 okt=10 november=11 nov=11 dezember=12 dez=12
W montag=0 dienstag=1 mittwoch=2 donnerstag=3 freitag=4 samstag=5 sonnabend=5 sonntag=6
S frühling=spring frühjahr=spring fruehling=spring sommer=summer herbst=autumn winter=winter
U tag=day tage=day tagen=day woche=week wochen=week monat=month monate=month monaten=month monats=month jahr=year
U jahre=year
U jahren=year jahres=year jahrs=year quartal=quarter quartals=quarter wochenende=weekend wochenendes=weekend
U hälfte=half halben=half halbes=half
U stunde=hour stunden=hour jahrzehnt=decade
k kw kalenderwoche
. am_morgen=x jeden_morgen=x guten_morgen=x
P montags=0 dienstags=1 mittwochs=2 donnerstags=3 freitags=4 samstags=5 sonntags=6
R gestern=-1 heute=0 morgen=1 vorgestern=-2 übermorgen=2 gestern_abend=-1 gestern_morgen=-1 heute_morgen=0
R heute_abend=0
R heute_früh=0 letzte_nacht=-1
L letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes vergangenem vorige vorigen
L voriger
L voriges vorigem
T diese diesen dieser dieses diesem
F nächste nächsten nächster nächstes nächstem kommende kommenden kommender kommendes
n zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 paar=-3 ein_paar=-3
n einigen=-3 einige=-3
n wenigen=-3 mehreren=-5
a einem=1 einer=1 ein=1 eine=1 einen=1 eines=1
O erste=1 ersten=1 erster=1 erstes=1 zweite=2 zweiten=2 zweites=2 dritte=3 dritten=3 drittes=3 vierte=4 vierten=4
E anfang=early mitte=mid ende=late beginn=early
i im=in in=in am=on an=on zu=on während=in zum=on
o des=of
t für=for über=about
r von vom
b zwischen
& und
u bis=until bis_zum=until bis_zu=until
q seit seitdem=since ab=since
B bevor=before vorm=before
A nach=after
g vor
~ gegen=around ungefähr=around etwa=around um=around rund_um=around
V kürzlich=45 neulich=21 letztens=21 in_letzter_zeit=45 zuletzt=45 vor_kurzem=45 jüngst=45
D der die das den dem
H weihnachten=christmas heiligabend=christmas_eve ostern=easter ostersonntag=easter_sunday
H ostermontag=easter_monday
H karfreitag=good_friday pfingsten=pentecost silvester=new_years_eve neujahr=new_years_day nikolaus
H fasching=mardi_gras
H allerheiligen=all_saints
"""

_FR = """
M janvier=1 janv=1 février=2 fevrier=2 févr=2 mars=3 avril=4 mai=5 juin=6 juillet=7 août=8 aout=8 septembre=9
M octobre=10
M novembre=11 décembre=12 decembre=12
W lundi=0 mardi=1 mercredi=2 jeudi=3 vendredi=4 samedi=5 dimanche=6
S printemps=spring automne=autumn hiver=winter
s été=summer
U jour=day jours=day semaine=week semaines=week mois=month an=year ans=year année=year années=year annee=year
U trimestre=quarter
U week-end=weekend weekend=weekend heure=hour heures=hour moitié=half
R hier=-1 aujourd'hui=0 demain=1 avant-hier=-2 avant_hier=-2 après-demain=2 hier_soir=-1 ce_matin=0 ce_soir=0
l dernier dernière derniers dernières derniere passé passée passe
T ce cet cette
f prochain prochaine
n deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 quinze=15 quelques=-3
a un=1 une=1
O premier=1 première=1 deuxième=2 seconde=2 troisième=3 quatrième=4
E début=early debut=early mi=mid milieu=mid fin=late
i en=in au=to à=to dans=in durant=in pendant=in
o de=of du=of des=of d'=of
t pour=for
b entre
& et
u jusqu'à=until jusqu'au=until jusqu'en=until jusque=until
q depuis dès=since
B avant
A après=after apres=after
g il_y_a=ago y_a=ago
~ vers=around autour_de=around environ=around
V récemment=45 dernièrement=45 recemment=45 ces_derniers_temps=45 ces_jours-ci=21 l'autre_jour=21
D le la les l'
H noël=christmas noel=christmas pâques=easter paques=easter pentecôte=pentecost nouvel_an=new_year
H toussaint=all_saints
H saint-sylvestre=new_years_eve
"""

_ES = """
M enero=1 febrero=2 marzo=3 abril=4 mayo=5 junio=6 julio=7 agosto=8 septiembre=9 setiembre=9 octubre=10
M noviembre=11
M diciembre=12
W lunes=0 martes=1 miércoles=2 miercoles=2 jueves=3 viernes=4 sábado=5 sabado=5 domingo=6
S primavera=spring verano=summer otoño=autumn invierno=winter
U día=day dia=day días=day dias=day semana=week semanas=week mes=month meses=month año=year años=year
U trimestre=quarter
U finde=weekend fin_de_semana=weekend hora=hour horas=hour mitad=half medio=half
. la_mañana=x
R ayer=-1 hoy=0 mañana=1 anteayer=-2 antes_de_ayer=-2 antier=-2 anoche=-1 esta_mañana=0 esta_noche=0
R pasado_mañana=2
l pasado pasada pasados pasadas
L última=last último=last últimas=last últimos=last ultima=last ultimo=last ultimos=last ultimas=last
T este esta
F próximo=next próxima=next
f próximo=next próxima=next que_viene=next
n dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 quince=15 unos=-3 unas=-3
n pocos=-3
a un=1 una=1 uno=1
O primer=1 primera=1 primero=1 segunda=2 segundo=2 tercera=3 tercer=3 cuarta=4
E principios=early comienzos=early inicios=early mediados=mid finales=late fines=late
i en=in durante=in a=to al=to
o de del=of
t para=for sobre=about
b entre
& y e
u hasta
q desde
B antes_de=before antes_del=before
A después_de=after después_del=after despues_de=after tras=after
g hace
~ alrededor_de=around hacia=around cerca_de=around
V recientemente=45 últimamente=45 ultimamente=45 hace_poco=45 el_otro_día=21
D el la los las
H navidad=christmas navidades=holidays nochebuena=christmas_eve nochevieja=new_years_eve año_nuevo=new_years_day
H semana_santa=holy_week pascua=easter reyes=epiphany
"""


def _vocabulary(table: str) -> dict[str, tuple[LexiconEntry, ...]]:
    """Table lines "KIND word=value …" -> word -> its readings, the first line first."""
    words: dict[str, tuple[LexiconEntry, ...]] = {}
    for line in table.strip().splitlines():
        kind, *entries = line.split()
        for entry in entries:
            word, _, value = entry.partition("=")
            value = value or (word.rstrip("s") if kind == "U" else word)
            number = value.lstrip("-").isdigit()
            reading: LexiconEntry = (kind, int(value) if number else value)
            word = word.replace("_", " ")
            words[word] = (*words.get(word, ()), reading)
    return words


VOCABULARY = {"en": _vocabulary(_EN), "de": _vocabulary(_DE), "fr": _vocabulary(_FR), "es": _vocabulary(_ES)}
LONGEST_PHRASE = 5  # words

# Before these words a season's name is something else: spring boot, summer school.
_NOT_A_SEASON = """boot framework security cloud batch data mvc webflux onion onions roll rolls cleaning water chicken
asleep apart guys detection prevention damage school camp olympics squash mattress constant wheat
tires tyres coat"""
NOT_A_SEASON = frozenset(_NOT_A_SEASON.split())
# Numbers before or after these count things and are no years: "2020 tokens".
_COUNTED = """tokens words steps people dollars euros pounds km miles meters metres pages samples images epochs
lines items examples calories points users rows params parameters characters bytes mb gb kb ms px
rpm hz watts volts euro usd eur iterations batches neurons units layers features columns records
documents files passages entries notes questions times kcal seconds minutes hours days weeks months
years reps sets elo rating dpi fps tests commits stars followers subscribers"""
COUNTED = frozenset(_COUNTED.split())
# What bears a number that looks like a year.
_NUMBERED_WORDS = """room page pages version chapter office windows server port model error line bus flight issue ticket
number no level building house release visual zimmer seite salle página habitación"""
NUMBERED = frozenset(_NUMBERED_WORDS.split())
# Months that are also something else where no time word leads to them: an argument's name, a person after "who is".
SHORT_FORMS = frozenset(["jan", "apr", "sep", "oct", "dec"])
GIVEN_NAMES = frozenset(["april", "june", "august"])
BEFORE_PEOPLE = frozenset(["did", "does", "has", "is", "with", "who", "told", "tell", "asked"])
# Days that a calendar does not know, or that differ between people and countries.
PERSONAL_DAYS = (
    "birthday", "birthdays", "anniversary", "payday", "wedding day", "mother's day", "mothers day", "father's day",
    "fathers day", "ramadan", "eid", "diwali", "hanukkah", "chinese new year", "lunar new year", "graduation day",
    "name day", "birth day", "geburtstag", "hochzeitstag", "anniversaire", "cumpleaños", "aniversario",
)  # fmt: skip
