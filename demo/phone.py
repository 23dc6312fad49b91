"""The simulated phone: a person plays caller and agent, the switch reports it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from demo.calls import (
    act_on_call,
    forget_call,
    look_at_call,
    place_call,
    read_call,
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
    call = read_call(request.session)
    others = [a for a in AGENTS if call is None or a.username != call.agent]
    names = {a.username: a.name for a in AGENTS}
    return render(
        request,
        "demo/phone/console.html",
        {
            "call": call,
            "form": CallForm(),
            "others": others,
            "agent_name": names.get(call.agent, call.agent) if call else "",
        },
    )


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Places a call, does something with it, or clears the console."""
    wish = request.POST.get("wish", "")
    call = read_call(request.session)
    try:
        if wish == "clear":
            if call is None or call.state == "ended":
                forget_call(request.session)
        elif wish == "ringing" and (call is None or call.state == "ended"):
            form = CallForm(request.POST)
            if form.is_valid():
                place_call(
                    request.session, adapter=_adapter(request), **form.cleaned_data
                )
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
    return redirect("demo-phone")


def _to_agent(request: HttpRequest) -> str:
    """The colleague that a call goes to; the first one when the form names nobody."""
    wished = request.POST.get("to_agent", "")
    names = [a.username for a in AGENTS]
    return wished if wished in names else names[0]


@never_cache
@require_POST
def state(request: HttpRequest) -> HttpResponse:
    """State of the call for the page's script, after asking the platform."""
    call = read_call(request.session)
    if call is None:
        return JsonResponse({"state": "idle"})
    try:
        call = look_at_call(request.session, adapter=_adapter(request), call=call)
    except CallRefused as error:
        return JsonResponse({"state": call.state, "error": error.code})
    return JsonResponse({"state": call.state})
