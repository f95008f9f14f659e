"""Forms of `people`."""
