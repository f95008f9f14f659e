"""What she and those who answer do with a question."""
