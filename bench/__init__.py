"""Measurements beside a peer, in one run. Figures of different runs do not compare."""
