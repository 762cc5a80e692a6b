# Faults of the rules under law/: what is wrong, and what to do.
law-fault-too-many-files = There are more rule files than the program reads. Take out what does not belong there.
law-fault-too-long = The file is too long. Split it, or take out what does not belong there.
law-fault-shape = The file cannot be read: { $what }. Mend that place after the pattern of the files beside it.
law-fault-unplaced = The program expects no file in this place. Move it to the rules, regimes or calendars.
law-fault-id = The id does not fit the place of the file. Write { $id }, or move the file.
law-fault-duplicate = { $id } is there twice. Keep one.
law-fault-needs = A rule of this kind must have the key { $key }. Add it.
law-fault-surplus = A rule of this kind has no key { $key }. Take it out.
law-fault-unknown-regime = There is no counting regime { $id }. Check its spelling, or add its file.
law-fault-unit = This regime does not count in { $unit }. Choose another regime or another unit.
law-fault-unknown-fact = The fact { $fact } is not in facts.toml. Check its spelling, or add it with its question.
law-fault-mixed-subjects = The fact { $fact } belongs to another record than the rule's other facts: a person, a complaint or a proceeding. Split the rule.
law-fault-wrong-sort = The fact { $fact } is of another sort and cannot be tested like this. Mend the value or the test.
law-fault-unknown-code = The fact { $fact } has no code { $code }. Check how the code is spelled.
law-fault-no-language = The text in the language { $lang } is missing. Add the translation.
law-fault-backwards = A version ends before it starts. Mend its dates.
law-fault-overlap = Two versions are in force on the same day. Mend their dates.
law-fault-no-cite = A version or regime has no citation. Add where it was read.
law-fault-unknown-source = The source { $id } is not in sources.toml. Add it, or mend its number.
law-fault-not-verified = The rule is called verified, but not every citation was read in the official text. Take the mark away, or read the text.
law-fault-calendar = The production calendar contradicts itself: { $what }. Compare it with the act.
law-fault-too-few-cases = Cases beside the rule: { $n }. Add some until there are at least two.
law-fault-no-unknown-case = No case shows what happens when something is unknown. Add at least one.
law-fault-no-rule = There are cases, but no rule beside them. Rename the file, or add the rule.
law-fault-case-failed = Case “{ $case }”: expected { $wanted }, got { $got }. Mend the rule or the case.
law-fault-stale = The newest source of this rule is of { $day }. Compare it with the text in force.
law-fault-no-calendar = There is no production calendar for { $year }. Add it, or the terms of that year stay unknown.

# Counting.
law-count-out-of-range = The term ends outside the calendar. Check the day it starts from.
law-count-unit = This regime does not count in that unit. Choose another regime.

# Where a deadline stands.
law-state-open = the term runs
law-state-missed = the term passed, and it was not done
law-state-met = done in time
law-state-met_late = done after the term
law-state-waiting = waiting for the answer
law-state-late = the authority is late
law-state-no_reply_recorded = the term passed; nobody has looked for an answer since
law-state-answered = answered in time
law-state-answered_late = answered after the term
law-state-unknown = unknown: an answer to a question is missing
law-state-unknown_calendar = unknown: the production calendar is missing

# What a rule says of a person.
law-truth-met = its parts are there
law-truth-not_met = its parts are not there
law-truth-unknown = unknown

# Kinds of rules.
law-kind-duty = duty
law-kind-deadline = deadline
law-kind-ground = ground
law-kind-offence = offence
law-kind-gate = gate
law-kind-protection = protection
law-kind-remedy = remedy
law-kind-bill = bill
law-kind-advisory = warning, or note

# Who must act.
law-side-ours = our side
law-side-authority = the authority
law-who-person = the person
law-who-defender = the defender
law-who-lawyer = a lawyer
law-who-authority = the authority
law-handling-plain = as any other
law-handling-plan_with_lawyer = legal duty: plan it with a lawyer first

# How a citation is known.
law-mark-read-official = read in the official text
law-mark-read-copy = read in a copy of the text
law-mark-read-secondary = read about; the text itself was not seen
law-mark-believed = from memory, nobody checked
law-verified = verified by two readers in the official text
law-unverified = not verified: ask a lawyer

# Where a law or a bill stands.
law-status-announced = announced
law-status-bill = filed, not law
law-status-adopted = adopted, not signed
law-status-signed = signed, not in force
law-status-in_force = in force
law-status-repealed = repealed
law-status-unknown = unknown
law-text-not-seen = as announced; no text seen

# The four fields of a deadline.
law-field-nominal = by the pure count
law-field-safe_by = safe day
law-field-latest_arguable = the latest that can be argued
law-field-basis = counted by
