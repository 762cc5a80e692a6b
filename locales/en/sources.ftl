# Sources: storing what was published, and reading it into records.
sources-title = Sources
sources-lead = Reports, posts, letters and official texts. Each is kept exactly as given, and read passage by passage into records.
sources-store = Store a source
sources-store-lead = The desk has no network: it stores what you paste and never opens an address.
sources-store-go = Store
sources-none = No source is stored yet.
sources-total =
    { $n ->
        [one] { $n } source, newest first
       *[other] { $n } sources, newest first
    }
sources-count =
    { $n ->
        [one] { $filed } of { $n } sentence filed
       *[other] { $filed } of { $n } sentences filed
    }
sources-pages = More sources
sources-newer = Newer sources
sources-older = Older sources
sources-nameless = Source without a title
sources-no-text-short = no text
sources-no-text = No text is stored with this source, so there is nothing to read here.
sources-choose = Choose

sources-what = What it is
sources-name = Title
sources-publisher = Publisher
sources-publisher-hint = Who brought it out: a paper, a channel, an office.
sources-url = Address
sources-url-hint = Kept as text. The desk never opens it.
sources-published = Published
sources-captured = Captured
sources-captured-hint = When you kept this text.
sources-language = Language
sources-reliability = Reliability of the source
sources-reliability-hint = How far this publisher or speaker can be relied on in general.
sources-credibility = Credibility of what it says
sources-credibility-hint = How likely this report is to be true, whoever brings it.
sources-text = Text
sources-text-hint = Paste it whole. Nothing in it is changed, and passages are counted in it.
sources-text-file = Or read it from a text file
sources-text-file-hint = The file is read into the field above and goes nowhere else.
sources-text-file-wrong = This file is not plain text in UTF-8. Open it in an editor, save it as UTF-8 text, and choose it again.
sources-digest = SHA-256
sources-digest-hint = If somebody gave you the SHA-256 of this text, enter it and it is compared. Leave it empty otherwise: the desk computes it.
sources-what-missing = Choose what kind of source this is.
sources-text-missing = There is neither a text nor a title nor an address; give at least one of them.
sources-digest-spelling = A SHA-256 has 64 digits from 0 to 9 and a to f; check it, or leave the field empty.
sources-digest-other = The text pasted here has another SHA-256; check that it is whole (also blanks and line ends at its end), or leave the field empty.
sources-digest-changed = The text no longer matches the SHA-256 taken when it was stored. Passages may point at other words than those that were read.
sources-stored-already = This very text is stored already; read it there instead of storing it twice.
sources-twin = Open the stored source

sources-about = About this source
sources-elsewhere = These records name the source, but no passage of it:
sources-progress = Sentences filed
sources-how = Tick the sentences you want to file together, then say as what. What is underlined stands in a record already.
sources-sentence = Sentence
sources-open = Not yet filed
sources-part = Partly filed:
sources-whole = Filed:
sources-filed = Filed.
sources-pick-title = File the passage
sources-picked = Marked in the text:
sources-as = File as
sources-case = Case
sources-exact = Only part of a sentence
sources-exact-hint = Mark the words in the text, or count characters from the beginning of the text. Filled in, these two go before the ticks.
sources-start = First character after
sources-end = Up to
sources-parts = Parts of the text
sources-part-before = Earlier part of the text
sources-part-after = Next part of the text
sources-none-chosen = Tick at least one sentence, or mark a passage.
sources-too-many-chosen = These are too many separate passages for one record; choose fewer.
sources-exact-wrong = This place is not in the text; the first number must be smaller than the second, and both within the text.
sources-as-missing = Choose as what the passage is filed.
sources-case-missing = Choose a case, or a new one; this record cannot stand without it.
sources-case-new = a new case
sources-case-none = no case

sources-as-statement = Statement: somebody said it
sources-as-law = Statement about a law, advisory or bill
sources-as-testimony = Testimony: somebody’s own account
sources-as-incident = Incident: it happened
sources-as-complaint = Complaint
sources-as-proceeding = Official act
sources-as-departure = Departure
sources-as-add = One more passage of a record
sources-as-statement-title = File as a statement
sources-as-law-title = File as a statement about law
sources-as-testimony-title = File as a testimony
sources-as-incident-title = File as an incident
sources-as-complaint-title = File as a complaint
sources-as-proceeding-title = File as an official act
sources-as-departure-title = File as a departure
sources-add-title = Add the passage to a record
sources-add-record = To which record
sources-add-hint = The records of the case, and those read in this source. The record itself stays as it is; it only also points here.
sources-add-none = There is no record yet to which this passage could be added. Go back and file it as a new one.
sources-add-go = Add the passage
sources-record-missing = Choose the record to which the passage belongs.
sources-file-go = File
sources-file-note = The record keeps where it was read. You can complete it later on its own page.

sources-case-title = Title of the new case
sources-case-title-hint = Neutral, without names. It may stay empty.
sources-person-new = somebody new (gets an alias)
sources-person-hint = Somebody new is taken down under an alias made up by chance. Names are never taken from the text.
sources-person-missing = Choose a person, or somebody new.
sources-new-person-open = Somebody new: where born
sources-new-country = Country of birth, if the source says it
sources-new-country-hint = Only used for people who are new here.
sources-new-people = How many people are new
sources-new-people-hint = A number, as “five migrants”. Each gets an alias.
sources-new-people-wrong = Give the number of new people in digits, 50 at most.
sources-people = Whom it concerns
sources-people-missing = Choose at least one person, or say how many are new.

sources-who = Who speaks
sources-who-words = Somebody I describe in words
sources-who-person = Somebody who is a person in this vault
sources-who-source = The source itself
sources-speaker = The speaker, in words
sources-speaker-hint = As the source names them. Needed for “in words” only.
sources-speaker-missing = Write who speaks, or choose a person or the source itself.
sources-speaker-person = The person in this vault
sources-speaker-person-hint = Only if the speaker is somebody you defend or know.
sources-publisher-unknown = The source has neither a publisher nor a title; write who speaks in words.
sources-role = As what they speak
sources-role-hint = An office or a part: a deputy, a relative, an activist.
sources-via = Through whom it reached the source
sources-via-hint = One a line, nearest the speaker first. Leave empty if the source heard it directly.
sources-quote = The words
sources-quote-hint = The passage as it stands. Shorten it if you like; where it was read is kept apart.
sources-about-open = Which records it is about
sources-about-what = Records
sources-law-open = Which law it is about
sources-law = Rules, advisories and bills
sources-law-hint = Choose at least one.
sources-law-missing = Choose the rule, advisory or bill this is about.
sources-hold-open = When it may be repeated
sources-hold = Hold back until
sources-hold-hint = Words can be punished. Until this day no report or letter repeats them.

sources-when-unknown = Unknown: the source does not say
sources-when-before = Some time { $when }, when it was published
sources-when-typed = Or as exactly as the source says it
sources-when-missing = Choose “unknown” or an interval, or type the date as far as the source says it.
sources-when-said = When it was said
sources-when-told = When it was told
sources-when-happened = When it happened
sources-when-sent = When it was sent
sources-when-drawn = When it was drawn up
sources-when-left = When they left

sources-given-by = Whose account it is
sources-words = The account, verbatim
sources-words-hint = Exactly as the source gives it. Once filed, the words never change; a correction stands beside them.
sources-words-missing = Give the words of the account.
sources-knowledge = How they know

sources-incident-role = They were
sources-region = Region
sources-place = Kind of place
sources-methods-open = How it was done
sources-methods = Methods
sources-actors-open = Who did it
sources-actors = Actors
sources-outcomes-open = What followed
sources-outcomes = Outcomes
sources-contract = How a contract was signed
sources-certainty = How certain
sources-narrative = In your own words
sources-narrative-hint = May stay empty: the passage stands with the record.
sources-because = Because of
sources-because-hint = What it followed from, if the source says so.

sources-by = Who complained
sources-by-hint = A person, or the defenders themselves.
sources-by-defender = a defender or organisation
sources-addressee = To whom
sources-addressee-name = Name of the office
sources-addressee-name-hint = If the source gives it.
sources-addressee-missing = Choose to whom the complaint went.
sources-complaint-about = What it is about
sources-channel = How it was sent
sources-channel-missing = Choose how it was sent; “not known how” is an answer.

sources-against = Against whom
sources-act = What it is
sources-act-missing = Choose what kind of act it is.
sources-article = Article
sources-article-hint = As the source writes it.
sources-decided = Decided on
sources-act-by = Whose act it is
sources-fabricated = Does the source say that it is made up?
sources-fabricated-hint = Yes if the source says that what it punishes never happened.

sources-who-left = Who left
sources-from = From
sources-to = To

sources-suggest-title = Seen by the machine
sources-suggest-lead = From word lists, unchecked, and often wrong. Nothing here stands in any record until you take it.
sources-suggest-form = From word lists, unchecked. Taking one fills in its field; you still decide and file.
sources-suggest-none = Nothing seen here.
sources-suggest-take = Take
sources-suggest-speaker = Person quoted
sources-suggest-quote = Quoted speech
sources-suggest-date = Date
sources-suggest-country = Country
sources-suggest-authority = Agency named
sources-suggest-actor = Agency that acts
sources-suggest-no-year = the year is not said
