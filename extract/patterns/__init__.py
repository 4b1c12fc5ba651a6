"""Patterns, as TOML: each with examples and rejects."""
