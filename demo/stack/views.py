"""The customer's page with its own chat, and the desktop of the people who answer."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from demo.people import AGENTS, stack_token
from demo.platform import Platform
from demo.stack import chats


def _platform(request: HttpRequest) -> Platform:
    """The demo's stack talks to the server that the person talks to."""
    return Platform(f"{request.scheme}://{request.get_host()}", stack_token())


@require_GET
@ensure_csrf_cookie
def customer_page(request: HttpRequest) -> HttpResponse:
    """A page of the made-up company, with its own chat and our widget behind it."""
    return render(request, "demo/stack/customer.html")


@require_GET
@ensure_csrf_cookie
def agent_page(request: HttpRequest) -> HttpResponse:
    """The company's own desktop, with ours in a frame."""
    return render(request, "demo/stack/agent.html", {"agents": AGENTS})


@never_cache
@require_POST
def customer_chat(request: HttpRequest) -> JsonResponse:
    """What the customer's chat window asks; answers with the chat as it is then."""
    wish, chat_id = request.POST.get("wish", ""), request.POST.get("chat", "")
    is_taken = True
    if wish == "start":
        chat_id = chats.start_chat(request.POST.get("name", "")).id
    elif wish == "say":
        chats.say(chat_id, "customer", request.POST.get("text", ""))
    elif wish == "digits":
        digits = request.POST.get("session_id", "")
        is_taken = chats.bring_digits(_platform(request), chat_id, digits)
    elif wish == "end":
        chats.end(_platform(request), chat_id)
    chat = chats.find_chat(chat_id)
    if chat is None:
        raise Http404
    return JsonResponse(chat.model_dump(), status=200 if is_taken else 409)


@never_cache
@require_POST
def agent_chat(request: HttpRequest) -> JsonResponse:
    """What the desktop asks; answers with all chats."""
    wish, chat_id = request.POST.get("wish", ""), request.POST.get("chat", "")
    agent = request.POST.get("agent", "")
    if agent not in {person.username for person in AGENTS}:
        raise Http404
    if wish == "take":
        chats.take(_platform(request), chat_id, agent)
    elif wish == "say":
        chats.say(chat_id, "agent", request.POST.get("text", ""))
    elif wish == "end":
        chats.end(_platform(request), chat_id)
    return JsonResponse({"chats": [chat.model_dump() for chat in chats.all_chats()]})
