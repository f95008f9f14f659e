"""Changes to the framework, figures, periods and releases."""
