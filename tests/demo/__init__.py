"""Tests of the demo: the shop, the visual language, the seed, the simulated phone."""
