"""API routes of this app, and those of allauth."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from accounts.account_api import BROWSER, PREFIX
from accounts.account_views import ChangePasswordView
from accounts.views import AccountDeletionConfirmView, AccountDeletionView, ProfileView, TokenViewSet

router = SimpleRouter()
router.register("tokens", TokenViewSet, basename="token")

urlpatterns = [
    path("profile/", ProfileView.as_view(), name="profile"),
    path("account-deletion/", AccountDeletionView.as_view(), name="account-deletion"),
    path("account-deletion/confirm/", AccountDeletionConfirmView.as_view(), name="account-deletion-confirm"),
    *router.urls,
]

account_urlpatterns = [
    path(
        f"{BROWSER}account/password/change".lstrip("/"),
        ChangePasswordView.as_api_view(client="browser"),
        name="change-password",
    ),
    path(PREFIX.lstrip("/"), include("allauth.headless.urls")),
]
