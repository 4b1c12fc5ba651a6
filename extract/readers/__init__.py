"""Readers: a file becomes a Source."""
