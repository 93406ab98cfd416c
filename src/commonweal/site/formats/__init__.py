"""How dates, times and numbers are written: ``FORMAT_MODULE_PATH``. Both languages are of the United States."""
