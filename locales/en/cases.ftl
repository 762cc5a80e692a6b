# The list of cases, and the filters that the search shares.
cases-title = Cases
cases-text = Words in the case
cases-show = Show
cases-filters = Filters
cases-any = any
cases-region = Region
cases-method = Method
cases-situation = Situation now
cases-state = State
cases-from = From
cases-to = To
cases-wrong-date = Write the date as 19.06.2023, 06.2023 or 2023.
cases-none = There are no cases yet.
cases-none-found = No case fits. Take away a filter.
cases-shown = { $first }–{ $last } of { $total }, newest first
cases-newer = Newer
cases-older = Older
