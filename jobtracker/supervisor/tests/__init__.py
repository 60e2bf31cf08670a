"""Tests of the supervisor, with real processes."""
