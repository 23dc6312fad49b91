"""What happens now: one snapshot per interval, and statistics of it for every viewer.

`snapshot` reads (a handful of queries), `ticks` sees to it that one process does so for
all, `statistics` is pure, `catalogue` says what the figures mean. Pages, the REST API,
/metrics and the trend all show what `statistics` says; none of them counts anything.
"""
