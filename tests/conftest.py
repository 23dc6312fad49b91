"""Fixtures live beside the tests that use them; see tests/README.md."""
