# Letters: why none was written and what to do.

letters-no-title = The letter has no title: write one.
letters-year = The letter's year cannot be written: give a year from 1 to 9999.
letters-too-long = The letter is longer than 400 000 characters: shorten it, or send a part of it as an annex.
letters-too-many-parts = The letter has more than 4 000 parts: shorten it, or send a part of it as an annex.
letters-too-many-lines = The letter has more than 10 000 points, rows and line breaks: shorten it, or send a part of it as an annex.
letters-too-many-columns = A table of the letter has more than 8 columns: leave some out, or make two tables of it.
letters-ragged = A row of a table has more or fewer cells than its head: fill every row.
letters-not-set = The letter could not be set: try another form of it (PDF, DOCX or text), and tell the developers without sending the letter.
