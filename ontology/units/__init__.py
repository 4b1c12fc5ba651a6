"""Registries of units, as CSV."""
