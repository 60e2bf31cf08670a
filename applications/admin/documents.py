"""Administration of documents: what they are called and how much room they take, and never what is in them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from applications.models import Document, DocumentVersion, StoredFile
from applications.services.documents import delete_document, update_document
from jobtracker.administration import CountsWhatGoesAlong, ReadOnly

VERSION_COLUMNS = ("number", "filename", "file", "note", "created_at")


class DocumentVersionInline(ReadOnly, admin.TabularInline[DocumentVersion, Document]):
    """The versions, which are uploaded by their owner alone."""

    model = DocumentVersion
    fields = VERSION_COLUMNS
    readonly_fields = VERSION_COLUMNS
    ordering = ["-number"]
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[DocumentVersion]:
        """The versions with their files, in one query."""
        return super().get_queryset(request).select_related("file")


@admin.register(Document)
class DocumentAdmin(CountsWhatGoesAlong, admin.ModelAdmin[Document]):
    """Documents of everybody, with their owners."""

    list_display = ["title", "kind", "owner", "updated_at"]
    list_filter = ["kind"]
    list_select_related = ["owner"]
    search_fields = ["title", "owner__email"]
    readonly_fields = ["owner", "created_at", "updated_at"]
    fields = ["owner", "title", "kind", "created_at", "updated_at"]
    inlines = [DocumentVersionInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """Without what its owner has put into the trash."""
        return super().get_queryset(request).filter(trashed_at=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A document begins with a file, which its owner sends."""
        return False

    def save_model(self, request: HttpRequest, obj: Document, form: ModelForm[Document], change: bool) -> None:
        """Write through the service, and only what the form changed."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            update_document(actor=obj.owner, document_id=obj.pk, changes=changes)

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        """Write through the service."""
        delete_document(actor=obj.owner, document_id=obj.pk)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        """Write through the service."""
        for document in queryset.select_related("owner"):
            self.delete_model(request, document)


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnly, admin.ModelAdmin[StoredFile]):
    """How much room each content takes. Without its digest, by which staff would know who has a certain file."""

    list_display = ["owner", "media_type", "size", "created_at"]
    list_filter = ["media_type"]
    list_select_related = ["owner"]
    search_fields = ["owner__email", "media_type"]
    fields = ["owner", "media_type", "size", "created_at"]
