"""Places, releases and observations of public data."""
