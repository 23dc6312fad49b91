"""Transcripts for people: search, read, print. Server-rendered, by keyboard too."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cobrowse.errors import DomainError
from interactions.forms import TranscriptFilter
from interactions.protocol.reads import SearchResult
from interactions.selectors.attached import attached_data_of
from interactions.selectors.context import earlier_interactions
from interactions.selectors.highlights import Piece, pieces
from interactions.selectors.search import Wanted, parse_cursor, parse_words, search
from interactions.selectors.transcripts import (
    Reader,
    interaction_to_read,
    reader_of,
    transcript,
)
from interactions.services import note_transcript_read
from interactions.views.desktop import count_search


@dataclass(frozen=True, slots=True)
class Row:
    """One result as the page shows it."""

    found: SearchResult
    snippet: list[Piece]


def _reader(request: HttpRequest) -> Reader:
    try:
        return reader_of(request.user)
    except DomainError:
        raise PermissionDenied from None


@require_safe
@login_required
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """What the reader may read, the newest first, or what a search finds."""
    reader = _reader(request)
    form = TranscriptFilter(request.GET, reader=reader)
    context: dict[str, object] = {"form": form, "reader": reader}
    status = 200
    try:
        if not form.is_valid():
            raise DomainError("invalid", 400)
        wanted = form.wanted(parse_cursor(request.GET.get("before", "")))
        count_search(request, reader)
        found = search(reader, wanted)
        context |= {
            "wanted": wanted,
            "rows": [
                Row(each, pieces(each.snippet, wanted.words)) for each in found.results
            ],
            "query": _query_without_page(request),
            "words": " ".join(wanted.words),
            "next": found.next,
        }
    except DomainError as error:
        status = error.http_status
        if form.is_valid():
            context["problem"] = error
    return render(request, "interactions/transcripts.html", context, status=status)


def _query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    return query.urlencode()


@require_safe
@login_required
@never_cache
def reading(request: HttpRequest, interaction_id: UUID) -> HttpResponse:
    """One transcript; missing and foreign ones are both 404."""
    reader = _reader(request)
    try:
        interaction = interaction_to_read(reader, interaction_id)
    except DomainError:
        raise Http404 from None
    if not reader.owns(interaction):
        note_transcript_read(interaction=interaction, actor=reader.actor)
    words = _words(request)
    read = transcript(interaction)
    return render(
        request,
        "interactions/transcript.html",
        {
            "interaction": interaction,
            "reader": reader,
            "transcript": read,
            "lines": [(line, pieces(line.text, words)) for line in read.messages],
            "attached": attached_data_of(interaction),
            "earlier": earlier_interactions(interaction),
            "words": " ".join(words),
        },
    )


def _words(request: HttpRequest) -> tuple[str, ...]:
    """What a search that led here looked for; odd ones are no reason to refuse."""
    try:
        return parse_words(request.GET.get("q", ""))
    except DomainError:
        return Wanted().words
