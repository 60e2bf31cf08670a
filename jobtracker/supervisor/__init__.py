"""Runs the whole installation as children of one process: servers, web, worker, beat (`manage.py up`)."""
