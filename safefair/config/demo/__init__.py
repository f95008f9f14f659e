"""A believable year of invented records for the trial. Every family name here means "example"."""
