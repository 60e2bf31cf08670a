"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse

from accounts.models import MAX_EMAIL, User


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


def _refusal(field: str, error: ValidationError) -> ImmediateHttpResponse:
    errors = [{"message": " ".join(item.messages), "code": item.code, "param": field} for item in error.error_list]
    return ImmediateHttpResponse(JsonResponse({"status": 400, "errors": errors}, status=400))
