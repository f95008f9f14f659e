"""Writes of the guide and their rules."""
