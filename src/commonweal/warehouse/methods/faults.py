"""Why a file cannot be read at all. Services turn each into a sentence for the person."""

from enum import StrEnum


class FaultKind(StrEnum):
    """The one thing that is wrong with the file."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_WORKBOOK = "not_a_workbook"
    WEB_PAGE = "web_page"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 -- the name of a fault, not a secret
    MACROS = "macros"
    INFLATES = "inflates"
    OTHER_WORKBOOK = "other_workbook"
    NOT_A_TABLE = "not_a_table"
    OPEN_QUOTE = "open_quote"
    UNKNOWN_TABLE = "unknown_table"
    TOO_MANY_ROWS = "too_many_rows"
    SEVERAL_YEARS = "several_years"
    MISSING_SHEET = "missing_sheet"
    MISSING_COLUMNS = "missing_columns"
    MISSING_COLUMN = "missing_column"
    NO_YEAR = "no_year"
    NO_STATE_ROW = "no_state_row"
    SEVERAL_STATES = "several_states"
    DOUBLE_PLACE = "double_place"
    NO_MEASURES = "no_measures"


class WorkbookFault(ValueError):
    """The file was refused whole; ``detail`` is a sheet, a column or a place it is about."""

    def __init__(self, kind: FaultKind, detail: str = "") -> None:
        self.kind = kind
        self.detail = detail
        super().__init__(f"{kind}: {detail}" if detail else str(kind))
