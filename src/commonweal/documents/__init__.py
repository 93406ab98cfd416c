"""The engine for figures and documents; templates live with the package that owns the content."""
