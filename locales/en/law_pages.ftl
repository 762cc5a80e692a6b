# The pages of the law, and the rows of law on other pages.
law_pages-title = The law
law_pages-lead = Dated rules the desk counts with. Each names its article, what was read, and whether anybody has checked it.
law_pages-verified-count = Checked by two named readers: { $n } of { $all } rules. Treat the others as questions for a lawyer.
law_pages-list-usual = A rule with nothing beside it is in force as far as known, and nobody has checked it.
law_pages-list-stale = To look at again: { $n } of { $all }.
law_pages-verified-short = checked
law_pages-international = International
law_pages-stale-short = look again
law_pages-stale = The newest source used here is of { $day }. The law may have changed since.
law_pages-unverified-long = Nobody has compared this rule with the official text yet. Ask a lawyer before relying on it.
law_pages-checked-on = The newest source is of { $day }. Whether anybody looked later if the rule changed was not recorded.
law_pages-cases = What the rule is tested with
law_pages-cases-counted = Examples of the count
law_pages-cases-shown = Examples
law_pages-cases-hint = They show how the program counts; they do not prove that the rule is right.
law_pages-case-due = by { $day }, latest that can be argued { $last }
law_pages-case-nominal = counting the days alone: { $day }; no calendar of days off for that year
law_pages-case-not-applicable = does not apply
law_pages-case-not-in-force = not in force on that day
law_pages-case-unknown = not known: ask
law_pages-starts-next-day = the day after the event is the first
law_pages-starts-event-day = the day of the event is the first
law_pages-starts-same-name = the day of the event is day 0; a term of weeks, months or years ends on the day of the same name
law_pages-counts-working = working days only
law_pages-shifts-forward = a last day that is a day off moves to the next working day
law_pages-shifts-not = a last day that is a day off does not move
law_pages-on-day = On which day?
law_pages-choose-day = Choose one day, for example 05.09.2023.
law_pages-show = Show
law_pages-wording-on = The wording on { $day }
law_pages-not-in-force = Not in force on that day.
law_pages-period = In force
law_pages-always = since when was not recorded
law_pages-term = Term
law_pages-basis = How it is counted
law_pages-cites = Where it stands, and what of it was read
law_pages-other-wordings = Other wordings
law_pages-when = When it applies
law_pages-doubts = What is in doubt
law_pages-effect = What the desk does:

law_pages-kind-duty = duties
law_pages-kind-deadline = deadlines
law_pages-kind-ground = grounds for taking rights away
law_pages-kind-offence = offences
law_pages-kind-gate = conditions to obtain something
law_pages-kind-protection = protections
law_pages-kind-remedy = ways to complain
law_pages-kind-bill = bills
law_pages-kind-advisory = warnings of states, and notes
law_pages-rule-announced = announced
law_pages-rule-bill = bill
law_pages-rule-adopted = adopted, not signed
law_pages-rule-signed = signed, not in force
law_pages-rule-in_force = in force
law_pages-rule-not-on-day = not in force on that day
law_pages-rule-repealed = repealed
law_pages-rule-unknown = state unknown
law_pages-mark-read-official = read in the official publication
law_pages-mark-read-copy = read in a copy of the text
law_pages-mark-read-secondary = read about; the text itself was not seen
law_pages-mark-believed = from memory
law_pages-no-source = no source: from memory, nobody looked it up

law_pages-stage-announced = announced
law_pages-stage-not_announced = not announced yet
law_pages-stage-filed = filed with parliament
law_pages-stage-committee = before the committee, for a first reading
law_pages-stage-committee_updated = before the committee again, with an updated text
law_pages-stage-committee_reported = by the last report before the committee, with an updated text
law_pages-stage-first_reading = first reading
law_pages-stage-second_reading = second reading
law_pages-stage-third_reading = third reading
law_pages-stage-adopted = adopted, not signed
law_pages-stage-signed = signed
law_pages-stage-in_force = in force
law_pages-stage-rejected = rejected
law_pages-stage-withdrawn = withdrawn
law_pages-stages = How far it came
law_pages-no-text = known from what its authors said; no text seen
law_pages-bill-no-text = Known only from what its authors said; no text seen. This is not law.
law_pages-bill-not-law = A bill is not law.
law_pages-bill-touched =
    { $n ->
        [0] Whom it would touch
        [one] It would touch { $n } person of an open case
       *[other] It would touch { $n } people of open cases
    }
law_pages-bill-nobody = Nobody in an open case, as far as is known.
law_pages-bill-people-today = The stage is of the day you chose. Whom it would touch is counted by what is known today.
law_pages-bill-ask =
    { $n ->
        [one] { $n } person to ask first
       *[other] { $n } people to ask first
    }
law_pages-bill-not-touched =
    { $n ->
        [one] { $n } person it would not touch
       *[other] { $n } people it would not touch
    }
law_pages-bill-whom = Whom it would touch, as announced

law_pages-state-missed =
    { $n ->
        [one] missed { $n } day ago
       *[other] missed { $n } days ago
    }
law_pages-state-last-days =
    { $n ->
        [0] today is the last day
        [one] { $n } day to the last day
       *[other] { $n } days to the last day
    }
law_pages-state-missed-but = missed by the main count; by another reading it runs until { $day }
law_pages-state-missed-unsure = missed by the main count; by another reading it ended on { $day }, and nobody knows whether it was done by then
law_pages-runs-on = by another reading it runs until { $day }
law_pages-evasion-open = The term to register, { $who }: by another reading it runs until { $day }
law_pages-danger = Since { $day } there is a rule that may be turned against the person because of this: “{ $rule }”. To a lawyer first.
law_pages-age-in-doubt = age: ask a lawyer whether this duty reaches the person
law_pages-regional = { $region } has days off of its own ({ $days }): do not count on an extra day; an office may be closed then
law_pages-out-of-order = the dates contradict each other and were not used: “{ $then }” lies before “{ $first }”
law_pages-law-unknown = { $country }: the law of this state is not known to the program; ask a lawyer.
law_pages-last-day = the last day that can be argued for is { $last }; the safe day, { $day }, has passed
law_pages-state-met = done in time
law_pages-state-met-late = done, after the term
law_pages-state-met-by-other = done: in time by one of the wordings or readings
law_pages-state-waiting =
    { $n ->
        [0] the last day to answer
        [one] { $n } day left to answer
       *[other] { $n } days left to answer
    }
law_pages-state-late =
    { $n ->
        [one] { $n } day late
       *[other] { $n } days late
    }
law_pages-state-no-reply =
    { $n ->
        [one] term over for { $n } day, nobody has looked
       *[other] term over for { $n } days, nobody has looked
    }
law_pages-state-no-look-since =
    { $n ->
        [one] term over for { $n } day; looked on { $day }, nobody has looked since
       *[other] term over for { $n } days; looked on { $day }, nobody has looked since
    }
law_pages-state-not-looked = no answer by { $day }; nobody has looked since
law_pages-no-answer-on = no answer by { $day }
law_pages-over-since =
    { $n ->
        [one] the term to answer ended { $n } day ago
       *[other] the term to answer ended { $n } days ago
    }
law_pages-by-unverified = by a rule nobody checked
law_pages-state-answered = answered in time
law_pages-state-answered-late = answered, late
law_pages-state-no-calendar = calendar missing: ask a lawyer
law_pages-state-unknown = not known: ask
law_pages-safe-by = by { $day }
law_pages-safe-by-unverified = by a count nobody checked: { $day }
law_pages-restore = A lawyer may ask to restore the term.
law_pages-ways = Where and how to appeal (not verified)
law_pages-looked = Note down: looked today, no answer
law_pages-number = No. { $number }
law_pages-record-reply = Record a reply
law_pages-answer = Write down the answer
law_pages-days = The four dates
law_pages-day-trigger = counted from
law_pages-day-safe-by = safe day
law_pages-day-nominal = counting the days alone
law_pages-day-latest = latest that can be argued
law_pages-day-latest-of-all = latest that can be argued, of all readings
law_pages-other-reading = Another reading, { $start }: by { $day }, latest that can be argued { $last } ({ $basis })
law_pages-reading-from = counted from { $day } ({ $what })
law_pages-reading-wording = by another wording
law_pages-start-oath_on = oath of a citizen
law_pages-start-passport_on = passport handed over
law_pages-why = How it was counted
law_pages-judged = Why so:
law_pages-plan = Legal duty — plan it with a lawyer first
law_pages-plan-more = Risks, and how to plan
law_pages-plan-risk = This duty is performed before a body that recruits. People have been kept there, pressed and handed a contract among other papers. Missing it has consequences too. Which is worse for this person is a question for a lawyer, not for a form.
law_pages-plan-1 = Speak with a lawyer before anything is decided, and ask whether it can be done in another way or at another place.
law_pages-plan-2 = Should a visit be decided on, not alone: with a lawyer, or somebody waiting outside who knows whom to call.
law_pages-plan-3 = Agree on the hour of a call before and after, and what happens if the second one does not come.
law_pages-plan-4 = Copies instead of originals where the law allows it; photographs of every paper kept by somebody else.
law_pages-plan-5 = An interpreter for whoever does not read Russian well. Nothing is signed that was not read and understood.
law_pages-plan-6 = Signing a contract is no part of this duty, whatever is said there.

law_pages-exposure-met = conditions met, as far as known
law_pages-exposure-not-met = conditions not met, as far as known
law_pages-exposure-no-offence = we do not take its elements as established
law_pages-exposure-fits = what we know fits the conditions as recorded; nobody has read the article
law_pages-exposure-fits-not = what we know does not fit the conditions as recorded; nobody has read the article
law_pages-coercion = Coercion, { $who } — { $answer }
law_pages-exposure-unknown = not known: ask
law_pages-exposure-protects = protects, as far as known
law_pages-exposure-advisory = to know of; nothing is held against the person by it

law_pages-why-title = How this was counted
law_pages-facts = What is known, and who says so
law_pages-no-facts = Nothing it asks for is known.
law_pages-known-on = known since { $day }
law_pages-counting = Day by day
law_pages-col-number = Day of the term
law_pages-col-day = Date
law_pages-col-weekday = Weekday
law_pages-col-mark = What it is
law_pages-off = day off
law_pages-weekday-1 = Monday
law_pages-weekday-2 = Tuesday
law_pages-weekday-3 = Wednesday
law_pages-weekday-4 = Thursday
law_pages-weekday-5 = Friday
law_pages-weekday-6 = Saturday
law_pages-weekday-7 = Sunday
law_pages-verdict-applies = It applies.
law_pages-verdict-does-not = It does not apply.
law_pages-verdict-fits = What we know fits the conditions as recorded; nobody has checked the rule yet.
law_pages-verdict-fits-not = What we know does not fit the conditions as recorded; nobody has checked the rule yet.
law_pages-have = we have: { $value }
law_pages-have-none = we have: no answer
law_pages-by-unknown = in whose words was not recorded
law_pages-by-program = the program's conclusion from the term and from what is on record; nobody said it
law_pages-by-record = as it stands on record
law_pages-never-looked = nobody wrote down that they looked
law_pages-disagree = the answers disagree: { $answers }
law_pages-wanted = { $fact } — needed: { $value }
law_pages-wanted-said = { $fact } — needed: { $value }, and that somebody said so
law_pages-excluded = { $fact } — excluded by: { $value }
law_pages-verdict-unknown = Whether it applies is not known.
law_pages-unspoken = Nobody has spoken of this. That is no answer, and nothing needs to be asked for it now.
law_pages-truth-met = fits
law_pages-truth-not_met = does not fit
law_pages-truth-unknown = not known
law_pages-all-of = All of these:
law_pages-any-of = At least one of these:
law_pages-not = Unless:
law_pages-is = { $fact } — { $value }
law_pages-is-not = any answer but: { $value }
law_pages-is-one-of = one of: { $value }
law_pages-before = before { $value }
law_pages-on-or-before = on or before { $value }
law_pages-after = after { $value }
law_pages-on-or-after = on or after { $value }
law_pages-is-known = some answer
law_pages-is-not-known = that there be no answer
law_pages-day-asked = the day asked about
law_pages-day-of = the day in the answer to “{ $fact }”
law_pages-day-after = { $term } after the day in the answer to “{ $fact }”
law_pages-age = Age { $bounds }, on { $on }
law_pages-at-least =
    { $n ->
        [one] at least { $n } year
       *[other] at least { $n } years
    }
law_pages-under =
    { $n ->
        [one] under { $n } year
       *[other] under { $n } years
    }
law_pages-term-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
law_pages-term-sutki =
    { $n ->
        [one] { $n } day and night
       *[other] { $n } days and nights
    }
law_pages-term-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
law_pages-term-weeks =
    { $n ->
        [one] { $n } week
       *[other] { $n } weeks
    }
law_pages-term-months =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
law_pages-term-years =
    { $n ->
        [one] { $n } year
       *[other] { $n } years
    }
