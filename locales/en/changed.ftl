# What changed since the last look, on the page of today.
changed-title = Changed since you last looked, { $day }
changed-none = Nothing changed since { $day }: no rule, and no term of an open case.
changed-begin-title = What changes from now on
changed-begin-lead = The program can tell what changed since you last looked: rules that were added or are counted another way, terms that moved because a record was corrected. Press once to begin.
changed-begin = Remember what stands today
changed-waiting = Once everything is counted, this can be taken for seen.
changed-seen = Seen
changed-seen-hint = Until you press, this stays here, whoever opens the page.
changed-law = In the law
changed-terms = Terms
changed-to-list = Changed since { $day }: { $n }
changed-pack = Another pack of law is in use: number { $after }, before it { $before }.
changed-rule-added = New rule.
changed-rule-gone = The rule is no longer there.
changed-rule-changed = The rule's text, term or sources changed.
changed-wording-began = A wording came into force on { $day }.
changed-wording-ended = A wording was in force until { $day }.
changed-bill-stage = The bill reached a new stage: { $stage }, { $day }.
changed-people = { $n ->
    [0] As far as counted, it concerns nobody in an open case.
    [one] Concerns { $n } person in open cases.
   *[other] Concerns { $n } people in open cases.
 }
changed-people-uncounted = How many people it concerns is not counted here: it stands in each case.
changed-more-rules = { $n ->
    [one] and { $n } more rule
   *[other] and { $n } more rules
 }
changed-appeared = A term that was not there: { $day }.
changed-settled = Settled, no longer waited for. The day was { $day }.
changed-uncounted = Cannot be counted any more; what to ask stands below. The day was { $day }.
changed-gone = No longer there. The day was { $day }.
changed-day = { $what }: was { $before }, is now { $after }
changed-day-none = none
