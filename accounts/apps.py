"""App configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who a person is, and how they sign in."""

    name = "accounts"
