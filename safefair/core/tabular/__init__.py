"""Tables that somebody brings: hostile files refused before anything opens them, cells as text, places by any name."""
