"""Chromium, Firefox and WebKit, driven alike by the tests of the mirror.

Each module starts one engine; `base` is what they have in common and `site` what they
load. Nothing here knows the mirror: pages and scripts come from the tests.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from tests.mirror.engines.base import (
    ENGINES,
    EngineBrowser,
    EngineError,
    EngineName,
    EnginePage,
    Serve,
    missing,
)
from tests.mirror.engines.chromium import launch_chromium
from tests.mirror.engines.firefox import launch_firefox
from tests.mirror.engines.webkit import launch_webkit

__all__ = [
    "ENGINES",
    "EngineBrowser",
    "EngineError",
    "EngineName",
    "EnginePage",
    "Serve",
    "launch",
    "missing",
]


def launch(engine: EngineName) -> AbstractContextManager[EngineBrowser]:
    """The engine's browser, until the block ends. See `missing` before."""
    started: dict[EngineName, Callable[[], AbstractContextManager[EngineBrowser]]] = {
        "chromium": launch_chromium,
        "firefox": launch_firefox,
        "webkit": launch_webkit,
    }
    return started[engine]()
