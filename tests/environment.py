"""The environment that settings read in every test; loaded before Django is.

Tests never touch the developer's own `var/`.
"""

import os
import tempfile

os.environ["COBROWSE_DEMO"] = "1"
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ.setdefault("COBROWSE_VAR_DIR", tempfile.mkdtemp(prefix="cobrowse-test-"))
