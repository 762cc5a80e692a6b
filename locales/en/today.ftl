# The page of today.
today-title = Today
today-all = All of today
today-more = { $n } more
today-nobody = Nobody's account has been taken down yet. When the phone rings, begin here.
today-unnamed = not yet named

today-urgent = Life, liberty or removal within 72 hours
today-urgent-none = Nothing urgent is on record. That is about the records, not about the people: what nobody wrote down is not seen here.
today-check-ins = Check-ins
today-check-ins-none = Nobody is waiting for your call today, and no promised call was missed.
today-failed = Was to be in touch:
today-due = To be in touch today:
today-write-down = Write down a call
today-ours = What our side must do
today-ours-none = No term of our side is running.
today-missed = Missed
today-tasks = Tasks
today-tasks-none = No open tasks.
today-authorities = Authorities that are late, and replies nobody has looked for
today-authorities-none = No authority is late, as far as anybody has looked.
today-questions = Questions to ask
today-questions-none = Nothing needs to be asked today.
today-for = Needed for:

today-contact-never = Never: { $text }
today-contact-how = How: { $text }
today-contact-when = When: { $text }

today-what-call_now = Could not wait
today-what-appeal = The term to appeal ends
today-next-hearing = Find a lawyer who can be there. Agree who waits outside and when you hear from each other.
today-next-removal = Speak with a lawyer today about appealing and about staying the removal. Find out place and hour.
today-next-transport = Find out where they are being taken, by whom and when; write it down and tell the lawyer.
today-next-oath = Speak with a lawyer before that day about what may happen there. Agree on a call before and after.
today-next-release = Agree who meets them and where they will sleep tonight.
today-next-detained = Find out where they are held and since when, and ask a lawyer to go there. Write down the hour of every call.
today-next-taken_to_unit = Find out the unit and who took them there. Write everything down and tell a lawyer today.
today-next-missing = Ask those who last saw or heard them. Write down the last contact, and speak with a lawyer about a search.
today-next-captured = Write down who told this and when. Speak with the family in the safe way, and with a lawyer.
today-next-call_now = Call back in the safe way. If you cannot, hand it to a colleague now.
today-next-appeal = Give the papers to a lawyer today: an appeal is still possible.
today-next-other = Look at the record and decide on the next step now.
