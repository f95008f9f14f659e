"""What is asked about desks and questions."""
