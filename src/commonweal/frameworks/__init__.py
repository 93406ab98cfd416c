"""Editions of the framework as data: loaded, validated, read."""
