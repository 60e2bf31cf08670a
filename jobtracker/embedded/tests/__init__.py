"""Tests of the private servers, with real servers, processes and sockets."""
