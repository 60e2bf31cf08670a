"""API routes of this app."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from accounts.views import AccountDeletionConfirmView, AccountDeletionView, ProfileView, TokenViewSet

router = SimpleRouter()
router.register("tokens", TokenViewSet, basename="token")

urlpatterns = [
    path("profile/", ProfileView.as_view(), name="profile"),
    path("account-deletion/", AccountDeletionView.as_view(), name="account-deletion"),
    path("account-deletion/confirm/", AccountDeletionConfirmView.as_view(), name="account-deletion-confirm"),
    *router.urls,
]
