# Why a caseload file is refused: what is wrong, and what to do. Line, record and field stand beside the sentence.

caseload-file-too-large = The file is larger than { $limit } bytes: split it and import the parts.
caseload-line-too-long = This line is longer than { $limit } bytes: split the record or shorten its texts.
caseload-too-many-records = The file has more than { $limit } records: split it and import the parts.
caseload-not-utf8 = The file is not UTF-8 text from this line on: save it as UTF-8.
caseload-empty = The file is empty: check that it is the right one.
caseload-no-format = The file does not begin by naming its format: its first entry must be format "{ $format }".
caseload-other-format = The file is of another format, "{ $given }": this program reads only version 1.
caseload-nul = There is a NUL character here: remove it.
caseload-broken-toml = This is no valid TOML from character { $column } on: correct the line.
caseload-broken-json = This is no valid JSON from character { $column } on: correct the line.
caseload-cut-short = The line ends in the middle of a record: the file may have been cut off; get it again.
caseload-duplicate-key = The key "{ $given }" stands here twice: keep one of them.
caseload-too-deep = Lists and objects lie more than { $limit } deep within one another: no field is that deep; correct the record.
caseload-not-an-object = This line is no JSON object: every line must be one record in braces.
caseload-not-a-record = This is no list of records: write the kind in double brackets, as in [[person]].
caseload-unknown-kind = There is no kind of record called "{ $given }": check the spelling.
caseload-more = There { $count ->
        [one] is one more fault
       *[other] are { $count } more faults
    } after these: correct these first.

caseload-bad-handle = This cannot be an id: it must be one visible line of at most 128 characters, without hidden characters and without spaces around it.
caseload-unknown-field = This kind of record has no such field: check the spelling, or remove it.
caseload-missing-field = This field is required: add it.
caseload-wrong-type = The value does not fit: { $expected ->
        [bool] write true or false
        [day] write a day, such as 2023-06-19
        [date] write a date: a day 2023-06-19, a month 2023-06, a year 2023, an interval 2023-06/2023-08 or ../2023-08-28, or unknown
        [moment] write a moment with its offset, such as 2023-06-19T10:00:00+03:00
        [date-or-moment] write a date such as 2023-06-19, or a moment with its offset such as 2023-06-19T10:00:00+03:00
        [year] write a year as a number, such as 1991
        [offset] write how many characters come before it, as a whole number
        [fact] write true or false, a text, a number or a date
        [handle] write the id of a record, as text
        [list] write a list in square brackets
        [object] write an object with its keys in braces
       *[text] write a text in quotes
    }.
caseload-no-such-date = There is no such date or time as { $given }: correct it, or write unknown.
caseload-backwards = The interval { $given } ends before it begins: exchange the two dates.
caseload-unknown-code = The list "{ $list }" has no word "{ $given }": use one of its words.
caseload-unknown-country = There is no country with the code "{ $given }": use two capital letters of ISO 3166-1, such as TJ.
caseload-unknown-region = There is no region with the code "{ $given }": use ISO 3166-2, such as RU-KLU; Crimea is UA-43 and Sevastopol UA-40.
caseload-bad-language = "{ $given }" is no language code: use BCP 47, such as ru, tg or uz-Cyrl.
caseload-unknown-fact = The law uses no fact called "{ $given }": check the spelling.
caseload-unknown-field-name = This kind of record has no field called "{ $given }": check the spelling.
caseload-bad-digest = This is no SHA-256: it has sixty-four hexadecimal digits.
caseload-unsafe-path = The file must lie beside the caseload: give a relative path with / and without "..", drive letters or empty parts.
caseload-number-too-exact = The number is too large, too small or too exact: give at most 15 digits.
caseload-nothing-visible = The text has no visible character: write something, or leave the field out.
caseload-too-long = The text has more than { $limit } characters: shorten it, or attach it as a file.
caseload-too-many = The list has more than { $limit } items: shorten it.
caseload-unknown-reference = There is no record with the id "{ $given }", neither in the file nor in the vault: add it, or correct the id.
caseload-wrong-kind = "{ $given }" is a record of the kind { $kind }, which cannot stand here: name another record.
caseload-cycle = Following this field from record to record one comes back to this one: remove one of the links.
caseload-duplicate = Another record in this file has the same id: give one of them another.
caseload-kind-changed = The vault has a record of the kind { $kind } with this id: give this one another id.
caseload-no-speaker = Nobody speaks here: give speaker in words, or speaker_person as an id.
caseload-two-speakers = Two speakers are given: keep either speaker or speaker_person.
caseload-passage-backwards = The passage ends before it begins: exchange start and end.
caseload-passage-outside = The passage ends after the text of its source, which has { $limit } characters: correct end.
