"""Find interactions by what was written in them, by name, number or note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from cobrowse.actors import Role
from cobrowse.errors import DomainError
from cobrowse.text import clean_line
from interactions.models import ChatMessage, Interaction
from interactions.protocol.reads import SearchResult, SearchResults
from interactions.selectors.transcripts import Reader, readable

RESULTS_PER_PAGE = 20
NEWEST_LOOKED_AT = 300
QUERY_CHARS = 200
SHORTEST_WORD_CHARS = 2
MOST_WORDS = 6
SNIPPET_CHARS = 160
CURSOR_CHARS = 80


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Cursor:
    """After which row the next page begins."""

    at: datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _MICROSECOND}_{self.pk.hex}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every word has to be found; the rest narrows."""

    words: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    media: str = ""
    agent_id: int | None = None
    before: Cursor | None = None


def parse_words(text: str) -> tuple[str, ...]:
    """What is looked for. Errors: query_too_short, query_too_long."""
    cleaned = str(clean_line(text[: QUERY_CHARS + 1]))
    if len(text) > QUERY_CHARS:
        raise DomainError("query_too_long", 400, limit=QUERY_CHARS)
    words = tuple(dict.fromkeys(cleaned.split(" ")[:MOST_WORDS]))
    if max(len(word) for word in words) < SHORTEST_WORD_CHARS:
        raise DomainError(
            "query_too_short", 400, "Type a word.", limit=SHORTEST_WORD_CHARS
        )
    return words


def parse_cursor(text: str) -> Cursor | None:
    """Empty: from the newest. Errors: bad_cursor."""
    if not text:
        return None
    try:
        if len(text) > CURSOR_CHARS:
            raise ValueError
        since, _, key = text.partition("_")
        return Cursor(_EPOCH + int(since) * _MICROSECOND, UUID(hex=key))
    except (ValueError, OverflowError):
        raise DomainError("bad_cursor", 400) from None


def search(reader: Reader, wanted: Wanted) -> SearchResults:
    """One page, in five queries at most.

    Without words: the newest ones there are, each with what its customer wrote first.
    """
    found = _found(reader, wanted)
    shown = found[:RESULTS_PER_PAGE]
    hits = _lines_to_show([each.pk for each in shown], wanted.words)
    last = shown[-1] if len(found) > len(shown) else None
    return SearchResults(
        results=[_result(each, hits.get(each.pk), wanted.words) for each in shown],
        next=str(Cursor(last.created_at, last.pk)) if last else None,
    )


def _found(reader: Reader, wanted: Wanted) -> list[Interaction]:
    """One more than a page shows, so that the caller knows whether there are more.

    Words that everybody writes are met among the newest, which are looked at first;
    only rare ones are looked for in all lines, and these their index finds quickly.
    """
    candidates = _candidates(reader, wanted)
    if not wanted.words:
        return list(candidates[: RESULTS_PER_PAGE + 1])
    newest = list(candidates.values_list("pk", flat=True)[:NEWEST_LOOKED_AT])
    found = _with_words(
        candidates.filter(pk__in=newest),
        lines_with(wanted.words).filter(interaction__in=newest),
        wanted.words,
    )
    if len(found) > RESULTS_PER_PAGE or len(newest) < NEWEST_LOOKED_AT:
        return found
    lines = lines_with(wanted.words)
    if not reader.reads_all:
        lines = lines.filter(interaction__agent=reader.agent)
    return _with_words(candidates, lines, wanted.words)


def _with_words(
    candidates: QuerySet[Interaction],
    lines: QuerySet[ChatMessage],
    words: tuple[str, ...],
) -> list[Interaction]:
    found = candidates.filter(
        Q(pk__in=lines.values("interaction"))
        | _says("customer_name", words)
        | _says("phone_number", words)
        | _says("note", words)
    )
    return list(found[: RESULTS_PER_PAGE + 1])


def _candidates(reader: Reader, wanted: Wanted) -> QuerySet[Interaction]:
    """What may be shown at all, the newest first."""
    found = readable(reader).order_by("-created_at", "-pk")
    if wanted.start is not None:
        found = found.filter(created_at__gte=_midnight(wanted.start))
    if wanted.end is not None:
        found = found.filter(created_at__lt=_midnight(wanted.end + timedelta(days=1)))
    if wanted.media:
        found = found.filter(media=wanted.media)
    if wanted.agent_id is not None:
        found = found.filter(agent_id=wanted.agent_id)
    if wanted.before is not None:
        at, pk = wanted.before.at, wanted.before.pk
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=pk))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def lines_with(words: Iterable[str]) -> QuerySet[ChatMessage]:
    return ChatMessage.objects.order_by().filter(_says("text", words))


def _says(field: str, words: Iterable[str]) -> Q:
    """All words stand in the field. Wildcards of SQL are letters like all others."""
    return reduce(and_, (_contains(field, word) for word in words), Q())


def _contains(field: str, word: str) -> Q:
    spellings = {word}
    if connection.vendor == "sqlite" and not word.isascii():
        # SQLite knows upper and lower case of ASCII only.
        spellings |= {word.lower(), word.upper(), word.capitalize()}
    return reduce(or_, (Q(**{f"{field}__icontains": each}) for each in spellings))


def _lines_to_show(
    keys: list[UUID], words: tuple[str, ...]
) -> Mapping[UUID, ChatMessage]:
    """The newest line with the words, of each interaction that has one."""
    which: Max | Min = Max("seq")
    lines = lines_with(words)
    if not words:
        which = Min("seq")
        lines = lines.filter(author_role=Role.CUSTOMER)
    chosen = (
        lines.filter(interaction__in=keys)
        .values("interaction")
        .annotate(chosen=which)
        .values_list("interaction", "chosen")
    )
    places = [Q(interaction=key, seq=seq) for key, seq in chosen]
    if not places:
        return {}
    found = ChatMessage.objects.order_by().filter(reduce(or_, places))
    return {line.interaction_id: line for line in found}


def _result(
    interaction: Interaction, hit: ChatMessage | None, words: tuple[str, ...]
) -> SearchResult:
    text = hit.text if hit else interaction.note
    return SearchResult.model_validate(
        {
            "id": interaction.pk,
            "customer_name": interaction.customer_name,
            "media": interaction.media,
            "started_at": interaction.created_at,
            "ended_at": interaction.ended_at,
            "agent_name": (
                interaction.agent.display_name if interaction.agent else None
            ),
            "queue_name": interaction.queue.name if interaction.queue else None,
            "snippet": snippet(text, words),
            "seq": hit.seq if hit else None,
        }
    )


def snippet(text: str, words: tuple[str, ...]) -> str:
    """One line of the text around the first word that is found in it."""
    line = " ".join(text.split())
    if len(line) <= SNIPPET_CHARS:
        return line
    lowered = line.lower()
    places = [lowered.find(word.lower()) for word in words]
    first = min((place for place in places if place >= 0), default=0)
    start = max(0, min(first - SNIPPET_CHARS // 3, len(line) - SNIPPET_CHARS))
    end = start + SNIPPET_CHARS
    before = "… " if start else ""
    after = " …" if end < len(line) else ""
    return f"{before}{line[start:end].strip()}{after}"
