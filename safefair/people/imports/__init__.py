"""Attendance from spreadsheets: read, checked and matched first; stored only once somebody has confirmed."""
