"""Paths that are no socket of ours."""

import pytest

from tests.sockets import Socket


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "path",
    ["/", "/ws", "/ws/none", "/ws/widget/", "/ws/widget/a/b", "/ws/desktop/", "/%00"],
)
async def test_an_unknown_socket_is_refused_like_a_forbidden_one(path: str) -> None:
    assert not await Socket(path).connect()
