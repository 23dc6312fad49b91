"""What every web process does before it serves."""

import sys
from importlib import reload

import pytest

from cobrowse import asgi

PYTHONS_OWN_SECONDS = 0.005


def test_frames_do_not_wait_long_for_a_busy_thread() -> None:
    sys.setswitchinterval(PYTHONS_OWN_SECONDS)
    reload(asgi)
    assert sys.getswitchinterval() == pytest.approx(asgi.SWITCH_SECONDS)
    assert asgi.SWITCH_SECONDS < PYTHONS_OWN_SECONDS / 5
