"""Tests of what is recognised in files of other trackers."""
