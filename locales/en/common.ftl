# Words that every page shares.
common-language-name = English
# "reviewed" once a native speaker has read this language; until then every page says that nobody has.
common-review-state = reviewed
common-review-notice = These words were translated by machine and no native speaker has checked them yet.

common-skip = Skip to the content
common-nav = Main
common-nav-today = Today
common-nav-quick = Quick call
common-nav-cases = Cases
common-nav-search = Search
common-nav-sources = Sources
common-nav-law = Law
common-nav-settings = Settings
common-notices = Notices
common-lock = Lock
common-help = Help and keys
common-demo = This is a demonstration. Every person in it is invented, and it is gone when you close the program.
common-idle-foot =
    { $n ->
        [one] Locks itself after { $n } minute without an act.
       *[other] Locks itself after { $n } minutes without an act.
    }
common-idle-warning = Nobody has done anything for a while. The desk locks itself in a minute. What you typed is kept.

common-back = Back
common-save = Save
common-saved = Saved.
common-continue = Continue
common-cancel = Cancel
common-change = Change
common-error = Error
common-error-title = There is a problem
common-warning = Warning
common-draft-kept = Draft kept in the vault.
common-draft-not-kept = The draft could not be kept. Save before you leave this page.
common-desk-gone = This desk has ended, or another program answers at its address. Nothing was sent. Copy what you typed, close this window and start the desk again.

common-not-asked = Not asked yet
common-yes = Yes
common-no = No
common-unknown = Unknown
common-because = Because of:
common-ask = Ask
common-unverified = not verified
common-unverified-hint = No lawyer has checked this rule against the official text yet.

common-date-hint = As exactly as it is known: 19.06.2023, June 2023, 2023, “from May 2023 to June 2023”, or “unknown”.
common-date-unknown = date unknown
common-date-year = { $year }
common-date-until = until { $day }
common-date-from = since { $day }
common-date-between = between { $from } and { $until }
common-today = today
common-hours-left =
    { $n ->
        [0] less than an hour left
        [one] { $n } hour left
       *[other] { $n } hours left
    }
common-hours-ago =
    { $n ->
        [one] { $n } hour ago
       *[other] { $n } hours ago
    }
common-days-left =
    { $n ->
        [one] { $n } day left
       *[other] { $n } days left
    }
common-days-over =
    { $n ->
        [one] { $n } day late
       *[other] { $n } days late
    }
common-counting = Still counting: { $n } percent of the records are looked through. What is missing below may stand in the rest.
common-counting-none = Nothing so far; not everything is counted yet.
common-look-again = Look again
