"""What follows: records become RDF, are stored, asked, audited and corrected."""
