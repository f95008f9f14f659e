"""What the pages of trainings take."""
