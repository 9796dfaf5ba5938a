"""What only sounds like an open question, by language: set phrases, words to the reader, forms, plans, titles, speech.

For folded text: lower case, straight apostrophes, without markup.
"""

import re

RHETORICAL = re.compile(
    r"\bwho would(?:'ve| have)? (?:thought|guessed|known|believe)\b|\bwhat was i thinking\b|\bwhy (?:did"
    r"|do) i (?:even )?bother\b|\bis it (?:friday|the weekend|over|monday) yet\b|\bare we there yet\b"
    r"|\bwho am i kidding\b|\bwhat's the worst that\b|\bhow many times\b|\bdo i (?:really |even )?care\b"
    r"|\bneed i say more\b|\bwhen will (?:it|this) (?:ever )?end\b|\bwhat can i say\b|\bwhat(?:'s"
    r"| is) not to\b|\bcould i be (?:any )?more\b|\bhow could i (?:forget|resist|not)\b"
    r"|\bwer hätte (?:das )?(?:je )?ge(?:dacht|ahnt)\b|\bwarum nur\b"
    r"|\bwas soll(?:'s|s| das)\W*$|\bwie kann man nur\b|\bmuss das sein\b|^na und\b"
    r"|\bwas kann schon\b|\bwozu das alles\b|\bquién (?:lo )?(?:diría|iba a decir|dijo miedo)\b"
    r"|\bqué más (?:se )?(?:puede|quiero)\b|^¿?y qué\W*$"
    r"|\bqui (?:l'|aurait )(?:eût |aurait |pu )*(?:cru|dit|pens[ée])\b|\bque demander de plus\b"
    r"|^et alors\W*$|\bquem (?:nunca|diria)\b|\bchi l'avrebbe (?:mai )?(?:detto|pensato)\b"
    r"|じゃない(?:か|？)$|ではないでしょうか|どうしたものか|谁能想到|谁知道|有什么办法|何苦|怎么可能"
    r"|还有什么[比可好]|不好吗|"
    r"难道|難道|\bà quoi bon\b|\bfür wen mache ich das\b|\bpara qué\W*$|"
    r"\bwho knows\b|^why not\W*$|\bwhy (?:does|do|would|did) (?:any(?:body|one)|every(?:body|one)|nobody|no one"
    r"|people)\b"
    r"|\bhow (?:did|do|could|can|does) (?:i|we|you|anyone|he|she) (?:ever|even|possibly)\b|\bwhere (?:do|did"
    r"|should) (?:i|we) (?:even )?(?:start|begin)\W*$|\bwhy do(?:es)? (?:i|he|she|it|this) always\b"
    r"|\bwhy (?:can't|am|do|must) i (?:just|always|never|ever|so)\b"
    r"|\bwhy (?:does|is|are|must) (?:everything|everyone|nothing|life|it all)\b"
    r"|\bhow hard (?:can|could) (?:it|that|this) be\b|^so what\b|\bguess what\b"
    r"|\byou know what\b|\bwhat could (?:possibly )?go wrong\b|\bwho (?:cares|doesn't|wouldn't|needs"
    r"|would(?: not|n't)? want)\b"
    r"|\bwhat's not to (?:like|love)\b|\bwhat else(?: is new)?\W*$|\bhow (?:cool|awesome|great|amazing|nice"
    r"|crazy|fun|sweet|lucky|exciting) (?:is|are|was)\b|\bcan you believe\b|\bcould (?:it|this|i) be any\b"
    r"|\bwhat more (?:can|could|do)\b|\bwhere (?:has|did|does) (?:all )?(?:the )?(?:time|day|week|year|month"
    r"|summer)\b|\bwhy bother\b|\bwhat (?:the|a|an)? ?(?:hell|heck|fuck|f\*+k|earth)\b|\b(?:wtf|wth|omg)\b"
    r"|^(?:really|seriously|huh|eh|ready|right|ok|okay|sure|what|nice|see|got it|get it|remember)\W*$"
    r"|^(?:so |and |but |ok,? |now )*(?:what(?:'s| is| comes)? next|now what|what now|where (?:to|do (?:i"
    r"|we) go) (?:from here|next)|what am i (?:up to|doing)(?: now| next)?|and then|next|was nun|was jetzt"
    r"|wie geht(?:'s| es) weiter|was kommt als n\w+|qué sigue|y ahora(?: qué)?|et maintenant|et après)\W*$"
    r"|\bsound(?:s)? familiar\b|\bwhat are (?:you|we) waiting for\b|\bhow (?:can|could|dare"
    r"|on earth)\b.{0,40}\b(?:not love|resist|possibly)\b|\bwhy (?:oh why|on earth|me|is (?:this|it)"
    r" (?:always|so (?:hard|difficult|complicated|annoying|dark|painful))|(?:is|are) (?:life|everything|people) so)\b"
    r"|\bis(?:n't| it not) (?:it|that|this|he|she)(?: \w+){0,3}\W*$|\bisn't it \w+ (?:how|that|when)\b"
    r"|\baren't (?:they|we)\W*$|\bam i right\b"
    r"|\bwo ist (?:nur |bloß )?die zeit\b|\bwer weiß\b|\bwas soll schon\b|\bwas will man mehr\b|\bwie cool\b"
    r"|\bqui sait\b"
    r"|\bquién sabe\b|\bpor qué no\W*$|\bpourquoi pas\W*$|\bwarum (?:auch )?nicht\W*$|\bна самом деле\W*$|何だこれ"
    r"|マジ(?:で|か)|谁知道|不是吗|何必"
)
"""Asks nothing: set phrases."""
TAG_QUESTION = re.compile(
    r"[,;–—-]\s*(?:right|no|eh|huh|ok|okay|yes|isn't it|aren't they|don't you think|doesn't it|oder|gell?|ne"
    r"|nicht wahr|nicht|verdad|no crees|cierto|n'est-ce pas|non|hein|vero|né|certo|nhỉ|đúng không"
    r"|правда)\s*[?？!]*$|(?:よね|でしょ|だよね|じゃん|ですよね|对吧|對吧|是吧|不是吗)[?？]*$"
)

READER = re.compile(
    r"\b(?:vosotros|ustedes|você|vocês)\b|みんな(?:は|なら|も)|\bwas (?:haltet|denkt|meint|sagt) ihr\b"
    r"|\bwie (?:macht|seht|findet|haltet) ihr\b|"
    r"\bjemand\b|\bquelqu'un\b|\balguien\b|\balguém\b|\bqualcuno\b|誰か|有人|누가|ai đó|"
    r"\b(?:have|has|did|do|don't|would|are|were|were|can|could|will|wouldn't|haven't|aren't) (?:any of "
    r"|some of )?(?:you|your|anyone|anybody|u|y'all)\b(?! (?:even |really |actually |still )*(?:need|declare"
    r"|define|create|make|call|write|calculate|compute|handle|import|install|convert|use (?:a|an|the|this"
    r"|it))\b.{0,60}[?])|\bwhat do you\b|\bwhat(?:'s| is| are| was| were)? your\b"
    r"|\b(?:how|what) about you\b|\bwhich (?:one )?(?:do|would|is|are) (?:you|your)\b|^(?:want|wanna|need"
    r"|looking|interested|curious|excited|got|any|enjoyed|liked|stuck|tired|struggling)\b(?! (?:difference|way"
    r"|reason|idea why|other way|relation))(?!.*\b(?:why|how come)\b)|\bany (?:other )?(?:thoughts|suggestions"
    r"|questions|comments|feedback|ideas|tips|advice|recommendations|takers|volunteers)\b"
    r"|\blet me know\b|\byour (?:thoughts|favou?rite|experience|opinion|take|story|journey)\b|\bwho (?:else"
    r"|of you|here|wants|'s with me|is with me)\b|\b(?:anyone|anybody|somebody|someone) (?:else|know|knows"
    r"|have|has|here|out there|want)\b|\bdear reader\b|\bcare to\b|\bshall we\b|\bwhy (?:don't you|should you"
    r"|would you)\b|\bhow do you (?:feel|like|think|do it|deal|cope|approach|stay|handle)\b|\bhow are you\b"
    r"|\bhow did you\b|\bwhat would you\b|\bwhat did you\b|\bwhat brings\b|\bwhere (?:are|do) you\b"
    r"|\bwhen did you\b"
    r"|\b(?:hast|habt|kennst|kennt|willst|wollt|möchtest|möchtet|magst|mögt|siehst|seht|findest|findet|meinst"
    r"|meint|denkst|denkt|machst|glaubst|glaubt|bist|seid|weißt|wisst|könnt|kannst|wie geht es) (?:du|ihr|euch"
    r"|dir)\b|\b(?:euch|eure[rmns]?|deine[rmns]?|liebe leser)\b"
    r"|\b(?:qu'en pensez|avez|connaissez|voulez|pensez|savez|êtes|faites)-vous\b|\b(?:votre|vos|vous)\b"
    r"|\bqu'en penses\b|\bet toi\b|\bas-tu\b"
    r"|\bqué (?:opinas|opináis|opinan|te parece|os parece|piensas|pensáis|tal)\b|\b(?:sabías|sabíais|conoces"
    r"|conocéis|te gusta|os gusta|quieres|queréis|has probado|habéis|y tú|y ustedes|y vosotros|tu opinión)\b"
    r"|\balguien (?:más|sabe|conoce|ha)\b"
    r"|皆さん|みなさん|あなた|どう思いますか|いかがでしょうか|ご存知|ませんか|(?<!为什么)(?<!为何)(?<!为啥)大家|各位|你们|你(?:也|是不是|觉得|认为"
    r"|有没有|知道|是否|会)|你呢|여러분|\bbạn (?:có|nghĩ|đã|thì"
    r"|biết)\b|\bcác bạn\b|\bmọi người\b|\bвы (?:когда|дума|зна)|\bа (?:вы|ты)\b|\bкак (?:вы|ты|вам|тебе)\b"
)
"""Asks whoever reads, not its writer."""
READER_BEHIND = re.compile(
    r"\b(?:let me know|feel free|tell me|comment(?:s)? below|in the comments|reach out|drop (?:me|a)"
    r"|leave (?:a|me)|dm me|message me|contact me|share (?:your|it|them)|write me|join (?:me|us)|click"
    r"|subscribe|check (?:it |them )?out|schreib(?:t|e)?(?: mir| es)|kommentar|cuéntame|déjame|comentarios"
    r"|dites-moi|commentaires)\b|评论|留言|コメント"
)

SELF_REVIEW = re.compile(
    r"^was (?:lief|war) (?:heute |diese woche )?(?:gut|schlecht|schön)\b|^¿?qué (?:salió|fue|podría"
    r"|puedo) (?:bien|mal|mejorar|mejor)\b|^qu'est-ce qui (?:a|s'est) (?:bien|mal|marché|passé)\b"
    r"|^de quoi suis-je\b|有什么收获|"
    r"^(?:what|how|did|which|who|where|why|am|do|was|were) .{0,50}\b(?:today|this (?:week|month|year|sprint"
    r"|quarter)|yesterday|last (?:week|month|night)|tomorrow|next week|tonight|right now|this (?:morning"
    r"|evening))\W*$"
    r"|^what (?:did|have|do|will|can|could|should|am|are|was|were|is|'s|went|would) (?:i|we|my|well|better"
    r"|wrong|badly|good|working|keeping|blocking|stressing|the (?:best|worst|highlight|most|plan|goal|focus"
    r"|one thing)|one thing|made|has)\b.{0,40}\b(?:learn(?:ed|t|ing)?|do(?:ne|ing)?|did|accomplish(?:ed)?"
    r"|achieve(?:d)?|grateful|thankful|improve|differently|feel(?:ing)?|proud|focus|enjoy(?:ed)?|work(?:ed"
    r"|ing)? on|excited|happy|struggle(?:d)?|up to|plan(?:s|ning)?|stop|start|continue|stuck|part"
    r"|thing)\b.{0,20}$"
    r"|^what (?:went|made|has been|worked|didn't work|didn't|did not|is working|isn't working|is going|'s going"
    r"|didn't go|could (?:have )?(?:gone|be|been)|surprised|inspired|challenged|blocked|drained|energi[sz]ed"
    r"|would make)\b"
    r"|^how (?:was|is|did|am|do) (?:my|the|i|it|today)(?: (?:day|week|month|mood|sleep|energy|feel|feeling|go"
    r"|going|do))+\b|^wins\b|^(?:any )?blockers\b|^did i (?:\w+ )?(?:exercise|meditate|sleep|eat|read|write"
    r"|drink|workout|work out|journal|do my|keep|stick|reach|complete|finish|meet)\b"
    r"|\b(?:heute|diese woche|gestern|morgen|diesen monat|letzte woche|nächste woche)\W*$|^(?:wie war|was war"
    r"|was lief|wofür bin|was habe ich|was hat mich|wie (?:fühle|geht|ging)|was (?:nehme|will|möchte|mache"
    r"|werde) ich|welche schwerpunkte|wo gab es|was waren|woran)\b.{0,60}$"
    r"|\b(?:hoy|ayer|mañana|esta semana|este mes)\s*\??$|^¿?qué (?:aprendí|hice|salió|he aprendido|he hecho"
    r"|agradezco)|^¿?(?:cómo (?:me siento|fue|estoy))"
    r"|\b(?:aujourd'hui|hier|demain|cette semaine|ce mois)\s*\??$|^qu'(?:est-ce que j'ai|ai-je) (?:appris|fait)"
    r"|^(?:今日|今週|昨日|明日|本日|来週|今月)(?:は|の|何|学|や|一番|でき)|(?:今天|本周|昨天|明天|这周)(?:学"
    r"|做|有|我|的|最)|^hôm nay|오늘"
)
"""What a daily or weekly form asks: "What went well today?"."""
FORM_NAME = re.compile(r"^[\w'/&-]{1,20}(?: [\w'/&-]{1,20}){0,2}[?？]\s*:?$")

PLAN = re.compile(
    r"^(?:or |and |then |also )?(?:maybe|perhaps|possibly|potentially|vielleicht|evtl\.?|eventuell|quizás?"
    r"|tal vez|peut-être|talvez|forse|misschien|możliwe|может|можно|có lẽ|có thể|아마|たぶん|多分|也许|或许"
    r"|可能)(?![\w])(?! (?:why|how|what|warum|wie))"
    r"|^(?:how about|shall (?:i|we)|let's|lass uns|warum nicht|why not|pourquoi ne pas|por qué no"
    r"|y si|et si)\b(?! .*\bdifferen)"
)
"""An idea put as a question."""

TITLE_BEFORE = re.compile(
    r"^(?:i )?(?:re-?)?(?:read(?:ing)?|watch(?:ed|ing)?|listen(?:ed|ing)?(?: to)?|finish(?:ed|ing)?"
    r"|attend(?:ed|ing)?|saw|seen|heard|play(?:ed|ing)?|start(?:ed|ing)? (?:reading|watching)|complete[d]?"
    r"|article|paper|book|video|podcast|episode|talk|lecture|chapter|blog(?: ?post)?|post|course|song|music"
    r"|track|album|film|movie|documentary|link|title|source|tutorial|webinar|keynote|session|course|mooc"
    r"|lesson|unit|module|section|lied|buch|artikel|gelesen|gehört|gesehen|vortrag|film|leído|leer|libro"
    r"|artículo|lu|vu|regardé|écouté|visto|livre|lecture|vidéo|論文|記事|動画|読んだ|看了|读了|文章|视频"
    r"|bài báo|sách)\b"
    r"(?:\s*\d+[\d.]*)?(?:\s*[:：\"“'‘«*_(–—-]|\s+(?:the |a |an |this )?(?:book|article|paper|video|talk|post"
    r"|chapter|episode|podcast|blog|tutorial|story|lecture|course|session|about|on|from|by|through|called"
    r"|titled|:)\b|\s+[a-z]+ing\b)"
    r"|^(?:\w+ ){0,3}(?:title|titel|título|titre|titolo)\s*[:：]"
    r"|^(?:[📚📖📺🎧🎵🎶🎬📄🔗📰🎤]️?\s*)"
)
SPEECH = re.compile(
    r"\b(?:said|says|asked|asks|asking|replied|answered|told (?:me|him|her|us|them)|shouted|yelled"
    r"|whispered|wondered|sagte|fragte|meinte|antwortete|gefragt|dijo|preguntó"
    r"|pregunta|contestó|demand[ea]|dit|répondit|disse|perguntou|chiese|sprak|vroeg|сказал\w*|спросил\w*|hỏi"
    r"|nói|bảo)\b"
)
OTHERS_ASK = re.compile(
    r"^(?:poll|quiz|riddle|trivia|umfrage|rätsel|quizfrage|encuesta|adivinanza|sondage|devinette|enquete)\b[^:?]{0,30}:"
    r"|\bquestion of the (?:\w+ )?(?:chapter|book|talk|paper|day|week|lecture|essay|article|film|course|episode)\b"
)
"""Says before it asks that somebody else does: a poll, a riddle, a book."""
SPEAKER = re.compile(
    r"^\s*\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?\s*(?:[-–|]\s*)?"
    r"(?:<\w[\w. -]{0,20}>|(?!todo|fixme|q|questions?|frage|idea|note|problem|open|bug)\w[\w.-]{0,20}:)\s",
    re.IGNORECASE,
)
"""A line of a chat: "[10:03] agent: which number?". For the line as written."""
ROLE = re.compile(r"[A-ZÄÖÜÉÈ][A-ZÄÖÜÉÈ' .-]{1,24}(?: \([^)]{1,20}\))?")
"""The line above speech in a play."""
AUTHOR_BEHIND = re.compile(r"^(?:by|von|par|di|de|por) [A-ZÀ-Ý]\w")
"""What stands behind a title: "by Schrödinger". For text that is not folded."""
