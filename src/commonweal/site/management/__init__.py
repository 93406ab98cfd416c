"""The commands of an installation and what they share."""
