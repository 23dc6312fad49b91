"""Co-browse sessions: lifecycle, modes, masking rules, the wire and the relay.

Reads go through selectors, writes through services, state changes through lifecycle.py.
No page content is parsed, stored or logged here.
"""
