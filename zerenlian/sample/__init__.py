"""The sample gazette that the package carries."""
