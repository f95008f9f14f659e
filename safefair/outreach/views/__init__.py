"""Pages of visits and information sessions."""
