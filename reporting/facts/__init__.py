"""From the rows of what happened to facts. Nothing here writes.

`course` and `durations` are pure; `sources` reads the event rows of many subjects at
once; `interactions`, `sessions` and `states` make unsaved facts of them.
"""
