# The list of rules on a day, comparing with the official text, texts to read aloud, and which law the desk counts with.

# On which day.
law_read-land = Whose law to open
law_read-kind = What to show
law_read-any-kind = Everything
law_read-only = Only what is in force on that day
law_read-on-day = On { $day }
law_read-holds = In force as far as known: { $n } of { $all }.
law_read-holds-unrecorded = Of these, since when was not recorded: { $n }.
law_read-contents = What is on this page
law_read-none = There is nothing of that sort. Choose another day, or show everything.
law_read-land-holds = { $n } of { $all } in force
law_read-bills = Bills: this is not law
law_read-bills-not-law = Nothing here is in force, and nothing is counted by it.
law_read-force-unrecorded = since when it is in force was not recorded
law_read-force-not-yet = not in force yet, begins on { $day }
law_read-force-no-longer = no longer in force, the last day was { $day }
law_read-own-short = your own

# One rule.
law_read-side-by-side = The wordings stand side by side, that of the chosen day first. What differs is marked.
law_read-of-the-day = on that day
law_read-before = Before: until { $to }, that day included
law_read-since = Since { $from }
law_read-between = Since { $from }, until { $to }, that day included
law_read-articles = Articles
law_read-open-for = For how long it is open
law_read-open-note = This is a possibility, not a duty: the term says until which day it is open.
law_read-counted-from = From which day it runs
law_read-applies-by = Which wording applies
law_read-by-fact = the one in force on the day the term starts from
law_read-by-decision = the one in force on the day of the decision
law_read-by-step = the one in force on the day the term starts from; where another comes into force meanwhile, both are shown
law_read-in-hours = hours run through nights and days off; where only the day is known and not the hour, the end is shown as a span
law_read-case-open = open: safe day { $day }, latest that can be argued { $last }
law_read-case-hour = until { $at }
law_read-age = How fresh this is
law_read-compared-on = Last compared with the official text, or the newest source: { $day }.
law_read-ago =
    { $n ->
        [one] { $n } day has passed.
       *[other] { $n } days have passed.
    }
law_read-again-by = To look at again by { $day }.
law_read-again-over =
    { $n ->
        [one] It should have been looked at again by { $day }, { $n } day ago.
       *[other] It should have been looked at again by { $day }, { $n } days ago.
    }
law_read-file = File:
law_read-cases-file = examples:
law_read-own = This file is your organisation's own: it stands in place of the pack's, or beside it.

# Who compared it.
law_read-who = Who compared this with the official text
law_read-nobody = Nobody. Two different people are needed; until then all of this stays a question for a lawyer.
law_read-one = One person. One more is needed, a different one: a second reading under the same name does not count as another person.
law_read-enough = Different people: { $n }. That is enough to call it checked.
law_read-in-file = No reading is on record here, but the file itself says that two people compared it.
law_read-fell = This file was compared before, but it has changed since. That reading no longer counts.
law_read-compare = Compare with the official text
law_read-title = Comparing with the official text
law_read-lead = Put the official text beside this and compare. It counts only once two different people have read it, and only for this file as it is now.
law_read-differs = If anything at all differs, tick nothing and record nothing. Tell whoever keeps the files of law, or correct the file in your organisation's own folder.
law_read-in-the-file = What stands in the file
law_read-sign = I compared this with the official text
law_read-confirm = It agrees
law_read-confirm-hint = Tick each thing you compared yourself.
law_read-part-article = Articles: named rightly, and this is what stands in them
law_read-part-term = Term: how long it is, from which day it runs and how it is counted
law_read-part-dates = Dates: from which day to which day this wording is in force
law_read-part-condition = Condition: whom it concerns and when, nothing left out and nothing added
law_read-part-doubts = Doubts: what is in doubt is written down, and I see no other doubt
law_read-part-sentences = Sentences: each agrees with the law, and none promises too much
law_read-reader = Who compared it
law_read-reader-hint = The name under which you record such readings. It stays in the vault; it need not be your real one if your colleagues know whose it is.
law_read-day = When
law_read-text = Where the official text was read
law_read-text-hint = For example: the official portal, number of the publication and its day.
law_read-save = Record the reading
law_read-changed = The file has changed while this page was open. Compare again what is shown now.
law_read-not-all = Tick everything you compared. If something did not agree, do not record a reading.
law_read-reader-missing = Write who compared it.
law_read-text-missing = Write where the official text was read.
law_read-day-wrong = Write one day, not later than today, for example 05.09.2023.

# Reading aloud.
law_read-aloud-title = To read aloud: rights
law_read-aloud-link = Read their rights aloud
law_read-aloud-beside = Read their rights aloud (opens beside this call, which stays)
law_read-aloud-lead = Short sentences for somebody who is frightened. Choose what is happening to them now.
law_read-aloud-count = Checked by two people: { $n } of { $all }. The others are information that no lawyer has read yet.
law_read-aloud-elsewhere = Other
law_read-aloud-also = Also:
law_read-aloud-none = There are no such texts in this law.
law_read-aloud-tongue = In which language:
law_read-aloud-slowly = Read slowly, one sentence at a time. Wait until the person says that they understood.
law_read-aloud-print = This page can be printed from the browser's menu (Ctrl+P). There is no personal data on it.
law_read-aloud-unverified = Nobody has compared this text with the law yet. It is information, not an order: what is safe, the person decides.
law_read-aloud-verified = Two people have compared this text with the law. It is information, not an order: what is safe, the person decides.

# Which law this is.
law_read-which = Which law the desk counts with
law_read-which-pack = Pack of law
law_read-pack = No. { $number }
law_read-pack-of = No. { $number }, { $day }
law_read-which-from = Where it is from
law_read-built-in = built into the program
law_read-signed-by = carried here by hand; the signer's key:
law_read-which-checked = Checked by two people
law_read-which-stale = To look at again
law_read-of-all = { $n } of { $all }
law_read-calendars = Calendars of days off: { $land }
law_read-official = Published: { $years }.
law_read-projected = Only expected: { $years }.
law_read-own-files = Your own files
law_read-no-own = none
law_read-regions = Regions with days off of their own: { $n }
law_read-bring = A new pack is carried here by hand and taken in on the command line:
law_read-bring-words = FILE --signer KEY
law_read-bring-back = The signer's key is learned from the signer by another way. If a new pack lets you down, guvoh law back returns the one before it.
