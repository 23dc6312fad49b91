"""The shop as most shops are: without an opener policy, so that tools can open it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def without_opener_policy(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """For the shop alone: everything else on this server keeps its own policy."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.path.startswith("/shop/"):
            response["Cross-Origin-Opener-Policy"] = "unsafe-none"
        return response

    return respond
