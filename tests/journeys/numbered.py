"""Numbered lines, so that a lost, doubled or misplaced one shows."""

Screen = list[tuple[str, str]]


def numbered(who: str, count: int) -> list[str]:
    """`carla 1`, `carla 2`, …"""
    return [f"{who} {number}" for number in range(1, count + 1)]


def said_by(author: str, screen: Screen) -> list[str]:
    return [text for who, text in screen if who == author]


def same_story(*, customer: Screen, agent: Screen, stored: Screen) -> None:
    """Both screens and the database hold the same lines in one order."""
    assert customer == stored, "the customer's screen tells another story"
    assert agent == stored, "the agent's screen tells another story"
