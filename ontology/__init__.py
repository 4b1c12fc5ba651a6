"""What there is: the vocabulary, the registry of units, the record types, the messages."""
