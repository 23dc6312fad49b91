"""`with refused("not_found"):` the block must be refused with this code."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cobrowse.errors import DomainError


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code
