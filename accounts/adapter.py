"""How allauth behaves here."""

import logging
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import salted_hmac

from accounts.models import MAX_EMAIL, User
from accounts.services import change_password
from jobtracker.account_events import Happening, announce
from jobtracker.errors import error_response

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's behaviour with sign-up that the operator can close."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether strangers may make an account."""
        return bool(settings.SIGNUP_OPEN)

    def clean_email(self, email: str) -> str:
        """The address. Raises ValidationError for one that is too long to be kept."""
        if len(email) > MAX_EMAIL:  # allauth would cut it, and the person could never sign in
            raise ValidationError(f"An address may have {MAX_EMAIL} characters at most.", code="max_length")
        return str(super().clean_email(email))

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail. Where that fails the request is answered with 503, for known and unknown addresses alike."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("a mail could not be sent")
            message = "The mail could not be sent. Try again in a few minutes."
            raise ImmediateHttpResponse(error_response(503, "mail_unavailable", message)) from None

    def set_password(self, user: User, password: str) -> None:
        """Set a password that was changed or forgotten, and end the other sessions."""
        change_password(user=user, password=password, session_key=context.request.session.session_key)

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the person's password, within the limits of signing in.

        allauth would look the address up in its own table, in which those made on the command line are not.
        """
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth puts the Host header into it: with each name of this server a stranger would begin anew.
        return str(credentials.get("email", "")).strip().lower()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Make the account. What shows only now is answered in allauth's form of a refusal."""
        try:
            # allauth has checked the password without knowing the address, to which it may be similar.
            validate_password(form.cleaned_data["password"], User(email=form.cleaned_data["email"]))
            with transaction.atomic():
                saved: User = super().save_user(request, user, form, commit)
        except ValidationError as error:
            raise _refusal("password", error) from None
        except IntegrityError:  # somebody signed up with this address a moment ago
            taken = ValidationError(self.error_messages["email_taken"], code="email_taken")
            raise _refusal("email", taken) from None
        return saved


class MFAAdapter(DefaultMFAAdapter):
    """allauth's second factors, with their secrets encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it was. Where its key is lost, a refusal: it must be deleted, and made anew."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error(
                "a second factor cannot be read: SECRET_KEY was changed without its former value as a fallback"
            )
            message = "Your second factor cannot be read any more. Ask whoever runs this to delete it."
            raise ImmediateHttpResponse(error_response(409, "second_factor_unreadable", message)) from None


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    """allauth's list of sessions, which tells of those that are ended."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        """End these."""
        ended = list(sessions)
        super().end_sessions(ended)
        for user_id in {session.user_id for session in ended}:
            announce(Happening.SESSIONS_ENDED, user_id=user_id)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("accounts.mfa", "second factor", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


def _refusal(field: str, error: ValidationError) -> ImmediateHttpResponse:
    errors = [{"message": " ".join(item.messages), "code": item.code, "param": field} for item in error.error_list]
    return ImmediateHttpResponse(JsonResponse({"status": 400, "errors": errors}, status=400))
