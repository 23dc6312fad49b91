"""Tests of co-browse sessions: places.py makes them, wires.py opens their sockets."""
