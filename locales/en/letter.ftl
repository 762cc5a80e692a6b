# A letter that is drafted: what is missing, what is recorded.

letter-exit = letter: { $letter }
letter-reason = for the letter: { $letter }
letter-no-pdf = This program was built without PDF: choose docx or txt.
letter-missing-use = The consent to "{ $use }" is missing: ask the person, explain in a language they understand what the letter reveals and to whom, and record the answer as a consent.
letter-missing-addressee = The person did not allow a letter to this addressee: { $to }. Ask for a consent that names it, or choose another addressee.
letter-missing-ended = The consent ended on { $day }: ask the person again.
letter-missing-withdrawn = The person took the consent back: nothing goes out without a new one.
letter-missing-person = Nobody is recorded for whom the letter would speak: name the person in the record first.
letter-missing-mandate = Who writes for the person needs a mandate that runs on the day of the letter: record it, or let the person write.
letter-missing-mandate-ended = The mandate ended on { $day }: ask the person for a new one, or let the person write.
letter-missing-mandate-revoked = The person took the mandate back: nobody may write for them.

letter-list-title = Letters
letter-list-text = Which letters may be written, to whom we propose to send them, and what is missing. Nothing is written before you have read what it would tell.
letter-list-none = No letter can be written about this yet: take down what happened, a decision or a complaint first.
letter-begun = Letters begun
letter-was-sent = sent
letter-is-draft = draft
letter-unreviewed = no lawyer has read this template
letter-unreviewed-long = No lawyer has read the template of this letter. Read every word; if you can, show it to a lawyer before it is sent.
letter-to = To
letter-clock = Once it is there, this term begins:
letter-open = can be drafted
letter-closed = something is missing
letter-none-for-this = This letter cannot be written about this record.
letter-no-addressee = No addressee fits: choose one yourself.
letter-whose = Whose letter
letter-gate-closed = This letter may not leave yet
letter-add-consent = Take down the consent
letter-add-mandate = Take down a power of attorney
letter-tells-title = What they would learn, from the letter or by the name in it
letter-tells-name = Who the person is: name and what else stands at the top of the letter.
letter-tells-reached_at = Where an answer reaches them. Another address than the home can be given.
letter-tells-left_country = That they have left the country.
letter-tells-held_or_taken = That they are held, or were taken to a unit.
letter-tells-whereabouts = Where they are, or that they are avoiding somebody.
letter-tells-residence_gap = That they have no right to stay, or that it ended.
letter-tells-not_registered = That they are not on the military register, or came late.
letter-tells-new_citizen = That they became a citizen, and when: the term to register can be counted from it.
letter-tells-family = That there is family, and who.
letter-tells-service = That there was service or a contract with the army. In some home states that alone is a ground for a charge.
letter-tells-refusal = That they refused, or left the unit.
letter-tells-complained_before = That they complained before.
letter-tells-helper = Who helps them.
letter-tells-others_there = That other people were there.
letter-at-home = Whoever reads this may pass it on to the home state, which punishes taking part in foreign wars. Talk to a lawyer first:
letter-before-title = What came of complaints before
letter-before-none = { $n ->
    [0] No complaint is on record here yet. That says nothing about what may come.
    [one] Of one complaint on record here nothing bad is known to have come. Not known does not mean it did not happen.
   *[other] Of { $n } complaints on record here nothing bad is known to have come. Not known does not mean it did not happen.
}
letter-before-count = { $n ->
    [one] In all { $n } such event is on record here.
   *[other] In all { $n } such events are on record here.
}
letter-before = Complaint to: { $to }. Because of it: { $what }.
letter-before-days = { $n ->
    [one] Complaint to: { $to }. Because of it, { $n } day later: { $what }.
   *[other] Complaint to: { $to }. Because of it, { $n } days later: { $what }.
}
letter-ways-title = How it may be sent
letter-way-first = the safer one
letter-no-clock = no term begins
letter-way-post = Registered, with a list of contents and a receipt: keep both, they prove the day.
letter-way-in_person = Only where it is safe to go there. Have your copy stamped with date and number.
letter-way-portal = It goes through a state account: it ties the letter to the phone and device of whoever sends it.
letter-way-email = Quick, but ask for a confirmation that it arrived.
letter-way-email-no-clock = As we understand, a plain e-mail has started no term since 30 March 2025. Send it by post as well.
letter-way-representative = Somebody with a power of attorney hands it in: the person need not go there.
letter-other-ways = Other ways: somebody with a power writes in their own name; an organisation writes about what happens in general and names nobody; or one waits. Each can be chosen below.
letter-ask-title = To read to the person
letter-ask = We want to write to: { $to }. They would learn, or could find out, what stands in the list above. No answer may come. It has happened that things got worse after a complaint. You may say no, or later, or only without your name; we help you all the same. May we send this letter about you?
letter-other-addressee = Another addressee
letter-to-choose = Which authority
letter-to-proposed = as proposed
letter-office = Its full name
letter-office-hint = As it stands on its letters. Leave it empty if you do not know.
letter-look = Show for this addressee
letter-lang = Language of the letter
letter-lang-usual = as usual
letter-decision-title = What the person decided
letter-choice = The decision is theirs, not ours
letter-choice-missing = Note what the person decided: “not now” is an answer too.
letter-explained-by = Who explained it to them
letter-explained-by-missing = Write who explained to the person what the letter tells.
letter-explained-in = In which language
letter-explained-in-missing = Choose the language in which it was explained.
letter-write = Note the decision
letter-write-own = Draft it
letter-again = This is what you typed last and did not save.
letter-names-others = This letter names somebody else of the case: { $who }. Take that out, unless they allowed it.
letter-gaps = { $n ->
    [one] { $n } place is a line to be written on: no record fills it.
   *[other] { $n } places are lines to be written on: no record fills them.
}
letter-tokens = What stands in braces
letter-token-name = the name, filled in only in the file
letter-token-born = the date of birth
letter-token-address = the address for an answer
letter-token-phone = the telephone
letter-token-documents = the document
letter-title = Name of the document
letter-title-hint = What a window calls the file; not part of the letter.
letter-hint-lines = One item a line.
letter-hint-paragraph = An empty line begins a new paragraph; an emptied box leaves it out.
letter-hint-signature = Three lines: the day, the word before the line, the name.
letter-stands-on = By:
letter-empty = A letter needs at least one line.
letter-is-sent = This letter was sent: what was sent is not changed. Begin a new one.
letter-sent-as = Sent, and kept as
letter-make-file = Make a file
letter-mark-sent = It was sent
letter-record = Versions and erasing
letter-files = Files in the vault
letter-file-title = The letter as a file
letter-file-shape = Which file
letter-file-shape-missing = Choose which file.
letter-file-pdf = PDF
letter-file-pdf-hint = to print on paper and to keep
letter-file-docx = DOCX
letter-file-docx-hint = for whoever must change it
letter-file-txt = Text
letter-file-txt-hint = to paste into a form on a site
letter-file-where = Where to
letter-file-where-missing = Choose where the file goes.
letter-file-vault = Into the vault
letter-file-vault-hint = encrypted, without names: lines stand where they belong
letter-file-outside = Out of the vault, into the downloads of this browser
letter-file-outside-hint = Not encrypted there. Whoever finds it reads it; delete it once it is printed. That it left is recorded.
letter-file-passphrase = Passphrase for identities
letter-file-passphrase-hint = Only for a file that goes out. Leave it empty to write the name by hand.
letter-file-go = Make the file
letter-sent-title = The letter was sent
letter-sent-text = It becomes a complaint on record: its terms begin, and Today asks after the person on the 3rd, 14th and 30th day.
letter-sent-appeal = The decision is appealed from that day on.
letter-sent-day = The day it was sent
letter-sent-day-missing = Write the day it was sent; it cannot lie ahead.
letter-sent-channel = How
letter-sent-channel-missing = Choose how it was sent.
letter-sent-check = Keep the receipt, the list of contents or the stamped copy.
letter-sent-go = Note it
letter-no-case = The letter belongs to no case: open one for the person first.
letter-for-record = Letters
letter-open-draft = Open the letter
letter-way-portal-free = A form on their own site: it asks for no account of any state.
letter-choose-one = choose
letter-no-region = none
letter-no-addressee-kept = Nobody is named to whom this letter goes, so no consent can be looked for: begin a new letter and choose an addressee.
letter-undecided = It is not on record that the person agreed to this letter: open it in the list of letters, read to them what it would tell, and note the answer.
letter-said = On { $day } the person said: { $choice }. Ask again before anything is sent.
letter-not-theirs = This letter is about something that happened to somebody else: it makes no file. Begin a new one.
letter-appealed-before = This decision is on record as appealed already: correct its record if that is wrong.
letter-title-long = The name of the document is longer than 200 characters: shorten it.
