"""Pages of courses and trainings."""
