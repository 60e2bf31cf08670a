"""How a person is recognised: by their password when they sign in, by their id with each request of a session."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from accounts.models import User

# Asked for with every request: composing it would take longer than running it.
_COLUMNS = {str(field.column): field.attname for field in User._meta.concrete_fields}
_USER = f"SELECT {', '.join(_COLUMNS)} FROM {User._meta.db_table} WHERE id = %s"  # noqa: S608  # names of our own


class SignInBackend(AuthenticationBackend):
    """allauth's, but for how the person of a session is read."""

    def get_user(self, user_id: int) -> User | None:
        """The person with this id, unless there is none who may sign in (any more)."""
        with connection.cursor() as cursor:
            cursor.execute(_USER, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        user = User.from_db(connection.alias, _COLUMNS.values(), row)
        return user if self.user_can_authenticate(user) else None
