"""`python -m zerenlian`: the same as the command."""

from __future__ import annotations

from zerenlian.cli import main

if __name__ == "__main__":
    main()
