"""Style sheets and scripts that pages carry inside."""
