"""Measures, their published values for a community's places, and their pages."""
