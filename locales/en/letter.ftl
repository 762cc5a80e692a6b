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
