"""Rows of one long query, set aside on disk at once.

The reader may take its time without holding a cursor open. On SQLite it must not: while
a read is open and others have written, its connection cannot write.
"""

import pickle
from collections.abc import Iterator
from tempfile import TemporaryFile

from reporting.selectors import Row


def spooled(rows: Iterator[Row]) -> Iterator[Row]:
    """The same rows. All of them are read when the first is asked for."""
    with TemporaryFile() as spool:
        count = 0
        for row in rows:
            pickle.dump((row.values, row.ids), spool, pickle.HIGHEST_PROTOCOL)
            count += 1
        spool.seek(0)
        for _ in range(count):
            yield Row(*pickle.load(spool))
