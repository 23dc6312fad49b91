"""A month of invented past, so that reports have something to show on the first day.

`cases` makes up what happened (pure, the same for the same seed), `sessions` and `rows`
write it down. The rows go to the tables directly: services live in the present and
cannot be asked to have done something weeks ago.
"""
