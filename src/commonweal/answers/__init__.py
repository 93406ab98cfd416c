"""The Community Profile: answers written together, their history and figures."""
