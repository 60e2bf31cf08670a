"""Sessions in the database, as Django keeps them."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

# Asked for with every request: composing it would take longer than running it.
_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's, but for how a session is read."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key any more, where there is none that is still good."""
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        content: dict[str, Any] = self.decode(row[0])
        return content
