"""What is kept of imports ends: their rows, once neither a commit nor an undo needs them any more."""

from django.db.models import Q
from django.utils import timezone

from dataio.imports.states import UNDO_FOR
from dataio.models import Import, ImportRow


def sweep_imports() -> int:
    """Forget imports whose file has expired before they were committed, and rows of what cannot be undone; how many."""
    forgotten, _ = Import.objects.filter(upload=None, committed_at=None).delete()
    over = Q(of_import__committed_at__lt=timezone.now() - UNDO_FOR) | Q(of_import__undone_at__isnull=False)
    deleted, _ = ImportRow.objects.filter(over).delete()
    return forgotten + deleted
