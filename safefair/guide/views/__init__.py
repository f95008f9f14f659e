"""Pages of the guide in the workspace."""
