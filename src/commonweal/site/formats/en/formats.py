"""English: November 24, 2026, 2:35 p.m., and 1,234.5 as Django has it."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i a"
TIME_FORMAT = "g:i a"
MONTH_DAY_FORMAT = "F j"
YEAR_MONTH_FORMAT = "F Y"
SHORT_DATE_FORMAT = "M j, Y"
SHORT_DATETIME_FORMAT = "M j, Y, g:i a"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%m/%d/%Y"]
