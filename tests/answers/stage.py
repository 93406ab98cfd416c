"""Run beside a database as ``python -m tests.answers.stage N``: migrate it and put N writers and one reader in.

Prints JSON: the answer's uid and key, and for each person their key and session cookie.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.site.settings.local")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 -- after setup
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from commonweal.accounts.models import User  # noqa: E402
from commonweal.answers import services  # noqa: E402
from commonweal.communities.enums import Role  # noqa: E402
from commonweal.communities.models import Membership  # noqa: E402
from commonweal.communities.services import found_community  # noqa: E402
from commonweal.frameworks.services import load_shipped_content  # noqa: E402


def main(n_writers: int) -> None:
    """Make the stage and print what is on it."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    load_shipped_content(now=now)
    lead = User.objects.create_user("writer0@example.org", "Writer Zero")
    community = found_community(
        slug="bend", name="Bend", lead=lead, languages=["en"], time_zone="America/Chicago", now=now
    )
    writers = [lead, *(_member(community, f"writer{n}@example.org", Role.WRITER) for n in range(1, n_writers))]
    reader = _member(community, "reader@example.org", Role.READER)
    stranger = User.objects.create_user("stranger@example.org", "Stranger Somebody")
    answer = services.open_answer(community=community, ref="P.1a(1)", by=lead)
    people = [*writers, reader, stranger]
    said = {"answer": str(answer.uid), "answer_id": answer.pk, "keys": [one.pk for one in people]}
    sys.stdout.write(json.dumps({**said, "cookies": [_session(one) for one in people]}))


def _member(community: object, email: str, role: Role) -> User:
    user = User.objects.create_user(email, f"{email.partition('@')[0].title()} Person")
    Membership.objects.create(community=community, user=user, role=role)
    return user


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "commonweal.accounts.auth_backends.PersonBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]))
