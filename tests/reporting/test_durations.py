"""Every figure of a session follows from its events."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from reporting.facts.durations import measure, pages

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class Row:
    at: datetime
    name: str
    mode: str = "pointer"
    detail: dict[str, object] = field(default_factory=dict)


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def test_pointer_and_write_time_add_up_to_the_whole() -> None:
    events = [
        Row(at(10), "session.joined"),
        Row(at(20), "write.requested"),
        Row(at(25), "write.granted", "write"),
        Row(at(40), "write.revoked"),
        Row(at(50), "write.granted", "write"),
        Row(at(60), "session.ended"),
    ]
    figures = measure(events, created_at=START, activated_at=at(10), ended_at=at(60))
    assert figures.waited == timedelta(seconds=10)
    assert figures.write == timedelta(seconds=25)
    assert figures.pointer == timedelta(seconds=25)
    assert figures.shared == timedelta(seconds=50)
    assert figures.write_grants == 2


def test_a_session_that_nobody_joined_has_no_times() -> None:
    figures = measure([], created_at=START, activated_at=None, ended_at=at(600))
    assert figures.waited is None
    assert figures.shared == timedelta()


def test_a_session_still_in_write_mode_is_measured_to_its_end() -> None:
    events = [Row(at(5), "write.granted", "write")]
    figures = measure(events, created_at=START, activated_at=at(1), ended_at=at(15))
    assert figures.write == timedelta(seconds=10)
    assert figures.pointer == timedelta(seconds=4)


def test_reloads_of_a_page_are_one_visit() -> None:
    def opened(second: int, url: str) -> Row:
        return Row(at(second), "page.opened", detail={"url": url, "title": "T"})

    visits = pages(
        [opened(0, "/a"), opened(5, "/a"), opened(9, "/b"), opened(12, "/a")],
        ended_at=at(20),
    )
    assert [(visit.url, visit.stayed.seconds) for visit in visits] == [
        ("/a", 9),
        ("/b", 3),
        ("/a", 8),
    ]


def test_a_session_that_never_showed_a_page_has_no_visits() -> None:
    assert pages([Row(at(1), "session.joined")], ended_at=at(20)) == []
