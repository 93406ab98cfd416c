"""Which files we can read, recognised by what is in them. Job process only."""

from commonweal.warehouse import store
from commonweal.warehouse.engine import TableReading, read_grid
from commonweal.warehouse.grids import Grid, grid_of
from commonweal.warehouse.methods import layouts_bls, layouts_census, layouts_chr
from commonweal.warehouse.methods.chr_workbook import is_chr_workbook, read_workbook
from commonweal.warehouse.methods.faults import FaultKind, WorkbookFault
from commonweal.warehouse.methods.layouts import Layout
from commonweal.warehouse.methods.observations import WorkbookReading
from commonweal.warehouse.opened import Opened, opened

LAYOUTS: tuple[Layout, ...] = (
    layouts_chr.ANALYTIC,
    layouts_census.POPULATION_ESTIMATES,
    layouts_census.INCOME_AND_POVERTY,
    layouts_bls.UNEMPLOYMENT_SHEET,
    layouts_bls.UNEMPLOYMENT_TEXT,
)


def read(content: bytes) -> TableReading:
    """Recognise a publisher's file by its content and read it.

    Raises:
        WorkbookFault: if it cannot be opened, is none we know, or is not whole.
    """
    file = opened(content)
    if is_chr_workbook(file.sheets):
        return _of_workbook(read_workbook(file.sheets))
    return read_grid(*_recognised(file))


def of_observations(reading: WorkbookReading, layout: Layout) -> TableReading:
    """A reading made of single observations, in the form all readings have."""
    return TableReading(
        layout=layout,
        release_year=reading.release_year,
        data_year=reading.release_year,
        state=reading.state,
        places=reading.places,
        table=store.table_from(reading.observations),
        left_out=reading.left_out,
        faults=reading.faults,
    )


def _of_workbook(reading: WorkbookReading) -> TableReading:
    return of_observations(reading, layouts_chr.WORKBOOK if reading.state else layouts_chr.NATIONAL_WORKBOOK)


def _recognised(file: Opened) -> tuple[Grid, Layout]:
    for layout in LAYOUTS:
        if grid := grid_of(file, layout):
            return grid, layout
    raise WorkbookFault(FaultKind.OTHER_WORKBOOK if file.sheets else FaultKind.UNKNOWN_TABLE)
