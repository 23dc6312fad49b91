"""Settings that every test shares. Fixtures live beside the tests that use them."""

import os

os.environ.setdefault("COBROWSE_DEMO", "1")
os.environ.setdefault("SECRET_KEY", "only-for-tests")
