"""What is done with services: proposed, accepted, checked."""
