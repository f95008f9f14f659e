"""What is asked of cases."""
