"""Administration of people: who they are, how they sign in, and what acts in their name."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.adapter import UserSessionsAdapter
from accounts.models import ApiToken, Skill, User
from accounts.services import change_access, change_password, delete_account, revoke_token
from jobtracker.administration import CountsWhatGoesAlong, ReadOnly

# One place where people sign in, with its limits and its second factor: the page of the application.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it

# What makes somebody mighty is changed by the mighty alone.
POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


def may_act_on(request: HttpRequest, person: Any) -> bool:
    """Whether who asks may do everything that `person` may: whoever could be them must not become more by it."""
    staff: Any = request.user
    if staff.is_superuser:
        return True
    return not person.is_superuser and person.get_all_permissions() <= staff.get_all_permissions()


class UserCreationForm(BaseUserCreationForm[User]):
    """A new person: address and password."""

    class Meta:
        model = User
        fields = ("email",)
        field_classes = {"email": forms.EmailField}


class UserForm(UserChangeForm):  # type: ignore[type-arg]  # it takes none when it runs
    """A person."""

    def clean_email(self) -> str:
        """The address, which nobody else may have shown to be theirs."""
        email: str = self.cleaned_data["email"].strip().lower()
        if EmailAddress.objects.filter(email=email, verified=True).exclude(user=self.instance).exists():
            raise forms.ValidationError("This address is somebody else's.", code="email_taken")
        return email


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # it takes none when it runs
    """A new password for somebody."""

    def save(self, commit: bool = True) -> User:
        """Write through the service, which ends the person's sessions."""
        user: User = self.user
        usable = self.cleaned_data["set_usable_password"]
        change_password(user=user, password=self.cleaned_data["password1"] if usable else None)
        return user


class SkillInline(ReadOnly, admin.TabularInline[Skill, User]):
    """The skills of a profile, which its owner writes."""

    model = Skill
    fields = ["name", "level"]
    extra = 0
    can_delete = False


@admin.register(User)
class UserAdmin(CountsWhatGoesAlong, DjangoUserAdmin[User]):
    """People: who they are, what they look for, what they may do."""

    form = UserForm
    add_form = UserCreationForm
    change_password_form = PasswordForm
    list_display = ["email", "display_name", "country", "is_active", "is_staff", "date_joined", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "date_joined"]
    search_fields = ["email", "display_name", "first_name", "last_name"]
    ordering = ["email"]
    readonly_fields = ["date_joined", "last_login"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        ("Profile", {"fields": ["display_name", "first_name", "last_name", "time_zone", "country", "currency"]}),
        (
            "What they look for",
            {
                "fields": [
                    *("target_roles", "preferred_locations", "remote_options"),
                    *("minimum_salary", "minimum_salary_period", "weekly_goal"),
                ]
            },
        ),
        ("Permissions", {"fields": ["is_active", *POWERS]}),
        ("Dates", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "password1", "password2"]})]

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list[Any]:
        """Somebody new has no skills yet."""
        return [SkillInline] if obj else []

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Nobody gives themselves more power than they have."""
        return [*self.readonly_fields, *(() if request.user.is_superuser else POWERS)]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor does one who is less change one who is more, whose password would be theirs then."""
        allowed = obj is None or may_act_on(request, obj)
        return allowed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor deletes them."""
        allowed = obj is None or may_act_on(request, obj)
        return allowed and super().has_delete_permission(request, obj)

    # Django's route names the argument.
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Django gives the administrator's own session a new key along the way: it stays in their list under that."""
        former = request.session.session_key
        response: HttpResponse = super().user_change_password(request, id, form_url)
        UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)
        return response

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """What the page filters by, and no other column."""
        return lookup.partition("__")[0] in self.list_filter

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool) -> None:
        """Write through the service, and only what the form changed."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        columns = {field.name for field in User._meta.concrete_fields}
        change_access(user=obj, changes={name: getattr(obj, name) for name in form.changed_data if name in columns})

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Write through the service."""
        delete_account(user=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Write through the service."""
        for user in queryset.all():
            delete_account(user=user)


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly, admin.ModelAdmin[ApiToken]):
    """API tokens, without their secrets, which nobody has. They are revoked here, and made by their owners alone."""

    list_display = ["name", "owner", "prefix", "scope", "created_at", "expires_at", "last_used_at", "revoked_at"]
    list_filter = ["scope", "revoked_at", "expires_at"]
    list_select_related = ["owner"]
    search_fields = ["name", "prefix", "owner__email"]
    actions = ["revoke"]
    exclude = ["digest"]

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Who may change tokens may revoke them."""
        return bool(request.user.has_perm("accounts.change_apitoken"))

    @admin.action(description="Revoke the selected tokens", permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """Through the service, for each owner."""
        live = [t for t in queryset.filter(revoked_at=None).select_related("owner") if may_act_on(request, t.owner)]
        for token in live:
            revoke_token(actor=token.owner, token_id=token.pk)
        messages.success(request, f"Revoked: {len(live)}.")


# allauth's pages show secrets, and make addresses that open accounts: a person's address is changed on their own page.
admin.site.unregister([Authenticator, EmailAddress, UserSession, Group])


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    """Groups of permissions, which superusers alone put together: whoever is in one has what is in it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Superusers."""
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers."""
        return bool(request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Superusers."""
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers."""
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers."""
        return bool(request.user.is_superuser)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnly, admin.ModelAdmin[Authenticator]):
    """Second factors, without their secrets. One is deleted for a person who has lost theirs."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who has the right, and might be the person."""
        allowed = obj is None or may_act_on(request, obj.user)
        return allowed and admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(UserSession)
class UserSessionAdmin(ReadOnly, admin.ModelAdmin[UserSession]):
    """Where people are signed in. To delete a session is to end it."""

    list_display = ["user", "ip", "user_agent", "created_at", "last_seen_at"]
    list_filter = ["created_at", "last_seen_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "ip", "user_agent"]
    fields = ["user", "ip", "user_agent", "created_at", "last_seen_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who has the right, and might be the person."""
        allowed = obj is None or may_act_on(request, obj.user)
        return allowed and admin.ModelAdmin.has_delete_permission(self, request, obj)

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        """End it."""
        UserSessionsAdapter().end_sessions([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:
        """End them."""
        UserSessionsAdapter().end_sessions(queryset)
