"""All reads of sessions, policies and rules."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from agents.models import Agent
from cobrowse.actors import Role
from interactions.models import Customer, Interaction, Site
from interactions.selectors.queues import queues_of
from sessions_app import protocol, rules
from sessions_app.deadlines import is_online
from sessions_app.errors import session_ended, session_not_found
from sessions_app.lifecycle import LIVE_STATES, Mode, Standing, State
from sessions_app.models import Asset, CobrowsePolicy, CobrowseSession, MaskingRule
from sessions_app.private_paths import private_paths
from sessions_app.protocol import MaskRule, PagePolicy, SessionPage, SessionState


def sessions() -> QuerySet[CobrowseSession]:
    """Sessions with what nearly every reader needs."""
    return CobrowseSession.objects.select_related(
        "site", "site__cobrowse_policy", "customer", "agent", "interaction"
    )


def session_by_id(session_id: UUID) -> CobrowseSession | None:
    """In whatever state it is."""
    return sessions().filter(pk=session_id).first()


def session_to_enter(
    session_id: UUID, *, customer: Customer | None = None, agent: Agent | None = None
) -> CobrowseSession:
    """The session that this side's socket may speak for.

    Only its own two sides learn that it has ended; to all others it never was.
    Errors: session_not_found, session_ended.
    """
    session = session_by_id(session_id)
    is_own = session is not None and (
        (customer is not None and session.customer_id == customer.pk)
        or (agent is not None and session.agent_id == agent.pk)
    )
    if session is None or not is_own:
        raise session_not_found()
    if session.state == State.ENDED:
        raise session_ended()
    return session


def live_sessions() -> QuerySet[CobrowseSession]:
    return sessions().filter(state__in=LIVE_STATES)


def live_session_of_customer(customer: Customer) -> CobrowseSession | None:
    return live_sessions().filter(customer=customer).first()


def live_session_of_interaction(interaction: Interaction) -> CobrowseSession | None:
    return live_sessions().filter(interaction=interaction).first()


def newest_session_of(interaction: Interaction) -> CobrowseSession | None:
    """The live one, else the last: an interaction has them one after another."""
    return sessions().filter(interaction=interaction).order_by("-created_at").first()


def live_sessions_of_agent(agent: Agent) -> QuerySet[CobrowseSession]:
    """The newest first: the one to show."""
    return live_sessions().filter(agent=agent).order_by("-activated_at")


def session_of_customer(session_id: UUID, customer: Customer) -> CobrowseSession:
    """A live one of this customer; all others look as if they never were."""
    return _one(live_sessions().filter(pk=session_id, customer=customer))


def session_of_agent(session_id: UUID, agent: Agent) -> CobrowseSession:
    """A live one that this agent joined; all others look as if they never were."""
    return _one(live_sessions().filter(pk=session_id, agent=agent))


def _one(found: QuerySet[CobrowseSession]) -> CobrowseSession:
    session = found.first()
    if session is None:
        raise session_not_found()
    return session


def kept_assets_since() -> datetime:
    """Files that no page has named since then are forgotten."""
    return timezone.now() - timedelta(hours=settings.COBROWSE_ASSET_HOURS)


def kept_assets() -> QuerySet[Asset]:
    """Of all sites. Their bytes are read only where they are asked for."""
    return Asset.objects.filter(used_at__gte=kept_assets_since()).defer("content")


def asset_for_agent(agent: Agent, *, site_key: str, digest: str) -> Asset | None:
    """With its bytes; None for what is not there and for sites that this agent neither
    serves nor shares a page of."""
    seen = Q(site__in=queues_of(agent).values("site")) | Q(
        site__in=live_sessions_of_agent(agent).order_by().values("site")
    )
    return (
        Asset.objects.filter(used_at__gte=kept_assets_since())
        .filter(seen, site__key=site_key, site__active=True, digest=digest)
        .first()
    )


def policy_of(site: Site) -> CobrowsePolicy:
    """The site's policy, or the defaults."""
    try:
        policy: CobrowsePolicy = site.cobrowse_policy
    except CobrowsePolicy.DoesNotExist:
        return CobrowsePolicy(site=site)
    return policy


def standing_of(session: CobrowseSession) -> Standing:
    return Standing(
        State(session.state),
        Mode(session.mode),
        session.write_request_expires_at is not None,
        session.paused,
    )


def current_rules(site: Site) -> rules.Pinned:
    """What a session that starts now pins.

    A rule that got into the table past the admin's checks cannot be trusted to match:
    then everything is masked.
    """
    policy = policy_of(site)
    pinned: list[rules.PinnedRule] = []
    is_sound = True
    for rule in MaskingRule.objects.filter(site=site, enabled=True).order_by("pk"):
        if rules.problems(
            url_pattern=rule.url_pattern, selector=rule.selector, effect=rule.effect
        ):
            is_sound = False
            continue
        if rule.waits_for_approval:
            continue
        pinned.append(
            {
                "id": rule.pk,
                "url_pattern": rule.url_pattern,
                "selector": rule.selector.strip() or rules.WHOLE_PAGE,
                "effect": cast(rules.EffectName, rule.effect),
            }
        )
    return {
        "mask_all": policy.mask_all or not is_sound,
        "mask_title": policy.mask_title,
        "private_paths": private_paths(policy.private_paths),
        "rules": pinned,
    }


def page_policy(site: Site) -> PagePolicy:
    """What the site's widget may tell of its pages."""
    policy = policy_of(site)
    return PagePolicy(
        mask_title=policy.mask_title, private_paths=private_paths(policy.private_paths)
    )


def pinned_of(session: CobrowseSession) -> rules.Pinned:
    return cast(rules.Pinned, session.pinned_rules)


def rules_for(session: CobrowseSession, url: str) -> list[MaskRule]:
    """The pinned rules that count on a page of this address."""
    return [
        MaskRule(id=rule["id"], selector=rule["selector"], effect=rule["effect"])
        for rule in rules.matching(pinned_of(session), url)
    ]


def session_state(
    session: CobrowseSession, *, now: datetime | None = None
) -> SessionState:
    """The session as both sides see it; the nine digits die with it."""
    now = now or timezone.now()
    is_live = session.state in LIVE_STATES
    limit = policy_of(session.site).write_request_limit
    page = None
    if session.page_url:
        page = SessionPage(url=session.page_url, title=session.page_title)
    return SessionState(
        id=session.pk,
        session_id=session.session_id if is_live else None,
        state=cast(protocol.StateName, session.state),
        media=cast(protocol.Media, session.media),
        mode=cast(protocol.ModeName, session.mode),
        mode_epoch=session.mode_epoch,
        paused=session.paused,
        write_request_expires_at=session.write_request_expires_at,
        write_requests_left=max(0, limit - session.write_request_count),
        agent_name=session.agent.display_name if session.agent else None,
        interaction_id=session.interaction_id,
        created_at=session.created_at,
        activated_at=session.activated_at,
        ended_at=session.ended_at,
        end_reason=session.end_reason or None,
        customer_online=is_live and is_online(session, Role.CUSTOMER, now),
        agent_online=is_live and is_online(session, Role.AGENT, now),
        page=page,
    )
