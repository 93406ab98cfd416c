"""A community, its members and the places it means."""
