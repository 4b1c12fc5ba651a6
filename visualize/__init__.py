"""What a person sees: pages, networks, the ledger and the calendar."""
