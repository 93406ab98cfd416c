"""Pure reading of public data: cell values in, typed observations out."""
