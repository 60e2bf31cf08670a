"""The data that is measured on: a million postings, the same rows on every machine."""
