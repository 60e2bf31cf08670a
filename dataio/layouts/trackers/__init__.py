"""The trackers whose files are known: one layout for each kind of file. A new one is one entry of LAYOUTS."""

from collections.abc import Mapping, Sequence
from typing import Final

from dataio.layouts.layout import Layout
from dataio.layouts.trackers import (
    ai_job_search,
    career_ops,
    first2apply,
    huntr,
    jobfunnel,
    jobhunter,
    jobsync,
    linkedin,
    own,
    simplify,
    teal,
)

# The first that fits a table is its layout, so the narrower ones come first.
LAYOUTS: Final[Sequence[Layout]] = (
    own.APPLICATIONS,
    own.JOBS,
    *linkedin.LAYOUTS,
    huntr.JOBS,
    teal.DATA,
    teal.EVENTS,
    simplify.TRACKED,
    jobsync.JOBS,
    jobfunnel.JOBS,
    jobhunter.SHEET,
    ai_job_search.TRACKER,
    first2apply.JOBS,
    career_ops.TRACKER,
)
BY_NAME: Final[Mapping[str, Layout]] = {layout.name: layout for layout in LAYOUTS}
