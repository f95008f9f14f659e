"""Writes of `accounts`."""
