"""What processes say to each other survives packing; broken bytes are told apart."""

from collections import deque
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrowse.actors import Role
from sessions_app.bus_records import (
    BLOB_BYTES,
    DATA,
    HERE,
    Broken,
    Record,
    join,
    unpack,
)


def record(payload: bytes = b"", kind: int = DATA) -> Record:
    return Record(kind, uuid4(), Role.AGENT, uuid4().hex, payload)


@given(payloads=st.lists(st.binary(max_size=50), max_size=5))
def test_records_come_out_as_they_went_in(payloads: list[bytes]) -> None:
    records = [record(payload) for payload in payloads]
    assert list(unpack(b"".join(r.pack() for r in records))) == records


@given(blob=st.binary(min_size=1, max_size=80))
def test_any_bytes_are_records_or_broken(blob: bytes) -> None:
    try:
        list(unpack(blob))
    except Broken:
        return


def test_a_record_that_is_cut_short_is_broken() -> None:
    packed = record(b"payload", HERE).pack()
    with pytest.raises(Broken):
        list(unpack(packed[:-1]))


def test_records_are_joined_up_to_a_bound() -> None:
    waiting = deque([b"a" * 600_000, b"b" * 400_000, b"c" * 400_000])
    assert len(join(waiting)) == 1_000_000
    assert list(waiting) == [b"c" * 400_000]
    assert len(join(deque([b"x" * (BLOB_BYTES + 5)]))) == BLOB_BYTES + 5
