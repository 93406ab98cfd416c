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
    MISSING_SHEET = "missing_sheet"
    MISSING_COLUMNS = "missing_columns"
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
