"""Choices of case work, by noun."""
