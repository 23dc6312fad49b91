"""Commands of session sockets, and those that sessions add to the other two sockets.

Each handler is one call of one service.
"""

from agents.models import Agent
from cobrowse.announce import announce, customer_group, session_group
from cobrowse.errors import DomainError
from cobrowse.protocol import CommandTable
from interactions.lifecycle import Media
from interactions.models import Customer
from sessions_app import services
from sessions_app.consents import current_text
from sessions_app.errors import session_not_found
from sessions_app.mirror_health import count_problem
from sessions_app.protocol import (
    Activity,
    ConsentUpdated,
    ConsentWording,
    MirrorProblem,
    MirrorRules,
    PageChanged,
    PagePolicy,
    PageTold,
    ResyncRequest,
    RulesUpdated,
    SessionEnd,
    SessionJoin,
    SessionPage,
    SessionStart,
    SessionState,
    SharingPause,
    SharingResume,
    WriteDecline,
    WriteDrop,
    WriteGrant,
    WriteRequest,
    WriteRevoke,
)
from sessions_app.seated import SeatedAgent, SeatedCustomer
from sessions_app.selectors import (
    live_session_of_customer,
    live_sessions_of_agent,
    page_policy,
    rules_for,
    session_state,
)

customer_table: CommandTable[SeatedCustomer] = CommandTable()
agent_table: CommandTable[SeatedAgent] = CommandTable()


# -- session socket, customer ---------------------------------------------------------
def _page_changed(seat: SeatedCustomer, message: PageChanged) -> None:
    session = services.open_page(
        session=seat.session(),
        actor=seat.actor,
        connection=seat.connection,
        page=SessionPage(url=message.url, title=message.title),
    )
    announce(
        session_group(session.pk, seat.role.value),
        RulesUpdated(rules=rules_for(session, message.url)),
    )


def _grant(seat: SeatedCustomer, message: WriteGrant) -> None:
    services.grant_write(session=seat.session(), actor=seat.actor)


def _decline(seat: SeatedCustomer, message: WriteDecline) -> None:
    services.decline_write(session=seat.session(), actor=seat.actor)


def _revoke(seat: SeatedCustomer, message: WriteRevoke) -> None:
    services.revoke_write(session=seat.session(), actor=seat.actor)


def _pause(seat: SeatedCustomer, message: SharingPause) -> None:
    services.pause_sharing(session=seat.session(), actor=seat.actor)


def _resume(seat: SeatedCustomer, message: SharingResume) -> None:
    services.resume_sharing(session=seat.session(), actor=seat.actor)


def _activity(seat: SeatedCustomer, message: Activity) -> None:
    services.note_activity(session=seat.session(), actor=seat.actor)


def _problem(seat: SeatedCustomer, message: MirrorProblem) -> None:
    count_problem(message.code)


def _rules(seat: SeatedCustomer, message: MirrorRules) -> None:
    services.note_rules(
        session=seat.session(),
        matched=message.matched,
        failed=message.failed,
        first=message.first,
    )


def _end(seat: SeatedCustomer | SeatedAgent, message: SessionEnd) -> None:
    services.end_session(session=seat.session(), actor=seat.actor)


customer_table.register(PageChanged, _page_changed)
customer_table.register(WriteGrant, _grant)
customer_table.register(WriteDecline, _decline)
customer_table.register(WriteRevoke, _revoke)
customer_table.register(SharingPause, _pause)
customer_table.register(SharingResume, _resume)
customer_table.register(Activity, _activity)
customer_table.register(MirrorProblem, _problem)
customer_table.register(MirrorRules, _rules)
customer_table.register(SessionEnd, _end)


# -- session socket, agent ------------------------------------------------------------
def _request(seat: SeatedAgent, message: WriteRequest) -> None:
    services.request_write(session=seat.session(), actor=seat.actor)


def _drop(seat: SeatedAgent, message: WriteDrop) -> None:
    services.drop_write(session=seat.session(), actor=seat.actor)


def _resync(seat: SeatedAgent, message: ResyncRequest) -> None:
    seat.ask_resync(message.node, message.reason)


agent_table.register(WriteRequest, _request)
agent_table.register(WriteDrop, _drop)
agent_table.register(ResyncRequest, _resync)
agent_table.register(SessionEnd, _end)


# -- widget socket --------------------------------------------------------------------
def start_from_widget(customer: Customer, message: SessionStart) -> None:
    try:
        services.start_session(
            customer=customer,
            media=Media(message.media),
            actor=customer.as_actor(),
            consent_version=message.consent_version,
        )
    except DomainError as error:
        if error.code == "consent_outdated":
            words = ConsentUpdated(consent=widget_consent(customer))
            announce(customer_group(customer.pk), words)
        raise


def end_from_widget(customer: Customer, message: SessionEnd) -> None:
    session = live_session_of_customer(customer)
    if session is None:
        raise session_not_found()
    services.end_session(session=session, actor=customer.as_actor())


def page_from_widget(customer: Customer, message: PageTold) -> None:
    services.tell_page(
        customer=customer,
        url=message.url,
        title=message.title,
        referrer=message.referrer,
    )


def widget_page_policy(customer: Customer) -> PagePolicy:
    """The part of the widget's welcome that says what stays in the browser."""
    return page_policy(customer.site)


def widget_consent(customer: Customer) -> ConsentWording | None:
    """The consent part of the widget's welcome; null: the widget's own wording."""
    text = current_text(customer.site, customer.language)
    return ConsentWording(version=text.version, text=text.text) if text else None


def widget_session(customer: Customer) -> SessionState | None:
    """The session part of the widget's welcome."""
    session = live_session_of_customer(customer)
    return session_state(session) if session is not None else None


# -- desktop socket -------------------------------------------------------------------
def join_from_desktop(agent: Agent, message: SessionJoin) -> None:
    services.join_session(
        agent=agent,
        interaction_id=message.interaction,
        session_id=message.session_id,
        actor=agent.as_actor(),
    )


def desktop_session(agent: Agent) -> SessionState | None:
    """The session part of the desktop's welcome: the newest live one."""
    session = live_sessions_of_agent(agent).first()
    return session_state(session) if session is not None else None
