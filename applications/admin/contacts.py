"""Administration of contacts and the log."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from applications.models import Activity, Contact
from applications.services.activities import delete_activity, update_activity
from applications.services.contacts import delete_contact, update_contact
from jobtracker.administration import CountsWhatGoesAlong


@admin.register(Contact)
class ContactAdmin(CountsWhatGoesAlong, admin.ModelAdmin[Contact]):
    """Contacts of everybody, with their owners."""

    list_display = ["name", "company", "role", "owner", "updated_at"]
    list_select_related = ["owner"]
    search_fields = ["name", "company", "email", "owner__email"]
    # A form would part the links at the commas that they may hold.
    readonly_fields = ["owner", "links", "created_at", "updated_at"]
    fields = ["owner", "name", "role", "company", "email", "phone", "links", "notes", "created_at", "updated_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contact]:
        """Without what its owner has put into the trash."""
        return super().get_queryset(request).filter(trashed_at=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A contact is added by its owner."""
        return False

    def save_model(self, request: HttpRequest, obj: Contact, form: ModelForm[Contact], change: bool) -> None:
        """Write through the service, and only what the form changed: the rest may have moved on in the meantime."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            update_contact(actor=obj.owner, contact_id=obj.pk, changes=changes)

    def delete_model(self, request: HttpRequest, obj: Contact) -> None:
        """Write through the service."""
        delete_contact(actor=obj.owner, contact_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Contact]) -> None:
        """Write through the service."""
        for contact in queryset.select_related("owner"):
            self.delete_model(request, contact)


@admin.register(Activity)
class ActivityAdmin(CountsWhatGoesAlong, admin.ModelAdmin[Activity]):
    """The logs of everybody, with their owners."""

    list_display = ["kind", "occurred_at", "direction", "application", "contact", "owner"]
    list_filter = ["kind", "direction"]
    list_select_related = ["application__job", "contact", "owner"]
    search_fields = ["application__job__title", "application__job__company", "contact__name", "owner__email"]
    readonly_fields = ["owner", "application", "contact", "occurred_at", "created_at", "updated_at"]
    fields = [
        "owner",
        "application",
        "contact",
        "kind",
        "direction",
        "occurred_at",
        "body",
        "created_at",
        "updated_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Activity]:
        """Without what is in its owner's trash, alone or with what it is about."""
        return Activity.objects.with_its_contact().filter(trashed_at=None, application__trashed_at=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The log is its owner's."""
        return False

    def save_model(self, request: HttpRequest, obj: Activity, form: ModelForm[Activity], change: bool) -> None:
        """Write through the service, and only what the form changed: the rest may have moved on in the meantime."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            update_activity(actor=obj.owner, activity_id=obj.pk, changes=changes)

    def delete_model(self, request: HttpRequest, obj: Activity) -> None:
        """Write through the service."""
        delete_activity(actor=obj.owner, activity_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Activity]) -> None:
        """Write through the service."""
        for activity in queryset.select_related("owner"):
            self.delete_model(request, activity)
