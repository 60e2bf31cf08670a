"""Writes of this app, a module for each subject: one function is one transaction."""
