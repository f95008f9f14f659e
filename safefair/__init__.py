"""Safe and Fair: from a woman asking for help to a published figure that is true, safe and useful."""
