"""Questions to the tables of the guide."""
