"""Set a session up in a database of its own, and print what both sides need to enter.

Run as a program: `python -m tests.sessions_app.stage`; the environment names the
database. Prints one JSON object.
"""

import json

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)

    from cobrowse.tokens import hash_token, new_token
    from interactions.models import Customer
    from tests.people import sign_in
    from tests.sessions_app.places import (
        make_chat_session,
        make_place,
        make_policy,
    )

    place = make_place()
    make_policy(place.site, write_request_gap_seconds=0, customer_offline_seconds=600)
    session = make_chat_session(place)
    token = new_token()
    Customer.objects.filter(pk=session.customer_id).update(token_hash=hash_token(token))
    cookies, ticket = sign_in("alice")
    print(
        json.dumps(
            {
                "session": str(session.pk),
                "token": token,
                "cookies": cookies,
                "ticket": ticket,
            }
        )
    )


if __name__ == "__main__":
    main()
