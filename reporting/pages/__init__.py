"""What the historical pages show: tables, charts, a session's course and story, filters
in words, ways to finer rows. Reads and words only; nothing here answers requests.
"""
