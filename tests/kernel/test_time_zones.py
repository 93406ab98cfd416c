from zoneinfo import ZoneInfo

import pytest

from commonweal.kernel.time_zones import zone_of


def test_a_zone_by_its_name() -> None:
    assert zone_of("America/Chicago") == ZoneInfo("America/Chicago")


@pytest.mark.parametrize("name", ["Mars/Olympus_Mons", "America", "", "../etc/passwd", "/UTC", "a\0b"])
def test_a_name_nobody_knows_means_utc(name: str) -> None:
    assert zone_of(name) == ZoneInfo("UTC")
