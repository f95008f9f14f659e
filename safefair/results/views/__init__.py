"""Pages of `results`."""
