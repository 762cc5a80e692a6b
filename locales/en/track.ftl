# One complaint, or one act, followed to its end.
track-open = Follow it up
track-record = The whole record
track-stands = Where it stands
track-last-known = Last that is known: { $what }, { $day }
track-looked-on = Last looked for a reply: { $day }
track-never-looked = Nobody has looked for a reply yet.
track-appealed-on = Appealed { $day }
track-note-appeal = Write down the appeal

track-state-sent = sent
track-state-received = received
track-state-registered = registered
track-state-forwarded = passed on to another office
track-state-extended = more time taken
track-state-more_information = they ask for more
track-state-answered = answered
track-state-refused = refused
track-state-token = an answer that answers nothing
track-state-not_looked = nobody has looked for a reply
track-state-late = no answer in the term, as we count it
track-state-appealed = appealed, not decided as far as is known
track-state-appeal_decided = the appeal was decided
track-state-not_appealed = not appealed, as far as is known
track-state-appeal_unasked = whether it was appealed was not recorded

track-flag-look = Look at it again
track-flag-two = Two values are on record: “{ $field }”. Choose the right one before anything is written about it.
track-flag-doubt = It is not certain that “{ $then }” came after “{ $first }”: the days are not known exactly. If anybody knows better, correct them.
track-flag-office = This program does not know an office of this kind: no term is counted. Check to whom it went.
track-flag-unnamed = Which office exactly was not recorded: without its name nobody can ask there. Write down the name.
track-flag-forwarded = It was passed on; to which office was not recorded. Write it down: the next reply comes from there.

track-note = What happened to it
track-note-hint = Write down only what somebody saw or was told. If this starts, moves or stops a clock, you are shown that first.
track-event-looked = I looked today: nothing
track-event-received = Received
track-event-registered = Registered
track-event-forwarded = Passed on
track-event-extended = More time taken
track-event-more_information = They ask for more
track-event-answered = Answered
track-event-refused = Refused
track-event-token = An answer that answers nothing
track-on = On which day
track-on-came = On which day it came
track-on-looked = On which day you looked
track-number = Under which number
track-to-whom = To which office
track-to-whom-hint = The name of the office, never of a person we protect.
track-until = Until when
track-until-hint = The day the letter names. If it names none, leave this empty.
track-says = What it says, in short
track-says-hint = Leave it empty if the paper is kept.

track-day-missing = Enter the day. If nobody knows it, write “unknown”.
track-day-ahead = This day has not come yet. Check the date.
track-before-sent = The complaint was sent { $day }; this cannot have come before. Check this day, or correct the day of sending in the record.
track-received-already = It is on record as received { $day }. If that is wrong, correct it in the record.
track-registered-already = It is on record as registered { $day }. Correct it in the record if that is wrong, or if its number became known.
track-bears = It already bears number { $number }. If that is wrong, correct it in the record.
track-bears-other = If the office it was passed on to gave it a number of its own, write that down as a note: this record keeps the number of the first office.
track-looked-day = Enter one day, for example 05.09.2023.
track-looked-later = Somebody looked later: { $day }. That look counts.
track-twice = This is on record already, with the same day.
track-until-before = The new term ends before { $day }, when the letter came. Check both days.
track-meanwhile = This complaint was changed in the meantime. Look at it as it stands now, and send again if it is still right.

track-papers = Papers that came
track-papers-none = No paper of a reply is on record.
track-paper-add = Add a reply or its envelope
track-paper-hint = The postmark of an envelope can prove when a reply came: keep it. On the page of the paper its text can be read and used.
track-paper-what = What came
track-paper-letter = a reply
track-paper-photo = an envelope, or a photo of one
track-paper-title = What it is
track-paper-title-hint = For example “Reply of the prosecutor’s office”. No names of people.
track-paper-title-missing = Say in a few words what paper it is.
track-paper-published = The date on it
track-paper-captured = When it came
track-paper-too-early = It cannot have come before the date it bears. Check both days.
track-paper-save = Keep it with this record
track-paper-dated = dated { $day }
track-paper-came = came { $day }

track-terms = Clocks
track-terms-none = No rule of this program counts a term here: count it yourselves, with a lawyer.

track-ladder = What was tried
track-appeal = Appeal
track-known-on = as known on { $day }
track-tie-this = this page
track-tie-same = about the same matter
track-tie-before = came before; on record as the cause of this
track-tie-after = on record as having come because of this

track-next = What may come next
track-next-none = No letter of this program fits what is known.
track-trouble-late = The term of the answer is over, and somebody looked for a reply after it.
track-trouble-late-unsure = Somebody looked for a reply, and there was none. By this program’s count the term is over, but that count is not settled: in a letter say it only as your understanding.
track-trouble-refused = It was refused. Look at the day the refusal came: other terms may run from there.
track-trouble-token = An answer came that answers nothing.
track-trouble-look-first = Nobody has looked for a reply. Look first: in the mailbox, on the portal, by telephone with the number. Silence that nobody checked is no silence of theirs.
track-trouble-answered = It was answered. Whether that is enough, the person says.
track-trouble-none = Nothing is known yet that calls for a next letter.
track-about = About:
track-to = To:
track-clocks = Once it is sent, this begins to run:
track-draft = Draft it
track-ways = Until when other ways are open

track-watch = After the complaint
track-watch-hint = This came after a complaint. That alone proves nothing, and the program links nothing by itself. If the person says that it was because of the complaint, you link it.
track-offer-days =
    { $n ->
        [0] on the day of the complaint of { $day } to: { $to }
        [one] { $n } day after the complaint of { $day } to: { $to }
       *[other] { $n } days after the complaint of { $day } to: { $to }
    }
track-offer-undated = after the complaint of { $day } to: { $to }, as far as the days are known
track-offer-own = It happened to { $who }, for whom the complaint was made.
track-offer-family = It happened to { $who }, family of { $of }, for whom the complaint was made.
track-link = It was because of this complaint
track-link-title = Was it because of the complaint?
track-link-lead = You say this, not the program. Ask the person first: a link changes what letters say, and others may have to answer for it. It can be taken back in the record.
track-link-moves = This also changes what the program counts or says of the law:
track-link-say = Yes, link it: I say so
track-link-gone = This is not offered any more: it was linked in the meantime, or its days were changed. Look at the case.

track-abroad = Before a letter to the United Nations
track-abroad-hint = What was tried at home, as far as it is on record. Whether it is enough, a lawyer says; what is missing is a question, no fault.
track-remedy-office = a complaint to the offices themselves
track-remedy-prosecutor = a complaint to a prosecutor
track-remedy-commissioner = a complaint to a human-rights commissioner
track-remedy-court = a complaint to a court
track-remedy-appeal = an appeal against the act
track-known-answered = Tried, and an answer is on record: { $what }.
track-known-open = Tried, and no answer is on record: { $what }.
track-known-untried = On record as not tried: { $what }.
track-known-unasked = Nothing is on record: { $what }.
track-ask-office = Did anybody complain to the office itself?
track-ask-prosecutor = Did anybody complain to a prosecutor?
track-ask-commissioner = Did anybody write to a commissioner?
track-ask-court = Was it brought before a court, apart from appeals?
track-ask-appeal = Was it appealed?
track-ask-why-not = Why was it not tried, and can the term still be restored?
track-elsewhere-yes = It is on record that the same matter is before another international body: that may close this way. A lawyer chooses.
track-elsewhere-no = It is on record that no other international body has the same matter.
track-elsewhere-ask = Is the same matter before another international body? Nobody has recorded it.
