"""Hand a file out while it is made, from a synchronous iterator of pieces."""

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import connections
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override

PIECE_BYTES = 65_536


def download(
    request: HttpRequest,
    pieces: Iterator[bytes],
    *,
    name: str,
    content_type: str,
    size: int | None = None,
) -> StreamingHttpResponse:
    """The response whose body is these pieces, as an attachment."""
    spoken = get_language() or "en"
    whole = _of_good_size(pieces)

    def next_piece() -> bytes | None:
        with override(spoken):
            return next(whole, None)

    def close() -> None:
        whole.close()
        connections.close_all()

    # Django reads a synchronous iterator whole before it sends it under ASGI, and
    # refuses an asynchronous one elsewhere.
    is_asgi = isinstance(request, ASGIRequest)
    content = _in_own_thread(next_piece, close) if is_asgi else iter(next_piece, None)
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if size is not None:
        response["Content-Length"] = str(size)
    add_never_cache_headers(response)
    return response


async def _in_own_thread(
    next_piece: Callable[[], bytes | None], close: Callable[[], None]
) -> AsyncIterator[bytes]:
    """A thread, and so a database connection, for this download alone: it is gone with
    the download, whether that came to its end or the client left."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="download")
    read = sync_to_async(next_piece, thread_sensitive=False, executor=thread)
    try:
        while (piece := await read()) is not None:
            yield piece
    finally:
        # After the read that may still be running; nobody waits for it.
        thread.submit(close)
        thread.shutdown(wait=False)


def _of_good_size(pieces: Iterator[bytes]) -> Generator[bytes, None, None]:
    """Small pieces together, so that each is worth a packet."""
    gathered = bytearray()
    for piece in pieces:
        gathered += piece
        if len(gathered) >= PIECE_BYTES:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)
