"""Work that takes longer than a request: done once, by whichever worker, however often one of them dies."""
