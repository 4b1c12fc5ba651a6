"""Audits, one .rq file each."""
