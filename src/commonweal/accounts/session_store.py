"""Django's sessions in the database, found by a prepared query: every page of a signed-in person asks for one."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from commonweal.kernel.prepared import prepared


class SessionStore(DatabaseStore):
    """As Django's, but for how a session is found. Django names the class."""

    def _get_session_from_db(self) -> Session | None:
        for session in _running(self.session_key or "", timezone.now()):
            return session
        self._session_key = None
        return None


@prepared
def _running(session_key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=session_key, expire_date__gt=now)
