# The urgent screen of one person: for somebody with a telephone at the ear.
urgent-open = What to do now
urgent-title = Urgent
urgent-no-hour = No hour is on record at which something comes. That is about the records: ask what comes next, and when.
urgent-no-blame = Whatever was signed, and however it came about, nothing here asks why. Whoever signed, is at the front, wounded, taken or missing has rights, and so have those who look for them.
urgent-aloud = To read aloud
urgent-edit = Change
urgent-nobody = nobody does it yet

urgent-turn = What happened?
urgent-turn-hint = One click writes it down with today's day. What was written earlier stays.
urgent-turn-held = Held
urgent-turn-moved = Taken to another place
urgent-turn-released = Let go
urgent-turn-removed = Taken out of the country
urgent-turn-missing = No contact, place unknown
urgent-turn-back = Heard of again
urgent-turn-other = Something else, or another day
urgent-turn-correct = Correct the latest: hearing, place, unit

urgent-acting = Who acts
urgent-holders = May act for the person
urgent-holders-none = Nobody yet: no power that runs today is on record.
urgent-until = until { $day }
urgent-next-contact = The next contact
urgent-next-contact-none = Nothing agreed: nobody is to be in touch yet.
urgent-tasks = Tasks
urgent-tasks-none = No open task: nobody does anything yet, as far as the records go.

urgent-terms = Terms that run now
urgent-terms-none = No term that the program knows of runs for this person. Where somebody is held, ask since which hour, and whether a paper was handed over.

urgent-letters = Letters that count today
urgent-letters-none = No letter fits what is on record. Write down what happened or what was decided, and the letters for it stand here.
urgent-letter-open = can be drafted
urgent-letter-no-consent = consent missing
urgent-letter-no-power = power missing
urgent-add-act = Write down a decision
urgent-add-incident = Write down what happened

urgent-help = Whose help was asked for
urgent-help-none = Nobody's yet.
urgent-help-asked = asked { $day }, no answer yet
urgent-help-taken = taken on { $day }
urgent-help-not-asked = not asked yet
urgent-help-no-consent = No consent stands with it.
urgent-help-note = Note that help was asked for today
urgent-help-ask-first = No consent to tell others about this person is on record. Ask first, if there is any way to ask; what you note here is noted all the same.
urgent-help-to = Of whom
urgent-help-to-hint = A role or an alias. May stay empty.
urgent-help-whole = With every field: consent, day, outcome

urgent-evidence = What is gone soon
urgent-evidence-hint = Each becomes a task with a day. Nobody has to go where it is dangerous for it: what cannot be done safely stays undone.
urgent-make-task = Make it a task
urgent-by = by { $day }
urgent-by-today = today

urgent-task-held_where = Write down where the person is held, by whom and since which hour
urgent-why-held_where = Terms are counted from the hour. Note who said it, and the name or number of every official.
urgent-task-last_contact = Write down the last contact: day, hour, number, the very words
urgent-why-last_contact = Every search begins from it, and words are remembered exactly for a few days only.
urgent-task-unit = Ask for the number of the unit, and who took the person there
urgent-why-unit = The number of the unit decides where to ask. Relatives, comrades and the last messages may tell it.
urgent-task-hospital = Find the hospital, and ask for copies of the medical papers
urgent-why-hospital = Wounded people are moved from one hospital to another, and papers do not always go along.
urgent-task-injuries = Have injuries photographed, and seen and written down by a doctor
urgent-why-injuries = Traces fade within days. Photographs with the day, something beside them for the size, and the face in one of them.
urgent-task-messages_his = Save messages, voice notes and the list of calls from the person
urgent-why-messages_his = Telephones are lost and chats delete themselves. Save copies in two places, and keep the number paid for.
urgent-task-messages = Save messages, adverts and lists of calls
urgent-why-messages = Whoever wrote them can delete them. Save whole pictures of the screen with the day, the number and the address.
urgent-task-video = Ask in writing that the video of the place be kept
urgent-why-video = Recordings are written over, often within days. Name the place, the day and the hours; ask shops and houses nearby too.
urgent-task-papers = Copy every paper there is, and list what was taken away
urgent-why-papers = What was taken away may not come back. Number, day and who took it, as far as anybody remembers.
urgent-task-act_copied = Get a copy of the decision and of the protocol, and note when it was handed over
urgent-why-act_copied = The term to appeal hangs on the day of the copy. The envelope is evidence too.
urgent-task-contract_copied = Copy the contract and everything that was signed, or note what was not handed out
urgent-why-contract_copied = Whoever contests a contract needs its text, its day and who was present. A note of what was not handed out counts too.
urgent-task-witnesses = Name those who saw it, and ask them
urgent-why-witnesses = People leave, and memory fades. Note for each how to reach them safely, and ask before anybody is named.
urgent-task-family_papers = Collect what relatives need: proof of kinship, copies of papers, a photograph, marks
urgent-why-family_papers = Offices answer relatives who can show that they are related. A photograph and marks help hospitals and those who search.
