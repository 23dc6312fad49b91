"""An invented past: a month for the demo's own shop, a year at any volume beside it.

`stage` says where and who, `shifts` who works when, `volume` how much there is to do;
`days`, `chats`, `calls` and `shares` make up what happens, the same for the same seed,
as rows of a `ledger`; `loading` writes ledgers and their facts. The rows go to the
tables directly: services live in the present and cannot have done something weeks ago.
"""
