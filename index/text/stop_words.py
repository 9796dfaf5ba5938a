"""Words that say nothing about a question's subject, by language; they also tell which language it is."""

_EN = """a an the and or but if then than so as of at by for with about into through from up down in out on off over
under again to i me my myself we us our ours you your yours he him his she her hers it its they them their
theirs this that these those what which who whom whose when where why how is am are was were be been being
have has had having do does did doing done can could will would shall should may might must not no nor only
own same too very just there here all any both each some such other more most ever also i'm i've i'd i'll
don't didn't doesn't isn't wasn't can't couldn't what's it's that's let please tell show give find list say
said get got"""
_DE = """der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als so von vom zu zum zur mit
bei nach vor aus auf an am in im ins um für über unter durch gegen ohne ich mich mir mein meine meinen meinem
meiner wir uns unser unsere du dich dir dein er ihn ihm sein sie ihr es man dies diese dieser dieses was
welche welcher welches welchen wer wem wen wann wo warum wie wieso bin bist ist sind war waren sein gewesen
habe hast hat haben hatte hatten werde wird werden wurde wurden kann können konnte soll muss nicht kein keine
nur auch noch schon da hier dass ob denn doch mal bitte zeig bevor nachdem seit bis während"""
_FR = """le la les l un une des du de d au aux et ou mais si donc car ni que qui quoi dont où quand comment pourquoi
combien quel quelle quels quelles qu'ai-je ai as a avons avez ont est sont suis était étais étaient été avait
avais je j me m moi mon ma mes tu te toi ton ta tes il elle on nous notre nos vous votre vos ils elles leur
leurs se s sa son ses ce c cet cette ces ça cela en y dans sur sous avec sans pour par vers chez ne n pas plus
moins aussi très fait faire qu est-ce à t j'ai avant après depuis pendant lorsque"""
_ES = """el la los las un una unos unas y e o u pero si de del al a en con sin por para sobre entre que qué quien quién
quienes cual cuál cuales cuáles cuando cuándo donde dónde como cómo por porque cuánto cuántos cuánta cuántas
yo me mi mí mis tú te ti tu tus él ella ello nosotros nos nuestro nuestra ellos ellas se su sus lo le les este
esta esto estos estas ese esa eso es soy eres son fue fui era eran estaba estuve está están ser estar he has
ha hemos han había hice hizo hacer no ni más muy también antes después desde hasta mientras ya hay"""
_JA = """の は が を に で と も や から まで より へ か ね よ な だ です ます した して する いる ある こと もの ため
何 なに いつ どこ だれ 誰 どう なぜ どの どれ 私 僕 俺 私たち これ それ あれ この その あの ました でした ている ていた
について のは のが のを のに"""
# What a question asks with, beside the words above: nobody looks for days on which "journal" was written. Words like
# "first" and "time" stay: they are as often part of the matter.
_ASKING = """day days date dates ever often count entry entries note notes journal diary write wrote written mention
mentioned learn learned learnt remember anything something everything happen happened happens happening summary
summarize summarise recap overview gelernt geschrieben notiert passiert geschehen tag tage tagen notizen tagebuch appris
écrit noté passé jour jours aprendí escribí anoté pasó día días"""
# And what a question of one intent asks with.
_INTENT_TEXT = {
    "first": """first time earliest since until erste ersten erstes erstmals zuerst premier première fois primer primera
        vez""",
    "last": """last time latest recently since until letzte letzten letztes zuletzt dernier dernière fois último última
        vez""",
    "count": """many times since until oft häufig viele vielen tage tagen male fois combien jours veces cuántas cuántos
        cuantas cuantos días dias""",
    "which": "since until tage tagen jours días dias",
    "streak": "many streak row consecutive straight longest current lange",
    "ago": "long ago since last first passed lange her temps tiempo hace",
    "ever": "ever je jemals schon einmal déjà jamais alguna vez",
}
INTENT_WORDS = {intent: frozenset(words.split()) for intent, words in _INTENT_TEXT.items()}
# What one does with a matter: of "when did I first read about backprop" only the last word is looked for.
_DOING = """read reading learn study studied use used using try tried go went gone going start started begin
began see saw seen hear heard work worked working make made take took watch watched play played visit visited
meet met talk talked think thought feel felt come came happen happened mention have had do did
gelesen gelernt benutzt verwendet gemacht gegangen gesehen gehört gearbeitet geschrieben begonnen angefangen getroffen
lu appris utilisé fait allé allée vu entendu écrit commencé travaillé rencontré
leí aprendí usé hice fui vi oí escribí empecé trabajé conocí
使っ 読ん 学ん 行っ 見た 見 書い 始め 用 使用 看 读 学 去 做 写 开始"""
_ZH = """我们 我 你 他 她 它 什么 时候 怎么 怎样 为什么 哪里 哪些 哪 谁 吗 呢 吧 的 了 在 是 有 没有 关于 对于
和 与 及 过 学到 学了 学习了 写了 多少 请问 请 告诉 这 那 个 都 也 就 把 被 从 到"""
CHINESE_STOPS = frozenset(_ZH.split())

STOP_WORDS = {
    "en": frozenset(_EN.split()),
    "de": frozenset(_DE.split()),
    "fr": frozenset(_FR.split()),
    "es": frozenset(_ES.split()),
    "ja": frozenset(_JA.split()),
}
ASKING_WORDS = frozenset(_ASKING.split())
DOING_WORDS = frozenset(_DOING.split())
