"""The simulated phone: a person plays caller and agent, the switch reports it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from demo.calls import (
    Call,
    act_on_call,
    find_call,
    forget_call,
    has_free_line,
    look_at_call,
    place_call,
    read_calls,
)
from demo.people import AGENTS, switch_token
from demo.shop.forms.base import attributes
from demo.shop.validation import check_phone
from demo.switch import CallRefused, CtiAdapter

DEFAULT_NUMBER = "+47 911 22 334"


class CallForm(forms.Form):
    """Who rings whom."""

    number = forms.CharField(
        label="The caller's number",
        max_length=24,
        initial=DEFAULT_NUMBER,
        validators=[check_phone],
        widget=forms.TextInput(attributes("input phone__number", inputmode="tel")),
    )
    agent = forms.ChoiceField(
        label="Rings at",
        choices=[(a.username, a.name) for a in AGENTS],
        widget=forms.Select(attributes("select", data_testid="phone-agent")),
    )


def _adapter(request: HttpRequest) -> CtiAdapter:
    """The demo's switch talks to the server that the person talks to."""
    origin = f"{request.scheme}://{request.get_host()}"
    return CtiAdapter(origin, switch_token())


@never_cache
@require_GET
def console(request: HttpRequest) -> HttpResponse:
    """Caller's phone, desk phone and the log of the switch."""
    call = _chosen(request, request.GET.get("call", ""))
    others = [a for a in AGENTS if call is None or a.username != call.agent]
    names = {a.username: a.name for a in AGENTS}
    return render(
        request,
        "demo/phone/console.html",
        {
            "call": call,
            "calls": read_calls(request.session),
            "names": names,
            "may_dial": has_free_line(request.session),
            "form": CallForm(),
            "others": others,
            "agent_name": names.get(call.agent, call.agent) if call else "",
        },
    )


NEW = "new"


def _chosen(request: HttpRequest, call_id: str) -> Call | None:
    """The line that the page is about; `new` is a free one."""
    return None if call_id == NEW else find_call(request.session, call_id)


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Places a call, does something with it, or clears the console."""
    wish = request.POST.get("wish", "")
    shown = request.POST.get("call", "")
    call = _chosen(request, shown)
    try:
        if wish == "clear":
            if call is not None and call.state == "ended":
                forget_call(request.session, call)
                shown = NEW if not read_calls(request.session) else ""
        elif wish == "ringing" and (call is None or call.state == "ended"):
            form = CallForm(request.POST)
            if not has_free_line(request.session):
                messages.error(request, "All lines are busy.")
            elif form.is_valid():
                call = place_call(
                    request.session, adapter=_adapter(request), **form.cleaned_data
                )
                shown = call.call_id
            else:
                messages.error(request, "Enter a telephone number of 7 to 15 digits.")
        elif call is not None and wish in call.actions:
            act_on_call(
                request.session,
                adapter=_adapter(request),
                call=call,
                event=wish,
                to_agent=_to_agent(request) if wish == "transferred" else "",
            )
    except CallRefused as error:
        messages.error(request, f"{error.detail or 'Refused'} ({error.code})")
    return redirect(f"{reverse('demo-phone')}?call={shown}" if shown else "demo-phone")


def _to_agent(request: HttpRequest) -> str:
    """The colleague that a call goes to; the first one when the form names nobody."""
    wished = request.POST.get("to_agent", "")
    names = [a.username for a in AGENTS]
    return wished if wished in names else names[0]


@never_cache
@require_POST
def state(request: HttpRequest) -> HttpResponse:
    """State of the call for the page's script, after asking the platform."""
    call = _chosen(request, request.GET.get("call", ""))
    if call is None:
        return JsonResponse({"state": "idle"})
    try:
        call = look_at_call(request.session, adapter=_adapter(request), call=call)
    except CallRefused as error:
        return JsonResponse({"state": call.state, "error": error.code})
    return JsonResponse({"state": call.state})
