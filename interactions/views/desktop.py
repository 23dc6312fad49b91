"""What an agent's desktop reads besides its socket (docs/api.md)."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from cobrowse.errors import not_found
from cobrowse.quotas import take_quota
from interactions.protocol.reads import InteractionContext, SearchResults, Transcript
from interactions.selectors import interaction_on_desktop
from interactions.selectors.context import interaction_context
from interactions.selectors.search import Wanted, parse_cursor, parse_words, search
from interactions.selectors.transcripts import (
    Reader,
    interaction_to_read,
    reader_of,
    transcript,
)
from interactions.services import note_transcript_read
from interactions.views.answers import read


@read
def context(request: HttpRequest, interaction_id: UUID) -> InteractionContext:
    """The customer of an interaction that the agent handles or wraps up."""
    agent = reader_of(request.user).agent
    if agent is None:
        raise not_found()
    return interaction_context(interaction_on_desktop(agent, interaction_id))


@read
def one_transcript(request: HttpRequest, interaction_id: UUID) -> Transcript:
    reader = reader_of(request.user)
    interaction = interaction_to_read(reader, interaction_id)
    if not reader.owns(interaction):
        note_transcript_read(interaction=interaction, actor=reader.actor)
    return transcript(interaction)


@read
def find(request: HttpRequest) -> SearchResults:
    """`?q=words&before=cursor`, over everything that the reader may read."""
    reader = reader_of(request.user)
    words = parse_words(request.GET.get("q", ""))
    before = parse_cursor(request.GET.get("before", ""))
    count_search(request, reader)
    return search(reader, Wanted(words=words, before=before))


def count_search(request: HttpRequest, reader: Reader) -> None:
    """Errors: rate_limited."""
    take_quota(
        "searches",
        f"{reader.actor.role}.{request.user.pk}",
        limit=settings.COBROWSE_SEARCHES_PER_MINUTE,
        window_seconds=60,
    )
