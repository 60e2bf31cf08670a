"""Imports and where imported rows came from, and work that takes longer than a request."""

from dataio.models.imports import Import, ImportMapping, ImportRow, SourceRow
from dataio.models.runs import Run, Upload

__all__ = ["Import", "ImportMapping", "ImportRow", "Run", "SourceRow", "Upload"]
