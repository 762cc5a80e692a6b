# The calendar file, and the page that says what it gives away.
calendar-title = Terms in a calendar
calendar-lead = The desk can write the running terms into a file for a calendar: a number, the word "term" and a day. No name, no alias, no case, no law, no place.
calendar-gives-title = What it gives away all the same
calendar-gives-leaves = The file leaves the vault. It is not encrypted, and the browser keeps it in its folder of downloads. Move or delete it there yourself.
calendar-gives-cloud = A calendar of Google, Apple, Yandex, Mail.ru or Microsoft is read by its company, and by whoever may demand it from the company.
calendar-gives-synced = Once it is in one calendar it soon is on every telephone and computer that shares the account, also on an old one you have forgotten.
calendar-gives-phone = Whoever takes the telephone sees every day on which something ends, and that there are people behind the numbers.
calendar-gives-notices = Reminders pop up on a locked screen. The file asks for none, but many calendars remind of everything: switch that off.
calendar-gives-count = The numbers tell about how many people you help, and which days belong to the same person.
calendar-gives-private = Entries are marked "private". That hides them from colleagues who share the calendar, if it obeys. It is no protection.
calendar-gives-recall = What is out cannot be called back. A later file asks the calendar to cancel what is over or was erased; it may keep a copy.
calendar-on-title = Switch it on
calendar-understood = I have read this. The calendar is on a device I trust, or in no account at all
calendar-understood-missing = Tick that you have read what the file gives away.
calendar-on = Switch on for this vault
calendar-make-title = Make the file
calendar-make-lead = Each time it is recorded in the history of the vault. Read a new file into the same calendar: it changes the entries of the last one and cancels what is over.
calendar-would =
    { $n ->
        [0] No term would stand in it.
        [one] { $n } term would stand in it.
       *[other] { $n } terms would stand in it.
    }
calendar-would-planned = Left out unless you tick it, to be talked over with a lawyer first: { $n }.
calendar-nothing =
    { $n ->
        [0] Nothing to write: no term runs that could stand in a file.
        [one] Nothing to write: { $n } term is to be talked over with a lawyer first.
       *[other] Nothing to write: { $n } terms are to be talked over with a lawyer first.
    }
calendar-planned = Also terms to plan with a lawyer first
calendar-planned-hint = Left out otherwise: a day in a calendar is easily taken for an errand, and this one is spoken over with a lawyer before anything is done.
calendar-make = Make calendar.ics
calendar-whose-title = Who is G-17?
calendar-whose = Number from the calendar
calendar-whose-hint = Only this vault knows who it is.
calendar-whose-find = Show
calendar-whose-wrong = Type the number as it stands in the calendar: 17 or G-17.
calendar-whose-nobody = Nobody has this number, or the person was erased.
calendar-off-title = Switch it off
calendar-off-lead = No more files are made here. What was read into a calendar stays there: delete that calendar yourself.
calendar-off = Switch off
calendar-link = Terms in a calendar
calendar-settings-off = Switched off. The desk makes no calendar file.
calendar-settings-on = Switched on for this vault.
calendar-entry = G-{ $n }: term
calendar-exit = calendar file
