"""An edition as tables of a workbook, and back. Every valid edition comes back equal."""
