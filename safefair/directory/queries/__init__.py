"""What is asked about organisations, services and what waits."""
