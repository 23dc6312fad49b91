"""From facts to sums per hour and day. `measures` says which fact feeds which measure,
`buckets` which hours and days a moment belongs to, `build` makes unsaved rows.
"""
