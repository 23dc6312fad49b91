"""Personal data of customers: who one is, what is held, taking it along, erasing it,
and letting it go in time (docs/privacy.md).

`registry` is what apps further up fill; `finding`, `holdings` and `export` read,
`erasure`, `holds` and `retention` write.
"""
