"""The shape of each kind of content file, one pydantic model for each mapping in it."""
