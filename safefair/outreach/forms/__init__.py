"""What the pages of this app take."""
