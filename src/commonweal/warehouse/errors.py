"""Refusals of the warehouse, each a plain sentence: what happened, what was kept, what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from commonweal.kernel.errors import DomainError
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault

SENTENCES: Mapping[FaultKind, object] = {
    FaultKind.EMPTY: _("This file is empty. Nothing was changed. Download it again from the publisher."),
    FaultKind.TOO_LARGE: _(
        "This file is larger than a publisher's table of counties ever is, so it was not read. Nothing was changed. "
        "Choose the publisher's own file."
    ),
    FaultKind.NOT_A_WORKBOOK: _(
        "This file is not an Excel workbook (.xls or .xlsx). Nothing was changed. "
        "Choose the workbook as you downloaded it."
    ),
    FaultKind.WEB_PAGE: _(
        "This file has the name of a workbook but is a web page. Nothing was changed. "
        "Download the workbook itself, not the page around it."
    ),
    FaultKind.DAMAGED: _(
        "This workbook is damaged or cut off, so it was not read. Nothing was changed. "
        "Download it again from the publisher."
    ),
    FaultKind.PASSWORD: _(
        "This workbook is protected by a password. Nothing was changed. "
        "Save it without the password, or choose the publisher's own file."
    ),
    FaultKind.MACROS: _(
        "This workbook carries macros, so it was not read. Nothing was changed. "
        "Choose the publisher's own file, or save it as .xlsx."
    ),
    FaultKind.INFLATES: _(
        "This file would grow to more than a computer should hold, so it was not opened. "
        "Nothing was changed. Choose the publisher's own file."
    ),
    FaultKind.OTHER_WORKBOOK: _(
        "This is a workbook, but none of those we can read. Nothing was changed. The page of imports lists them; "
        "a table of your own goes in as values of the community."
    ),
    FaultKind.NOT_A_TABLE: _(
        "This file is neither a workbook nor a table in text. Nothing was changed. "
        "Choose the file as you downloaded it."
    ),
    FaultKind.OPEN_QUOTE: _(
        "A cell of this table is longer than any value or note. Mostly a quotation mark was opened and never closed. "
        "Nothing was changed. Put the mark right and choose the file again."
    ),
    FaultKind.UNKNOWN_TABLE: _(
        "This is a table, but none of those we can read. Nothing was changed. The page of imports lists them; "
        "a table of your own goes in as values of the community."
    ),
    FaultKind.TOO_MANY_ROWS: _(
        "This table has more rows than there are counties several times over, so it was not read. "
        "Nothing was changed. Choose the publisher's table of counties."
    ),
    FaultKind.SEVERAL_YEARS: _(
        "This table holds several years (%(detail)s), and we read one year at a time. Nothing was changed. "
        "Choose the publisher's file of one year."
    ),
    FaultKind.MISSING_SHEET: _(
        "This workbook has no sheet “%(detail)s”. Nothing was changed. "
        "Choose the publisher's own file; a sheet may have been deleted or renamed."
    ),
    FaultKind.MISSING_COLUMNS: _(
        "The sheet “%(detail)s” does not begin with the columns FIPS, State and County. "
        "Nothing was changed. Choose the publisher's own file."
    ),
    FaultKind.MISSING_COLUMN: _(
        "This table has no column “%(detail)s”. Nothing was changed. "
        "Choose the publisher's own file; a column may have been deleted or renamed."
    ),
    FaultKind.NO_YEAR: _(
        "This file does not say which year it is of. Nothing was changed. Choose the publisher's own file."
    ),
    FaultKind.NO_STATE_ROW: _(
        "This workbook has no row for the whole state. Nothing was changed. Choose the publisher's own file."
    ),
    FaultKind.SEVERAL_STATES: _(
        "This workbook holds places of several states. Nothing was changed. Choose the workbook of one state."
    ),
    FaultKind.DOUBLE_PLACE: _(
        "The place with code %(detail)s stands in this file twice. Nothing was changed. "
        "Choose the publisher's own file."
    ),
    FaultKind.NO_MEASURES: _(
        "No measure we know stands in this file. Nothing was changed. "
        "Choose the publisher's own file, of 2010 or later."
    ),
}


class WorkbookRefused(DomainError):
    """The file is none that can be read."""

    def __init__(self, fault: WorkbookFault) -> None:
        super().__init__(str(SENTENCES[fault.kind]) % {"detail": fault.detail})
        self.kind = fault.kind


class AlreadyImported(DomainError):
    """The same file was imported before and its import still stands."""

    message = _(
        "This very file was imported before, so there was nothing to add. Everything is as it was. "
        "To read it again, undo that import first."
    )


class AlreadyUndone(DomainError):
    """The import was undone before."""

    message = _("This import was undone before. Nothing was changed.")


class AlreadyDecided(DomainError):
    """The upload was imported or discarded before."""

    message = _("This file was imported or discarded before. Nothing was changed. To import it, choose it again.")
