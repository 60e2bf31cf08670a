"""What differs from allauth's own views."""

from allauth.account.adapter import get_adapter
from allauth.headless.account import inputs, views


class ChangePasswordInput(inputs.ChangePasswordInput):
    """A new password, and the present one."""

    def clean_current_password(self) -> str:
        """The present password, looked at within the limits of signing in, which allauth does not keep to here."""
        password: str = self.cleaned_data["current_password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class ChangePasswordView(views.ChangePasswordView):
    """Changes one's password."""

    input_class = ChangePasswordInput
