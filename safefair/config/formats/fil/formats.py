"""Filipino: months in words; Django shortens them in English."""

DATE_FORMAT = "j F Y"
