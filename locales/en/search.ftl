# Search.
search-title = Search
search-text = Words
search-hint = A word finds many of its other forms, in Russian not all. Surer is the beginning of a word: annul*. "A phrase" in quotation marks.
search-go = Search
search-kind = Kind of record
search-text-missing = Enter a word to search for.
search-none = Nothing found
search-none-hint = Try fewer words, or only the beginning of a word with *. Names and phone numbers are sealed and are not searched here.
search-found =
    { $n ->
        [one] { $n } record found, newest first
       *[other] { $n } records found, newest first
    }
search-first = The { $n } newest records. There are more: add a word or a filter.
search-identities = Search identities
search-identities-warning = Names, documents and phone numbers are sealed. Searching them opens the seal: who did it, when and why is recorded before anything is shown.
search-identities-text = Name, document or number
search-reason = Reason
search-reason-hint = For whoever reads the history later. No names.
search-reason-missing = Write down why you search identities.
search-passphrase = Passphrase for identities
search-passphrase-missing = Enter the passphrase for identities.
search-identities-go = Record and search
