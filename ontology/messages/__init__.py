"""Sentences for people, one TOML file a language."""
