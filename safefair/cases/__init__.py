"""Case work: from her words to safety and redress."""
