# The page of a case.
case-closed = closed
case-opened = opened { $day }
case-review = look again { $day }
case-cut =
    { $n ->
       *[other] There are more than { $n } records around this case; only a part is here. Search for what is missing.
    }
case-doubts = Some facts of this case hold two values. Choose one.
case-chain = What happened
case-chain-none = Nothing has been recorded yet. Begin with what happened first.
case-add = What happened next:
case-add-incident = An incident
case-add-complaint = A complaint
case-add-proceeding = An official act
case-add-departure = A departure
case-add-testimony = Take down an account
case-add-statement = Add a statement
case-add-task = Add a task
case-add-referral = Add a referral
case-add-consent = Add a consent
case-add-contact = Write down a call
case-add-note = Add a note
case-when-not-asked = nobody asked when
case-after-complaint = After the complaint
case-certainty-unknown = how certain it is was not recorded
case-says-unknown = who says so was not recorded
case-says-statement = in the words of { $who }
case-says-account = account of { $who }
case-fabricated = Called fabricated — { $who }
case-fabricated-unknown = Called fabricated; who says so was not recorded

case-people = With: { $text }
case-actors = By: { $text }
case-contract = The contract: { $text }
case-outcomes = What followed: { $text }
case-complaint-by = Sent by { $who }, { $how }
case-complaint-about = About: { $text }
case-no-rule = No rule of this program counts a term for this: count it yourselves, with a lawyer.
case-rule-speaks = No term is counted for this, but a rule speaks of it:
case-is-appeal = Is this the appeal against “{ $what }”?
case-is-appeal-write = Write it down there
case-registered = Registered { $day } { $number }
case-reply = { $day }: { $kind }
case-looked = Last looked for a reply: { $day }
case-by = By: { $text }
case-drawn = drawn up { $day }
case-decided = decided { $day }
case-copy = copy received { $day }
case-appealed = Appealed
case-not-appealed = Not appealed
case-left-from = from { $from }

case-no-situation = Nobody has recorded where this person is now.
case-new-situation = Record where they are now
case-situation-record = the record
case-since = since { $day }
case-last-contact = last heard of { $day }
case-next = Next: { $what }, { $at }
case-born-in = born in { $country }
case-citizen-of = citizenship: { $list }
case-no-citizenship = no citizenship
case-family = Family:

case-accounts = Accounts
case-accounts-none = Nobody's account has been taken down in this case.
case-account-about = { $who } about { $about }
case-read = Read the account
case-earlier = earlier version, { $day }
case-not-free = could not speak freely
case-tasks = Tasks
case-tasks-none = Nothing to do is written down.
case-tasks-done =
    { $n ->
        [one] { $n } task done
       *[other] { $n } tasks done
    }
case-due = by { $day }
case-done = done { $day }
case-statements = Said in public
case-statements-none = No statement about this case.
case-referrals = Help from others
case-referrals-none = No referral yet.
case-accepted = taken on { $day }
case-sent = asked { $day }
case-not-sent = not asked yet
case-consents = Consents
case-consents-none = No consent is recorded: nothing about these people may leave the house.
case-withdrawn = taken back { $day }
case-taken-back = taken back
case-contacts = Calls and visits
case-contacts-none = No call is written down.
case-notes = Notes
case-notes-none = No notes.
case-sources = Sources and files
case-file = file { $name }, { $kib } KiB

case-edit = Change title, region, people
case-print = Print
case-close = Close the case
case-reopen = Open the case again
case-record = Everything about this record

case-law = The law
case-law-ours = Terms on our side
case-law-theirs = An authority must answer
case-law-missed = Missed
case-law-bills = Bills
case-law-shields = What protects
case-law-against = What the law may threaten
case-law-open =
    { $n ->
        [one] { $n } rule: whether it concerns anybody here is not known
       *[other] { $n } rules: whether they concern anybody here is not known
    }
case-law-warnings = Warnings of states
case-law-settled =
    { $n ->
        [one] { $n } term settled
       *[other] { $n } terms settled
    }
case-law-not-met =
    { $n ->
        [one] { $n } rule looked at and not met
       *[other] { $n } rules looked at and not met
    }
case-law-all = All rules
case-bill-touches = If adopted as announced, it would touch
case-bill-ask = Whether it would touch anyone here is not known
case-what-decided = This is a protocol, but the day of a decision or a copy is given. What was decided? If a fine was imposed, choose “administrative fine”: then the time to complain is counted.
case-which-paper = A paper was drawn up, as it was told, but none stands in the case. Which, and when was the copy of the decision received?
case-how-sent = It is not known how the complaint was sent: ask. Whether a time to answer runs depends on it.
