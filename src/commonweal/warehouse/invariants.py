"""What must hold of places and releases."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Substr

from commonweal.kernel.soundness import invariant
from commonweal.warehouse.enums import PlaceKind
from commonweal.warehouse.models import Place, Release


@invariant("warehouse.counties_stand_in_their_state", "A county's code begins with its state's.")
def _counties() -> Iterator[str]:
    counties = Place.objects.filter(kind=PlaceKind.COUNTY).annotate(
        own=Substr("fips", 1, 2), of_state=Substr("state__fips", 1, 2)
    )
    for place in counties.exclude(own=F("of_state")):
        yield f"place {place.fips}"


@invariant("warehouse.releases_have_their_file", "The table of every release in use lies in the data folder.")
def _tables() -> Iterator[str]:
    folder = Path(settings.WAREHOUSE_DIR) / "observations"
    for release in Release.objects.live().only("uid", "parquet_address"):
        address = release.parquet_address
        if not (folder / address[:2] / f"{address}.parquet").is_file():
            yield f"release {release.uid}"
